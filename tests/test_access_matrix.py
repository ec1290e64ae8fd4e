"""Every route × every role × own, sibling, foreign and missing object × page and fragment, from the access tables.

What is expected is worked out here from the tables and from who holds which role where, and never from the code under
test. A new route needs its line in an access table; a new name in an address needs a line in MAKERS below.
"""

import logging
import time
from collections import defaultdict
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from clip import urls
from clip.checks import ROUTES_OF_OTHERS, routes
from inquiries import linking, policy
from inquiries.models import Link
from inquiries.policy import Reach, Rule, Without
from inquiries.roles import Role
from tests.builders import (
    make_action,
    make_agenda_item,
    make_agreement,
    make_ask,
    make_aspiration,
    make_attendance,
    make_barrier,
    make_check_back,
    make_debrief_idea,
    make_entry,
    make_group,
    make_group_invitation,
    make_holding,
    make_initiative,
    make_invitation,
    make_library_entry,
    make_measure,
    make_meeting,
    make_membership,
    make_mention,
    make_message,
    make_noticed_change,
    make_nudge,
    make_observation,
    make_own_format,
    make_partnership,
    make_people_import,
    make_photograph,
    make_priority,
    make_programme,
    make_proposal,
    make_recap,
    make_report,
    make_room_code,
    make_scenario_line,
    make_sign_up,
    make_small_group,
    make_small_test,
    make_stewardship,
    make_story,
    make_structural_proposal,
    make_term,
)

pytestmark = pytest.mark.django_db
PATTERNS = dict(routes())
GATED = sorted(name for name in PATTERNS if isinstance(policy.routes().get(name), Rule))
FRAGMENT = {"HX-Request": "true"}
INSIDE = [Role.MEMBER, Role.FACILITATOR, Role.INTEGRATION_MANAGER]
PEOPLE = [
    *(role.value for role in Role),
    "facilitator of a sibling",
    "facilitator elsewhere",
    "former member",
    "nobody",
]
# What is another's is compared with what is not there by some of these in ./test, and by all in CI.
SOME_PEOPLE = ["member", "facilitator", "senior_manager", "former member"]
OTHER_PEOPLE = [
    pytest.param(who, marks=pytest.mark.long) for who in PEOPLE if who not in [*SOME_PEOPLE, "nobody"]
]
SHOWN = {200, 204, 302, 303, 400, 405, 409, 410, 422}

