"""Seeds the demo: the programme in outline, Beston whole, and Wester Beston between two meetings."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from clip.demo import (
    comings,
    dates,
    figures,
    ground,
    hindrances,
    homewards,
    in_outline,
    lives,
    pictures,
    seen_across,
    shared,
    statements,
    stories,
    told_above,
    trials,
)
from clip.demo.between import between
from clip.demo.meeting_story import MeetingStory
from clip.demo.rosters import BESTON, NATIONAL_BODIES, PARTNERSHIPS, STEWARDS, WESTER_BESTON, Person
from inquiries import convening, regaining, setting_up
from inquiries.models import (
    Confirmation,
    Group,
    LostStep,
    Membership,
    NationalBody,
    Partnership,
    Programme,
    Stewardship,
    User,
)
from meetings import nudging
from meetings.models import Meeting

SLUG = "clip"


def is_seeded() -> bool:
    return Programme.objects.filter(slug=SLUG).exists()


@transaction.atomic
def seed(at: datetime) -> bool:
    """Put the demo into the database, and say whether it was this call that did it."""
    if is_seeded():
        return False
    today = timezone.localdate(at)
    programme = Programme.objects.create(
        name="Collaborative Leadership in Practice",
        slug=SLUG,
        starts_on=today.replace(day=1) - timedelta(days=400),
    )
    for name in NATIONAL_BODIES:
        NationalBody.objects.create(programme=programme, name=name)
    for name, outline in PARTNERSHIPS:
        slug = name.lower().replace(" ", "-")
        Partnership.objects.create(programme=programme, name=name, slug=slug, outline=outline)
    firth = Partnership.objects.create(
        programme=programme,
        name="Beston and Firth",
        slug="beston-and-firth",
        outline="A small town on the edge of a large city, where the partnership first tried an inquiry.",
    )
    _stewards(programme, firth)
    _lost_step(at)
    statements.write(User.objects.get(name="Ishbel Ross"), at)
    _beston(firth, today)
    _wester_beston(firth, today, at)
    figures.settle(Group.objects.get(slug="beston"), today)
    shared.elsewhere(programme, today)
    in_outline.write(programme, at)
    figures.reflect(programme, list(Group.objects.filter(partnership=firth)), at)
    seen_across.write(programme, firth, at)
    return True


def _stewards(programme: Programme, partnership: Partnership) -> None:
    for name, short, role, job, where in STEWARDS:
        email = name.lower().replace(" ", ".") + "@example.scot"
        person = User.objects.create_user(name, email, short_name=short)
        place: dict[str, Any] = (
            {"programme": programme} if where == "programme" else {"partnership": partnership}
        )
        Stewardship.objects.create(person=person, role=role, job=job, **place)


def _lost_step(at: datetime) -> None:
    """Ruth's phone is gone: Norman has spoken with her, and Ishbel finds it on her page."""
    ruth, norman = (User.objects.get(name=name) for name in ("Ruth Calder", "Norman Gray"))
    asked_at = at - timedelta(hours=20)
    lost = LostStep.objects.create(person=ruth, asked_at=asked_at, ends_at=asked_at + regaining.WAITS_FOR)
    lost.confirmations.create(
        place=1, by=norman, how=Confirmation.How.MET, confirmed_at=asked_at + timedelta(hours=2)
    )


def _beston(partnership: Partnership, today: date) -> None:
    days = dates.beston_days(today)
    group = Group.objects.create(
        partnership=partnership,
        name="Beston",
        slug="beston",
        locality="Beston, a small town on the edge of a large city",
        who_for="Housebound older people",
        asked_for="Try out working as one locality, for older people who cannot leave home, so that others can learn from it.",
        lasts="A year, then we look at it together.",
        given="Six half days for each practitioner, and Delia’s time to invite, find rooms and follow up.",
    )
    members = _members(group, BESTON, days, settled_on=days[0] - timedelta(days=14))
    ground.lay(group, members, days, today)
    _tell(group, members, BESTON, stories.BESTON, days, "Beston community hall", "Kirk Road, Beston")


