"""The journey that Clip exists for, in a real browser: plan, invite, record, recap, note, answer, and one honest page."""

import re
import time
from datetime import timedelta
from email import message_from_bytes

import pikepdf
import pytest
from django.core.management import call_command
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from clip.demo import seeding
from inquiries.models import Document, Group, Message, User
from inquiries.sending import build
from meetings.models import Action, Attendance, Entry, Invitation, Meeting, Recap
from tests.browser.keeping import expect_saved

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30  # seconds, for a worker on a busy machine
SETTLED = "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')"


@pytest.fixture
def demo(settings):
    settings.CLIP_DEMO = True
    seeding.seed(timezone.now())
    return Group.objects.get(slug="wester-beston")


def wait_for(what):
    """Whatever `what` finds, as soon as a worker has done it."""
    end = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < end, "the worker did not do it in time"
        time.sleep(0.1)
    return found


def sent(kind: str, name: str = "") -> list[Message]:
    found = Message.objects.filter(kind=kind, state=Message.State.SENT).select_related("person")
    return list(found.filter(person__name=name) if name else found)


def link_in(message: Message, path: str) -> str:
    return re.search(rf"https?://\S+/{path}/\S+/", message.text).group()


def ready(page: Page) -> None:
    """Wait until the page is loaded and what was sent from it is answered, swapped in and settled."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function(SETTLED)


def local(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def test_one_real_meeting_from_plan_to_recap_to_nudge(demo, jobs, open_page, page_check):
    walk(open_page, page_check)


def walk(open_page, page_check) -> None:
    """All six steps, as the people of the demo; `scripts/measure` walks them before a served process too."""
    jo = open_page(user=User.objects.get(name="Jo Lennox"))
    delia = open_page(user=User.objects.get(name="Delia Fraser"))
    meeting = Meeting.objects.get(group__slug="wester-beston", number=5)

    plan(jo, page_check)
    invite(delia, page_check)
    come(open_page("phone"), page_check)
    record(jo, page_check, meeting)
    evening(open_page("phone"), page_check, meeting)
    recap(jo, open_page("phone"), page_check)
    nudge(open_page("phone"), delia, page_check)
    look_from_above(open_page(user=User.objects.get(name="George Allan")), page_check)


def plan(page: Page, page_check) -> None:
    """1. She opens the second group, sees what comes next, plans from a format, changes it, shares it."""
    page.goto("/")
    page.get_by_role("link", name="Wester Beston", exact=True).first.click()
    expect(page.get_by_role("heading", name=re.compile("Next: meeting 5"))).to_be_visible()
    page_check(page)
    page.get_by_role("link", name="Plan meeting 5").click()
    page_check(page)
    page.get_by_role("button", name=re.compile("Business as usual", re.IGNORECASE)).first.click()
    expect(page.locator(".agenda > li").first).to_be_visible()
    ready(page)
    first = page.locator(".agenda h3").first.inner_text().split("\n")[0].removesuffix(", change")
    minutes = page.get_by_label(re.compile("^Minutes")).first
    minutes.fill("15")
    minutes.press("Tab")
    expect(page.locator("#minutes")).to_contain_text("over")
    page.get_by_label(re.compile("^Minutes")).first.fill("10")
    page.get_by_label(re.compile("^Minutes")).first.press("Tab")
    expect(page.locator("#minutes")).to_contain_text("It fits")
    ready(page)
    page.get_by_role("button", name=f"Move down: {first}").click()
    expect(page.locator(".agenda h3").nth(1)).to_contain_text(first)
    ready(page)
    page_check(page)
    page.get_by_role("button", name=re.compile("^Share the plan with")).click()
    ready(page)
    assert Meeting.objects.get(group__slug="wester-beston", number=5).plan_shared_at


def invite(page: Page, page_check) -> None:
    """2. Her own words on top; each person gets a mail with text, HTML and a calendar file."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("Invite people to meeting 5")).click()
    page_check(page)
    page.get_by_role("textbox").first.fill("We decide what stays. It would not be right without you.")
    page.get_by_role("button", name=re.compile(r"^Send \d+ invitations")).click()
    ready(page)
    page_check(page)
    asked = Invitation.objects.filter(meeting__group__slug="wester-beston", meeting__number=5)
    by_mail = [row for row in asked.select_related("membership__person") if row.membership.person.address]
    assert len(by_mail) == len(asked) - 1  # Mona has a telephone alone
    wait_for(lambda: len(sent("invitation")) == len(by_mail))
    message = sent("invitation", "Priya Nair")[0]
    mail = message_from_bytes(build(message).message().as_bytes())
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds[:3] == ["text/plain", "text/html", "text/calendar"]
    assert "It would not be right without you." in message.text
    assert "It would not be right without you." in message.html
    event = Calendar.from_ical(message.calendar).walk("VEVENT")[0]
    assert timezone.localtime(event["DTSTART"].dt).hour == 13