# Where a view asks more than its gate (a predicate of access.py, the state of a thing): what else may be answered, and why.
NARROWER: dict[str, tuple[set[int], str]] = {
    "inquiries:member": ({403}, "one's own place, and everybody's for those who look after it"),
    "inquiries:member-share": ({403}, "one's own alone"),
    "inquiries:member-move": ({403, 404}, "one's own place, unless one looks after the group"),
    "inquiries:member-move-undo": ({403}, "one's own place, unless one looks after the group"),
    "inquiries:member-leave": ({403}, "one's own place, unless one looks after the group"),
    "inquiries:booklet": ({404}, "there is none before it is drawn"),
    "inquiries:proposal-remove": ({404}, "a wording is its proposer's own"),
    "inquiries:proposal-put-back": ({404}, "a wording is its proposer's own"),
    "inquiries:sign-up-remove": ({404}, "what one said to a purpose is one's own"),
    "inquiries:sign-up-put-back": ({404}, "what one said to a purpose is one's own"),
    "meetings:action-update": ({403}, "an action is its lead's and its helpers' own"),
    "meetings:action-undo": ({403, 404}, "only what one said oneself is taken back"),
    "meetings:action-pass-on": ({403, 404}, "only somebody who looks after the group"),
    "meetings:named-ask": ({404}, "only whom the recap names is asked"),
    "meetings:recap-pdf": ({404}, "there is none before it is drawn"),
    "meetings:call-off": ({403}, "an open record is closed, not called off"),
    "meetings:hold-after-all": ({404}, "only what was called off"),
    "meetings:bag-pdf": ({404}, "there is none before it is drawn"),
    "meetings:wall": ({404}, "those above the group see it once the group let it out"),
    "meetings:wall-now": ({404}, "the same"),
    "meetings:wall-pdf": ({404}, "there is none before it is drawn"),
    "practices:take-home-pdf": ({404}, "there is none before it is drawn"),
    "practices:progress-pdf": ({404}, "there is none before it is drawn"),
    "practices:stories": ({404}, "above the group there is no such page before a story went out"),
    "practices:story": ({404}, "above the group a story is read once it went out"),
    "practices:small-tests": ({404}, "above the group there is no such page before one went out"),
    "practices:small-test": ({404}, "above the group one is read once it went out"),
    **dict.fromkeys(
        [
            f"practices:small-test-{do}"
            for do in ("change", "look", "look-again", "usual", "remove", "put-back")
        ],
        ({403}, "it is its lead's and its writer's own, and theirs who hold the record"),
    ),
    **dict.fromkeys(
        [f"practices:barrier-{do}" for do in ("change", "settle", "remove", "put-back")],
        ({403}, "it is its writer's own, and theirs who hold the record"),
    ),
    **dict.fromkeys(
        [f"practices:change-{do}" for do in ("change", "share", "remove", "put-back")],
        ({403}, "a difference is whose noticed it"),
    ),
    **dict.fromkeys(
        [
            f"practices:{page}"
            for page in (
                "changes",
                "change-noticed",
                "scenario",
                "scenario-line",
                "priority",
                "practices",
                "checks",
                "measures",
                "measure",
                "report",
                "observation",
                "goes-on",
                "structure",
                "initiative",
            )
        ],
        ({404}, "above the group there is no such page before something went out"),
    ),
    **dict.fromkeys(
        [f"practices:measure-{do}" for do in ("change", "remove", "put-back", "read", "read-many")],
        ({403}, "it is its writer’s own, and theirs who hold the record"),
    ),
    **dict.fromkeys(
        [f"practices:report-{do}" for do in ("change", "remove", "put-back", "show", "publish")],
        ({403}, "what was published stands as it is"),
    ),
    **dict.fromkeys(
        [f"practices:report-{do}" for do in ("pdf", "progress", "make")],
        ({404}, "there is none before it is published and drawn"),
    ),
    "practices:reading-judge": ({403, 404}, "the same, and only a reading that is there"),
    **dict.fromkeys(
        [f"practices:holding-{do}" for do in ("change", "remove", "put-back")],
        ({403}, "a map of the group is theirs who hold its record"),
    ),
    **dict.fromkeys(
        [f"practices:library-{do}" for do in ("share", "take-out", "put-back")],
        ({403}, "its teller’s own, and theirs who hold the record"),
    ),
    "practices:thread-tie": ({404}, "what is not there is tied to nothing"),
    "practices:thread-untie": ({404}, "the same"),
    "practices:ask-answer": ({403}, "senior managers answer, and no group itself"),
    "practices:story-change": ({403}, "a story is its teller's own, and theirs who hold the record"),
    "practices:story-withdraw": ({403}, "the same"),
    "practices:story-put-back": ({403}, "the same"),
    "meetings:plan": ({404}, "members read it once it is shared"),
    "meetings:record": ({404}, "members read the recap, and know nothing of the record before"),
}


# --- the world ------------------------------------------------------------------------------------


def furnish(group, number):
    """A group with all that an address may name."""
    facilitator = make_membership(group=group, role=Role.FACILITATOR)
    now = timezone.now()
    held = make_meeting(group=group, number=number, closed_by=facilitator, plan_shared_at=now)
    to_come = make_meeting(group=group, number=number + 1, plan_shared_at=now, opened_at=now)
    action = make_action(lead=facilitator, meeting=held)
    make_agreement(group=group, written_by=facilitator)
    make_check_back(group=group, published_at=now, published_by=facilitator)
    return SimpleNamespace(
        group=group,
        facilitator=facilitator,
        held=held,
        to_come=to_come,
        action=action,
        imported=make_people_import(group=group),
        asked=make_group_invitation(group=group),
        item=make_agenda_item(meeting=to_come),
        idea=make_debrief_idea(meeting=held, had_by=facilitator),
        room_code=make_room_code(to_come, shown_by=facilitator, code=f"abcd{number:04}"),
        own_format=make_own_format(group=group, made_by=facilitator),
        attendance=make_attendance(to_come, facilitator),
        aspiration=make_aspiration(group=group),
        term=make_term(group=group),
        proposal=make_proposal(group=group),
        sign_up=make_sign_up(group=group),
        entry=make_entry(meeting=to_come, recorded_by=facilitator),
        quote=make_entry(meeting=to_come, kind="quote", speaker=facilitator, recorded_by=facilitator),
        mention=make_mention(meeting=held, membership=facilitator, asked_by=facilitator),
        photograph=make_photograph(meeting=held, recorded_by=facilitator, is_chosen=True),
        invitation=make_invitation(to_come, facilitator),
        message=make_message(membership=facilitator),
        nudge=make_nudge(meeting=to_come, membership=facilitator),
        recap=make_recap(meeting=held, changed_by=facilitator, published_at=now, published_by=facilitator),
        small_group=make_small_group(meeting=to_come, recorded_by=facilitator),
        story=make_story(told_by=facilitator),
        barrier=make_barrier(recorded_by=facilitator),
        ask=make_ask(put_by=facilitator),
        small_test=make_small_test(lead=facilitator),
        shared=make_library_entry(make_small_test(lead=facilitator)),
        kept=kept_by(facilitator),
    )


