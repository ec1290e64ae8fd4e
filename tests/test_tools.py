"""The tools that other tests lean on catch what they are for."""

import socket
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.template import Context, engines
from django.template.base import Origin, Template

from tests import conftest
from tests.conftest import OWN_TEMPLATES, UndefinedVariable
from tests.queries import assert_same_queries
from tests.swaps import assert_swap_equals_reload

PAGE = '<!doctype html><html><body><ul id="things"><li>one</li></ul><p id="count">1</p></body></html>'


def template(text: str, path: str) -> Template:
    return Template(text, origin=Origin(name=path, template_name="t.html"), engine=engines["django"].engine)


@pytest.mark.parametrize("text", ["{{ missing }}", "{{ there.missing }}", '{{ missing|upper|default:"x" }}'])
def test_undefined_variable_fails(text):
    ours = template(text, f"{OWN_TEMPLATES}/page.html")
    with pytest.raises(UndefinedVariable, match="missing"):
        ours.render(Context({"there": "yes"}))


def test_undefined_variable_fails_after_an_overridden_setting(settings):
    settings.DEBUG = not settings.DEBUG
    test_undefined_variable_fails("{{ missing }}")


@pytest.mark.parametrize("text", ["{% if missing %}yes{% else %}no{% endif %}", '{{ missing|default:"no" }}'])
def test_undefined_variable_in_a_question_is_an_answer(text):
    ours = template(text, f"{OWN_TEMPLATES}/page.html")
    assert ours.render(Context({})) == "no"


def test_undefined_variable_in_other_peoples_templates_is_their_own_affair():
    theirs = template('{{ missing }}{{ missing|default:"x" }}', "/elsewhere/django/contrib/admin/page.html")
    assert theirs.render(Context({})) == "x"


def test_other_machines_are_out_of_reach():
    with socket.socket() as wire, pytest.raises(ConnectionRefusedError):
        wire.connect(("192.0.2.1", 80))
    with pytest.raises(ConnectionRefusedError):
        socket.getaddrinfo("clip.example", 80)
    assert len(conftest.attempts) == 2
    conftest.attempts.clear()  # or this test itself would fail for having tried


def answering(*answers: str) -> SimpleNamespace:
    """A client that gives these answers in turn, to whatever is asked."""
    left = [HttpResponse(answer) for answer in answers]

    def ask(*args, **kwargs):
        return left.pop(0)

    return SimpleNamespace(get=ask, post=ask)


def test_swap_that_equals_the_reload_passes():
    client = answering('<ul id="things"> <li>one</li></ul><p id="count" hx-swap-oob="true">1</p>', PAGE)
    assert_swap_equals_reload(client, "/add/", target="things", page="/")


@pytest.mark.parametrize(
    "fragment",
    [
        '<ul id="things"><li>two</li></ul>',
        '<ul id="things"><li>one</li></ul><p id="count" hx-swap-oob="true">2</p>',
    ],
)
def test_swap_that_differs_from_the_reload_fails(fragment):
    with pytest.raises(AssertionError, match="differs after the swap"):
        assert_swap_equals_reload(answering(fragment, PAGE), "/add/", target="things", page="/")


def test_swap_of_the_inside_is_compared_with_the_inside():
    assert_swap_equals_reload(answering("<li>one</li>", PAGE), "/add/", target="things", page="/")


@pytest.mark.django_db
def test_query_for_each_row_fails(django_user_model):
    rows = []

    def ask_for_each() -> None:
        for _ in rows:
            django_user_model.objects.exists()

    with pytest.raises(AssertionError, match="1 queries at 1 row, 30 at 30"):
        assert_same_queries(ask=ask_for_each, add_row=lambda: rows.append(1))
