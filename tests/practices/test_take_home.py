"""The page to take home: what was decided, what is one's own, and a sheet for those who send one; nobody else's to read."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import rendering
from inquiries.models import Document
from inquiries.roles import Role
from meetings.models import Action
from practices import taking_home
from practices.models import TakeHome
from tests.builders import (
    make_action,
    make_attendance,
    make_entry,
    make_meeting,
    make_membership,
    make_organisation,
    make_recap,
    make_small_test,
    make_take_home,
)
from tests.practices.kept import above, page_of
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ross(jo):
    surgery = make_organisation(name="Castle Wynd Surgery")
    joined = timezone.localdate() - timedelta(days=90)
    return make_membership(group=jo.group, organisation=surgery, joined_on=joined)


@pytest.fixture
def meeting(jo):
    """One that was held, of two and a half hours, with its recap out."""
    held = make_meeting(
        jo.group,
        starts_at=timezone.now() - timedelta(days=7),
        minutes=150,
        opened_at=timezone.now(),
        closed_by=jo,
    )
    make_recap(held, published_at=timezone.now(), published_by=jo)
    return held


def url(meeting, name="take-home", *more):
    return reverse(f"practices:{name}", args=[meeting.group.slug, meeting.number, *more])


def page(client, member, meeting):
    return page_of(client, member.person, url(meeting))


def test_it_says_what_was_decided_what_is_mine_and_when_we_meet(client, jo, ross, meeting):
    make_entry(meeting, kind="agreed", text="One key safe for all")
    make_action(ross, meeting=meeting, text="Ring the pharmacy")
    make_action(jo, meeting=meeting, text="Book the hall")
    make_action(ross, meeting=meeting, text="Done long ago", state=Action.State.DONE)
    make_small_test(ross, what="Medicines at lunch")
    make_small_test(jo, what="Tea at three")
    make_meeting(jo.group, venue="Linden House", focus="What holds us back")

    status, told = page(client, ross, meeting)

    assert status == 200
    mine = (
        "One key safe for all",
        "Ring the pharmacy",
        "Medicines at lunch",
        "Linden House",
        "What holds us back",
    )
    assert [words for words in mine if words not in told] == []
    assert [words for words in ("Book the hall", "Done long ago", "Tea at three") if words in told] == []


def test_what_the_recap_leaves_out_is_not_on_it(client, jo, ross, meeting):
    make_entry(meeting, kind="agreed", text="One key safe for all")
    meeting.recap.left_out = ["agreed"]
    meeting.recap.save()
    assert "One key safe" not in page(client, ross, meeting)[1]


def test_what_is_offered_says_that_it_waits_for_a_yes(client, ross, meeting):
    make_action(ross, meeting=meeting, state=Action.State.OFFERED)
    assert "yours once you say yes" in page(client, ross, meeting)[1]


def test_it_counts_what_my_organisation_gave_and_nobody_elses(client, jo, ross, meeting):
    colleague = make_membership(group=jo.group, organisation=ross.organisation)
    for member in (ross, colleague, jo):
        make_attendance(meeting, member)
    make_action(ross, state=Action.State.DONE)
    make_action(colleague)
    make_action(jo)
    told = page(client, ross, meeting)[1]
    assert "Two of us came to this meeting." in told
    assert "So far one meeting, 5 hours of our time in all." in told
    assert "Two actions taken on between meetings, one of them done." in told


def test_before_the_recap_is_out_and_before_one_joined_it_is_not_there(client, jo, ross, meeting):
    newcomer = make_membership(group=jo.group, joined_on=timezone.localdate())
    assert page(client, newcomer, meeting)[0] == 404
    assert page(client, ross, make_meeting(jo.group, opened_at=timezone.now(), closed_by=jo))[0] == 404


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.INTEGRATION_MANAGER])
def test_it_is_a_members_alone(client, jo, meeting, role):
    assert page(client, make_membership(group=jo.group, role=role), meeting)[0] == 404
    assert page_of(client, above(jo.group), url(meeting))[0] == 404


SAID = {
    "gave": "Our back room",
    "gained": "We know Moira’s line",
    "changed": "She is home by noon",
    "version": "0",
}


def test_my_words_are_kept_and_read_by_me_alone(client, jo, ross, meeting):
    other = make_membership(group=jo.group, joined_on=ross.joined_on, organisation=ross.organisation)
    client.force_login(ross.person)
    assert client.post(url(meeting), SAID).status_code == 302
    assert "We know Moira’s line" in page(client, ross, meeting)[1]
    assert "We know Moira’s line" not in page(client, other, meeting)[1]
    assert list(TakeHome.objects.visible_to(ross.person)) == [TakeHome.objects.get()]
    assert not TakeHome.objects.visible_to(other.person).exists()


def test_what_identifies_a_patient_is_refused(client, ross, meeting):
    client.force_login(ross.person)
    answer = client.post(url(meeting), SAID | {"changed": "Ask 0101901234"})
    assert answer.status_code == 422
    assert not TakeHome.objects.exists()


def test_words_changed_elsewhere_meanwhile_are_both_shown_and_the_next_save_counts(client, ross, meeting):
    client.force_login(ross.person)
    client.post(url(meeting), SAID)
    answer = client.post(url(meeting), SAID | {"gained": "Something else"})
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "We know Moira’s line" in told
    assert "Something else" in told
    assert TakeHome.objects.get().gained == "We know Moira’s line"

    client.post(url(meeting), SAID | {"gained": "Something else", "version": "1"})
    kept = TakeHome.objects.get()
    assert (kept.gained, kept.version) == ("Something else", 2)


def test_the_sheet_for_others_holds_my_words_and_nothing_of_the_room(ross, meeting):
    make_entry(meeting, kind="agreed", text="One key safe for all")
    make_action(ross, meeting=meeting, text="Ring the pharmacy")
    make_small_test(ross, what="Medicines at lunch")
    make_take_home(ross, meeting=meeting, gained="We know Moira’s line")
    found = taking_home.page_for(ross, meeting.recap)
    told = taking_home.html_of(found, taking_home.THEIRS)
    assert "We know Moira’s line" in told
    assert [w for w in ("key safe", "pharmacy", "Medicines at lunch") if w in told] == []
    kept = taking_home.html_of(found, taking_home.MINE)
    assert [w for w in ("key safe", "pharmacy", "Medicines at lunch") if w not in kept] == []


@pytest.mark.parametrize("sheet", taking_home.SHEETS)
def test_each_sheet_is_one_tagged_page_and_is_mine_to_fetch_alone(
    client, jo, ross, meeting, sheet, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    make_entry(meeting, kind="agreed", text="One key safe for all")
    make_action(ross, meeting=meeting)
    make_take_home(ross, meeting=meeting)
    client.force_login(ross.person)
    assert client.get(url(meeting, "take-home-pdf", sheet)).status_code == 404
    assert client.post(url(meeting, "take-home-make", sheet)).status_code == 302
    row = Document.objects.get()
    assert rendering.render(row.pk, timezone.now())

    answer = client.get(url(meeting, "take-home-pdf", sheet))
    content = answer.getvalue()
    assert (answer["Content-Type"], content[:4]) == ("application/pdf", b"%PDF")
    with pikepdf.open(io.BytesIO(content)) as drawn:
        assert drawn.Root.MarkInfo.Marked
    row.refresh_from_db()
    assert row.pages == 1
    client.force_login(make_membership(group=jo.group, joined_on=ross.joined_on).person)
    assert client.get(url(meeting, "take-home-pdf", sheet)).status_code == 404


def test_once_a_word_changes_the_pdf_of_older_words_is_not_given_out(
    client, ross, meeting, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    words = make_take_home(ross, meeting=meeting)
    client.force_login(ross.person)
    client.post(url(meeting, "take-home-make", "theirs"))
    rendering.render(Document.objects.get().pk, timezone.now())
    assert client.get(url(meeting, "take-home-pdf", "theirs")).getvalue()[:4] == b"%PDF"
    TakeHome.objects.filter(pk=words.pk).update(gained="Other words")
    assert client.get(url(meeting, "take-home-pdf", "theirs")).status_code == 404


def test_a_sheet_that_is_none_is_not_there(client, ross, meeting):
    client.force_login(ross.person)
    assert client.post(url(meeting, "take-home-make", "everybodys")).status_code == 404


def test_progress_says_nothing_while_nothing_is_new(client, ross, meeting):
    client.force_login(ross.person)
    client.post(url(meeting, "take-home-make", "mine"))
    htmx = {"HX-Request": "true"}
    assert (
        client.get(url(meeting, "take-home-progress", "mine") + "?seen=queued", headers=htmx).status_code
        == 204
    )
    told = client.get(url(meeting, "take-home-progress", "mine"), headers=htmx).content.decode()
    assert "The PDF waits its turn" in told


def test_the_recap_leads_members_there_and_nobody_else(client, jo, ross, meeting):
    recap = reverse("meetings:recap", args=[meeting.group.slug, meeting.number])
    assert url(meeting) in page_of(client, ross.person, recap)[1]
    assert url(meeting) not in page_of(client, jo.person, recap)[1]


def test_it_takes_the_same_queries_whatever_there_is(client, jo, ross, meeting):
    client.force_login(ross.person)

    def add():
        other = make_membership(group=jo.group, organisation=ross.organisation)
        make_attendance(meeting, other)
        make_entry(meeting, kind="agreed")
        make_action(ross, meeting=meeting)
        make_action(other)
        make_small_test(ross)

    assert_same_queries(ask=lambda: client.get(url(meeting)), add_row=add)
    asked = queries_of(lambda: client.get(url(meeting)))
    assert len(asked) <= 12, "\n".join(asked)
