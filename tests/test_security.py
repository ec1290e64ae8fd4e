"""What an attacker tries: another's things, a link used for something else, markup and line breaks in every word."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inquiries import linking, policy
from inquiries.models import Link, Membership, Message, Organisation, Purpose, User
from inquiries.policy import Rule, Without
from inquiries.roles import Role
from inquiries.signing_in import is_our_path
from inquiries.smtp import sender
from meetings import calendars, inviting
from meetings.models import Action, ActionUpdate, Invitation
from tests.builders import (
    make_action,
    make_attendance,
    make_check_answer,
    make_group,
    make_group_invitation,
    make_holding,
    make_invitation,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_stewardship,
    make_strand,
    make_update,
    make_user,
    make_usual,
)
from tests.test_access_matrix import LINKS, PATTERNS, address, few_lines, somebody, told_of, world

pytestmark = pytest.mark.django_db
__all__ = ["few_lines", "world"]  # fixtures of the matrix
EVIL = """'"><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7|add:7 }}"""
# The pages in ./test; what is fetched into them, by the same views, in CI.
AS_PAGE_AND_PART = pytest.mark.parametrize(
    "headers",
    [pytest.param({}, id="page"), pytest.param({"HX-Request": "true"}, id="part", marks=pytest.mark.long)],
)
BREAK = "Ann\r\nBcc: all@example.org"


def above(role, group):
    """Somebody who holds this role at the group's partnership."""
    return make_stewardship(role=role, partnership=group.partnership).person


def page(client, person, url):
    client.force_login(person)
    return client.get(url).content.decode()


# --- what leaves the group ------------------------------------------------------------------------


def members_of(group, n, *, at=None, came=0):
    everybody = [make_membership(group=group) for _ in range(n)]
    for member in everybody[:came]:
        make_attendance(at, member)
    return everybody


def test_numbers_above_the_group_tell_nobody_by_subtraction(client):
    group = make_group()
    lead = make_membership(group=group, role=Role.FACILITATOR)
    held = make_meeting(group=group, closed_by=lead)
    members_of(group, 11, at=held, came=10)
    for state in ["done"] * 6 + ["stuck"] * 2:
        make_action(lead=lead, meeting=held, state=state)
    senior = above(Role.SENIOR_MANAGER, group)

    front = page(client, senior, group.get_absolute_url())
    listed = page(client, senior, reverse("meetings:meetings", args=[group.slug]))

    assert "<dd>12</dd>" in front
    assert "<dd>8</dd>" in front
    assert front.count(">nearly all</dd>") == 2  # who came, what is done
    assert "<dd>10</dd>" not in front
    assert "<dd>6</dd>" not in front
    assert "People who came: nearly all." in listed


def test_numbers_above_the_group_are_told_where_they_tell_of_nobody(client):
    group = make_group()
    lead = make_membership(group=group, role=Role.FACILITATOR)
    held, later = (make_meeting(group=group, closed_by=lead) for _ in range(2))
    everybody = members_of(group, 19, at=held, came=6)
    for member in everybody[6:13]:
        make_attendance(later, member)

    listed = page(client, above(Role.SENIOR_MANAGER, group), reverse("meetings:meetings", args=[group.slug]))

    assert "People who came: 6." in listed
    assert "People who came: 7." in listed


@pytest.mark.parametrize(
    "role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY, Role.ADMINISTRATOR]
)
def test_no_page_above_the_group_counts_fewer_than_five_people(client, role):
    group = make_group()
    members_of(group, 3)

    shown = page(client, above(role, group), reverse("today"))

    assert "3 people" not in shown
    assert "People: 3" not in shown


def test_an_administrator_sees_nothing_of_attendance_and_actions(client):
    group = make_group()
    members_of(group, 6, at=make_meeting(group=group), came=5)

    shown = page(client, above(Role.ADMINISTRATOR, group), group.get_absolute_url())

    assert "people came" not in shown
    assert "actions taken on" not in shown
    assert "of them done" not in shown
    assert "<dd>6</dd>" in shown