def _wester_beston(partnership: Partnership, today: date, at: datetime) -> None:
    days = dates.wester_beston_days(today)
    group = Group.objects.create(
        partnership=partnership,
        name="Wester Beston",
        slug="wester-beston",
        locality="Wester Beston, the streets between the harbour and the railway",
        who_for="Older people who rarely get out",
        asked_for="Carry what Beston learned to the next locality, and find out what only Wester Beston can teach.",
        lasts="Until the summer, and Beston’s people come to tell.",
        given="Six half days for each practitioner, lunch, and Delia’s time.",
    )
    members = _members(
        group, WESTER_BESTON, days, settled_on=days[0] - timedelta(days=14), newcomers_on=days[3]
    )
    comings.addresses(members)
    ground.lay(group, members, days, today)
    _tell(
        group,
        members,
        WESTER_BESTON,
        stories.WESTER_BESTON,
        days,
        "Linden House",
        "Harbour Street, Wester Beston",
        at,
    )
    comings.happen(group, members, days, at)


def _members(
    group: Group, roster: list[Person], days: list[date], settled_on: date, newcomers_on: date | None = None
) -> dict[str, Membership]:
    """Everybody of the roster, by the name we greet them with; who came to none yet joined after the last meeting."""
    members = {}
    for line in roster:
        is_new = newcomers_on is not None and "x" not in line.came
        joined_on = newcomers_on + timedelta(days=5) if is_new and newcomers_on else settled_on
        person = User.objects.filter(email=line.email).first() or User.objects.create_user(
            line.name, line.email, short_name=line.short
        )
        members[line.short] = convening.join(
            group,
            person,
            organisation=setting_up.add_party(group.partnership, line.organisation, sector=line.sector)[0],
            on=joined_on,
            role=line.role,
            job=line.job,
        )
    return members


def _tell(
    group: Group,
    members: dict[str, Membership],
    roster: list[Person],
    told: list[stories.Told],
    days: list[date],
    venue: str,
    address: str,
    now: datetime | None = None,
) -> None:
    """All six meetings: those told are held, recorded and recapped; the rest have a date and a place."""
    meetings = [
        _meeting(group, number, day, told, venue, address) for number, day in enumerate(days, start=1)
    ]
    for number, story in enumerate(told, start=1):
        came = [members[line.short] for line in roster if line.came[number - 1 : number] == "x"]
        MeetingStory(meetings, number, story, members, came, now or meetings[-1].ends_at).record()
    _learn(group, members, meetings[: len(told)], is_beston=now is None)
    if now and len(told) < len(meetings):
        nudging.plan_notes(meetings[len(told)], at=now)
        between(members, members["Delia"], now=now)


def _meeting(
    group: Group, number: int, day: date, told: list[stories.Told], venue: str, address: str
) -> Meeting:
    return Meeting.objects.create(
        group=group,
        number=number,
        starts_at=dates.at(day, 13, 30),
        venue=venue,
        address=address,
        access_notes="Step-free, with a hearing loop. Lunch from 1 pm. Two parking places by the door.",
        focus=told[number - 1].focus if number <= len(told) else NEXT_FOCUS.get(number, ""),
    )


def _learn(group: Group, members: dict[str, Membership], held: list[Meeting], *, is_beston: bool) -> None:
    """What the group told, tried, named, drew, counted and let out at the meetings held."""
    by_title = lives.tell(group, members, lives.BESTON if is_beston else lives.WESTER_BESTON, held)
    trials.begin(group, members, trials.BESTON if is_beston else trials.WESTER_BESTON, held, by_title)
    named = hindrances.BESTON if is_beston else hindrances.WESTER_BESTON
    hindrances.name(group, members, named, held)
    drawn = pictures.BESTON if is_beston else pictures.WESTER_BESTON
    pictures.Drawing(group, members, held).draw(drawn)
    figures.count(group, held, members["Jo"])
    figures.check(held)
    homewards.write(members, held[-1])
    told_above.let_out(group, held, members["Jo"])
    if is_beston:
        shared.of_beston(group, members)
    told_above.reports(group, held, members["Jo"], is_beston=is_beston)


NEXT_FOCUS = {
    5: "What should stay for good, and care that can flex",
    6: "How far we got, and what goes on without these meetings",
}
