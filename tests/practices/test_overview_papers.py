"""Reports over several groups on paper: tagged, drawn once, and given out only while they say what their page says."""

from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone

from inquiries import rendering
from inquiries.models import Document
from inquiries.roles import Role
from meetings.models import Release
from tests.builders import (
    make_noticed_change,
    make_stewardship,
)
from tests.practices.kept import let_out
from tests.practices.overviewed import NOW, adopted, drafted, jo, programme, published, ruth, url

pytestmark = pytest.mark.django_db
__all__ = ["jo", "programme", "ruth"]  # fixtures


@pytest.fixture
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drawn(client, person, row):
    client.force_login(person)
    client.post(url("overview-make", row.pk))
    document = Document.objects.latest("made_at")
    assert rendering.render(document.pk, timezone.now())
    return b"".join(client.get(url("overview-pdf", row.pk)).streaming_content)


def test_its_pdf_is_tagged_with_language_title_headings_and_words_for_each_drawing(
    client, own_files, jo, programme, ruth
):
    let_out(adopted(jo), kind="small test")
    row = published(programme, ruth)
    with pikepdf.open(BytesIO(drawn(client, ruth, row))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == row.title
        tags = list(walked(pdf.Root.StructTreeRoot))
        assert {"/H1", "/H2", "/H3", "/Figure"} <= {str(tag.get("/S")) for tag in tags}
        figures = [tag for tag in tags if str(tag.get("/S")) == "/Figure"]
        assert figures
        assert all(jo.group.name in str(tag.Alt) for tag in figures)


def walked(tag):
    yield tag
    kids = tag.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walked(kid)


def test_each_face_has_a_pdf_of_its_own(client, own_files, jo, programme, ruth):
    let_out(make_noticed_change(jo, what="She goes out again"))
    row = published(programme, ruth)
    drawn(client, ruth, row)
    fraser = make_stewardship(role=Role.NATIONAL_BODY, programme=programme).person
    client.force_login(fraser)
    answer = client.get(url("overview-pdf", row.pk))
    assert (answer.status_code, answer["Location"]) == (302, f"{row.get_absolute_url()}#paper")
    drawn(client, fraser, row)
    assert Document.objects.count() == 2


def test_a_pdf_that_holds_what_was_taken_back_is_not_given_out(client, own_files, jo, programme, ruth):
    release = let_out(make_noticed_change(jo, what="She goes out again"))
    row = published(programme, ruth)
    drawn(client, ruth, row)
    Release.objects.filter(pk=release.pk).update(taken_back_at=NOW, taken_back_by=release.released_by)
    answer = client.get(url("overview-pdf", row.pk))
    assert answer.status_code == 302
    assert drawn(client, ruth, row).startswith(b"%PDF")


def test_asked_for_twice_it_is_drawn_once(client, jo, programme, ruth):
    row = published(programme, ruth)
    client.force_login(ruth)
    for _ in range(2):
        client.post(url("overview-make", row.pk))
    assert Document.objects.count() == 1


def test_the_page_tells_how_far_the_drawing_is_and_says_nothing_where_it_knows(client, jo, programme, ruth):
    row = published(programme, ruth)
    client.force_login(ruth)
    client.post(url("overview-make", row.pk))
    progress = url("overview-progress", row.pk)
    assert client.get(f"{progress}?seen=queued", headers={"HX-Request": "true"}).status_code == 204
    Document.objects.update(state="ready", pages=3)
    fragment = client.get(f"{progress}?seen=queued", headers={"HX-Request": "true"}).content.decode()
    assert "Open the PDF, 3 pages" in fragment


def test_a_draft_has_no_pdf(client, jo, programme, ruth):
    row = drafted(programme, ruth)
    client.force_login(ruth)
    assert client.post(url("overview-make", row.pk)).status_code == 404
