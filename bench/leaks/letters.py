"""What leaves by itself: mails of every kind with what hangs on them, links in them, feeds of calendars, papers that are drawn."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.leaks.addresses import PATTERNS
from bench.leaks.judging import Principal
from bench.leaks.listening import Ear
from bench.leaks.people import World
from bench.leaks.place import Place
from bench.leaks.readers_table import BESIDES
from clip import ticking
from inquiries import inviting as joining
from inquiries import leaving, linking
from inquiries.models import Link, Membership, User
from meetings import alerting, inviting, offering, publishing, re_timing
from meetings.models import Entry, Feed, Mention, Recap, SmallGroup
from practices import asking, learning
from practices.models import Ask, Reflection, Report
from practices.reporting import publishing as reporting
from tests import builders as make

SENDER = {"From", "Reply-To"}  # whoever holds the group writes in their own name, and is answered
AHEAD = timedelta(days=14)
ROUTES = {  # what each link opens
    Link.Purpose.RSVP: ["meetings:rsvp"],
    Link.Purpose.ANSWER: ["meetings:answer", "meetings:answer-said"],
    Link.Purpose.RECAP: ["meetings:recap-link", "meetings:recap-link-pdf", "meetings:recap-link-photograph"],
    Link.Purpose.PAUSE: ["inquiries:pause"],
    Link.Purpose.NOTES: ["meetings:notes-page"],
    Link.Purpose.QUOTE: ["meetings:quote-page"],
    Link.Purpose.NAMED: ["meetings:named-page"],
}


def everybody(world: World) -> dict[Any, Principal]:
    """Who somebody is, by their key: those who look, and all others of both groups."""
    found = {who.person: who for who in world.principals}
    for place in (world.own, world.other):
        for name, joined in place.people.items():
            spell = name if name in ("newcomer", "former") else ""
            who = Principal(f"{name} (mail)", joined.person_id, {place.group.pk: joined.role}, spell)
            found.setdefault(joined.person_id, who)
    return found


# --- mails ----------------------------------------------------------------------------------------


def read_mails(world: World, ear: Ear) -> int:
    """Everything that sends a mail, and two weeks of the clock; then each mail as its reader gets it."""
    known, mail.outbox = everybody(world), []
    with transaction.atomic():
        for place in (world.own, world.other):
            _write(place)
        learning.invite(
            Reflection.objects.get(), User.objects.filter(reflections__isnull=False), at=timezone.now()
        )
        kinds = {}
        for message in ticking.replay(timezone.now() + AHEAD):
            kinds[message.pk] = message.kind
        for one in mail.outbox:
            person = User.objects.filter(email=one.to[0]).first()
            who = known.get(getattr(person, "pk", None)) or _by_rows(person)
            ear.hear(who, f"mail: {_kind(one, kinds)}", "\n".join(_parts(one)), one.subject)
        sent = len(mail.outbox)
        transaction.set_rollback(True)
    return sent


def _by_rows(person: User | None) -> Principal:
    """Somebody whom no place names: by the rows that say what they are."""
    if person is None:
        return Principal("somebody unknown")
    roles: dict[Any, str] = {
        joined.group_id: joined.role for joined in person.memberships.filter(left_on=None)
    }
    for held in person.stewardships.exclude(partnership=None):
        roles |= dict.fromkeys(held.partnership.groups.values_list("pk", flat=True), held.role)
    return Principal("somebody else (mail)", person.pk, roles)


def _kind(one: Any, kinds: dict[Any, str]) -> str:
    key = str(one.extra_headers.get("Message-ID", "")).strip("<>").partition("@")[0]
    return next((kind for pk, kind in kinds.items() if str(pk) == key), "mail")


def _parts(one: Any) -> Iterator[str]:
    message = one.message()
    yield from (f"{name}: {value}" for name, value in message.items() if name not in SENDER)
    yield one.subject
    for part in message.walk():
        if not part.is_multipart():
            yield f"{part.get_filename()} {part.get_payload(decode=True).decode('utf-8', 'replace')}"


def _write(place: Place) -> None:
    """What people do that sends a mail."""
    now, people = (
        timezone.now(),
        {name: Membership.objects.get(pk=one.pk) for name, one in place.people.items()},
    )
    lead, manager, ahead = people["facilitator"], people["manager"], place.meetings["to come"]
    make.make_membership(group=place.group)  # has no invitation yet
    inviting.invite(ahead, "Do come.", by=manager, at=now)
    re_timing.change(ahead, {"starts_at": ahead.starts_at + timedelta(hours=1)})
    re_timing.tell(ahead, "An hour later.", by=manager, at=now)
    recap = Recap.objects.select_related("meeting__group").get(meeting=place.meetings["not recapped"])
    publishing.publish(recap, version=recap.version, by=lead, at=now)
    _ask(place, people, now)
    action = make.make_action(lead=people["member"], meeting=place.meetings["lately"])
    update = make.make_update(
        action=action, state="stuck", through="answer", words="Stuck", by=people["member"]
    )
    place.ground.also(update, "by answer")
    place.ground.plant_in(action, update)
    update.refresh_from_db()
    alerting.ask_for_help(update, at=now)
    offering.offer(action, people["open"], by=lead, at=now, client_key=action.pk)
    for invitation in place.group.invitations.all():
        joining.ask_again(invitation, at=now)
        joining.accept(invitation, by=invitation.person, at=now, reason="Gladly")
    leaving.leave(people["seventh"], on=now.date(), to={}, by=people["seventh"], at=now)


def _ask(place: Place, people: dict[str, Membership], now: Any) -> None:
    lead = people["facilitator"]
    for report in Report.objects.kept().filter(group=place.group, published_at=None, shown_at__isnull=False):
        report.group = place.group
        reporting.publish(report, version=report.version, by=lead, at=now)
    for ask in Ask.objects.filter(group=place.group):
        asking.put(place.group, ask.wording, on=now.date(), by=lead, at=now, client_key=ask.pk)


# --- links ----------------------------------------------------------------------------------------


def open_links(world: World, ear: Ear) -> None:
    """Each link that a mail to somebody may carry, opened by a browser in which nobody is signed in."""
    known, client = everybody(world), Client(raise_request_exception=False)
    with transaction.atomic():
        for name in ("member", "colleague", "newcomer", "former"):
            joined = Membership.objects.get(pk=world.own.people[name].pk)
            for purpose, about in _abouts(world.own, joined):
                link = linking.link_for(
                    purpose, joined, about=about, ends_at=timezone.now() + AHEAD, at=timezone.now()
                )
                for route in ROUTES[Link.Purpose(purpose)]:
                    for url in _urls(route, link.token, about):
                        _open(client, ear, known[joined.person_id], route, url)
            feed = Feed.objects.filter(person=joined.person).first() or make.make_feed(joined.person)
            _open(
                client,
                ear,
                known[joined.person_id],
                "meetings:feed",
                reverse("meetings:feed", args=[feed.token]),
            )
        for invitation in world.own.group.invitations.select_related("person"):
            who = Principal("asked to join", invitation.person_id)
            _open(client, ear, who, "inquiries:join", reverse("inquiries:join", args=[invitation.token]))
        transaction.set_rollback(True)


def _urls(route: str, token: str, about: Any) -> Iterator[str]:
    if "entry_id" not in PATTERNS[route].pattern.converters:
        yield reverse(route, args=[token])
        return
    pictures = Entry.objects.filter(meeting=about, kind="photograph")
    yield from (reverse(route, args=[token, entry.pk]) for entry in pictures)


def _open(client: Client, ear: Ear, who: Principal, route: str, url: str) -> None:
    response = client.get(url)
    ear.answer(who, route, response, url, besides=BESIDES.get(route, set()))


def _abouts(place: Place, joined: Membership) -> Iterator[tuple[str, Any]]:
    for meeting in place.meetings.values():
        for purpose in (Link.Purpose.RSVP, Link.Purpose.ANSWER, Link.Purpose.RECAP):
            yield purpose, meeting.pk
    yield Link.Purpose.PAUSE, joined.pk
    for small in SmallGroup.objects.filter(meeting=place.meetings["in session"]):
        yield Link.Purpose.NOTES, small.pk
    for quote in Entry.objects.filter(meeting__group=place.group, kind="quote"):
        yield Link.Purpose.QUOTE, quote.pk
    for mention in Mention.objects.filter(meeting__group=place.group):
        yield Link.Purpose.NAMED, mention.pk