def come(page: Page, page_check) -> None:
    """One of them answers from the link, without a password; looking changes nothing."""
    page.goto(link_in(sent("invitation", "Priya Nair")[0], "come"))
    page_check(page)
    assert not Invitation.objects.get(membership__person__name="Priya Nair", meeting__number=5).answer
    page.get_by_label("I am coming").check(force=True)
    page.get_by_role("button", name=re.compile("^Send|^Tell|^Answer|^Save", re.IGNORECASE)).first.click()
    ready(page)
    page_check(page)
    assert Invitation.objects.get(membership__person__name="Priya Nair", meeting__number=5).answer == "coming"


def record(page: Page, page_check, meeting: Meeting) -> None:
    """3. Attendance, a walk-in, updates, two small groups, three actions, check-out."""
    page.goto(f"/groups/wester-beston/meetings/{meeting.number}/record/")
    page_check(page)
    page.get_by_role("button", name="Open the record of meeting 5").click()
    ready(page)
    for name in ("Jo", "Aileen", "Ross", "Isla", "Sadia", "Fiona", "Tom", "Moira", "Priya", "Karen"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("button", name=name, exact=True)).to_have_attribute("aria-pressed", "true")
        ready(page)
    expect_saved(page)  # all who were tapped are kept: nothing else waits while somebody walks in
    page.get_by_text("Somebody walked in").click()
    walk_in = page.locator("#walk-in")
    walk_in.get_by_role("textbox").fill("Iona Bell, Harbour Foodbank")
    walk_in.get_by_role("button").click()
    expect(walk_in.get_by_role("heading", name="There is a problem")).to_be_visible()
    page_check(page)
    walk_in.get_by_role("combobox").select_option("t")
    walk_in.get_by_role("button").click()
    expect(page.get_by_role("button", name=re.compile("^Iona"))).to_be_visible()
    hear_updates(page)
    for topic, lesson in (
        ("Lunch-time nursing", "People get their morning back."),
        ("Hours on hold", "A promise first."),
    ):
        page.locator("#small-groups input[name$=topic]").fill(topic)
        page.locator("#small-groups input[name$=topic]").press("Enter")
        box = page.get_by_label(re.compile(f"What they learned ?: {topic}"))
        expect(box).to_be_visible()
        ready(page)
        box.fill(lesson)
        box.press("Enter")
        expect(page.locator("#recorded")).to_contain_text(lesson)
        ready(page)
    for line in (
        "Ask two more carers to lunch, Moira, by next meeting",
        "Write down how hours on hold work, Sadia and Tom",
        "Show the newcomers the surgery, Mairi, by next meeting",
    ):
        page.locator("#new-action input[name$=line]").fill(line)
        page.locator("#new-action input[name$=line]").press("Enter")
        expect(page.locator("#recorded")).to_contain_text(line.split(",")[0])
        ready(page)
    expect(page.locator("#recorded")).to_contain_text("Mairi is asked this evening")
    page.locator("#check-out input[name$=text]").fill("Lighter than I came.")
    page.locator("#check-out input[name$=text]").press("Enter")
    expect(page.locator("#recorded")).to_contain_text("Lighter than I came.")
    ready(page)
    page_check(page)
    page.get_by_role("button", name="Close the record of meeting 5").click()
    expect(page.get_by_role("heading", name=re.compile("The record is closed"))).to_be_visible()
    page_check(page)

    assert Attendance.objects.present().filter(meeting=meeting).count() == 11
    assert Attendance.objects.get(meeting=meeting, is_walk_in=True).membership.person.name == "Iona Bell"
    assert Entry.objects.get(meeting=meeting, kind="check_out").speaker is None
    assert Action.objects.get(meeting=meeting, lead__person__name="Dr Mairi Sinclair").state == "offered"


