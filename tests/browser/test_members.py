"""Who joins a group, in Chromium: a file imported while its progress shows, an invitation answered on a phone without script."""

import pytest
from playwright.sync_api import expect

from inquiries.models import Membership
from inquiries.roles import Role
from tests.builders import make_action, make_group_invitation, make_membership, make_organisation, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def delia():
    make_organisation(name="Castle Wynd Surgery", sector="g")
    return make_membership(role=Role.INTEGRATION_MANAGER, person=make_user(name="Delia Fraser"))


def csv_of(*rows):
    text = "\n".join(["Name,Email,Organisation", *rows])
    return {"name": "people.csv", "mimeType": "text/csv", "buffer": text.encode()}


def test_a_file_is_mended_looked_over_and_imported(open_page, size, page_check, jobs, delia):
    page = open_page(size, user=delia.person)
    page.goto(f"/groups/{delia.group.slug}/members/")
    page_check(page)
    page.get_by_role("link", name="Add people from a spreadsheet").click()
    page_check(page)
    page.get_by_label("CSV or Excel file").set_input_files(csv_of("Anil Rao,anil,Castle Wynd Surgery"))
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_text("“anil” is no email address.")).to_be_visible()
    page_check(page)

    page.get_by_role("link", name="Choose the mended file").click()
    rows = [f"Zed {n},zed{n}@example.scot,Castle Wynd Surgery" for n in range(300)]
    page.get_by_label("CSV or Excel file").set_input_files(csv_of(*rows))
    page.get_by_role("button", name="Look it over").click()
    page_check(page)
    page.get_by_role("button", name="Add 300 people, no message leaves").click()
    expect(page.get_by_role("heading", name="300 people were added")).to_be_visible(timeout=30_000)
    page_check(page)
    assert Membership.objects.filter(group=delia.group).count() == 301


def test_an_invitation_is_answered_on_a_phone_without_script(open_page, page_check, delia):
    asked = make_group_invitation(group=delia.group, asked_by=delia.person)
    page = open_page("phone")
    page.goto(f"/join/{asked.token}/")
    page_check(page)
    page.close()

    page = open_page("phone", javascript=False)
    page.goto(f"/join/{asked.token}/")
    page.get_by_text("Yes, I join").click()
    page.get_by_role("button", name="Tell Delia").click()
    expect(page.get_by_role("heading", name="You have joined")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("No, thank you").click()
    page.get_by_role("button", name="Tell Delia").click()
    expect(page.get_by_role("heading", name="You said no")).to_be_visible()


def test_what_is_somebodys_is_handed_on_when_they_leave(open_page, size, page_check, delia):
    fiona = make_membership(group=delia.group, person=make_user(name="Fiona Wylie"))
    tom = make_membership(group=delia.group, person=make_user(name="Tom Baird"))
    action = make_action(lead=fiona, text="Ask the bus company")
    page = open_page(size, user=delia.person)
    page.goto(f"/groups/{delia.group.slug}/members/{fiona.pk}/")
    page_check(page)
    page.get_by_role("link", name="Fiona leaves the group").click()
    page.get_by_label("Ask the bus company").select_option(str(tom.pk))
    page_check(page)
    page.get_by_role("button", name="Fiona leaves").click()
    expect(page.get_by_text("Fiona Wylie has left")).to_be_visible()
    action.refresh_from_db()
    assert action.lead == tom
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("is in the group as before")).to_be_visible()
    action.refresh_from_db()
    assert action.lead == fiona
