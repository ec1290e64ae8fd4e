"""A photograph from a phone: made smaller before it travels, kept on the device without network, and chosen for the recap."""

from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from meetings.models import Meeting, Photograph
from tests.browser.keeping import expect_saved, jo, page, proxy, unsent
from tests.builders import make_photograph

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["jo", "page", "proxy"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def chart(tmp_path):
    path = tmp_path / "IMG_0001.jpg"
    exif = Image.Exif()
    exif[0x010F] = "Canary Phones"
    Image.effect_noise((2600, 1800), 90).convert("RGB").save(path, exif=exif)
    return path


def test_photograph_without_network_is_kept_small_and_arrives_once(page, proxy, jo, chart, page_check):
    page.get_by_text("Photograph a flip chart").click()
    box = page.locator("#photograph-image")
    box.set_input_files(chart)
    page.wait_for_function(
        "() => document.querySelector('#photograph-image').files[0]?.name === 'photograph.jpg'"
    )
    assert box.evaluate("box => box.files[0].size") < chart.stat().st_size
    page_check(page)
    page.locator("#photograph-caption").fill("The chart on medicines")
    page.get_by_label("Asked first: whoever wrote on it").check()

    proxy.mode = "cut"
    page.get_by_role("button", name="Keep the photograph").click()
    expect(unsent(page)).to_contain_text("The chart on medicines")
    proxy.mode = "pass"

    expect_saved(page)
    expect(page.locator("#recorded")).to_contain_text("The chart on medicines")
    assert page.evaluate("document.activeElement !== document.body")
    photograph = Photograph.objects.get()
    with photograph.image.open("rb") as file:
        picture = Image.open(BytesIO(file.read()))
    assert max(picture.size) == 2000
    assert not picture.getexif()


def test_photograph_is_chosen_beside_a_recap_that_is_being_written(open_page, site, jo, page_check):
    meeting = Meeting.objects.get()
    Meeting.objects.update(closed_at=timezone.now(), closed_by=jo)
    make_photograph(meeting, recorded_by=jo, text="Four times a day")
    page = open_page(user=jo.person)
    page.goto(f"{site}/groups/{jo.group.slug}/meetings/1/recap/")
    page.get_by_label("What we talked about").fill("Medicines, mostly.")

    page.get_by_role("button", name="Put it into the recap").click()

    expect(page.locator("#how figure img")).to_have_attribute("alt", "Four times a day")
    expect(page.get_by_label("What we talked about")).to_have_value("Medicines, mostly.")
    expect(page.get_by_role("button", name="Take it out")).to_be_focused()
    page_check(page)
