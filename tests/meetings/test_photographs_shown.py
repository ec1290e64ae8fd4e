"""Who sees a photograph: members what was chosen for a recap that is out, on the page, behind a link and on paper."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import rendering
from inquiries.models import Document
from inquiries.roles import Role
from meetings import photographing, publishing
from meetings.models import Photograph
from tests.builders import (
    make_meeting,
    make_membership,
    make_photograph,
    make_recap,
    make_stewardship,
)

pytestmark = pytest.mark.django_db


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