def kept_by(facilitator):
    """One of each sort that a group keeps in its own words."""
    return {
        "change": make_noticed_change(facilitator),
        "line": make_scenario_line(facilitator),
        "priority": make_priority(facilitator),
        "holding": make_holding(facilitator),
        "observation": make_observation(facilitator),
        "structure": make_structural_proposal(facilitator),
        "initiative": make_initiative(facilitator),
        "measure": make_measure(facilitator),
        "report": make_report(facilitator),
    }


class Missing:
    """A place of which nothing exists: its things answer with keys that nobody has."""

    group = SimpleNamespace(slug="no-such-group")

    def __getattr__(self, name):
        if name == "kept":
            return defaultdict(lambda: SimpleNamespace(pk=uuid4()))
        return SimpleNamespace(pk=uuid4(), client_key=uuid4(), number=99)


def number_of(place, route):
    if "small-test" in route:
        return 1  # of its first cycle
    of_held = (":recap", ":photograph", ":take-home")
    return (place.held if any(words in route for words in of_held) else place.to_come).number


def entry_of(place, route):
    if "photograph" in route:
        return place.photograph.entry_id if hasattr(place.photograph, "entry_id") else place.photograph.pk
    return (place.quote if "quote" in route else place.entry).pk


def kept_of(place, route):
    """What the group keeps in its own words, of the sort that the route names."""
    stem = route.partition(":")[2].split("-")[0]
    return place.kept[{"scenario": "line", "reading": "measure"}.get(stem, stem)].pk


