"""A meeting in a bag: what is on its sheets, who may have it, and that it is drawn as everything stands."""

import io

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import rendering
from inquiries.models import Document
from inquiries.roles import Role
from meetings import bags
from tests.builders import (
    make_agenda_item,
    make_card_line,
    make_invitation,
    make_meeting,
    make_membership,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(number=5, venue="Linden House", access_notes="Step-free.")


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


def url(meeting, name="bag"):
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number])


def test_sheets_say_where_what_and_who_is_coming(meeting, jo):
    ross = make_membership(group=meeting.group, person=make_user(name="Ross Kerr"))
    isla = make_membership(group=meeting.group, person=make_user(name="Isla Ferrie"))
    make_invitation(meeting, ross, answer="coming")
    make_invitation(meeting, isla, answer="cannot", reason="Canary reason")
    make_agenda_item(meeting, title="Two things in depth", kind="small_groups", position=1)
    make_card_line(ross, text="A van on Tuesdays")

    paper = bags.paper(meeting, at=timezone.now())

    for word in ("Linden House", "Step-free.", "Ross Kerr", "A van on Tuesdays", meeting.group.purpose_line):
        assert word in paper
    assert paper.count("<h2>Two things in depth</h2>") == 3
    for hidden in ("Canary reason", "Isla Ferrie"):
        assert hidden not in paper


def test_it_is_ordered_once_and_given_out_while_nothing_changed(client, meeting, jo):
    client.force_login(jo.person)
    for _each in range(2):
        client.post(url(meeting, "bag-make"))
    document = Document.objects.get()
    assert "every 2s" in client.get(url(meeting)).content.decode()
    assert rendering.render(document.pk, timezone.now())

    page = client.get(url(meeting)).content.decode()
    assert "It is packed" in page
    assert "every 2s" not in page  # nothing is asked for once it is there
    content = b"".join(client.get(url(meeting, "bag-pdf")).streaming_content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == bags.title(meeting)
        sizes = {round(float(sheet.mediabox[2]) / 72 * 25.4) for sheet in pdf.pages}
    assert sizes == {420, 210}  # the wall at A3, the rest at A4

    make_agenda_item(meeting, title="Something new")
    assert client.get(url(meeting, "bag-pdf")).status_code == 404


def test_members_have_none(client, meeting):
    client.force_login(make_membership(group=meeting.group).person)

    assert client.get(url(meeting)).status_code == 403
    assert client.post(url(meeting, "bag-make")).status_code == 403
    assert not Document.objects.exists()