@pytest.mark.parametrize("url", ["today", "inquiries:groups"])
def test_a_national_body_is_told_no_names_of_groups(client, url):
    group = make_group(name="Nether Canary")

    assert "Nether Canary" not in page(client, above(Role.NATIONAL_BODY, group), reverse(url))
    assert "Nether Canary" in page(client, above(Role.SENIOR_MANAGER, group), reverse(url))


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.ADMINISTRATOR])
def test_the_focus_of_a_meeting_stays_inside(client, role):
    group = make_group()
    make_meeting(group=group, focus="Canary: why nobody rests")

    client.force_login(above(role, group))

    for url in (group.get_absolute_url(), reverse("meetings:meetings", args=[group.slug])):
        assert "Canary" not in client.get(url).content.decode()


@AS_PAGE_AND_PART
def test_words_of_the_room_reach_nobody_above_or_beside_the_group(client, world, headers):
    """Every page of those above, of a sibling and of somebody who left, looked through for canaries."""
    place = world.places.own
    plant_canaries(place)
    for who in ["senior_manager", "learning_partner", "national_body", "administrator",
                "facilitator of a sibling", "former member"]:  # fmt: skip
        client.force_login(somebody(who, world)[0])
        for name in sorted(PATTERNS):
            response = client.get(address(name, place), headers=headers)
            body = b"".join(response) if response.streaming else response.content
            assert b"Canary" not in body, (who, name)


def plant_canaries(place):
    """Every word of the room, its plan and its messages carries one."""
    for thing, fields in (
        (place.held, ["focus", "missing", "invitation_words"]),
        (place.to_come, ["focus", "missing", "invitation_words"]),
        (place.action, ["text"]),
        (place.item, ["title"]),
        (place.entry, ["text"]),
        (place.small_group, ["topic"]),
        (place.recap, ["text"]),
        (place.nudge, ["words"]),
        (place.message, ["subject", "text", "html"]),
        (place.story, ["title", "text", "learning", "sure_because"]),
        (place.small_test, ["what", "for_whom", "expect", "where", "gives", "gains"]),
        (place.barrier, ["what", "way_round"]),
        (place.kept["change"], ["what", "for_whom", "evidence"]),
        (place.kept["line"], ["what", "drawn_by"]),
        (place.kept["priority"], ["what"]),
        (place.kept["holding"], ["commitment", "instead", "hidden", "assumption"]),
        (place.kept["observation"], ["words"]),
        (place.kept["structure"], ["what", "serves", "part_of_it", "would_stop"]),
        (place.kept["initiative"], ["what", "how"]),
        (place.kept["measure"], ["what", "unit"]),
    ):
        type(thing).objects.filter(pk=thing.pk).update(**dict.fromkeys(fields, "Canary words"))
    Invitation.objects.filter(pk=place.invitation.pk).update(
        answer="cannot", reason="Canary reason", answered_at=timezone.now()
    )
    make_update(action=place.action, by=place.facilitator, words="Canary update", through="answer")
    make_usual(place.small_test, adopted_by="Canary", costs="Canary", slips="Canary")
    for _ in range(5):
        make_check_answer(place.held, line="Canary line")


# --- inside the group -----------------------------------------------------------------------------


@pytest.mark.long  # every page as four people; the pages that matter most in tests/practices, each time
@AS_PAGE_AND_PART
def test_what_is_somebodys_own_reaches_nobody_else(client, world, headers):
    """A private map, what one noticed in oneself, and four answers to a practice check, on every page of everybody else."""
    place = world.places.own
    owner = make_membership(group=place.group)
    words = dict.fromkeys(("commitment", "instead", "hidden", "assumption"), "Canary map")
    place.kept["holding"] = make_holding(owner, owner=owner, **words)
    place.kept["change"] = make_noticed_change(
        owner, level="myself", what="Canary change", evidence="Canary", for_whom="Canary"
    )
    for kind in ("holding", "change"):
        make_strand(place.kept[kind], place.small_test, tied_by=owner)
    for _ in range(4):
        make_check_answer(place.held, line="Canary line")
    people = [
        make_membership(group=place.group, role=role).person
        for role in (Role.MEMBER, Role.INTEGRATION_MANAGER)
    ]
    for person in [place.facilitator.person, *people, above(Role.LEARNING_PARTNER, place.group)]:
        client.force_login(person)
        for name in sorted(PATTERNS):
            response = client.get(address(name, place), headers=headers)
            body = b"".join(response) if response.streaming else response.content
            assert b"Canary" not in body, (person, name)
    client.force_login(owner.person)
    assert b"Canary map" in client.get(place.kept["holding"].get_absolute_url()).content