MAKERS = {
    "kept_id": kept_of,
    "reflection_id": lambda place, route: uuid4(),
    "overview_id": lambda place, route: uuid4(),
    "programme": lambda place, route: "no-such-programme",
    "reading_id": lambda place, route: uuid4(),
    "practice": lambda place, route: "purpose",
    "format": lambda place, route: "json",
    "slug": lambda place, route: place.group.slug,
    "number": number_of,
    "term_id": lambda place, route: place.term.pk,
    "aspiration_id": lambda place, route: place.aspiration.pk,
    "proposal_key": lambda place, route: place.proposal.client_key,
    "sign_up_id": lambda place, route: place.sign_up.pk,
    "term": lambda place, route: "long",
    "when": lambda place, route: "half-way",
    "action_id": lambda place, route: place.action.pk,
    "asked_id": lambda place, route: place.asked.pk,
    "attendance_id": lambda place, route: place.attendance.pk,
    "entry_id": entry_of,
    "import_id": lambda place, route: place.imported.pk,
    "invitation_id": lambda place, route: place.invitation.pk,
    "item_id": lambda place, route: place.item.pk,
    "idea_id": lambda place, route: place.idea.pk,
    "part": lambda place, route: "told",
    "code": lambda place, route: getattr(place.room_code, "code", "zzzzzzzz"),
    "panel": lambda place, route: "check-in",
    "sheet": lambda place, route: "mine",
    "size": lambda place, route: "a1",
    "format_id": lambda place, route: place.own_format.pk,
    "key": lambda place, route: place.action.pk,  # of what is carried into a plan
    "body_id": lambda place, route: uuid4(),
    "kind": lambda place, route: (
        "group"
        if ":role" in route
        else "recap"
        if ":goes-out" in route
        else "action"
        if ":thread" in route
        else "entry"
    ),
    "about": lambda place, route: place.to_come.pk,
    "organisation_id": lambda place, route: uuid4(),
    "person_id": lambda place, route: uuid4(),
    "role": lambda place, route: "administrator",
    "stewardship_id": lambda place, route: uuid4(),
    "lost_id": lambda place, route: uuid4(),
    "member_id": lambda place, route: place.facilitator.pk,
    "membership_id": lambda place, route: place.facilitator.pk,
    "message_id": lambda place, route: place.message.pk,
    "moment": lambda place, route: 1,
    "note_id": lambda place, route: place.nudge.pk,
    "nudge_id": lambda place, route: place.nudge.pk,
    "passkey": lambda place, route: "nobodys",
    "recap_id": lambda place, route: place.recap.pk,
    "report_id": lambda place, route: kept_of(place, "practices:report-kept"),
    "row_id": lambda place, route: place.entry.pk,
    "barrier_id": lambda place, route: place.barrier.pk,
    "ask_id": lambda place, route: place.ask.pk,
    "small_test_id": lambda place, route: place.small_test.pk,
    "story_id": lambda place, route: place.story.pk,
    "shared_id": lambda place, route: place.shared.pk,
    "of": lambda place, route: "small-test",
    "of_id": lambda place, route: place.small_test.pk,
    "small_group_id": lambda place, route: place.small_group.pk,
    "token": lambda place, route: "altered",
    "update_id": lambda place, route: uuid4(),
    "what": lambda place, route: "entry",
}
NAMES_NOTHING = {
    "format",
    "kind",
    "moment",
    "of",
    "part",
    "panel",
    "practice",
    "sheet",
    "size",
    "term",
    "what",
    "when",
}  # words in an address that name no object
LINKS = {
    "inquiries:join": None,  # an invitation to a group is its own row, and its own link
    "meetings:feed": None,  # the address of a calendar is its own row too
    "inquiries:pause": Link.Purpose.PAUSE,
    "meetings:notes-page": Link.Purpose.NOTES,
    "meetings:quote-page": Link.Purpose.QUOTE,
    "meetings:named-page": Link.Purpose.NAMED,
    "meetings:rsvp": Link.Purpose.RSVP,
    "meetings:answer": Link.Purpose.ANSWER,
    "meetings:answer-said": Link.Purpose.ANSWER,
    "meetings:answer-undo": Link.Purpose.ANSWER,
    "meetings:recap-link": Link.Purpose.RECAP,
    "meetings:recap-link-pdf": Link.Purpose.RECAP,
    "meetings:recap-link-photograph": Link.Purpose.RECAP,
}


def told_of(name, place):
    """What a link of this route is about, where it opens something."""
    about = {
        Link.Purpose.RECAP: place.held,
        Link.Purpose.NOTES: place.small_group,
        Link.Purpose.QUOTE: place.quote,
        Link.Purpose.NAMED: place.mention,
    }
    return about.get(LINKS[name], place.to_come)


def address(name, place, slug_of=None):
    kwargs = {}
    for kwarg in PATTERNS[name].pattern.converters:
        if kwarg not in MAKERS:
            pytest.fail(f"The route {name} takes “{kwarg}”: say in MAKERS, in {__file__}, how to make one.")
        kwargs[kwarg] = MAKERS[kwarg](slug_of if slug_of and kwarg == "slug" else place, name)
    return reverse(name, kwargs=kwargs)


def names_a_thing(name):
    return bool(set(PATTERNS[name].pattern.converters) - {"slug"} - NAMES_NOTHING)


@pytest.fixture
def few_lines():
    """Leave thousands of refusals out of the log, where nobody reads them; what goes wrong is still told there."""
    log = logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.ERROR)
    yield
    log.setLevel(level)


@pytest.fixture
def world(few_lines):
    partnership = make_partnership()
    own, sibling = (make_group(partnership=partnership) for _ in range(2))
    elsewhere = make_group(partnership=make_partnership(programme=make_programme()))
    places = SimpleNamespace(
        own=furnish(own, 1), sibling=furnish(sibling, 21), foreign=furnish(elsewhere, 31), missing=Missing()
    )
    return SimpleNamespace(places=places, partnership=partnership)


