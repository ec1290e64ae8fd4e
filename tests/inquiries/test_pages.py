"""Pages with the same words for everybody, and what somebody sees when a page can't be shown."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from tests.builders import make_group, make_membership, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "title"), [("help", "Help"), ("accessibility", "Accessibility"), ("privacy", "Privacy")]
)
def test_anybody_reads(client, name, title):
    response = client.get(reverse(f"inquiries:{name}"))

    assert response.status_code == 200
    assert f"<h1>{title}</h1>" in response.content.decode()


def test_parts_are_in_development_and_the_demo_alone(client, settings):
    settings.DEBUG = settings.CLIP_DEMO = False
    assert client.get("/parts/").status_code == 404
    settings.CLIP_DEMO = True
    assert client.get("/parts/").status_code == 200


def test_missing_and_foreign_pages_look_the_same(client):
    foreign = make_group()
    client.force_login(make_membership().person)
    answers = [client.get(f"/groups/{slug}/") for slug in (foreign.slug, "no-such-group")]

    assert [answer.status_code for answer in answers] == [404, 404]
    told = [without_token(answer.content.decode()) for answer in answers]
    assert "We cannot find that page" in told[0]
    assert told[0] == told[1]


def without_token(html: str) -> str:
    return "\n".join(line for line in html.splitlines() if "csrf" not in line)


def test_server_error_page_needs_nothing(rf: RequestFactory):
    response = defaults.server_error(rf.get("/"))

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


def test_page_left_open_too_long_says_how_to_go_on():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    response = client.post("/sign-out/")

    assert response.status_code == 403
    assert "This page was open for too long" in response.content.decode()
    assert "csrftoken" in response.cookies or "clip-csrf" in response.cookies


def test_toast_offers_undo_where_its_message_has_one():
    class Said:
        extra_tags = "/undo/"

        def __str__(self) -> str:
            return "Marked done."

    html = render_to_string("parts/toast.html", {"messages": [Said()]})
    assert "Marked done." in html
    assert 'action="/undo/"' in html
