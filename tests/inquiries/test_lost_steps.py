from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from inquiries import regaining, vouching
from inquiries.models import Confirmation, LostStep, Message
from inquiries.roles import Role
from tests.builders import make_group, make_membership, make_stewardship, make_user
from tests.second_steps import (
    STEP,
    code_now,
    enter_mailed_code,
    is_signed_in,
    make_app,
    make_codes,
    make_passkey,
    signed_in_for,
    use_passkey,
)  # fmt: skip

pytestmark = pytest.mark.django_db
LOST = "/sign-in/lost/"


@pytest.fixture(autouse=True)
def _asked_for(settings):
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def group():
    return make_group()


@pytest.fixture
def jo(group):
    person = make_user(name="Jo Lennox", email="jo@example.scot")
    make_membership(group=group, person=person, role=Role.FACILITATOR)
    make_passkey(person)
    make_codes(person)
    return person


@pytest.fixture
def administrators(group):
    programme = group.partnership.programme
    people = [make_user(name=name) for name in ("Ann Reid", "Bob Weir", "Cat Hay")]
    for person in people:
        make_stewardship(person=person, role=Role.ADMINISTRATOR, programme=programme)
    return people


def ask(person):
    return regaining.ask(person, at=timezone.now())


def confirm(lost, by, how="met"):
    client = signed_in_for(Client(), by)
    return client.post(f"/account/lost/{lost.pk}/", {"how": how})


def test_asking_is_a_row_and_mails_and_changes_nothing(client, jo, administrators):
    enter_mailed_code(client, jo)
    page = client.get(LOST).content.decode()
    client.post(LOST)
    lost = LostStep.objects.get()
    mails = Message.objects.filter(kind="security")

    assert "Ask these 3 people to confirm" in page
    assert (lost.person, lost.settled_at, lost.ends_at - lost.asked_at) == (jo, None, timedelta(days=7))
    assert {message.person for message in mails} == {jo, *administrators}
    assert Authenticator.objects.filter(user=jo).count() == 2
    assert "We have asked for you" in client.get(LOST).content.decode()


def test_mail_to_who_is_asked_has_a_link_and_a_warning(jo, administrators):
    lost = ask(jo)
    message = Message.objects.get(person=administrators[0])

    assert f"/account/lost/{lost.pk}/" in message.text
    assert "Never go by an email" in message.text
    assert "Jo Lennox" in message.subject


def test_asking_twice_is_once(jo, administrators):
    assert ask(jo) == ask(jo)
    assert Message.objects.filter(person=administrators[0]).count() == 1


def test_asking_needs_the_code_from_the_mail(client, jo):
    assert client.post(LOST).url == "/sign-in/"
    assert LostStep.objects.count() == 0


def test_one_word_is_not_enough_nor_the_same_twice(jo, administrators):
    lost = ask(jo)
    confirm(lost, administrators[0])
    confirm(lost, administrators[0], how="rang")

    assert [word.by for word in Confirmation.objects.all()] == [administrators[0]]
    assert Authenticator.objects.filter(user=jo).count() == 2


def test_two_take_it_off_end_sessions_and_tell(client, jo, administrators):
    signed_in_for(client, jo)
    lost = ask(jo)
    confirm(lost, administrators[0])
    confirm(lost, administrators[1], how="rang")
    lost.refresh_from_db()

    assert lost.outcome == "reset"
    assert Authenticator.objects.filter(user=jo).count() == 0
    assert client.get("/account/").url.startswith("/sign-in/")
    assert "Your second step was taken off" in Message.objects.filter(person=jo).latest("made_at").text
    assert [(word.place, word.by, word.how) for word in lost.confirmations.all()] == [
        (1, administrators[0], "met"),
        (2, administrators[1], "rang"),
    ]


def test_after_it_was_taken_off_one_sets_up_a_new_one_first(client, jo, administrators):
    lost = ask(jo)
    for by in administrators[:2]:
        confirm(lost, by)
    enter_mailed_code(client, jo)

    assert client.get("/").url.startswith("/account/signing-in/")


def test_third_word_changes_nothing(jo, administrators):
    lost = ask(jo)
    for by in administrators:
        confirm(lost, by)

    assert Confirmation.objects.count() == 2
    assert Message.objects.filter(person=jo, key__startswith="security:lost_reset").count() == 1