def somebody(who, world):
    """A person, and the one role they hold at each place."""
    places, at = world.places, {"own": None, "sibling": None, "foreign": None, "missing": None}
    if who == "nobody":
        return None, at
    if who == "former member":
        gone = make_membership(group=places.own.group, left_on=timezone.localdate())
        return gone.person, at
    if who == "facilitator of a sibling":
        return places.sibling.facilitator.person, at | {"sibling": Role.FACILITATOR}
    if who == "facilitator elsewhere":
        return places.foreign.facilitator.person, at | {"foreign": Role.FACILITATOR}
    role = Role(who)
    if role in INSIDE:
        return make_membership(group=places.own.group, role=role).person, at | {"own": role}
    higher = (
        {"partnership": world.partnership}
        if role == Role.SENIOR_MANAGER
        else {"programme": world.partnership.programme}
    )
    return make_stewardship(role=role, **higher).person, at | {"own": role, "sibling": role}


def expected(rule, role):
    """404 for what one may not know of, 403 for what one may see and not do, None for let in."""
    held = policy.things()[rule.thing][role] if role else Reach.NONE
    if held >= rule.need:
        return None
    return 403 if rule.need > Reach.READ and held >= Reach.OWN else 404


@pytest.fixture
def signed_in(client, world):
    def enter(who):
        cache.clear()
        person, at = somebody(who, world)
        if person:
            client.force_login(person)
            session = client.session  # says that they are here, so that no knock writes it and takes it back
            session["began"] = session["last_seen"] = int(time.time())
            session.save()
        return at

    return enter


def knock(client, url, *, as_fragment, post):
    """The answer to one request, leaving nothing behind."""
    headers = FRAGMENT if as_fragment else {}
    with transaction.atomic():
        response = client.post(url, headers=headers) if post else client.get(url, headers=headers)
        transaction.set_rollback(True)
    return response


# (as a fragment, by POST): a gate stands before either, so the quick check takes some, and CI all four. That a page of
# elsewhere, and of nowhere, is refused, is seen below where the two are compared.
PAGE, PART_SENT = (False, False), (True, True)
WAYS = [PAGE, PART_SENT, (True, False), (False, True)]
SOME_WAYS = {"own": [PAGE, PART_SENT], "sibling": [PART_SENT], "foreign": [PART_SENT], "missing": []}
ALL_WAYS = dict.fromkeys(SOME_WAYS, WAYS)
OTHER_WAYS = {place: [way for way in WAYS if way not in asked] for place, asked in SOME_WAYS.items()}


# --- the tables -----------------------------------------------------------------------------------


def test_every_route_stands_in_a_table():
    assert sorted(set(PATTERNS) - set(policy.routes())) == []


def test_every_line_of_the_tables_has_its_route():
    assert sorted(set(policy.routes()) - set(PATTERNS)) == []


def test_every_rule_names_a_thing_of_the_table():
    assert {rule.thing for rule in policy.routes().values() if isinstance(rule, Rule)} <= set(policy.things())


def test_every_route_without_a_rule_says_why():
    assert all(
        rule.why and rule.who in {"anybody", "signed in", "link"}
        for rule in policy.routes().values()
        if isinstance(rule, Without)
    )
    assert all(ROUTES_OF_OTHERS.values())


def test_every_link_has_its_purpose():
    assert {
        name for name, rule in policy.routes().items() if isinstance(rule, Without) and rule.who == "link"
    } == set(LINKS)


# --- the gates ------------------------------------------------------------------------------------


def wrongly_answered(client, world, at, who, ways):
    wrong = []
    for name in GATED:
        for where, role in at.items():
            refusal = expected(policy.routes()[name], role)
            if refusal is None:
                continue
            url = address(name, getattr(world.places, where))
            for as_fragment, post in ways[where]:
                status = (401 if as_fragment else 302) if who == "nobody" else refusal
                response = knock(client, url, as_fragment=as_fragment, post=post)
                if response.status_code != status:
                    way = "POST" if post else "GET"
                    wrong.append((name, where, way, as_fragment, response.status_code, f"not {status}"))
    return wrong


ASKED_FIRST = [*SOME_PEOPLE, "facilitator of a sibling", "nobody"]


# The quick check asks some; CI asks all of them, in every way, here and just below.
@pytest.mark.parametrize("who", ASKED_FIRST)
def test_gates_refuse_whom_the_table_refuses(client, world, signed_in, who):
    assert wrongly_answered(client, world, signed_in(who), who, SOME_WAYS) == []


@pytest.fixture
def plain_refusals(monkeypatch):
    """Answer what is refused with its number alone: drawing the page is a third of the work, and is seen below."""
    for status in (403, 404):
        answer = partial(refuse, status)
        monkeypatch.setattr(urls, f"handler{status}", answer, raising=False)