def test_the_reason_of_an_absence_is_read_by_the_integration_manager_alone(client, world):
    place = world.places.own
    asked = make_membership(group=place.group)
    make_invitation(place.to_come, asked, answer="cannot", reason="Canary reason")
    reads = set()

    for role in (Role.MEMBER, Role.FACILITATOR, Role.INTEGRATION_MANAGER):
        client.force_login(make_membership(group=place.group, role=role).person)
        for name in sorted(PATTERNS):
            response = client.get(address(name, place))
            if not response.streaming and b"Canary" in response.content:
                reads.add((role, name))

    assert reads == {(Role.INTEGRATION_MANAGER, "meetings:invite")}


def test_what_was_answered_to_a_note_is_not_read_by_other_members(client, world):
    place = world.places.own
    make_update(action=place.action, by=place.facilitator, words="Canary answer", through="answer")
    client.force_login(make_membership(group=place.group).person)

    for name in sorted(PATTERNS):
        response = client.get(address(name, place))
        assert response.streaming or b"Canary" not in response.content, name


def test_members_read_no_addresses_of_others(client, world):
    place = world.places.own
    other = make_membership(group=place.group, person=make_user(email="canary@example.scot"))
    make_action(lead=other, meeting=place.held)
    client.force_login(make_membership(group=place.group).person)

    for name in sorted(PATTERNS):
        response = client.get(address(name, place))
        assert response.streaming or b"canary@" not in response.content, name


def test_the_desk_shows_nothing_of_a_group_named_in_its_address(client, world):
    own, sibling = world.places.own, world.places.sibling
    Action.objects.filter(pk=sibling.action.pk).update(text="Canary action")
    client.force_login(own.facilitator.person)
    asked = {
        "group": sibling.group.pk,
        "person": sibling.facilitator.person_id,
        "organisation": sibling.facilitator.organisation_id,
    }

    for key, value in [
        *asked.items(),
        ("group", "' OR 1"),
        ("person", "x"),
        ("quiet", "-1"),
        ("state", "\0"),
    ]:
        response = client.get(reverse("meetings:desk"), {key: value, "state": "all"})
        assert response.status_code == 200
        assert b"Canary" not in response.content


def test_nothing_of_a_sibling_is_changed_through_ones_own_group(client, world):
    """Each POST with one's own slug and a sibling's key, and the desk with a sibling's rows."""
    own, sibling = world.places.own, world.places.sibling
    told = make_update(action=sibling.action, by=sibling.facilitator, through="page")
    before = standing(sibling, told)
    client.force_login(make_membership(group=own.group, role=Role.INTEGRATION_MANAGER).person)

    for name in sorted(PATTERNS):
        if isinstance(policy.routes().get(name), Rule) and "slug" in PATTERNS[name].pattern.converters:
            client.post(address(name, sibling, slug_of=own), {"do": "hold", "here": "no", "words": "mine"})
    for state in ("done", "date"):
        data = {"chosen": sibling.action.pk, "do": state, "due_on": "2099-01-01",
                "client_key": "6a0d8f5e-9a37-4c8c-9f5b-0d3a0c1f7e11"}  # fmt: skip
        assert client.post(reverse("meetings:desk"), data).status_code == 422
    undo = client.post(f"{reverse('meetings:desk-undo')}?update={told.pk}")

    assert undo.status_code == 404
    assert standing(sibling, told) == before


def standing(place, told):
    rows = [place.action, place.item, place.entry, place.attendance, place.invitation, place.nudge, place.recap,
            place.small_group, place.held, place.to_come, place.message, told]  # fmt: skip
    return [type(row)._base_manager.filter(pk=row.pk).values().get() for row in rows]


