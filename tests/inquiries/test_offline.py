"""What a browser keeps for when Clip can't be reached: whole, the same for everybody, and nothing of anybody."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from inquiries.views import offline
from tests.builders import make_meeting, make_membership

pytestmark = pytest.mark.django_db
SCRIPT_OR_SHEET = re.compile(r'<(?:script[^>]* src|link[^>]* href)="([^"]+)"')


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR)


def constants(script):
    return {
        name: json.loads(value)
        for name, value in re.findall(r"^const (VERSION|SHELL|FILES) = (.+);$", script, re.MULTILINE)
    }


def test_worker_keeps_all_that_the_pages_are_made_of(client, jo):
    client.force_login(jo.person)
    meeting = make_meeting(group=jo.group, opened_at=timezone.now())
    pages = [
        reverse("meetings:record", args=[jo.group.slug, meeting.number]),
        reverse("inquiries:offline"),
    ]
    wanted = {url for page in pages for url in SCRIPT_OR_SHEET.findall(client.get(page).content.decode())}

    kept = set(constants(client.get("/service-worker.js").content.decode())["FILES"])

    assert wanted - kept == set()


def test_worker_is_asked_for_anew_and_reaches_every_page(client):
    answer = client.get("/service-worker.js")

    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"


def test_worker_is_another_one_when_a_file_changes(tmp_path, monkeypatch):
    def version():
        offline.worker.cache_clear()
        return constants(offline.worker())["VERSION"]

    before = version()
    assert version() == before
    other = tmp_path / "queue.js"
    other.write_text("changed")
    found = finders.find
    monkeypatch.setattr(
        offline.finders, "find", lambda name: str(other) if name.endswith("keeping/queue.js") else found(name)
    )
    after = version()
    offline.worker.cache_clear()

    assert after != before


def test_worker_sends_nothing_and_keeps_no_answer(client):
    script = client.get("/service-worker.js").content.decode()

    assert 'request.method !== "GET"' in script
    assert "cache.put" not in script
    assert constants(script)["SHELL"] == reverse("inquiries:offline")


def test_page_without_network_is_the_same_for_everybody(client, jo):
    nobodys = client.get(reverse("inquiries:offline")).content
    client.force_login(jo.person)

    assert client.get(reverse("inquiries:offline")).content == nobodys
    assert b"csrf" not in nobodys.replace(b"js/csrf.js", b"")
    assert jo.person.short_name.encode() not in nobodys


def test_in_development_there_is_no_worker(client, settings):
    settings.DEBUG = True

    assert client.get("/service-worker.js").status_code == 404
