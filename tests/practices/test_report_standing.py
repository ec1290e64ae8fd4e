"""What a report says beside the ones before it, and what it says no more once something was taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inquiries.models import CheckBack, Membership, Moment
from meetings import releasing
from practices.models import Report
from practices.reporting import comparing, composing, standing, suggesting
from practices.reporting.offering import offered
from tests.builders import (
    make_ask,
    make_ask_answer,
    make_attendance,
    make_meeting,
    make_membership,
    make_noticed_change,
    make_report,
    make_small_test,
    make_story,
)
from tests.practices.kept import above, let_out, page_of
from tests.practices.reporting import look, out
from tests.practices.test_report_composing import hope, page

pytestmark = pytest.mark.django_db
__all__ = ["hope"]  # fixtures
NOW = timezone.now()


# --- what changed since -----------------------------------------------------------------------------


def test_what_changed_since_the_last_report_stands_in_sentences(client, jo, hope):
    ask, old = make_ask(jo), make_noticed_change(jo)
    let_out(old)
    back = look(jo, hope, "none")
    out(jo, old)
    Report.objects.update(published_at=NOW - timedelta(days=30))
    new, small_test = make_noticed_change(jo), make_small_test(jo)
    let_out(new)
    let_out(small_test, kind="small test")
    back.views.update(progress="good")
    make_ask_answer(ask)
    row = make_report(jo, chosen=[str(one.pk) for one in (old, new, small_test)])
    told = composing.compose(Report.objects.get(pk=row.pk))  # read anew, as another day's page does
    assert comparing.in_words(told) == [
        "One small difference is new.",
        "One more thing was tried.",
        "“We ring each other” went from none yet to good.",
        "One ask was answered.",
    ]


def test_nothing_is_said_of_what_the_last_report_told_and_this_one_does_not(jo):
    row = make_noticed_change(jo)
    let_out(row)
    out(jo, row)
    Report.objects.update(published_at=NOW - timedelta(days=30))
    assert comparing.in_words(composing.compose(make_report(jo))) == []


# --- what is new, and what a withdrawal takes with it ------------------------------------------------


def test_what_an_earlier_report_told_is_not_new_though_the_last_one_did_not_tell_it(jo):
    told_first, told_last, new = (make_noticed_change(jo, what=f"She goes out, {n}") for n in range(3))
    for row in (told_first, told_last, new):
        let_out(row)
    out(jo, told_first)
    out(jo, told_last)
    now = composing.compose(make_report(jo, chosen=[str(row.pk) for row in (told_first, told_last, new)]))
    assert now["since"]["new"] == [str(new.pk)]
    assert suggesting.suggested(jo.group, offered(jo.group), "progress")[0] == str(new.pk)


def test_where_a_hope_was_is_not_said_once_that_look_back_is_taken_back(jo, hope):
    half_way = look(jo, hope, "none")
    out(jo)
    look(jo, hope, "good", moment=Moment.FINAL)
    final = out(Membership.objects.get(pk=jo.pk), kind=Report.Kind.FINAL)
    words = "“We ring each other” went from none yet to good."
    assert words in comparing.in_words(standing.as_it_stands(final))
    CheckBack.objects.filter(pk=half_way.pk).update(published_at=None, published_by=None)
    assert words not in comparing.in_words(standing.as_it_stands(final))


def test_who_never_came_did_not_take_part(jo):
    meeting = make_meeting(jo.group, closed_by=jo)
    members = [make_membership(group=jo.group) for _ in range(7)]
    for member in members[:6]:
        make_attendance(meeting, member)
    assert composing.took_part(jo.group) == {"people": "6", "organisations": "6", "meetings": "1"}


@pytest.mark.parametrize("told", ["change", "small test"])
def test_those_who_hold_the_group_are_told_what_was_worded_anew_and_nobody_else(client, jo, told):
    if told == "change":
        thing, other = make_noticed_change(jo, what="She goes out"), {"what": "She goes out alone"}
    else:
        thing, other = make_small_test(jo, what="She goes out"), {"gains": "Her neighbour"}
    let_out(thing, kind=None if told == "change" else "small test")
    row = out(jo, thing)
    words = "Worded anew since this was published: “She goes out”"
    assert words not in page(client, jo, row)
    type(thing).objects.update(**other)
    assert words in page(client, jo, row)
    for reader in (make_membership(group=jo.group).person, above(jo.group)):
        assert "Worded anew" not in page_of(client, reader, row.get_absolute_url())[1]


def test_a_small_test_that_became_usual_is_not_worded_anew(client, jo):
    small_test = make_small_test(jo, expect="Fewer visits")
    let_out(small_test, kind="small test")
    row = out(jo, small_test)
    type(small_test).objects.update(stage="adopted", settled_on=timezone.localdate())
    assert "Worded anew" not in page(client, jo, row)


@pytest.mark.parametrize("told", ["change", "small test", "story"])
def test_the_page_of_a_thing_says_in_which_report_it_stands_and_who_reads_that(client, jo, told):
    make = {"change": make_noticed_change, "small test": make_small_test, "story": make_story}[told]
    thing = make(jo)
    let_out(thing, kind=None if told == "change" else told)
    row = out(jo, thing)
    readers = "senior managers, the learning partner, national bodies and programme administrators"
    words = page(client, jo, thing)
    assert f'<a href="{row.get_absolute_url()}">progress report of' in words
    assert f"</a>, read by {readers}." in words
    assert ("It keeps the words of that day." in words) is (told != "story")
    other = make(jo)
    let_out(other, kind=None if told == "change" else told)
    assert "progress report of" not in page(client, jo, other)
    releasing.take_back(jo.group, "noticed change" if told == "change" else told, thing.pk, by=jo, at=NOW)
    assert "progress report of" not in page(client, jo, thing)


def test_those_who_hold_the_group_are_told_that_something_was_taken_back_and_nobody_else(client, jo):
    stays, goes = (make_noticed_change(jo, what=f"She goes out, {n}") for n in range(2))
    for row in (stays, goes):
        let_out(row)
    row = out(jo, stays, goes)
    words = "One thing was taken back since this was published"
    assert words not in page(client, jo, row)
    releasing.take_back(jo.group, "noticed change", goes.pk, by=jo, at=NOW)
    assert words in page(client, jo, row)
    for reader in (make_membership(group=jo.group).person, above(jo.group)):
        assert words not in page_of(client, reader, row.get_absolute_url())[1]
