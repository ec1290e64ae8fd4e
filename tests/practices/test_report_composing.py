"""What stands in the three reports: hopes as people see them, stories told again, what changed since, and no more than three minutes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from inquiries.models import Moment, View
from practices.models import AskAnswer, Report
from practices.reporting import composing, laying_out, reading_aloud, standing
from tests.builders import (
    make_ask,
    make_ask_answer,
    make_aspiration,
    make_initiative,
    make_meeting,
    make_noticed_change,
    make_report,
    make_retelling,
    make_small_test,
    make_story,
)
from tests.practices.kept import above, let_out, page_of, sent, url
from tests.practices.reporting import look, out

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def hope(jo):
    return make_aspiration(group=jo.group, text="We ring each other")


def page(client, jo, row):
    return " ".join(page_of(client, jo.person, row.get_absolute_url())[1].split())


# --- how far each hope came -------------------------------------------------------------------------


def test_five_members_who_see_it_otherwise_stand_beside_the_groups_view_as_counts(client, jo, hope):
    look(jo, hope, "good", evidence="We say so", by_members=["some"] * 5 + ["good"])
    words = page(client, jo, make_report(jo))
    assert "Members see it so: 5 say “some”, fewer than five say “good”." in words
    assert "Seen on the stairs" not in words


@pytest.mark.parametrize("views", [["some"] * 4, ["good"] * 7], ids=["four", "all the same"])
def test_fewer_than_five_views_and_those_that_agree_are_not_shown(client, jo, hope, views):
    look(jo, hope, "good", by_members=views)
    assert "Members see it so" not in page(client, jo, make_report(jo))


def test_how_many_gave_a_view_in_all_is_said_nowhere(client, jo, hope):
    look(jo, hope, "good", by_members=["some"] * 8 + ["good"] * 3)
    [row] = composing.compose(make_report(jo))["aspirations"]
    assert [view["n"] for view in row["members"]] == ["8", "fewer than five"]
    assert "11" not in str({name: value for name, value in row.items() if name != "key"})


def test_a_look_back_that_is_not_published_stands_in_no_report_and_the_draft_says_so(client, jo, hope):
    look(jo, hope, "good", evidence="Two of us rang", published=False)
    words = page(client, jo, make_report(jo))
    assert "Two of us rang" not in words
    assert "without that it stands in no report" in words


def test_the_final_report_says_where_each_hope_was_half_way(client, jo, hope):
    look(jo, hope, "none")
    look(jo, hope, "good", moment=Moment.FINAL)
    final = page(client, jo, make_report(jo, kind=Report.Kind.FINAL))
    assert "At the end" in final
    assert final.index("None yet") < final.index("Good</td>")
    assert "At the end" not in page(client, jo, make_report(jo))


def test_half_way_is_not_told_where_it_was_not_published(jo, hope):
    look(jo, hope, "none", published=False)
    look(jo, hope, "good", moment=Moment.FINAL)
    [row] = composing.compose(make_report(jo))["aspirations"]
    assert (row["level"], row["before"]) == ("good", None)


def test_what_a_hope_rests_on_may_name_nobody(client, jo, hope):
    look(jo, hope, "good")
    View.objects.update(evidence=f"{jo.person.name} says so")  # from before the look back was looked over
    row = make_report(jo)
    assert f"It names {jo.person.name}" in page(client, jo, row)
    sent(client, jo, "report-publish", row.pk, version=row.version)
    assert not Report.objects.published().exists()


# --- stories then and now ---------------------------------------------------------------------------


def test_a_story_and_what_was_told_of_it_again_stand_side_by_side_once_both_went_out(client, jo):
    story = make_story(jo, title="Three visits", text="She waits in.")
    for text, days in [("Two visits now.", 60), ("She goes out.", 5)]:
        on = timezone.localdate() - timedelta(days=days)
        let_out(story, kind="story", about=make_retelling(story, text=text, told_on=on).pk)
    let_out(story, kind="story")
    row = out(jo, story, kind=Report.Kind.FINAL)
    words = page_of(client, above(jo.group), row.get_absolute_url())[1]
    assert words.index("She waits in.") < words.index("She goes out.")
    assert "Two visits now." not in words


def test_what_was_told_again_and_stayed_in_the_room_is_read_nowhere_above_it(client, jo):
    story = make_story(jo, text="She waits in.")
    make_retelling(story, text="She goes out.")
    let_out(story, kind="story")
    row = out(jo, story, kind=Report.Kind.FINAL)
    george = above(jo.group)
    for address in (row.get_absolute_url(), story.get_absolute_url()):
        words = page_of(client, george, address)[1]
        assert "She waits in." in words
        assert "She goes out." not in words


def test_once_it_went_out_those_above_read_it_under_its_story(client, jo):
    story = make_story(jo)
    let_out(story, kind="story")
    let_out(story, kind="story", about=make_retelling(story, text="She goes out.").pk)
    assert "She goes out." in page_of(client, above(jo.group), story.get_absolute_url())[1]


def test_told_again_after_it_was_published_it_waits_for_the_next_report(jo):
    story = make_story(jo)
    let_out(story, kind="story")
    row = out(jo, story)
    let_out(story, kind="story", about=make_retelling(story).pk)
    [now] = standing.as_it_stands(row)["stories"]
    assert "again" not in now


def test_a_draft_says_why_what_was_told_again_alone_is_not_offered(client, jo):
    story = make_story(jo)
    let_out(story, kind="story", about=make_retelling(story, text="She goes out.").pk)
    row = make_report(jo)
    why = "A story that was told again went out without its beginning"
    assert why in page(client, jo, row)
    let_out(story, kind="story")
    assert why not in page(client, jo, row)


# --- each of the three ------------------------------------------------------------------------------


def names(row):
    return [section.name for section in laying_out.sections(composing.compose(row))]


def test_each_kind_begins_with_people_and_orders_the_rest_by_what_it_is_for(jo, hope):
    look(jo, hope, "some")
    make_ask(jo)
    story = make_story(jo)
    rows = [make_noticed_change(jo), make_small_test(jo), make_initiative(jo), story]
    for row in rows:
        let_out(row, kind=getattr(row, "THING", "story" if row is story else "small test"))
    chosen = {"chosen": [str(row.pk) for row in rows]}
    assert names(make_report(jo, **chosen))[:3] == ["differences", "asks", "aspirations"]
    briefing = names(make_report(jo, kind=Report.Kind.BRIEFING, **chosen))
    assert briefing[:4] == ["differences", "tried", "goes_on", "asks"]
    final = names(make_report(jo, kind=Report.Kind.FINAL, **chosen))
    assert final[:3] == ["differences", "aspirations", "stories"]


def test_a_briefing_says_when_the_last_meeting_is(client, jo):
    for number in (5, 6):
        held = {"closed_by": jo} if number == 5 else {}
        make_meeting(group=jo.group, number=number, **held)
    assert "The last meeting is on" in page(client, jo, make_report(jo, kind=Report.Kind.BRIEFING))


# --- asks -------------------------------------------------------------------------------------------


def test_answered_since_it_was_published_the_page_leads_to_the_answer(client, jo):
    ask = make_ask(jo)
    row = out(jo)
    make_ask_answer(ask, because="There is money for it")
    words = page(client, jo, row)
    assert "Answered since this was published." in words
    assert "There is money for it" not in words


def test_an_answer_that_names_somebody_goes_into_no_report(client, jo):
    make_ask_answer(make_ask(jo), because=f"I ask {jo.person.name}", myself="I ring both")
    [row] = composing.compose(make_report(jo))["asks"]
    assert [(one["because"], one["myself"]) for one in row["answers"]] == [("", "I ring both")]


def late(jo, days=1):
    by = timezone.localdate() - timedelta(days=days)
    make_ask_answer(make_ask(jo), says="not yet", answers_by=by, because="The lawyers meet")
    return f"The answer was due on {date_format(by, 'j F Y')}. None yet."


def test_a_promise_that_has_passed_is_told_as_one_that_waits_again(client, jo):
    make_ask_answer(make_ask(jo, wording="Answered"))
    said = late(jo)
    words = page(client, jo, make_report(jo))
    assert said in words
    assert "Not yet by" not in words
    assert words.index(said) < words.index("<h3>Answered</h3>")


def test_a_promise_for_a_day_to_come_is_told_as_it_was_given(client, jo):
    late(jo, days=0)
    assert "Not yet by" in page(client, jo, make_report(jo))


def test_a_published_report_says_of_a_promise_what_was_true_that_day(client, jo):
    late(jo, days=-3)
    row = out(jo)
    AskAnswer.objects.update(answers_by=timezone.localdate() - timedelta(days=1))
    assert "Not yet by" in page(client, jo, row)
    assert late(jo) in page(client, jo, out(jo))


def test_an_ask_that_names_somebody_keeps_the_report_in(client, jo):
    make_ask(jo, wording=f"Give {jo.person.name} two hours")
    row = make_report(jo)
    sent(client, jo, "report-publish", row.pk, version=row.version)
    assert not Report.objects.published().exists()


def test_a_draft_says_which_answer_it_leaves_words_out_of_since_they_name_somebody(client, jo):
    ask = make_ask(jo, wording="One lawyer for us both")
    make_ask_answer(ask, because=f"{jo.person.name} knows", myself="I ring both")
    make_ask_answer(make_ask(jo, wording="A room"), because="The hall is free")
    row = make_report(jo)
    words = page(client, jo, row)
    assert f"{jo.person.name} knows" not in words
    assert "Part of the answer to “One lawyer for us both” is left out, since it names somebody." in words
    assert f"{reverse('practices:asks', args=[jo.group.slug])}#ask-{ask.pk}" in words
    assert "Part of the answer to “A room”" not in words


def test_what_was_left_out_is_said_to_nobody_who_reads_the_published_report(client, jo):
    make_ask_answer(make_ask(jo), because=f"{jo.person.name} knows")
    row = out(jo)
    for reader in (jo.person, above(jo.group)):
        assert "is left out" not in page_of(client, reader, row.get_absolute_url())[1]


# --- three minutes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "takes"),
    [(30, "half a minute"), (160, "one minute"), (200, "one and a half minutes"), (480, "three minutes")],
)
def test_how_long_it_takes_is_told_by_the_half_minute(words, takes):
    assert reading_aloud.read([("A", "word " * words)]).takes == takes


def test_a_longer_one_says_by_how_much_and_where_most_words_stand():
    aloud = reading_aloud.read([("Tried", [{"title": "a " * 300, "key": "x y z"}]), ("Lead", "b " * 200)])
    assert (aloud.words, aloud.too_many) == (500, 20)
    assert aloud.longest == [("Tried", 300), ("Lead", 200)]


def test_the_draft_says_how_long_it_takes(client, jo):
    short = page(client, jo, make_report(jo, lead="We ring each other."))
    assert "Three minutes are what somebody gives it: it fits." in short
    rows = [make_noticed_change(jo, what="We ask first " * 20, evidence="so it is " * 50) for _ in range(3)]
    for row in rows:
        let_out(row)
    long = page(client, jo, make_report(jo, chosen=[str(row.pk) for row in rows]))
    assert "more than three minutes hold. Most stand here: “Small differences for people”" in long


# --- what is suggested ------------------------------------------------------------------------------


def form_of(client, jo, kind="progress"):
    client.force_login(jo.person)
    return client.get(url(jo, "report-add") + f"?kind={kind}").context["form"]


def test_suggested_are_a_few_of_each_that_three_minutes_hold_and_new_ones_first(client, jo):
    old = make_noticed_change(jo, what="Told before")
    let_out(old)
    out(jo, old)
    new = [make_noticed_change(jo, what=f"New {n}") for n in range(3)]
    long = make_story(jo, text="word " * 900)
    for row in new:
        let_out(row)
    let_out(long, kind="story")
    ticked = set(form_of(client, jo, "final").initial["chosen"])
    assert {str(row.pk) for row in new} == ticked


def test_the_kind_that_was_asked_for_is_chosen(client, jo):
    assert form_of(client, jo, "briefing").initial["kind"] == "briefing"


def test_sentences_that_somebody_ticks_are_added_to_their_words(client, jo):
    make_ask(jo)
    sentence = "One ask has no answer yet."
    assert (sentence, sentence) in form_of(client, jo).fields["uncertain_more"].choices
    words = {"title": "Half way", "kind": "progress", "uncertain": "Much.", "uncertain_more": [sentence]}
    sent(client, jo, "report-add", **words)
    assert Report.objects.get().uncertain == f"Much. {sentence}"
    assert Report.objects.get().lead == ""


def test_more_than_the_box_holds_is_not_cut_off(client, jo):
    make_ask(jo)
    words = {"title": "Half way", "kind": "progress", "uncertain": "x" * 995}
    answer = sent(client, jo, "report-add", **words, uncertain_more=["One ask has no answer yet."])
    assert answer.status_code == 422
    assert "Shorten it, or tick less" in answer.content.decode()
    assert not Report.objects.exists()
