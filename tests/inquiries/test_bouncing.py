"""Mail that comes back: which of ours it was, what it says, and what is kept back from then on."""

import io
from email import message_from_string, policy
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from inquiries import bouncing, messaging
from inquiries.models import Message, Undeliverable
from inquiries.roles import Role
from tests.builders import make_membership, make_message, make_undeliverable

pytestmark = pytest.mark.django_db
State, Kind = Message.State, Message.Kind

REPORT = """\
From: MAILER-DAEMON@mail.example.scot
To: clip@example.scot
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.scot
Arrival-Date: Thu, 26 Nov 2026 10:00:01 +0000

Final-Recipient: rfc822; ross@example.scot
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <ross@example.scot>: no such user

--cut
Content-Type: {returned}

From: clip@example.scot
To: ross@example.scot
Message-ID: <{key}@localhost>
Subject: A note before we meet

--cut--
"""


def report(message, *, action="failed", status="5.1.1", returned="text/rfc822-headers", key=None):
    text = REPORT.format(action=action, status=status, returned=returned, key=key or message.pk)
    return message_from_string(text, policy=policy.default)


def sent(**fields):
    return make_message(make_membership(role=Role.MEMBER), **{"state": State.SENT} | fields)


def come_back(message, **said):
    returned = bouncing.read(report(message, **said))
    return bouncing.note(returned, at=timezone.now())


def fresh(message):
    return Message.objects.get(pk=message.pk)


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_names_our_mail_and_why_it_came_back(returned):
    message = sent()

    read = bouncing.read(report(message, returned=returned))

    assert (read.message_id, read.status, read.is_final) == (message.pk, "5.1.1", True)
    assert read.why == "550 5.1.1 <ross@example.scot>: no such user"


def test_a_delay_or_another_mail_is_no_return():
    message = sent()

    assert bouncing.read(report(message, action="delayed", status="4.4.1")) is None
    assert bouncing.read(message_from_string("Subject: Hello\n\nRoss here.", policy=policy.default)) is None
    assert bouncing.read(report(message, key="not-ours")) is None


def test_the_row_says_that_it_came_back_once():
    message = sent()

    assert come_back(message)
    assert not come_back(message)

    row = fresh(message)
    assert row.state == State.BOUNCED
    assert "no such user" in row.failed_because
    assert [(one.state, one.answer) for one in row.tries.all()] == [
        (State.BOUNCED, "550 5.1.1 <ross@example.scot>: no such user")
    ]


def test_after_one_final_answer_nothing_more_goes_there():
    message = sent()
    come_back(message)
    follows = make_message(message.membership)

    assert messaging.claim(follows.pk, timezone.now()) is None
    assert fresh(follows).failed_because.startswith("Mail to their address came back")


def test_a_full_mailbox_is_given_three_chances():
    first = sent()
    for number in range(3):
        message = first if number == 0 else make_message(first.membership, state=State.SENT)
        assert not bouncing.why_not(fresh(make_message(first.membership)))
        come_back(message, status="5.2.2")

    assert bouncing.why_not(fresh(make_message(first.membership)))


def test_codes_and_notices_about_signing_in_are_tried_all_the_same():
    member = make_membership()
    make_undeliverable(member.person)

    assert [bool(bouncing.why_not(make_message(member, kind=kind))) for kind in Kind.values] == [
        kind not in (Kind.CODE, Kind.SECURITY) for kind in Kind.values
    ]


def test_another_address_is_not_kept_back():
    member = make_membership()
    make_undeliverable(member.person)
    member.person.email = "new@example.scot"
    member.person.save()

    assert not bouncing.why_not(make_message(member))


def test_an_unknown_mail_changes_nothing():
    assert not bouncing.note(bouncing.Returned(uuid4(), "5.1.1", "no"), at=timezone.now())
    assert not Undeliverable.objects.exists()


def test_the_command_reads_what_the_mail_server_hands_over(monkeypatch):
    message = sent()
    told = io.StringIO()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(report(message).as_bytes())))

    call_command("returned_mail", stdout=told)

    assert fresh(message).state == State.BOUNCED
    assert "came back: 5.1.1" in told.getvalue()


@pytest.mark.parametrize(
    ("answer", "is_unknown"),
    [
        ("The mail server said 550 5.1.1 no such user", True),
        ("The mail server said 553 5.1.3 bad address", True),
        ("The mail server said 550 5.7.1 blocked", False),
        ("The mail server said 552 5.2.2 full", False),
    ],
)
def test_only_an_unknown_address_is_kept_back_at_once(answer, is_unknown):
    assert bouncing.says_no_such_address(answer) is is_unknown


def test_the_page_of_a_message_says_what_happened_and_what_to_do(client):
    message = sent()
    come_back(message)
    manager = make_membership(group=message.group, role=Role.INTEGRATION_MANAGER)
    client.force_login(manager.person)
    page = reverse("inquiries:message", args=[message.group.slug, message.pk])

    told = client.get(page).content.decode()

    assert "Came back" in told
    assert "no such user" in told
    assert f"Ask {message.person.short_name} for another address" in told
    assert message.text not in told
    client.post(reverse("inquiries:address-works", args=[message.group.slug, message.pk]))
    assert not Undeliverable.objects.exists()
    assert "address works again" not in client.get(page).content.decode()


def test_a_facilitator_reads_it_and_lifts_nothing(client):
    message = sent()
    come_back(message)
    client.force_login(make_membership(group=message.group, role=Role.FACILITATOR).person)

    page = client.get(reverse("inquiries:message", args=[message.group.slug, message.pk]))

    assert page.status_code == 200
    assert "address works again" not in page.content.decode()
    assert (
        client.post(reverse("inquiries:address-works", args=[message.group.slug, message.pk])).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "uncertain"}, "may have it already"),
        ({"state": "retry"}, "it is tried again by itself"),
        ({"state": "failed", "failed_because": "The mail server said 552 5.2.2 full"}, "mailbox"),
        ({"state": "failed", "failed_because": "The mail server said 550 no"}, "Check the address"),
        ({"state": "failed", "failed_because": "The mail server said 554 spam"}, "unwanted mail"),
        ({"state": "sent"}, "There is nothing to do."),
    ],
)
def test_each_state_says_what_to_do(client, fields, words):
    message = make_message(**fields)
    client.force_login(make_membership(group=message.group, role=Role.INTEGRATION_MANAGER).person)

    page = client.get(reverse("inquiries:message", args=[message.group.slug, message.pk]))

    assert words in page.content.decode()