def test_a_member_takes_back_nothing_that_another_said(client, world):
    place = world.places.own
    told = make_update(action=place.action, by=place.facilitator, through="page")
    client.force_login(make_membership(group=place.group).person)

    assert client.post(reverse("meetings:action-undo", args=[place.group.slug, told.pk])).status_code == 403
    assert client.post(f"{reverse('meetings:desk-undo')}?update={told.pk}").status_code == 404
    assert ActionUpdate.objects.kept().filter(pk=told.pk).exists()


def test_fields_that_a_form_does_not_have_change_nothing(client, world):
    place = world.places.own
    member = make_membership(group=place.group)
    row = make_action(lead=member, meeting=place.held)
    other = make_membership(group=place.group)
    client.force_login(member.person)
    data = {"state": "under_way", "client_key": "0f6f2f43-9df9-4c93-8a8c-6c8d9ed0b111", "lead": other.pk,
            "by": other.pk, "through": "meeting", "group": world.places.sibling.group.pk, "at": "2020-01-01",
            "text": "mine", "meeting": place.to_come.pk}  # fmt: skip

    client.post(reverse("meetings:action-update", args=[place.group.slug, row.pk]), data)

    told = row.updates.get()
    assert (told.by, told.through, told.meeting) == (member, "page", None)
    again = Action.objects.get(pk=row.pk)
    assert (again.lead, again.text, again.group) == (member, row.text, place.group)


# --- links ----------------------------------------------------------------------------------------


def link_to(membership, purpose, about, *, days=1):
    now = timezone.now()
    return linking.link_for(purpose, membership, about=about, ends_at=now + timedelta(days=days), at=now)


# Who left reads on what was published in their time (access.md); how they do is tested with the recap's pages.
@pytest.mark.parametrize("end", ["revoked", "left", "inactive", "past"])
def test_a_link_that_has_ended_opens_nothing_and_changes_nothing(client, world, end):
    for name in sorted(name for name in set(LINKS) & set(PATTERNS) if LINKS[name]):
        if (LINKS[name], end) == (Link.Purpose.RECAP, "left"):
            continue
        with transaction.atomic():  # one after the other in one world, each as if it were the first
            opens_nothing(client, world, name, end)
            transaction.set_rollback(True)


def opens_nothing(client, world, name, end):
    place = world.places.own
    about = told_of(name, place)
    member = make_membership(group=place.group)
    row = make_action(lead=member, meeting=place.held)
    make_invitation(place.to_come, member)
    link = link_to(member, LINKS[name], about.pk, days=-1 if end == "past" else 1)
    if end == "revoked":
        linking.revoke(link, at=timezone.now())
    elif end == "left":
        Membership.objects.filter(pk=member.pk).update(left_on=timezone.localdate())
    elif end == "inactive":
        User.objects.filter(pk=member.person_id).update(is_active=False)
    named = {"update_id": row.pk, "entry_id": place.photograph.entry_id}
    kwargs = {"token": link.token} | {
        word: key for word, key in named.items() if word in PATTERNS[name].pattern.converters
    }
    url = reverse(name, kwargs=kwargs)

    assert client.get(url).status_code == 410, name
    answer = client.post(url, {"answer": "coming", f"{row.pk.hex}-state": "done"})
    assert answer.status_code in {405, 410}, name
    assert not Invitation.objects.exclude(answer="").exists(), name
    assert not row.updates.exists(), name


def test_a_link_answers_for_its_own_person_alone(client, world):
    place = world.places.own
    member, other = (make_membership(group=place.group) for _ in range(2))
    mine, theirs = make_action(lead=member), make_action(lead=other, text="Canary action")
    told = make_update(action=theirs, by=other, words="Canary words", through="answer")
    link = link_to(member, Link.Purpose.ANSWER, place.to_come.pk)
    url = reverse("meetings:answer", args=[link.token])

    client.post(url, {f"{theirs.pk.hex}-state": "done", f"{mine.pk.hex}-state": "under_way"})
    undo = client.post(reverse("meetings:answer-undo", args=[link.token, told.pk]))

    assert undo.status_code == 404
    assert theirs.updates.get() == told
    assert b"Canary" not in client.get(url).content
    assert b"Canary" not in client.get(reverse("meetings:answer-said", args=[link.token])).content
    assert "_auth_user_id" not in client.session


