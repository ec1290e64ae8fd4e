"""Six practices: what is on record is suggested with where it stands, and counts once a person said it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from practices import suggesting
from practices.models import Observation, Practice
from practices.practice_texts import TEXTS
from tests.builders import (
    make_action,
    make_ask,
    make_ask_answer,
    make_barrier,
    make_cycle,
    make_membership,
    make_noticed_change,
    make_observation,
    make_small_test,
    make_story,
    make_structural_proposal,
)
from tests.practices.kept import page_of, sent, url

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()


def suggested(jo, practice):
    found = suggesting.suggestions(jo.person, jo.group, practice, today=TODAY)
    return {(one.knot.key, one.speaks) for one in found}


def test_each_practice_has_its_text_and_its_sources():
    assert set(TEXTS) == set(suggesting.SOURCES) == set(Practice.values)
    assert all(text.found and text.prompts for text in TEXTS.values())


def test_giving_something_up_and_adapting_speak_for_suspending_disbelief(jo):
    gave, adapted = make_small_test(jo, gives="An hour"), make_small_test(jo)
    make_small_test(jo)
    adapted.cycles.update(decision="adapt", looked_on=TODAY, looked_by=jo)
    make_cycle(adapted)
    assert suggested(jo, "disbelief") == {(gave.pk, "for"), (adapted.pk, "for")}


def test_stories_and_changes_for_people_speak_for_the_purpose(jo):
    story, change = make_story(jo, learning="Being helped is work"), make_noticed_change(jo)
    make_noticed_change(jo, level="team")
    assert suggested(jo, "purpose") == {(story.pk, "for"), (change.pk, "for")}


def test_what_was_done_speaks_for_accountability_and_what_was_carried_long_against(jo):
    done = make_action(lead=jo, state="done", finished_at=NOW)
    carried = make_action(lead=jo, agreed_at=NOW - timedelta(days=80))
    make_action(lead=jo)
    assert suggested(jo, "accountability") == {(done.pk, "for"), (carried.pk, "against")}


def test_what_is_done_across_organisations_and_hard_to_say_speaks_for_trust(jo):
    together, alone = make_action(lead=jo), make_action(lead=jo)
    together.helpers.add(make_membership(group=jo.group))
    alone.helpers.add(make_membership(group=jo.group, organisation=jo.organisation))
    hard = make_barrier(jo, quadrant="culture")
    make_barrier(jo, quadrant="systems")
    assert suggested(jo, "diversity") == {(together.pk, "for"), (hard.pk, "for")}


def test_open_questions_speak_against_a_structure(jo):
    whole = make_structural_proposal(jo, serves="It", part_of_it="All", would_stop="Three meetings")
    half = make_structural_proposal(jo)
    assert suggested(jo, "structure") == {(whole.pk, "for"), (half.pk, "against")}


def test_an_answer_speaks_for_leadership_and_a_silence_against(jo):
    answered = make_ask_answer(make_ask(jo), myself="I ring both").ask
    waiting = make_ask(jo, put_on=TODAY - timedelta(days=15))
    make_ask(jo)
    assert suggested(jo, "leadership") == {(answered.pk, "for"), (waiting.pk, "against")}


def test_a_suggestion_is_confirmed_in_a_persons_words_and_suggested_no_more(client, jo):
    test = make_small_test(jo, gives="An hour")
    page = page_of(client, jo.person, url(jo, "practice", "disbelief"))[1]
    assert test.what in page
    assert not Observation.objects.exists()
    words = {"practice": "disbelief", "speaks": "for", "words": "She gave an hour, and doubted it"}
    name = {"evidence_name": f"small-test:{test.pk}"}
    assert sent(client, jo, "observation-add", **words, **name).status_code == 302
    row = Observation.objects.get()
    assert (row.evidence_kind, row.evidence) == ("small test", test.pk)
    assert suggested(jo, "disbelief") == set()
    assert test.what in page_of(client, jo.person, row.get_absolute_url())[1]
    again = sent(client, jo, "observation-add", **words, **name)
    assert "This was observed already" in again.content.decode()


def test_evidence_of_another_group_is_none(client, jo):
    foreign = make_small_test(gives="An hour")
    words = {"practice": "disbelief", "speaks": "for", "words": "We tried it"}
    sent(client, jo, "observation-add", **words, evidence_name=f"small-test:{foreign.pk}")
    assert Observation.objects.get().evidence is None


def test_members_read_what_was_observed_and_are_suggested_nothing(client, jo):
    member = make_membership(group=jo.group)
    row, test = make_observation(jo), make_small_test(jo, gives="An hour")
    page = page_of(client, member.person, url(member, "practice", "disbelief"))[1]
    assert row.words in page
    assert test.what not in page
    assert sent(client, member, "observation-add", practice="purpose").status_code == 403


def test_a_practice_that_is_none_is_not_there(client, jo):
    assert page_of(client, jo.person, url(jo, "practice", "patience"))[0] == 404
