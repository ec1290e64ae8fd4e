"""The room: its code, what phones say in it without a name, who reads that, and what is left when it ends."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings import blanking, hosting, opening, recapping
from meetings.models import AgendaItem, Meeting, RoomDevice, RoomWord
from tests.builders import (
    make_meeting,
    make_membership,
    make_room_code,
    make_room_word,
    make_stewardship,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    now = timezone.now()
    return make_meeting(number=1, opened_at=now, starts_at=now - timedelta(minutes=10))


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


@pytest.fixture
def code(meeting, jo):
    return make_room_code(meeting, shown_by=jo, code="abcdefg2").code


@pytest.fixture
def phone():
    cache.clear()
    return Client()


def room(code):
    return reverse("meetings:room-phone", args=[code])


def say(phone, code, text, panel="check-in", **more):
    return phone.post(reverse("meetings:room-say", args=[code, panel]), {"text": text} | more)


def words(**of):
    return sorted(RoomWord.objects.filter(**of).values_list("text", flat=True))


def test_a_phone_says_a_word_without_an_account_or_a_name(phone, code):
    page = phone.get(room(code))
    assert page.status_code == 200
    assert not RoomDevice.objects.exists()  # looking changes nothing

    answer = say(phone, code, "Tired, and glad to be here.")

    assert answer.status_code == 302
    said = RoomWord.objects.get()
    assert (said.text, said.name, said.said_on) == ("Tired, and glad to be here.", "", timezone.localdate())
    assert "Sent. Thank you." in phone.get(answer.url).content.decode()


def test_another_word_from_the_same_phone_takes_its_place_and_a_replay_changes_nothing(phone, code):
    phone.get(room(code))
    for text in ("Tired.", "Tired.", "Awake."):
        say(phone, code, text)

    assert words() == ["Awake."]


def test_thirty_phones_say_thirty_words(code):
    for number in range(30):
        phone = Client()
        phone.get(room(code))
        say(phone, code, f"Word {number}")

    assert RoomWord.objects.count() == 30


def test_the_cookie_is_of_the_room_alone_and_only_its_digest_is_kept(phone, code):
    phone.get(room(code))
    cookie = phone.cookies["clip-room"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/room/", True, "Lax")

    say(phone, code, "Tired.")

    assert cookie.value not in RoomDevice.objects.get().digest


@pytest.mark.parametrize("over", ["closed", "taken down", "not opened", "called off"])
def test_a_code_opens_nothing_outside_its_meeting(phone, meeting, jo, code, over):
    now = timezone.now()
    if over == "closed":
        opening.close_record(meeting, by=jo, at=now)
    elif over == "taken down":
        hosting.take_down(meeting, at=now)
    elif over == "not opened":
        Meeting.objects.filter(pk=meeting.pk).update(opened_at=None)
    else:
        Meeting.objects.filter(pk=meeting.pk).update(cancelled_at=now)

    never = phone.get(room("zzzzzzzz"))
    gone = phone.get(room(code))

    assert (gone.status_code, never.status_code) == (404, 404)
    assert gone.content == never.content or "No room is open" in gone.content.decode()
    assert say(phone, code, "Late.").status_code == 404
    assert not RoomWord.objects.exists()


def test_guessing_ends_and_the_right_code_still_opens(phone, code):
    answers = [phone.get(room(f"zzzzz{number:03}")).status_code for number in range(31)]

    assert answers == [404] * 30 + [429]
    assert phone.get(room(code)).status_code == 200


def test_a_code_typed_in_halves_and_capitals_opens(phone, code):
    answer = phone.post(reverse("meetings:room-door"), {"code": " ABCD efg2 "})

    assert answer.url == room(code)


def test_at_the_close_no_phone_is_known_any_more_and_words_stay(phone, meeting, jo, code):
    phone.get(room(code))
    say(phone, code, "Tired.")

    opening.close_record(meeting, by=jo, at=timezone.now())

    assert not RoomDevice.objects.exists()
    said = RoomWord.objects.get()
    assert (said.text, said.device) == ("Tired.", None)


def test_in_a_pause_nothing_is_kept_and_the_words_stay_in_their_box(phone, meeting, code):
    phone.get(room(code))
    blanking.pause(meeting, at=timezone.now())

    answer = say(phone, code, "She is in tears.")

    assert answer.status_code == 409
    assert "She is in tears." in answer.content.decode()
    assert "A pause" in answer.content.decode()
    assert not RoomWord.objects.exists()


@pytest.mark.parametrize(
    ("text", "panel", "status", "told"),
    [
        ("  ", "check-in", 422, "Write a word first"),
        ("x" * 1001, "check-in", 422, "must be 1,000 characters or fewer"),
        ("Hello", "practice", 404, ""),
    ],
)
def test_what_is_wrong_is_said(phone, code, text, panel, status, told):
    phone.get(room(code))

    answer = say(phone, code, text, panel)

    assert answer.status_code == status
    assert told in answer.content.decode()
    assert not RoomWord.objects.exists()


# --- who reads it ---------------------------------------------------------------------------------


def beside(meeting):
    return reverse("meetings:room", args=[meeting.group.slug, meeting.number])


def test_a_word_to_the_facilitator_is_read_by_facilitators_alone(client, phone, meeting, jo, code):
    phone.get(room(code))
    say(phone, code, "I don’t feel heard.", "word", name="Tom")
    say(phone, code, "Glad.")
    delia = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)

    client.force_login(jo.person)
    hers = client.get(beside(meeting)).content.decode()
    client.force_login(delia.person)
    his = client.get(beside(meeting)).content.decode()

    assert "I don’t feel heard." in hers
    assert "Tom" in hers
    assert "Glad." in his
    assert "I don’t feel heard." not in his
    assert not RoomWord.objects.visible_to(delia.person).filter(kind="word").exists()


def test_nobody_else_knows_of_the_room(client, meeting, jo, code):
    make_room_word(meeting, text="I don’t feel heard.")
    others = [
        make_membership(group=meeting.group).person,
        make_stewardship(role=Role.SENIOR_MANAGER, group=meeting.group).person,
        make_membership(role=Role.FACILITATOR).person,
    ]
    for person in others:
        client.force_login(person)
        assert client.get(beside(meeting)).status_code in (403, 404)
        assert not RoomWord.objects.visible_to(person).filter(kind="word").exists()


def test_page_beside_shows_what_is_new_and_else_answers_nothing(client, meeting, jo, code):
    client.force_login(jo.person)
    seen = client.get(beside(meeting)).context["seen"]
    asked = {"headers": {"HX-Request": "true"}}
    assert client.get(beside(meeting), {"seen": seen}, **asked).status_code == 204

    make_room_word(meeting, kind="check_in", text="Glad.")

    assert "Glad." in client.get(beside(meeting), {"seen": seen}, **asked).content.decode()


def test_looking_at_the_room_all_afternoon_is_no_sign_of_life(client, meeting, jo, code):
    client.force_login(jo.person)

    assert "X-Clip-Looks" in client.get(beside(meeting)).content.decode()


def test_the_code_is_hung_up_and_taken_down(client, meeting, jo):
    client.force_login(jo.person)
    show = reverse("meetings:room-show", args=[meeting.group.slug, meeting.number])
    client.post(show, {"do": "show"})
    first = meeting.room_code.code
    assert first[:4] in client.get(beside(meeting)).content.decode()

    client.post(show, {"do": "take_down"})
    assert hosting.room_of(first) is None
    client.post(show, {"do": "show"})
    assert hosting.room_of(first) is not None


def test_words_carry_to_the_next_plan_for_facilitators_and_never_into_it(client, meeting, jo):
    said = make_room_word(meeting, text="I don’t feel heard.")
    ahead = make_meeting(group=meeting.group, number=2)
    delia = make_membership(group=meeting.group, role=Role.INTEGRATION_MANAGER)
    plan = reverse("meetings:plan", args=[meeting.group.slug, 2])
    client.force_login(jo.person)
    assert "I don’t feel heard." in client.get(plan).content.decode()

    carry = reverse("meetings:plan-carry", args=[meeting.group.slug, 2, said.pk])
    assert client.post(carry).status_code == 404
    assert not AgendaItem.objects.filter(meeting=ahead).exists()

    client.force_login(delia.person)
    assert "I don’t feel heard." not in client.get(plan).content.decode()


def test_words_carry_over_a_meeting_that_was_called_off(client, meeting, jo):
    make_room_word(meeting, text="I don’t feel heard.")
    make_meeting(group=meeting.group, number=2, cancelled_at=timezone.now())
    make_meeting(group=meeting.group, number=3)
    client.force_login(jo.person)
    plan = reverse("meetings:plan", args=[meeting.group.slug, 3])
    assert "I don’t feel heard." in client.get(plan).content.decode()


def test_check_outs_from_phones_stand_in_the_recap_without_a_name(meeting, jo):
    make_room_word(meeting, kind="check_out", text="Lighter than I came.")
    make_room_word(meeting, kind="word", text="I don’t feel heard.")

    assert recapping.parts(meeting, text="", left_out=[]).left == ["Lighter than I came."]


# --- how much a room takes ------------------------------------------------------------------------


def test_who_throws_their_cookie_away_each_time_fills_no_room(phone, code, monkeypatch):
    monkeypatch.setattr(hosting, "MOST_PHONES", 3)
    for n in range(3):
        assert say(Client(), code, f"Word {n}").status_code == 302

    answer = say(Client(), code, "One more")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "This room takes no more phones. Say it aloud, or to the facilitator." in text
    assert ">\nOne more</textarea>" in text
    assert (RoomDevice.objects.count(), len(words())) == (3, 3)


def test_a_full_room_still_takes_another_word_from_a_phone_that_is_in_it(phone, code, monkeypatch):
    monkeypatch.setattr(hosting, "MOST_PHONES", 1)
    say(phone, code, "Tired.")
    assert say(phone, code, "Awake.").status_code == 302
    assert words() == ["Awake."]


def test_a_room_that_is_full_leaves_another_open(phone, code, monkeypatch):
    monkeypatch.setattr(hosting, "MOST_PHONES", 1)
    other = make_room_code(make_meeting(number=1, opened_at=timezone.now()), code="hjkmnpq3").code
    say(phone, code, "Here.")
    assert say(Client(), other, "And here.").status_code == 302


def test_words_from_one_place_are_limited_and_stay_in_their_box(phone, code, monkeypatch):
    monkeypatch.setattr(hosting, "MOST_WORDS", 2)
    for text in ("One", "Two"):
        say(phone, code, text)

    answer = say(phone, code, "Three")
    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "Wait ten minutes, then send yours again." in text
    assert ">\nThree</textarea>" in text
    assert words() == ["Two"]


@pytest.mark.long
def test_a_hall_behind_one_address_says_all_it_has_to_say(phone, code):
    """Sixty people, who arrive, answer, leave, and think better of it each time."""
    assert hosting.MOST_PHONES >= 60 * 3
    answers = {say(phone, code, f"{n}").status_code for n in range(60 * 4 * 2)}
    assert answers == {302}