def hear_updates(page: Page) -> None:
    """Two of the open actions: one done, one under way."""
    for state, words in (
        ("Under way", "Somebody in the city knows how to search."),
        ("Done", "It is on one page."),
    ):
        page.locator("#round").get_by_label(state, exact=True).check(force=True)
        page.locator("#round textarea").fill(words)
        page.get_by_role("button", name=re.compile("^Save")).first.click()
        expect(page.locator("#recorded")).to_contain_text(words)
        ready(page)


def evening(page: Page, page_check, meeting: Meeting) -> None:
    """4a. That evening each person gets what they took on, and who was not there is asked and declines."""
    call_command("tick", at=local(timezone.now() + timedelta(days=1)))
    names = {message.person.name for message in sent("took_on")}
    assert {"Moira Keane", "Sadia Malik"} <= names
    asked = sent("asked", "Dr Mairi Sinclair")[0]
    page.goto(link_in(asked, "answer"))
    page_check(page)
    offered = Action.objects.get(meeting=meeting, lead__person__name="Dr Mairi Sinclair")
    page.locator(f"input[name='{offered.pk.hex}-state'][value=back]").check(force=True)
    page.get_by_role("button", name=re.compile("^Send")).click()
    ready(page)
    page_check(page)
    offered.refresh_from_db()
    assert offered.state == "back"


def recap(page: Page, phone: Page, page_check) -> None:
    """4b. She composes, sees exactly who gets what, publishes; the PDF is made while she looks; a link opens it."""
    page.get_by_role("link", name="Write the recap").click()
    page_check(page)
    page.get_by_role("textbox", name=re.compile("What we talked about")).fill(
        "What should stay for good, and care that can flex."
    )
    page.get_by_role("button", name=re.compile("^Save, and see what")).click()
    page_check(page)
    page.get_by_role("button", name=re.compile(r"^Publish recap to \d+ people")).click()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=PATIENCE * 1000)
    ready(page)
    page_check(page)
    published = Recap.objects.get(meeting__number=5, meeting__group__slug="wester-beston")
    document = Document.objects.get(pk=published.document_id)
    with document.file.open("rb") as file, pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
    wait_for(lambda: sent("recap", "Karen Ogilvie"))
    message = sent("recap", "Karen Ogilvie")[0]
    assert "care that can flex" not in message.text
    phone.goto(link_in(message, "recap"))
    expect(phone.get_by_text("care that can flex")).to_be_visible()
    page_check(phone)


def nudge(phone: Page, delia: Page, page_check) -> None:
    """5. Time passes; a practitioner says on her phone that she is stuck, and the integration manager sees it."""
    ahead = Meeting.objects.get(group__slug="wester-beston", number=6)
    call_command("tick", at=local(ahead.starts_at - timedelta(days=6)))
    notes = [message for message in sent("note") if message.group_id == ahead.group_id]
    assert notes
    assert len(notes) == len({message.person_id for message in notes})
    phone.goto(link_in(next(m for m in notes if m.person.name == "Karen Ogilvie"), "answer"))
    page_check(phone)
    phone.get_by_label("I am stuck and need help").check(force=True)
    phone.get_by_role("textbox").first.fill("They change carers every week.")
    phone.get_by_role("button", name="Send to Delia").click()
    ready(phone)
    page_check(phone)
    delia.goto("/desk/")
    expect(delia.locator("tr", has_text="Ask home carers")).to_contain_text("Stuck")
    page_check(delia)
    delia.goto("/")
    expect(delia.get_by_text("They change carers every week.")).to_be_visible()
    page_check(delia)


def look_from_above(page: Page, page_check) -> None:
    """6. The senior manager sees purpose, meetings and numbers, and none of the room's words."""
    page.goto("/groups/wester-beston/")
    expect(page.get_by_text("live well at home, with the right help").first).to_be_visible()
    expect(page.get_by_text("people in the group")).to_be_visible()
    page_check(page)
    seen = page.content()
    page.goto("/groups/wester-beston/meetings/")
    page_check(page)
    seen += page.content()
    words = [*Entry.objects.values_list("text", flat=True), *Action.objects.values_list("text", flat=True)]
    assert not [word for word in words if word in seen]
    for closed in (
        "actions/",
        "meetings/5/record/",
        "meetings/5/recap/",
        "meetings/5/plan/",
        "notes/",
        "messages/",
    ):
        assert page.request.get(f"/groups/wester-beston/{closed}").status == 404