def test_third_place_is_refused_by_the_database(jo, administrators):
    lost = ask(jo)
    for place in (0, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            Confirmation.objects.create(
                lost=lost, place=place, by=administrators[0], how="met", confirmed_at=timezone.now()
            )


def test_refusing_ends_it_and_tells_the_person(jo, administrators):
    lost = ask(jo)
    confirm(lost, administrators[0])
    signed_in_for(Client(), administrators[1]).post(f"/account/lost/{lost.pk}/", {"refuse": "1"})
    confirm(lost, administrators[2])
    lost.refresh_from_db()

    assert lost.outcome == "refused"
    assert Authenticator.objects.filter(user=jo).count() == 2
    assert "was not taken off" in Message.objects.filter(person=jo).latest("made_at").text


def test_it_ends_after_a_week(jo, administrators):
    lost = ask(jo)
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        for by in administrators[:2]:
            confirm(lost, by)
        again = ask(jo)
    lost.refresh_from_db()

    assert lost.outcome == "ended"
    assert again != lost
    assert Authenticator.objects.filter(user=jo).count() == 2


def test_signing_in_with_it_calls_it_off(client, jo, administrators):
    device = make_passkey(jo)
    lost = ask(jo)
    use_passkey(client, device)
    confirm(lost, administrators[0])
    lost.refresh_from_db()

    assert lost.outcome == "found"
    assert Confirmation.objects.count() == 0


@pytest.mark.parametrize(
    "who", ["oneself", "facilitator beside", "administrator elsewhere", "senior manager"]
)
def test_others_know_nothing_of_it(jo, group, administrators, who):
    other = {
        "oneself": lambda: jo,
        "facilitator beside": lambda: make_membership(group=group, role=Role.FACILITATOR).person,
        "administrator elsewhere": lambda: (
            make_stewardship(role=Role.ADMINISTRATOR, programme=make_group().partnership.programme).person
        ),
        "senior manager": lambda: (
            make_stewardship(role=Role.SENIOR_MANAGER, programme=group.partnership.programme).person
        ),
    }[who]()
    lost = ask(jo)

    assert confirm(lost, other).status_code == 404
    assert Confirmation.objects.count() == 0
    assert "Jo Lennox has lost" not in signed_in_for(Client(), other).get("/account/").content.decode()


def test_who_is_asked_sees_it_in_their_account_until_they_gave_their_word(jo, administrators):
    lost = ask(jo)
    client = signed_in_for(Client(), administrators[0])

    assert "Jo Lennox has lost their second step" in client.get("/account/").content.decode()
    client.post(f"/account/lost/{lost.pk}/", {"how": "met"})
    assert "Jo Lennox has lost their second step" not in client.get("/account/").content.decode()
    assert "You have given your word" in client.get(f"/account/lost/{lost.pk}/").content.decode()


def test_who_is_asked_sees_it_on_today_until_they_gave_their_word(jo, administrators):
    lost = ask(jo)
    address = f"/account/lost/{lost.pk}/"

    ann, jo_again = (signed_in_for(Client(), person) for person in (administrators[0], jo))
    assert f'href="{address}"' in ann.get("/").content.decode()
    assert "One thing needs you" in ann.get("/").content.decode()
    assert address not in jo_again.get("/").content.decode()

    confirm(lost, administrators[0])
    assert address not in ann.get("/").content.decode()


def test_word_needs_a_way_and_a_recent_proof(jo, administrators):
    lost = ask(jo)
    client = signed_in_for(Client(), administrators[0])

    assert client.post(f"/account/lost/{lost.pk}/", {"how": ""}).status_code == 422
    assert client.post(f"/account/lost/{lost.pk}/", {"how": "server"}).status_code == 422
    with time_machine.travel(timezone.now() + timedelta(minutes=25)):
        assert client.post(f"/account/lost/{lost.pk}/", {"how": "met"}).url.startswith("/account/prove/")
    assert Confirmation.objects.count() == 0


def test_where_an_administrator_is_missing_the_technical_one_is_asked_too(jo, group):
    only = make_stewardship(role=Role.ADMINISTRATOR, programme=group.partnership.programme).person
    staff = make_user(is_staff=True)
    lost = ask(jo)

    assert vouching.vouchers_of(jo) == [only, staff]
    confirm(lost, only)
    confirm(lost, staff)
    assert LostStep.objects.get().outcome == "reset"


def test_administrator_who_lost_theirs_never_confirms_for_oneself(jo, administrators):
    ann = administrators[0]
    make_app(ann)
    lost = ask(ann)

    assert confirm(lost, ann).status_code == 404
    assert ann not in vouching.vouchers_of(ann)


def test_second_step_still_works_meanwhile(client, jo, administrators):
    secret = make_app(jo)
    enter_mailed_code(client, jo)
    client.post(LOST)
    client.post(STEP, {"code": code_now(secret)})

    assert is_signed_in(client)
    assert LostStep.objects.get().outcome == "found"


def test_server_gives_a_word_in_a_name_and_never_ones_own(jo, group, capsys):
    ann = make_stewardship(
        person=make_user(name="Ann Reid", email="ann@example.scot"),
        role=Role.ADMINISTRATOR,
        programme=group.partnership.programme,
    ).person
    bob = make_user(name="Bob Weir", email="bob@example.scot")
    with pytest.raises(CommandError, match="They have not asked"):
        call_command("lost_step", "jo@example.scot")
    confirm(ask(jo), ann)

    for by, said in [
        ("jo@example.scot", "oneself"),
        ("ann@example.scot", "twice"),
        ("x@example.scot", "Nobody"),
    ]:
        with pytest.raises(CommandError, match=said):
            call_command("lost_step", "jo@example.scot", by=by)
    call_command("lost_step", "JO@example.scot")
    call_command("lost_step", "jo@example.scot", by=bob.email)

    assert [line for line in capsys.readouterr().out.splitlines() if line] == [
        "Jo Lennox: waits. Confirmed by Ann Reid.",
        "Jo Lennox: Two people confirmed it, and the second step was taken off. Confirmed by Ann Reid, Bob Weir.",
    ]
    assert Authenticator.objects.filter(user=jo).count() == 0


def test_who_asks_twice_in_the_same_moment_has_asked_once(jo, monkeypatch):
    """PostgreSQL lets both find nothing that waits; the constraint then lets one in."""
    rows, asked = type(LostStep.objects.all()), []

    def ended(found, **_fields):
        monkeypatch.undo()
        asked.append(regaining.ask(jo, at=timezone.now()))

    monkeypatch.setattr(rows, "update", ended)
    assert regaining.ask(jo, at=timezone.now()) == asked[0]
    assert LostStep.objects.get(settled_at=None) == asked[0]
