"""Those whom a recap names see the lines first: found by name, asked by mail, and never published over their no."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import linking
from inquiries.models import Link, Message
from meetings import naming, publishing, recapping
from meetings.models import Mention
from tests.builders import make_entry, make_host, make_membership, make_recap, make_small_group, make_user
from tests.swaps import assert_swap_equals_reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return make_host()


@pytest.fixture
def moira(jo):
    return make_membership(group=jo.group, person=make_user(name="Moira Keane"))


@pytest.fixture
def recap(jo):
    text = "We talked of buses. Moira drove two people home. It rained."
    return make_recap(jo.group.meetings.get(), changed_by=jo, text=text, version=1)


@pytest.fixture
def page(client, jo):
    client.force_login(jo.person)
    return client


def named(recap, jo):
    return {one.membership.person.name: one for one in naming.named(recapping.parts_of(recap), but=jo)}


def asked(recap, jo):
    naming.ask(named(recap, jo)["Moira Keane"], recap.meeting, by=jo, at=timezone.now())
    return Mention.objects.get()


def page_of(mention):
    now = timezone.now()
    link = linking.link_for(
        Link.Purpose.NAMED, mention.membership, about=mention.pk, ends_at=now + timedelta(days=1), at=now
    )
    return reverse("meetings:named-page", args=[link.token])


def publish(recap, jo):
    return publishing.publish(recap, version=recap.version, by=jo, at=timezone.now())


def test_lines_that_name_somebody_are_found_and_no_others(recap, jo, moira):
    small_group = make_small_group(recap.meeting, recorded_by=jo)
    make_entry(
        recap.meeting, kind="learned", text="Ask Moira Keane.", small_group=small_group, recorded_by=jo
    )
    make_entry(recap.meeting, kind="agreed", text="Moirans are many.", recorded_by=jo)

    assert named(recap, jo)["Moira Keane"].lines == ["Moira drove two people home.", "Ask Moira Keane."]


def test_a_section_left_out_names_nobody(recap, jo, moira):
    make_entry(recap.meeting, kind="agreed", text="Moira goes first.", recorded_by=jo)
    recap.text, recap.left_out = "It rained.", ["agreed"]

    assert named(recap, jo) == {}


def test_who_writes_it_needs_no_asking(recap, jo, moira):
    recap.text = "Jo opened the day."

    assert named(recap, jo) == {}


def test_mail_is_sent_once_and_holds_none_of_the_lines(page, recap, jo, moira):
    url = reverse("meetings:named-ask", args=[jo.group.slug, recap.meeting.number, moira.pk])
    assert "Not asked yet." in page.get(reverse("meetings:recap", args=[jo.group.slug, 1])).content.decode()

    for _ in range(2):
        page.post(url)

    message = Message.objects.get()
    assert message.membership == moira
    assert "drove" not in message.text + message.html + message.subject


def test_somebody_who_is_not_named_is_not_asked(page, recap, jo):
    other = make_membership(group=jo.group)
    url = reverse("meetings:named-ask", args=[jo.group.slug, recap.meeting.number, other.pk])

    assert page.post(url).status_code == 404
    assert not Mention.objects.exists()


def test_named_person_sees_their_lines_and_nothing_else(client, recap, jo, moira):
    content = client.get(page_of(asked(recap, jo))).content.decode()

    assert "Moira drove two people home." in content
    assert "buses" not in content
    assert "rained" not in content


def test_no_keeps_the_recap_in_until_the_lines_change(client, recap, jo, moira):
    mention = asked(recap, jo)
    path = page_of(mention)

    client.post(path, {"may": "no", "words": "I only helped."})

    assert publish(recap, jo) is None
    client.force_login(jo.person)
    preview = client.get(reverse("meetings:recap-preview", args=[jo.group.slug, 1])).content.decode()
    assert "I only helped." in preview
    assert "Publish recap" not in preview
    recap.text = "We talked of buses. Moira helped. It rained."
    recap.save()
    assert publish(recap, jo) is not None


def test_no_is_told_to_who_asked_without_their_words(client, recap, jo, moira):
    path = page_of(asked(recap, jo))
    Message.objects.all().delete()

    for _ in range(2):
        client.post(path, {"may": "no", "words": "I only helped."})

    message = Message.objects.get()
    assert message.membership == jo
    assert "Moira Keane asks for other words" in message.text
    assert "helped" not in message.text + message.html


def test_asking_swaps_what_a_reload_shows(page, recap, jo, moira):
    path = reverse("meetings:named-ask", args=[jo.group.slug, recap.meeting.number, moira.pk])

    assert_swap_equals_reload(
        page, path, target="named", page=reverse("meetings:recap", args=[jo.group.slug, 1])
    )


def test_yes_lets_it_go_and_can_be_taken_back(client, recap, jo, moira):
    path = page_of(asked(recap, jo))
    client.post(path, {"may": "yes", "words": "ignored"})
    mention = Mention.objects.get()
    assert (mention.may_stand, mention.words) == (True, "")

    client.post(path, {"may": "no", "words": ""})

    assert publish(recap, jo) is None


def test_silence_keeps_nothing_in(recap, jo, moira):
    asked(recap, jo)

    assert publish(recap, jo) is not None


def test_other_lines_are_asked_about_anew(recap, jo, moira):
    mention = asked(recap, jo)
    naming.answer(mention, may_stand=True, words="", at=timezone.now())
    recap.text = "Moira sang."
    recap.save()

    assert naming.ask(named(recap, jo)["Moira Keane"], recap.meeting, by=jo, at=timezone.now())

    mention.refresh_from_db()
    assert (mention.lines, mention.may_stand, mention.answered_at) == ("Moira sang.", None, None)
    assert Message.objects.count() == 2


def test_what_they_said_is_read_by_those_who_write_it_alone(client, recap, jo, moira):
    mention = asked(recap, jo)
    naming.answer(mention, may_stand=False, words="Canary words", at=timezone.now())
    recap.published_at, recap.published_by = timezone.now(), jo
    recap.save()
    client.force_login(moira.person)

    assert "Canary" not in client.get(reverse("meetings:recap", args=[jo.group.slug, 1])).content.decode()


def test_answer_without_a_choice_is_refused(client, recap, jo, moira):
    answer = client.post(page_of(asked(recap, jo)), {"words": "x"})

    assert answer.status_code == 422
    assert "Choose one of the two" in answer.content.decode()
