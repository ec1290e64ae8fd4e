"""Photographs: images alone, drawn anew without their metadata, asked first, and in the recap only where chosen."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageFile, ImageOps

from inquiries.roles import Role
from meetings import note_taking, photographing
from meetings.models import Entry, Photograph
from tests.builders import (
    make_meeting,
    make_membership,
    make_small_group,
)

pytestmark = pytest.mark.django_db
PLACE = 0x8825  # where GPS data stand in EXIF


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photographs"


@pytest.fixture
def meeting():
    return make_meeting(opened_at=timezone.now(), starts_at=timezone.now() - timedelta(minutes=30))


@pytest.fixture
def jo(meeting):
    return make_membership(group=meeting.group, role=Role.FACILITATOR)


@pytest.fixture
def page(client, jo):
    client.force_login(jo.person)
    return client


def url(meeting, name, *args):
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number, *args])


def shot(size=(120, 80), kind="JPEG", mode="RGB", place=False, turned=False, name="IMG_0001.jpg"):
    """A file as a phone would send it."""
    exif = Image.Exif()
    if place:
        exif[0x010F] = "Canary Phones"
        exif[PLACE] = {1: "N", 2: (55.0, 51.0, 0.0)}
    if turned:
        exif[0x0112] = 6  # to be shown a quarter turned
    out = BytesIO()
    Image.new(mode, size, 120 if mode == "L" else None).save(out, kind, exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


def send(client, meeting, image, **changed):
    typed = {"caption": "The flip chart on medicines", "asked": "on", "client_key": str(uuid4())} | changed
    return client.post(url(meeting, "record-photograph"), typed | {"image": image})


def kept():
    photograph = Photograph.objects.get()
    with photograph.image.open("rb") as file:
        return photograph, Image.open(BytesIO(file.read()))


# --- what is kept ---------------------------------------------------------------------------------


def test_photograph_is_drawn_anew_without_place_or_camera(page, meeting, files):
    sent = shot(place=True)
    assert b"Canary Phones" in sent.read()
    sent.seek(0)

    answer = send(page, meeting, sent)

    assert answer.status_code == 302
    photograph, picture = kept()
    assert not picture.getexif()
    assert b"Canary" not in next(files.iterdir()).read_bytes()
    assert (picture.format, picture.size) == ("JPEG", (photograph.width, photograph.height))
    assert (photograph.caption, photograph.is_chosen) == ("The flip chart on medicines", False)


def test_photograph_is_turned_upright(page, meeting):
    send(page, meeting, shot(turned=True))

    assert kept()[1].size == (80, 120)


def test_large_photograph_is_made_smaller(page, meeting):
    send(page, meeting, shot(size=(3000, 1500)))

    assert kept()[1].size == (2000, 1000)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L"])
def test_png_of_any_kind_is_kept(page, meeting, mode):
    send(page, meeting, shot(kind="PNG", mode=mode, name="chart.png"))

    assert kept()[1].mode == "RGB"


def test_sent_eight_times_it_is_kept_once_with_one_file(page, meeting, files):
    key = str(uuid4())

    answers = [send(page, meeting, shot(), client_key=key).status_code for _ in range(8)]

    assert set(answers) == {302}
    assert (Entry.objects.count(), Photograph.objects.count(), len(list(files.iterdir()))) == (1, 1, 1)


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chart.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("chart.jpg", b"GIF89a" + b"\0" * 40),
        ("chart.jpg.exe", b"MZ" + b"\0" * 40),
        ("chart.jpg", b"%PDF-1.7 " + b"\0" * 40),
        ("chart.png", b"just words"),
    ],
)
def test_what_is_no_photograph_is_refused(page, meeting, name, content, files):
    answer = send(page, meeting, SimpleUploadedFile(name, content, content_type="image/jpeg"))

    assert answer.status_code == 422
    assert "The file must be a photograph: a JPG or a PNG." in answer.content.decode()
    assert "The flip chart on medicines" in answer.content.decode()
    assert not Entry.objects.exists()
    assert not files.exists()


def test_broken_photograph_is_refused(page, meeting, monkeypatch):
    monkeypatch.setattr(
        ImageFile, "LOAD_TRUNCATED_IMAGES", False
    )  # where a test drew a PDF before, in this process
    whole = shot(size=(400, 400)).read()

    answer = send(page, meeting, SimpleUploadedFile("chart.jpg", whole[: len(whole) // 2]))

    assert answer.status_code == 422
    assert "could not be read" in answer.content.decode()


def with_broken_metadata(at, kind="JPEG"):
    """A photograph of which one bit of the metadata was turned on its way."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112], exif[0x8769] = "Phones", 6, {0x9003: "2026:01:01 10:00:00"}
    metadata = bytearray(exif.tobytes())
    metadata[at] ^= 8
    out = BytesIO()
    Image.new("RGB", (120, 80), "white").save(out, kind, exif=bytes(metadata))
    return SimpleUploadedFile("IMG_0001.jpg", out.getvalue())


