"""The demo's outbox: every mail, read by whoever is signed in to the demo, and nowhere else."""

from uuid import uuid4

import pytest
from django.urls import reverse

from inquiries.models import Message
from tests.builders import make_message, make_user
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
PAGES = ["inquiries:outbox-message", "inquiries:outbox-html", "inquiries:outbox-calendar"]


@pytest.fixture
def reader(client, settings):
    settings.CLIP_DEMO = True
    person = make_user()
    client.force_login(person)
    return person


def shown(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def test_anybody_in_the_demo_reads_every_mail(client, reader):
    message = make_message(text="Do come: https://clip.example.scot/rsvp/abc/ .")

    assert message.subject in shown(client, "inquiries:outbox")
    content = shown(client, "inquiries:outbox-message", message.pk)
    assert '<a href="https://clip.example.scot/rsvp/abc/" rel="nofollow">' in content
    assert reverse("inquiries:outbox-html", args=[message.pk]) in content


def test_links_lead_to_where_the_demo_is_served_whatever_its_mails_were_written_with(client, reader):
    words = "Do come: http://localhost:8000/rsvp/abc/ , see http://localhost/help/"
    message = make_message(text=words, html='<p><a href="http://localhost:8000/rsvp/abc/">Come</a></p>')
    here = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8231"}
    page = client.get(reverse("inquiries:outbox-message", args=[message.pk]), **here).content.decode()
    assert 'href="http://127.0.0.1:8231/rsvp/abc/"' in page
    assert "localhost" not in page
    frame = client.get(reverse("inquiries:outbox-html", args=[message.pk]), **here).content.decode()
    assert 'href="http://127.0.0.1:8231/rsvp/abc/"' in frame


def test_words_of_a_mail_stay_words(client, reader):
    message = make_message(text="<script>alert(1)</script>", subject="<b>bold</b>")

    content = shown(client, "inquiries:outbox-message", message.pk)
    assert "<script>alert" not in content
    assert "<b>bold" not in content


def test_the_outbox_shows_one_person_where_asked(client, reader):
    ross, delia = make_message(subject="To Ross"), make_message(subject="To Delia")

    content = shown(client, "inquiries:outbox", to=str(ross.person_id))
    assert ("To Ross" in content, "To Delia" in content) == (True, False)
    assert f'<option value="{ross.person_id}" selected>' in content
    content = shown(client, "inquiries:outbox", to="nonsense")
    assert ("To Ross" in content, delia.subject in content) == (True, True)


def test_further_pages_keep_the_person(client, reader):
    first = make_message()
    for _ in range(51):
        make_message(first.membership)

    assert f"?page=2&amp;to={first.person_id}" in shown(client, "inquiries:outbox", to=str(first.person_id))


def test_the_html_stands_in_a_frame_of_its_own_policy(client, reader):
    message = make_message(html='<p style="color:red"><a href="https://clip.example.scot/">Open</a></p>')

    page = client.get(reverse("inquiries:outbox-message", args=[message.pk]))
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
    frame = client.get(reverse("inquiries:outbox-html", args=[message.pk]))
    policy = dict(part.split(" ", 1) for part in frame["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "frame-ancestors": "'self'",
        "form-action": "'none'",
        "base-uri": "'none'",
    }
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert '<a target="_top" href="https://clip.example.scot/">' in frame.content.decode()


def test_an_invitation_gives_its_calendar(client, reader):
    message = make_message(calendar="BEGIN:VCALENDAR\r\n")
    plain = make_message()

    response = client.get(reverse("inquiries:outbox-calendar", args=[message.pk]))
    assert response.content == b"BEGIN:VCALENDAR\r\n"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="invite.ics"'
    assert client.get(reverse("inquiries:outbox-calendar", args=[plain.pk])).status_code == 404


def test_a_mail_whose_words_are_forgotten_says_so(client, reader):
    message = make_message(text="", html="")

    assert "Its text is no longer kept." in shown(client, "inquiries:outbox-message", message.pk)


def test_outside_the_demo_there_is_no_outbox(client, reader, settings):
    settings.CLIP_DEMO = False
    message = make_message(calendar="BEGIN:VCALENDAR")

    assert client.get(reverse("inquiries:outbox")).status_code == 404
    assert [client.get(reverse(name, args=[message.pk])).status_code for name in PAGES] == [404] * 3


def test_a_mail_that_is_not_there_is_not_there(client, reader):
    assert [client.get(reverse(name, args=[uuid4()])).status_code for name in PAGES] == [404] * 3


def test_whoever_is_not_signed_in_is_asked_to(client, settings):
    settings.CLIP_DEMO = True
    message = make_message()

    for address in (
        reverse("inquiries:outbox"),
        *(reverse(name, args=[message.pk]) for name in PAGES),
    ):
        response = client.get(address)
        assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/sign-in/")


def test_an_empty_outbox_says_what_comes_first(client, reader):
    assert "No mail yet." in shown(client, "inquiries:outbox")


def test_the_outbox_takes_the_same_queries_at_one_row_and_at_thirty(client, reader):
    assert_same_queries(ask=lambda: client.get(reverse("inquiries:outbox")), add_row=make_message)
    assert Message.objects.count() == 30
