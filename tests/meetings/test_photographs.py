"""Photographs: images alone, drawn anew without their metadata, asked first, and in the recap only where chosen."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from inquiries import rendering
from inquiries.models import Document
from inquiries.roles import Role
from meetings import note_taking, photographing, publishing
from meetings.models import Entry, Photograph
from tests.builders import (
    make_meeting,
    make_membership,
    make_photograph,
    make_recap,
    make_small_group,
    make_stewardship,
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


def test_broken_photograph_is_refused(page, meeting):
    whole = shot(size=(400, 400)).read()

    answer = send(page, meeting, SimpleUploadedFile("chart.jpg", whole[: len(whole) // 2]))

    assert answer.status_code == 422
    assert "could not be read" in answer.content.decode()


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


# --- who sees it ----------------------------------------------------------------------------------


def test_members_see_what_was_chosen_once_the_recap_is_out(client, meeting, jo):
    member = make_membership(group=meeting.group, joined_on=meeting.starts_local.date())
    chosen = make_photograph(meeting, recorded_by=jo, is_chosen=True)
    other = make_photograph(meeting, recorded_by=jo)
    client.force_login(member.person)
    paths = [url(meeting, "photograph", one.entry_id) for one in (chosen, other)]
    assert [client.get(path).status_code for path in paths] == [404, 404]

    make_recap(meeting, published_at=timezone.now(), published_by=jo)

    assert [client.get(path).status_code for path in paths] == [200, 404]


def test_nobody_above_the_group_sees_it(client, meeting, jo):
    chosen = make_photograph(meeting, recorded_by=jo, is_chosen=True)
    make_recap(meeting, published_at=timezone.now(), published_by=jo)
    for role in (Role.SENIOR_MANAGER, Role.ADMINISTRATOR):
        manager = make_stewardship(role=role, partnership=meeting.group.partnership)
        client.force_login(manager.person)

        assert client.get(url(meeting, "photograph", chosen.entry_id)).status_code == 404


def test_picture_is_kept_by_no_cache_and_opened_as_a_file(page, meeting, jo):
    answer = page.get(url(meeting, "photograph", make_photograph(meeting, recorded_by=jo).entry_id))

    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_removed_photograph_is_not_found_and_comes_back(page, meeting, jo):
    entry = make_photograph(meeting, recorded_by=jo).entry
    page.post(url(meeting, "record-remove", "entry", entry.pk), {"client_key": str(uuid4())})
    assert page.get(url(meeting, "photograph", entry.pk)).status_code == 404

    page.post(url(meeting, "record-put-back", "entry", entry.pk), {"client_key": str(uuid4())})

    assert page.get(url(meeting, "photograph", entry.pk)).status_code == 200


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


# --- the recap ------------------------------------------------------------------------------------


@pytest.fixture
def held(meeting, jo):
    meeting.closed_at, meeting.closed_by = timezone.now(), jo
    meeting.save()
    return meeting


def choose(client, held, photograph, answer="yes"):
    return client.post(url(held, "photograph-choose", photograph.entry_id), {"in": answer})


def test_photograph_stands_in_the_recap_once_it_is_chosen(page, held, jo):
    photograph = make_photograph(held, recorded_by=jo, text="Four times a day")
    src = url(held, "photograph", photograph.entry_id)
    assert f'<figure class="photograph"><img src="{src}"' not in page.get(url(held, "recap")).content.decode()

    choose(page, held, photograph)

    content = page.get(url(held, "recap")).content.decode()
    assert f'<figure class="photograph"><img src="{src}"' in content
    assert 'alt="Four times a day"' in content


def test_pdf_holds_the_photograph_with_its_alternative(held, jo):
    make_photograph(held, recorded_by=jo, is_chosen=True, text="Four times a day")
    recap = make_recap(held, changed_by=jo, published_at=timezone.now(), published_by=jo)

    pdf, _pages = rendering.draw(publishing.paper(recap))

    with pikepdf.open(BytesIO(pdf)) as opened:
        told = [str(thing.Alt) for thing in opened.objects if getattr(thing, "get", None) and "/Alt" in thing]
    assert told == ["Four times a day"]


def test_page_to_be_drawn_may_name_no_other_file(held, files):
    make_photograph(held)
    (files.parent / "secret.jpg").write_bytes(next(files.iterdir()).read_bytes())
    (files.parent / "documents").mkdir()
    (files.parent / "documents" / "other.jpg").write_bytes(b"x")
    for name in ("photographs/../secret.jpg", "secret.jpg", "documents/other.jpg", "photographs/none.jpg"):
        with pytest.raises(rendering.DrawingError):
            rendering.draw(
                f'<html lang="en"><title>t</title><body><h1>t</h1><img src="{name}" alt="x"></body></html>'
            )


def test_photograph_taken_out_is_gone_from_the_published_recap_and_its_pdf(page, held, jo):
    photograph = make_photograph(held, recorded_by=jo, is_chosen=True)
    recap = make_recap(held, changed_by=jo, published_at=timezone.now(), published_by=jo)
    publishing.order_pdf(recap, at=timezone.now())
    before = Document.objects.get()

    choose(page, held, photograph, "no")

    assert not Document.objects.filter(pk=before.pk).exists()
    assert photograph.image.name not in Document.objects.get().source
    assert "<figure" not in page.get(url(held, "recap")).content.decode()


def test_choosing_twice_changes_nothing_more(held, jo):
    photograph = make_photograph(held, recorded_by=jo)

    assert photographing.choose(photograph, is_chosen=True, at=timezone.now())
    assert not photographing.choose(photograph, is_chosen=True, at=timezone.now())


def test_recap_shows_photographs_behind_the_link_in_a_mail(client, held, jo):
    from inquiries import linking
    from inquiries.models import Link

    member = make_membership(group=held.group, joined_on=held.starts_local.date())
    photograph = make_photograph(held, recorded_by=jo, is_chosen=True)
    make_recap(held, changed_by=jo, published_at=timezone.now(), published_by=jo)
    now = timezone.now()
    link = linking.link_for(
        Link.Purpose.RECAP, member, about=held.pk, ends_at=now + timedelta(days=1), at=now
    )
    path = reverse("meetings:recap-link-photograph", args=[link.token, photograph.entry_id])

    assert path in client.get(reverse("meetings:recap-link", args=[link.token])).content.decode()
    assert client.get(path).status_code == 200
    Photograph.objects.update(is_chosen=False)
    assert client.get(path).status_code == 404