def test_a_recap_link_opens_no_other_meeting_and_no_draft(client, world):
    place = world.places.own
    member = make_membership(group=place.group)
    for about in (place.to_come.pk, world.places.sibling.held.pk):
        link = link_to(member, Link.Purpose.RECAP, about)
        assert client.get(reverse("meetings:recap-link", args=[link.token])).status_code == 410


# --- forms from elsewhere, sessions, ways back ----------------------------------------------------


def test_every_route_refuses_a_post_without_the_token(world):
    """But the address that mail programs press themselves, whose press can be taken back."""
    place = world.places.own
    person = make_membership(group=place.group, role=Role.INTEGRATION_MANAGER).person
    let_in = []
    for name, rule in sorted(policy.routes().items()):
        client = Client(enforce_csrf_checks=True)
        if isinstance(rule, Rule) or rule.who == "signed in":
            client.force_login(person)
        url = address(name, place)
        if name == "inquiries:join":
            url = url.replace("altered", make_group_invitation(place.group).token)
        if isinstance(rule, Without) and rule.who == "link" and LINKS[name]:
            url = url.replace("altered", link_to(place.facilitator, LINKS[name], place.to_come.pk).token)
        if client.post(url).status_code not in {403, 405}:
            let_in.append(name)

    assert let_in == ["inquiries:pause"]