def refuse(status, request, exception):
    return HttpResponse(status=status)


@pytest.mark.long
@pytest.mark.parametrize("who", PEOPLE)
def test_gates_refuse_in_every_way(client, world, signed_in, plain_refusals, who):
    ways = OTHER_WAYS if who in ASKED_FIRST else ALL_WAYS
    assert wrongly_answered(client, world, signed_in(who), who, ways) == []


@pytest.mark.parametrize("who", SOME_PEOPLE + OTHER_PEOPLE)
def test_what_is_anothers_looks_like_what_is_not_there(client, world, signed_in, who):
    """Byte for byte: a group, or a thing of another group under the address of one's own."""
    at, places, differ = signed_in(who), world.places, []
    for name in GATED:
        pairs = [(address(name, places.foreign), address(name, places.missing))] if not at["foreign"] else []
        if names_a_thing(name) and expected(policy.routes()[name], at["own"]) is None:
            own = places.own
            pairs.append(
                (address(name, places.foreign, slug_of=own), address(name, places.missing, slug_of=own))
            )
        for pair in pairs:
            one, two = (first_answer(client, url) for url in pair)
            if (one.status_code, one.content) != (two.status_code, two.content) or one.status_code != 404:
                differ.append((name, pair[0], one.status_code, two.status_code))
    assert differ == []


def first_answer(client, url):
    """To a GET, or to a POST where the route takes that alone."""
    response = knock(client, url, as_fragment=False, post=False)
    return knock(client, url, as_fragment=False, post=True) if response.status_code == 405 else response


# --- what is open ---------------------------------------------------------------------------------


def test_routes_for_anybody_never_ask_for_sign_in(client, world):
    for name, rule in policy.routes().items():
        if isinstance(rule, Without) and rule.who == "anybody" and name in PATTERNS:
            response = client.get(address(name, world.places.missing))
            assert response.status_code in {200, 302, 404, 405, 503}, name
            assert "next=" not in response.headers.get("Location", ""), name


def test_routes_for_the_signed_in_ask_for_sign_in(client, world):
    for name, rule in policy.routes().items():
        if isinstance(rule, Without) and rule.who == "signed in" and name in PATTERNS:
            url = address(name, world.places.own)
            assert client.get(url).url.startswith(f"{reverse('account_login')}?next="), name
            assert client.get(url, headers=FRAGMENT).status_code == 401, name
            assert client.post(url, headers=FRAGMENT).status_code == 401, name


# All links in one test each: making a world costs more than asking it.
def test_links_that_were_altered_are_told_so_and_open_nothing(client, world):
    for name in sorted(set(LINKS) & set(PATTERNS)):
        url = address(name, world.places.own)

        assert client.get(url).status_code in {410, 405}, name
        assert client.post(url).status_code in {410, 405}, name
        assert first_answer(client, url).status_code == 410, name
        assert "_auth_user_id" not in client.session, name


def test_links_for_another_purpose_open_nothing(client, world):
    place, now = world.places.own, timezone.now()
    links = {
        purpose: linking.link_for(
            purpose, place.facilitator, about=place.held.pk, ends_at=now + timedelta(days=1), at=now
        )
        for purpose in Link.Purpose
    }
    for name in sorted(set(LINKS) & set(PATTERNS)):
        kwargs = {kwarg: MAKERS[kwarg](place, name) for kwarg in PATTERNS[name].pattern.converters}
        for purpose in set(Link.Purpose) - {LINKS[name]}:
            url = reverse(name, kwargs=kwargs | {"token": links[purpose].token})
            assert first_answer(client, url).status_code == 410, (name, purpose)


# --- the pages: the full check --------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize("who", PEOPLE[:-1])
def test_pages_open_to_whom_the_table_lets_in(client, world, signed_in, who):
    at, wrong = signed_in(who), []
    for name in GATED:
        for where, role in at.items():
            if expected(policy.routes()[name], role) is not None:
                continue
            url = address(name, getattr(world.places, where))
            for as_fragment, post in WAYS:
                response = knock(client, url, as_fragment=as_fragment, post=post)
                if response.status_code not in SHOWN | NARROWER.get(name, (set(), ""))[0]:
                    wrong.append((name, where, "POST" if post else "GET", as_fragment, response.status_code))
    assert sorted({(name, status) for name, *_, status in wrong}) == []
