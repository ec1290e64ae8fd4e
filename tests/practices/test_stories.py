"""Stories: told under another name and by right, read by whom the table says, told again, and withdrawn everywhere."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import released, releasing
from practices import pseudonyms, sharing, telling
from practices.models import Retelling, Story
from tests.builders import (
    make_meeting,
    make_membership,
    make_recap,
    make_release,
    make_retelling,
    make_stewardship,
    make_story,
    make_user,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
TOLD = {
    "title": "Three visits before lunch",
    "pseudonym": "Wilma",
    "text": "Wilma waits in. Three people come.",
    "learning": "Being helped is work.",
    "whose": "several",
    "permission": "",
    "how_far": "above",
}


@pytest.fixture
def fiona(jo):
    return make_membership(group=jo.group, person=make_user(name="Fiona Drever"))


def url(member, name, *keys):
    return reverse(f"practices:{name}", args=[member.group.slug, *keys])


def told(client, member, **said):
    client.force_login(member.person)
    return client.post(url(member, "story-tell"), TOLD | {"client_key": uuid4()} | said)


def above(group, role):
    return make_stewardship(role=role, partnership=group.partnership).person


# --- telling --------------------------------------------------------------------------------------


def test_a_member_tells_a_story_and_a_replay_keeps_it_once(client, fiona):
    key = uuid4()
    for _ in range(2):
        answer = told(client, fiona, client_key=key)
        assert answer.status_code == 302
    story = Story.objects.get()
    assert (story.told_by, story.text, story.how_far) == (fiona, TOLD["text"], "above")
    assert "Wilma waits in" in client.get(answer["Location"]).content.decode()


def test_what_leads_to_somebody_is_refused_with_the_text_in_its_box(client, fiona):
    answer = told(client, fiona, text="Wilma waits. Ring 0141 496 0999.")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "looks like a telephone number in paragraph 1" in page
    assert "Wilma waits. Ring" in page
    assert not Story.objects.exists()


def test_what_may_tell_who_it_is_is_kept_once_somebody_says_why_nobody_can_be_recognised(client, fiona):
    text = "Wilma is 84 years old. Mrs Keane rings."
    answer = told(client, fiona, text=text)
    assert answer.status_code == 422
    assert "there is a name, an exact age" in answer.content.decode()
    assert "Keane" not in answer.context["form"].errors.as_text()

    assert told(client, fiona, text=text, sure_because="Both are invented.").status_code == 302
    assert Story.objects.get().sure_because == "Both are invented."


def test_its_own_pseudonym_never_asks_and_no_reason_is_kept_where_none_is_needed(client, fiona):
    assert told(client, fiona, pseudonym="Moira", text="Moira waits.", sure_because="x").status_code == 302
    assert Story.objects.get().sure_because == ""


def test_somebody_who_takes_part_is_not_named_beside_their_health(client, fiona):
    answer = told(client, fiona, text="Fiona Drever told of her own diagnosis.", sure_because="She said so.")
    assert answer.status_code == 422
    assert "named in paragraph 1 beside their health" in answer.content.decode()


def test_where_somebody_was_asked_it_says_who_asked(client, fiona):
    answer = told(client, fiona, whose="asked")
    assert answer.status_code == 422
    assert "Enter who asked, when, and what was said" in answer.content.decode()
    assert (
        told(client, fiona, whose="asked", permission="Asked at home last spring, said yes").status_code
        == 302
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        make_story(fiona, whose="asked", permission="")


def test_a_name_is_suggested_that_nobody_has(jo, fiona):
    first = pseudonyms.suggest(jo.group)
    make_story(fiona, pseudonym=first)
    make_membership(group=jo.group, person=make_user(name=f"{pseudonyms.NAMES[1]} Drever"))
    jo.group.__dict__.pop("read_members", None)
    assert pseudonyms.suggest(jo.group) == pseudonyms.NAMES[2]


# --- changing it ----------------------------------------------------------------------------------


def test_its_teller_and_those_who_hold_the_record_change_it_and_no_other_member(client, jo, fiona):
    story, other = make_story(fiona), make_membership(group=jo.group)
    for who, status in ((fiona, 200), (jo, 200), (other, 403)):
        client.force_login(who.person)
        assert client.get(url(jo, "story-change", story.pk)).status_code == status
        offers = url(jo, "story-change", story.pk) in client.get(story.get_absolute_url()).content.decode()
        assert offers is (status == 200)


def test_a_stale_save_shows_both_texts(client, jo, fiona):
    story = make_story(fiona)
    client.force_login(jo.person)
    words = {**TOLD, "text": "Hers.", "version": 0}
    assert client.post(url(jo, "story-change", story.pk), words).status_code == 302
    answer = client.post(url(jo, "story-change", story.pk), words | {"text": "Mine."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<p>Hers.</p>" in page
    assert "Mine.</textarea>" in page


def test_told_again_it_stands_below_once(client, fiona):
    story, key = make_story(fiona), uuid4()
    client.force_login(fiona.person)
    for _ in range(2):
        client.post(url(fiona, "story-again", story.pk), {"text": "She goes out.", "client_key": key})
    assert Retelling.objects.get().text == "She goes out."
    assert "She goes out." in client.get(story.get_absolute_url()).content.decode()


# --- who reads it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY])
def test_above_the_group_a_story_is_read_only_once_it_went_out(client, jo, role):
    story = make_story(jo)
    make_retelling(story, text="She goes out now.")
    meeting = make_meeting(group=jo.group)
    client.force_login(above(jo.group, role))
    assert client.get(url(jo, "stories")).status_code == 404
    assert client.get(story.get_absolute_url()).status_code == 404

    make_release(meeting, kind="story", about=story.pk, released_by=jo)
    for page in (url(jo, "stories"), story.get_absolute_url()):
        assert story.title in client.get(page).content.decode()
    page = client.get(story.get_absolute_url()).content.decode()
    assert jo.person.name not in page
    assert "By what right" not in page


def let_out_page(client, group, reader):
    client.force_login(reader)
    return client.get(reverse("meetings:released", args=[group.slug])).content.decode()


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.NATIONAL_BODY])
def test_told_again_and_let_out_alone_it_leads_nobody_above_to_a_page_they_may_not_open(client, jo, role):
    again, meeting = make_retelling(make_story(jo), text="She goes out now."), make_meeting(group=jo.group)
    make_release(meeting, kind="story", about=again.pk, released_by=jo)
    page = let_out_page(client, jo.group, above(jo.group, role))
    assert "She goes out now." in page
    assert "Told again" in page
    assert f'href="{url(jo, "stories")}"' not in page
    assert f'href="{url(jo, "stories")}"' in let_out_page(client, jo.group, jo.person)

    make_release(meeting, kind="story", about=again.story_id, released_by=jo)
    reader = above(jo.group, role)
    assert let_out_page(client, jo.group, reader).count(f'href="{url(jo, "stories")}"') == 2
    assert client.get(url(jo, "stories")).status_code == 200


def test_a_recap_and_a_practice_check_of_one_meeting_each_say_their_own(client, jo):
    meeting = make_meeting(group=jo.group)
    make_recap(meeting=meeting, text="We heard a story.", published_at=timezone.now(), published_by=jo)
    for kind in ("recap", "practice check"):
        make_release(meeting, kind=kind, about=meeting.pk, released_by=jo)
    page = let_out_page(client, jo.group, above(jo.group, Role.SENIOR_MANAGER))
    assert page.count("We heard a story.") == 1
    assert page.count("How the answers spread stands on the page of practice checks.") == 1


def test_told_again_under_a_story_that_names_somebody_it_leads_nowhere_above(client, jo, fiona):
    story, meeting = make_story(jo, text=f"{fiona.person.name} drove her."), make_meeting(group=jo.group)
    again = make_retelling(story, text="She goes out now.")
    for key in (story.pk, again.pk):
        make_release(meeting, kind="story", about=key, released_by=jo)
    page = let_out_page(client, jo.group, above(jo.group, Role.SENIOR_MANAGER))
    assert "She goes out now." in page
    assert f'href="{url(jo, "stories")}"' not in page


def test_one_told_to_the_group_alone_is_not_let_out_and_is_taken_back_when_it_becomes_so(client, jo):
    story, meeting = make_story(jo), make_meeting(group=jo.group)
    [thing] = sharing.stories(meeting)
    assert releasing.release(meeting, thing, by=jo, at=timezone.now())
    assert [one.words.split("\n")[0] for one in released.read(jo.group, jo)] == [story.title]

    said = {name: getattr(story, name) for name in telling.WORDS} | {"how_far": "group"}
    assert telling.reword(story, said, version=0, by=jo, at=timezone.now())
    assert released.read(jo.group, jo) == []
    [thing] = sharing.stories(meeting)
    assert not releasing.release(meeting, thing, by=jo, at=timezone.now())
    client.force_login(above(jo.group, Role.SENIOR_MANAGER))
    assert client.get(story.get_absolute_url()).status_code == 404


def test_withdrawn_it_is_on_no_page_and_comes_back_to_the_group_alone(client, jo, fiona):
    story, meeting = make_story(fiona), make_meeting(group=jo.group)
    make_release(meeting, kind="story", about=story.pk, released_by=jo)
    client.force_login(fiona.person)
    client.post(url(fiona, "story-withdraw", story.pk))

    for reader in (jo.person, above(jo.group, Role.SENIOR_MANAGER)):
        client.force_login(reader)
        assert client.get(story.get_absolute_url()).status_code == 404
        for page in (url(jo, "stories"), reverse("meetings:released", args=[jo.group.slug])):
            assert story.title not in client.get(page).content.decode()

    client.force_login(fiona.person)
    client.post(url(fiona, "story-put-back", story.pk))
    assert story.title in client.get(url(fiona, "stories")).content.decode()
    client.force_login(above(jo.group, Role.SENIOR_MANAGER))
    assert client.get(story.get_absolute_url()).status_code == 404


def test_what_goes_out_of_here_offers_stories(client, jo):
    story, meeting = make_story(jo), make_meeting(group=jo.group, opened_at=timezone.now())
    make_story(jo, title="Kept here", how_far="group")
    client.force_login(jo.person)
    page = client.get(reverse("meetings:goes-out", args=[jo.group.slug, meeting.number])).content.decode()
    assert f"Story: {story.title}" in page
    assert "told to this group and nobody else" in page


def test_the_list_takes_the_same_queries_at_two_and_two_hundred_stories(client, jo):
    client.force_login(jo.person)

    def asked(many):
        for _ in range(many):
            make_story(jo)
        return queries_of(lambda: client.get(url(jo, "stories")))

    asked(0)  # what a page reads once and for all
    few, many = asked(2), asked(200)
    assert len(few) == len(many) <= 12


def test_how_far_it_may_go_is_for_whoever_told_it_to_say(client, jo, fiona):
    story = make_story(fiona, how_far=Story.HowFar.GROUP)
    client.force_login(jo.person)
    names = ("title", "pseudonym", "text", "whose", "permission")
    said = {name: getattr(story, name) for name in names} | {"how_far": "above", "version": 0}
    change = reverse("practices:story-change", args=[jo.group.slug, story.pk])
    assert client.post(change, said).status_code == 422
    story.refresh_from_db()
    assert story.how_far == Story.HowFar.GROUP
    client.force_login(fiona.person)
    assert client.post(change, said).status_code == 302


def test_what_its_teller_withdrew_comes_back_by_its_teller_alone(client, jo, fiona):
    story = make_story(fiona)
    story.remove(by=fiona.person, at=timezone.now())
    back = reverse("practices:story-put-back", args=[jo.group.slug, story.pk])
    client.force_login(jo.person)
    assert client.post(back).status_code == 404
    client.force_login(fiona.person)
    assert client.post(back).status_code == 302
