"""A partnership set up from nothing in Chromium: its group, and eighteen people of a workbook, with who holds the group."""

import io

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from inquiries.models import Group, Message, Organisation
from inquiries.roles import Role
from tests.builders import make_programme, make_stewardship

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
ORGANISATIONS = [
    ("Firth Medical Practice", "GP"),
    ("Firth Council", "Social work"),
    ("Firth Carers", "Charity"),
]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def ishbel():
    """Who administers a programme that has no partnership yet."""
    return make_stewardship(role=Role.ADMINISTRATOR, programme=make_programme()).person


def eighteen():
    """A workbook as an office would send it: the columns in an order of their own, roles for two of them."""
    book = Workbook()
    book.active.append(["Organisation", "Sector", "Name", "Email", "What they do", "Role"])
    roles = {0: "Facilitator", 1: "Integration manager"}
    sectors = [str(label) for _value, label in Organisation.Sector.choices]
    for n in range(18):
        organisation, _kind = ORGANISATIONS[n % 3]
        person = [f"Person {n + 1}", f"person{n + 1}@example.scot", "", roles.get(n, "")]
        book.active.append([organisation, sectors[n % 3], *person])
    file = io.BytesIO()
    book.save(file)
    return {"name": "people.xlsx", "mimeType": EXCEL, "buffer": file.getvalue()}


def test_a_new_partnership_has_a_group_of_eighteen_within_a_few_pages(
    open_page, size, page_check, jobs, ishbel
):
    page = open_page(size, user=ishbel)
    page.goto("/set-up/")
    page_check(page)
    page.get_by_role("link", name="Add a partnership").click()
    page_check(page)
    page.locator("#new-partnership").get_by_label("Name", exact=True).fill("Firth")
    page.get_by_role("button", name="Add it, and go on to its groups").click()
    expect(page.get_by_role("heading", name="Firth", level=1)).to_be_visible()
    page_check(page)
    add_group(page)
    page_check(page)

    page.get_by_role("link", name="Bring its people in from a spreadsheet").click()
    page.get_by_label("CSV or Excel file").set_input_files(eighteen())
    page.get_by_role("button", name="Look it over").click()
    page_check(page)
    page.get_by_role("button", name="Add 18 people").click()
    expect(page.get_by_role("heading", name="18 people were added")).to_be_visible(timeout=30_000)

    group = Group.objects.get(partnership__name="Firth")
    held = group.memberships.current().exclude(role=Role.MEMBER).values_list("person__name", "role")
    assert group.memberships.current().count() == 18
    assert set(held) == {("Person 1", "facilitator"), ("Person 2", "integration_manager")}
    assert group.asked_for == "Find out why people wait."
    assert Organisation.objects.filter(name__startswith="Firth").count() == 3
    assert not Message.objects.exists()
    page.goto("/set-up/")
    page.get_by_role("link", name="Firth", exact=True).click()
    expect(page.get_by_text("18 people")).to_be_visible()
    page_check(page)


def add_group(page):
    new = page.locator("#new-group")
    new.get_by_label("Name", exact=True).fill("Firth West")
    new.get_by_label("Whom it is for").fill("Older people who cannot leave home")
    new.get_by_label("What senior managers asked for").fill("Find out why people wait.")
    new.get_by_label("What they gave: time, people, money").fill("Half a day a month each.")
    new.get_by_role("button", name="Add the group, no message leaves").click()
    expect(page.get_by_role("heading", name="Firth West")).to_be_visible()
