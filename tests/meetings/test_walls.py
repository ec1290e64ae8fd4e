"""The wall: what it says and what it never says, for whom; and its paper."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Document
from inquiries.roles import Role
from meetings import blanking, hosting, posters, walls
from meetings.models import Action
from tests.builders import (
    make_action,
    make_aspiration,
    make_meeting,
    make_membership,
    make_room_code,
    make_stewardship,
    make_user,
)
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def moira():
    moira = make_membership(person=make_user(name="Moira Keane"))
    make_meeting(group=moira.group, number=1)
    make_aspiration(group=moira.group, text="Families hear early")
    make_action(lead=moira, text="Count who cannot leave home", state=Action.State.STUCK)
    return moira


def url(group, name="wall", *args):
    return reverse(f"meetings:{name}", args=[group.slug, *args])


def test_it_says_what_and_never_who_or_how_it_goes(client, moira):
    make_action(lead=moira, text="Ask for a room", state=Action.State.DONE)
    make_action(lead=moira, text="Bring a friend", state=Action.State.OFFERED)
    client.force_login(moira.person)

    page = client.get(url(moira.group)).content.decode()

    assert moira.group.purpose_line in page
    assert "Families hear early" in page
    assert "Count who cannot leave home" in page
    for hidden in ("Moira", "Stuck", "stuck", "Ask for a room", "Bring a friend"):
        assert hidden not in page


def test_more_than_can_be_read_from_the_back_is_counted(moira):
    for _each in range(14):
        make_action(lead=moira)

    (middle,) = walls.actions(moira.group)

    assert (len(middle.lines), middle.more) == (12, 3)


def test_nothing_changed_costs_a_few_small_queries_and_no_page(client, moira):
    client.force_login(moira.person)
    tag = client.get(url(moira.group, "wall-now"))["ETag"]

    def again():
        return client.get(url(moira.group, "wall-now"), headers={"If-None-Match": tag})

    assert (again().status_code, again().content) == (304, b"")
    # The session, the person, their place; then meetings, the room and the five panels.
    assert len(queries_of(again)) <= 10
    make_action(lead=moira, text="Something new")
    assert "Something new" in again().content.decode()


def test_it_is_blank_during_a_pause_and_shows_again_after(client, moira):
    meeting = moira.group.meetings.get()
    meeting.opened_at = timezone.now()
    meeting.save()
    client.force_login(moira.person)
    tag = client.get(url(moira.group, "wall-now"))["ETag"]
    blanking.pause(meeting, at=timezone.now())

    blank = client.get(url(moira.group, "wall-now"), headers={"If-None-Match": tag})

    assert blank.status_code == 200
    assert "Families" not in blank.content.decode()
    assert moira.group.purpose_line not in client.get(url(moira.group)).content.decode()

    blanking.go_on(meeting, at=timezone.now())
    assert "Families hear early" in client.get(url(moira.group, "wall-now")).content.decode()


def test_the_code_of_the_room_hangs_there_while_the_meeting_is_in_session(client, moira):
    meeting = moira.group.meetings.get()
    make_room_code(meeting, code="abcdefg2")
    client.force_login(moira.person)
    assert "abcd efg2" not in client.get(url(moira.group)).content.decode()

    meeting.opened_at = timezone.now()
    meeting.save()
    tag = client.get(url(moira.group, "wall-now"))["ETag"]
    assert "abcd efg2" in client.get(url(moira.group)).content.decode()

    hosting.take_down(meeting, at=timezone.now())
    after = client.get(url(moira.group, "wall-now"), headers={"If-None-Match": tag})
    assert "abcd efg2" not in after.content.decode()
    assert after.status_code == 200


@pytest.mark.parametrize("role", [Role.SENIOR_MANAGER, Role.LEARNING_PARTNER, Role.ADMINISTRATOR])
def test_nobody_above_the_group_knows_of_it(client, moira, role):
    programme = moira.group.partnership.programme
    client.force_login(make_stewardship(role=role, programme=programme).person)

    for name in ("wall", "wall-now", "wall-print"):
        assert client.get(url(moira.group, name)).status_code == 404


def test_page_asks_the_same_queries_whatever_hangs_there(client, moira):
    client.force_login(moira.person)

    assert_same_queries(
        ask=lambda: client.get(url(moira.group)),
        add_row=lambda: make_action(lead=make_membership(group=moira.group)),
    )


# --- on paper -------------------------------------------------------------------------------------


def test_paper_is_drawn_by_a_job_and_given_out_while_it_says_what_the_wall_says(client, moira):
    client.force_login(moira.person)
    assert client.get(url(moira.group, "wall-pdf", "a1")).status_code == 404

    client.post(url(moira.group, "wall-make", "a1"))
    client.post(url(moira.group, "wall-make", "a1"))

    document = Document.objects.get()
    assert "wall--a1" in document.source
    Document.objects.update(state=Document.State.READY)
    assert "Open the A1 PDF" in client.get(url(moira.group, "wall-print")).content.decode()

    make_action(lead=moira, text="Something new")
    assert client.get(url(moira.group, "wall-pdf", "a1")).status_code == 404


def test_no_other_size_is_drawn(client, moira):
    client.force_login(moira.person)

    assert client.post(url(moira.group, "wall-make", "a9")).status_code == 404
    assert not Document.objects.exists()


@pytest.mark.long
@pytest.mark.parametrize("size", posters.SIZES)
def test_poster_is_one_tagged_sheet_of_its_size_legible_from_two_metres(moira, size, tmp_path):
    import io

    import pikepdf

    from inquiries import rendering

    for _each in range(14):
        make_action(lead=moira, text="Ask home carers what makes medicines hard at lunchtime")

    content, pages = rendering.draw(posters.paper(moira.group, size, at=timezone.now()))

    assert pages == 1
    with pikepdf.open(io.BytesIO(content)) as pdf:
        left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == posters.title(moira.group)
    sheet = posters.SIZES[size]
    assert round((right - left) / 72 * 25.4) == sheet.width
    assert round((top - bottom) / 72 * 25.4) == sheet.height
    if size == "a1":
        assert sheet.letters / 25.4 * 72 >= 24  # points: large print at two metres
