from datetime import timedelta

import pytest
import time_machine
from django.contrib import admin
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from inquiries.models import Message, User
from tests.builders import make_group, make_membership, make_organisation, make_user
from tests.second_steps import signed_in_for

pytestmark = pytest.mark.django_db
SHOWN = {
    "programme",
    "nationalbody",
    "partnership",
    "organisation",
    "group",
    "membership",
    "stewardship",
    "user",
}


@pytest.fixture
def staff(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def test_admin_shows_set_up_tables_and_nothing_said_in_a_room():
    assert {model._meta.model_name for model in admin.site._registry} == SHOWN
    assert {model._meta.app_label for model in admin.site._registry} == {"inquiries"}


def test_admin_is_entered_by_our_sign_in(client):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/sign-in/?next=/admin/"


def test_admin_is_not_there_for_others(client):
    client.force_login(make_membership().person)

    assert client.get("/admin/", follow=True).status_code == 404


@pytest.mark.parametrize("table", sorted(SHOWN))
def test_lists_and_forms_open(staff, table):
    make_membership()

    assert staff.get(f"/admin/inquiries/{table}/").status_code == 200
    assert staff.get(f"/admin/inquiries/{table}/add/").status_code == 200


def test_change_of_a_group_keeps_its_history_with_who_made_it(staff):
    group = make_group(name="Wester")
    page = staff.get(f"/admin/inquiries/group/{group.pk}/change/")
    fields = {
        name: value for name, value in page.context["adminform"].form.initial.items() if value is not None
    }
    staff.post(f"/admin/inquiries/group/{group.pk}/change/", fields | {"name": "Easter"})

    assert [row.name for row in group.history.all()] == ["Easter", "Wester"]
    assert group.history.first().history_user.is_staff


def test_people_are_never_deleted(staff):
    person = make_user()

    assert staff.post(f"/admin/inquiries/user/{person.pk}/delete/", {"post": "yes"}).status_code == 403


def test_createsuperuser_makes_somebody_without_a_password():
    call_command("createsuperuser", email="Admin@Example.scot", name="Ann", interactive=False, verbosity=0)
    person = User.objects.get()

    assert (person.email, person.is_staff, person.has_usable_password()) == (
        "admin@example.scot",
        True,
        False,
    )


def change_address(staff, person):
    url = f"/admin/inquiries/user/{person.pk}/change/"
    fields = {
        "name": person.name,
        "short_name": person.short_name,
        "email": "new@example.scot",
        "is_active": "on",
    }
    return staff.post(url, fields)


def test_another_address_ends_sessions_and_tells_both(staff, client):
    ailsa = make_user(email="old@example.scot")
    device = Client()
    device.force_login(ailsa)
    change_address(staff, ailsa)

    told = Message.objects.filter(person=ailsa, kind="security")
    assert sorted(message.address for message in told) == ["new@example.scot", "old@example.scot"]
    assert device.get("/account/").status_code == 302


def test_forms_ask_again_for_who_one_is(staff, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    signed_in_for(staff, User.objects.get(is_staff=True))
    ailsa = make_user(email="old@example.scot")
    with time_machine.travel(timezone.now() + timedelta(minutes=25)):
        response = change_address(staff, ailsa)
    ailsa.refresh_from_db()

    assert response.url.startswith("/account/prove/")
    assert ailsa.email == "old@example.scot"


def test_a_second_organisation_of_a_name_is_refused_at_its_box(staff):
    make_organisation(name="Taken")
    answer = staff.post("/admin/inquiries/organisation/add/", {"name": "TAKEN", "sector": "t"})
    assert answer.status_code == 200
    assert "There is an organisation of this name already." in answer.content.decode()
