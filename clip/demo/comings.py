"""Who came and went in Wester Beston: moved, left, was asked, said no; and who has no address, or shares one."""

from datetime import date, datetime, timedelta

from clip.demo import dates
from inquiries import convening, inviting, leaving, setting_up
from inquiries.models import Group, GroupInvitation, Membership, Message, Organisation, User

SHARED = "community.council@example.scot"
WORDS = (
    "You know every door from the harbour to the railway, and who is behind it. We meet once a month, on a Thursday "
    "afternoon, for half a day; your manager has agreed the time. I would be glad if you came."
)


def addresses(members: dict[str, Membership]) -> None:
    """Nan and Lewis share the mailbox of the community council; Mona is on the road and has a telephone alone."""
    for short in ("Nan", "Lewis"):
        _reach(members[short].person, contact_email=SHARED)
    _reach(members["Mona"].person, phone="01632 960 112")
    members["Fiona"].person.phone = "01632 960 140"
    members["Fiona"].person.save()
    Membership.objects.filter(pk__in=[members["Fiona"].pk, members["Tom"].pk]).update(shares_contact=True)


def _reach(person: User, *, contact_email: str = "", phone: str = "") -> None:
    person.email, person.contact_email, person.phone = None, contact_email, phone
    person.save()


def happen(group: Group, members: dict[str, Membership], days: list[date], now: datetime) -> None:
    """What happened since the last meeting: Niamh changed teams, Ewan left, two people were asked."""
    delia, ewan, niamh = (members[short] for short in ("Delia", "Ewan", "Niamh"))
    soon = days[3] + timedelta(days=4)
    team = _party(group, "Older people’s mental health", Organisation.Sector.HEALTH_BOARD)
    moved_at = dates.at(soon, 16, 20)
    convening.move(niamh, team, on=soon, by=delia.person, at=moved_at)
    leaving.leave(ewan, on=soon, to={}, by=delia, at=moved_at + timedelta(minutes=10))
    _ask(group, "Rhona Baxter", "Driver", _party(group, "Lift Shared", "t"), delia, now - timedelta(days=3))
    gavin = _ask(
        group,
        "Gavin Hume",
        "Paramedic",
        _party(group, "Ambulance service", "h"),
        delia,
        now - timedelta(days=12),
    )
    inviting.decline(
        gavin,
        by=gavin.person,
        at=now - timedelta(days=10),
        reason="Not this winter: we are two short. Ask me in May.",
    )
    _let_them_have_left(group, now)


def _ask(
    group: Group, name: str, job: str, organisation: Organisation, by: Membership, at: datetime
) -> GroupInvitation:
    email = f"{name.lower().replace(' ', '.')}@example.scot"
    person = User.objects.create_user(name, email)
    asked = inviting.Asked(person, organisation, WORDS, job=job)
    return inviting.invite(group, asked, by=by.person, at=at)


def _party(group: Group, name: str, sector: str) -> Organisation:
    return setting_up.add_party(group.partnership, name, sector=sector)[0]


def _let_them_have_left(group: Group, now: datetime) -> None:
    """The demo's mails of the past are in its outbox, and not waiting to be sent today."""
    waiting = Message.objects.filter(group=group, kind__in=[Message.Kind.JOINING, Message.Kind.MEMBERS])
    for message in waiting.filter(due_at__lt=now):
        Message.objects.filter(pk=message.pk).update(
            state=Message.State.SENT, sent_at=message.made_at, attempts=1
        )
