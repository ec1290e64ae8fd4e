"""How a group is doing on paper: the same charts and figures, as they stand on the day, for the group alone."""

import pytest
from django.utils import timezone

from inquiries import rendering
from inquiries.models import Document
from meetings.models import Action
from tests.builders import make_small_test
from tests.papers import pictures_in, words_in
from tests.practices.kept import above, page_of, url
from tests.practices.test_progress import check, meetings, take

pytestmark = pytest.mark.django_db
__all__ = ["meetings"]  # fixtures
State = Action.State


def drawn_pdf(client, jo):
    """The document that the button orders, drawn."""
    client.force_login(jo.person)
    answer = client.post(url(jo, "progress-make"))
    assert answer.headers["Location"] == f"{url(jo, 'progress')}#paper"
    document = Document.objects.get()
    assert rendering.render(document.pk, timezone.now())
    document.refresh_from_db()
    assert b"".join(client.get(url(jo, "progress-pdf"))).startswith(b"%PDF")
    return document


def test_the_pdf_holds_the_same_charts_and_figures_tagged_and_told_in_words(client, jo, meetings):
    take(jo, meetings[0], State.DONE, State.STUCK)
    make_small_test(jo)
    check(meetings[0], "purpose", 1, 2, 3, 4, 5)
    document = drawn_pdf(client, jo)
    words = words_in(document)
    for said in (
        "One of two actions is done, one is carried on",
        "One small test is being tried",
        "low and high answers stand side by side in one of one",
        "A shared purpose, meeting 1",
    ):
        assert said in words
    assert any("One of two actions is done" in told for told in pictures_in(document))


def test_what_is_counted_anew_is_drawn_anew_and_the_one_before_is_given_out_no_more(client, jo, meetings):
    take(jo, meetings[0], State.DONE)
    drawn_pdf(client, jo)
    take(jo, meetings[0], State.STUCK)
    answer = client.get(url(jo, "progress-pdf"))
    assert (answer.status_code, answer["Location"]) == (302, f"{url(jo, 'progress')}#paper")
    assert "Draw the PDF" in page_of(client, jo.person, url(jo, "progress"))[1]


def test_pressed_twice_it_is_drawn_once_and_the_page_says_how_far_it_is(client, jo, meetings):
    take(jo, meetings[0], State.DONE)
    client.force_login(jo.person)
    for _press in range(2):
        client.post(url(jo, "progress-make"))
    assert Document.objects.count() == 1
    assert "The PDF waits its turn." in page_of(client, jo.person, url(jo, "progress"))[1]
    asked = {"headers": {"HX-Request": "true"}}
    assert client.get(f"{url(jo, 'progress-state')}?seen=queued", **asked).status_code == 204
    assert "The PDF waits its turn." in client.get(url(jo, "progress-state"), **asked).content.decode()


def test_where_nothing_is_counted_there_is_nothing_to_draw(client, jo):
    assert "On paper" not in page_of(client, jo.person, url(jo, "progress"))[1]
    assert client.post(url(jo, "progress-make")).status_code == 404
    assert not Document.objects.exists()


@pytest.mark.parametrize("route", ["progress-make", "progress-state", "progress-pdf"])
def test_above_the_group_nothing_is_drawn_nor_given_out(client, jo, meetings, route):
    take(jo, meetings[0], State.DONE)
    drawn_pdf(client, jo)
    client.force_login(above(jo.group))
    ask = client.post if route == "progress-make" else client.get
    assert ask(url(jo, route)).status_code == 404