@pytest.mark.filterwarnings("ignore::UserWarning")  # what the library says of them
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_is_kept_wherever_its_metadata_are_broken(kind):
    for at in range(6, 60):
        file = with_broken_metadata(at, kind)
        picture = photographing.develop(file, file.size)
        assert sorted([picture.width, picture.height]) == [80, 120]


@pytest.mark.parametrize("turn", range(1, 9))
def test_each_way_a_camera_is_held_is_turned_upright(turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    sent, corner = Image.new("RGB", (120, 80), "white"), Image.new("RGB", (40, 40), "black")
    sent.paste(corner, (0, 0))
    out = BytesIO()
    sent.save(out, "PNG", exif=exif)
    upright = ImageOps.exif_transpose(Image.open(out)).convert("1")
    out.seek(0)
    developed = photographing.develop(out, 1).content
    drawn = Image.open(BytesIO(developed)).convert("1")
    inner = [(x, y) for x in range(20, upright.width, 40) for y in range(20, upright.height, 40)]
    assert [drawn.getpixel(at) for at in inner] == [upright.getpixel(at) for at in inner]


def test_too_large_a_file_or_picture_is_refused(page, meeting, monkeypatch):
    monkeypatch.setattr(photographing, "LARGEST_FILE", 100)
    assert "smaller than 10 MB" in send(page, meeting, shot()).content.decode()
    monkeypatch.setattr(photographing, "LARGEST_FILE", 2**20)
    monkeypatch.setattr(photographing, "LARGEST_PICTURE", 100)
    assert "too many dots" in send(page, meeting, shot()).content.decode()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("missing", "words"),
    [("asked", "Ask first"), ("caption", "Enter what it shows"), ("image", "Choose a photograph")],
)
def test_what_is_missing_is_said(page, meeting, missing, words):
    typed = {"caption": "A chart", "asked": "on", "client_key": str(uuid4()), "image": shot()}
    del typed[missing]

    answer = page.post(url(meeting, "record-photograph"), typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Entry.objects.exists()


def test_closed_record_keeps_no_photograph_and_no_file(page, meeting, files):
    page.post(url(meeting, "record-close"))

    assert send(page, meeting, shot()).status_code == 410
    assert not Photograph.objects.exists()
    assert not files.exists() or not list(files.iterdir())


# --- the note-taker's phone -----------------------------------------------------------------------


def test_note_taker_photographs_a_sheet_of_their_small_group(client, meeting, jo):
    small_group = make_small_group(meeting, recorded_by=jo)
    link = note_taking.make_link(small_group, by=jo, at=timezone.now())
    path = reverse("meetings:notes-page", args=[link.token])

    answer = client.post(
        path, {"caption": "Our sheet", "asked": "on", "client_key": str(uuid4()), "image": shot(place=True)}
    )

    assert answer.url == path
    photograph, picture = kept()
    assert (photograph.entry.small_group, photograph.entry.recorded_by) == (small_group, jo)
    assert not picture.getexif()
    assert "Our sheet" in client.get(path).content.decode()


def test_note_taker_is_told_what_is_wrong_with_a_photograph(client, meeting, jo):
    link = note_taking.make_link(make_small_group(meeting, recorded_by=jo), by=jo, at=timezone.now())

    answer = client.post(
        reverse("meetings:notes-page", args=[link.token]),
        {"caption": "Our sheet", "client_key": str(uuid4()), "image": shot()},
    )

    assert answer.status_code == 422
    assert "Ask first" in answer.content.decode()
    assert not Photograph.objects.exists()