def test_signing_in_gives_another_session(client, settings):
    settings.CLIP_DEMO = True
    person = make_membership().person
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key

    client.post(reverse("inquiries:demo-sign-in"), {"person": person.pk})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != planted
    assert Client(headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={planted}"}).get("/").status_code == 302


@pytest.mark.parametrize(
    "url",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "/%0d%0aSet-Cookie:x=1",
        "/\r\nX: 1",
        " /groups/",
        "///evil.example",
        "/groups/@evil:80/../x",
        "http:/evil.example",
        "/nowhere/",
        "/" + "x" * 3000,
        "user@evil.example",
        "/\u3002evil",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(client, settings, url):
    settings.CLIP_DEMO = True
    person = make_membership().person

    response = client.post(reverse("inquiries:demo-sign-in"), {"person": person.pk, "next": url})

    assert not is_our_path(url)
    assert response.url == reverse("today")


@pytest.mark.parametrize(
    "name",
    [
        "inquiries:demo-sign-in",
        "inquiries:outbox",
        "inquiries:outbox-message",
        "inquiries:outbox-html",
        "inquiries:outbox-calendar",
        "inquiries:parts",
    ],
)
def test_the_demo_is_not_there_outside_the_demo(client, world, settings, name):
    settings.CLIP_DEMO = settings.DEBUG = False
    client.force_login(world.places.own.facilitator.person)
    url = address(name, world.places.own)

    assert client.get(url).status_code == 404
    assert client.post(url, {"person": world.places.own.facilitator.person_id}).status_code == 404


@pytest.mark.parametrize("role", [*Role])
def test_no_role_opens_the_admin(client, role):
    group = make_group()
    inside = role in dict(Role.of_a_group())
    client.force_login(make_membership(group=group, role=role).person if inside else above(role, group))

    for url in ("/admin/", "/admin/inquiries/user/", "/admin/login/"):
        assert client.get(url, follow=True).status_code == 404


# --- words that are typed -------------------------------------------------------------------------


class Markup(HTMLParser):
    """Finds what would run: a script of no address of ours, an `on…`, an address that runs."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        runs = [
            name for name, value in attrs.items() if name.startswith("on") or "javascript:" in (value or "")
        ]
        if runs or attrs.get("src") == "x" or (tag == "script" and "src" not in attrs):
            self.found.append((tag, attrs))


def runs(html):
    parser = Markup()
    parser.feed(html)
    return parser.found


@AS_PAGE_AND_PART
def test_markup_in_any_word_is_shown_as_it_was_typed(client, world, settings, headers):
    settings.CLIP_DEMO = True
    place = world.places.own
    spoil(place)
    manager = make_membership(
        group=place.group, role=Role.INTEGRATION_MANAGER, person=make_user(name=EVIL)
    ).person
    make_action(lead=place.facilitator, text=EVIL, state="stuck")
    seen = 0
    for person in (
        manager,
        make_membership(group=place.group).person,
        above(Role.SENIOR_MANAGER, place.group),
    ):
        client.force_login(person)
        for name in sorted(PATTERNS):
            response = client.get(address(name, place), headers=headers)
            if response.streaming or "html" not in response.get("Content-Type", ""):
                continue
            html = response.content.decode()
            assert runs(html) == [], name
            assert "alert(2)14" not in html, name
            seen += "&lt;script&gt;alert(2)" in html
    assert seen > 10


WORDS = {  # that somebody may type
    "held": ["venue", "address", "access_notes", "focus", "missing", "invitation_words"],
    "to_come": ["venue", "address", "access_notes", "focus", "missing", "invitation_words"],
    "action": ["text"],
    "item": ["title"],
    "entry": ["text"],
    "small_group": ["topic"],
    "recap": ["text"],
    "nudge": ["words"],
    "group": ["name", "locality", "who_for", "asked_for", "given"],
    "facilitator": ["job"],
    "message": ["subject", "text", "from_name", "failed_because"],
}


def spoil(place):
    """Markup in every word."""
    for thing, fields in WORDS.items():
        row = getattr(place, thing)
        words = {name: EVIL[: row._meta.get_field(name).max_length] for name in fields}
        type(row)._base_manager.filter(pk=row.pk).update(**words)
    User.objects.filter(pk=place.facilitator.person_id).update(name=EVIL, short_name=EVIL[:60])
    Organisation.objects.update(name=EVIL)
    Purpose.objects.update(text=EVIL)
    Invitation.objects.filter(pk=place.invitation.pk).update(
        reason=EVIL, answer="cannot", answered_at=timezone.now()
    )
    make_update(action=place.action, by=place.facilitator, words=EVIL)


def test_markup_in_any_word_is_inert_in_mails(world):
    place = world.places.own
    spoil(place)
    place.to_come.refresh_from_db()
    person = make_user(name=EVIL, email="x@example.scot")
    make_membership(group=place.group, person=person)
    by = make_membership(group=place.group, role=Role.INTEGRATION_MANAGER, person=make_user(name=EVIL))

    inviting.invite(place.to_come, EVIL, by=by, at=timezone.now())

    message = Message.objects.get(person=person)
    assert runs(message.html) == []
    assert "&lt;script&gt;" in message.html
    assert "<script>" in message.text


def test_line_breaks_in_a_name_add_no_header(world):
    place = world.places.own
    member = make_membership(group=place.group, person=make_user(name=BREAK, short_name=BREAK))
    place.group.name = BREAK
    place.group.save()
    place.to_come.group = place.group
    by = make_membership(group=place.group, role=Role.INTEGRATION_MANAGER, person=make_user(name=BREAK))

    inviting.invite(place.to_come, "Come.", by=by, at=timezone.now())
    message = Message.objects.get(person=member.person)

    assert "\n" not in message.subject
    assert "\r" not in message.subject
    assert "\n" not in sender(message.from_name, "clip@example.scot")
    assert mail.EmailMessage(
        message.subject, "", sender(message.from_name, "clip@example.scot"), ["a@example.scot"]
    ).message()["Bcc"] is None  # fmt: skip


def test_line_breaks_in_a_venue_add_nothing_to_the_calendar(world):
    meeting = world.places.own.to_come
    meeting.venue = "Hall\r\nATTENDEE:mailto:all@example.org\r\nBEGIN:VALARM"

    lines = calendars.download(meeting, at=timezone.now()).split("\r\n")

    assert not [line for line in lines if line.startswith(("ATTENDEE", "BEGIN:VALARM"))]


def test_a_page_that_a_national_body_reads_of_a_group_names_neither_it_nor_its_days(client):
    group = make_group(name="Nether Canary")
    make_meeting(group, starts_at=timezone.now() + timedelta(days=40))
    address = reverse("inquiries:purpose", args=[group.slug])
    days = ("Nether Canary", "The meetings")
    told = page(client, above(Role.NATIONAL_BODY, group), address)
    assert not [word for word in days if word in told]
    assert group.partnership.name in told
    told = page(client, above(Role.SENIOR_MANAGER, group), address)
    assert [word for word in days if word in told] == list(days)
