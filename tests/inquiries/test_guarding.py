"""Every box of Clip refuses what identifies a patient, and nothing of it is kept, logged or told."""

import logging

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from inquiries import importing
from inquiries.forms.base import ClipForm
from inquiries.forms.guarding import Guarded, NoIdentifiers, holds_words
from inquiries.models import Message, PeopleImport
from inquiries.roles import Role
from inquiries.sheets import UnreadableError
from tests.builders import make_meeting, make_membership
from tests.imports import every_module
from tests.inquiries.test_importing import NOW

pytestmark = pytest.mark.django_db
NUMBER = "0101901234"
# Boxes of words that are looked at in no form, each with why.
UNGUARDED: dict[str, str] = {}


def every_form():
    """Each form class of Clip."""
    every_module("inquiries", "meetings", "practices", "clip")
    waiting, found = [forms.BaseForm], set()
    while waiting:
        for child in waiting.pop().__subclasses__():
            waiting.append(child)
            if child.__module__.split(".")[0] in ("inquiries", "meetings", "practices", "clip"):
                found.add(child)
    return sorted(found, key=lambda form: f"{form.__module__}.{form.__qualname__}")


def test_no_form_with_a_box_of_words_goes_unguarded():
    bare = [
        f"{form.__module__}.{form.__qualname__}"
        for form in every_form()
        if not issubclass(form, Guarded) and any(map(holds_words, form.base_fields.values()))
    ]
    assert bare == list(UNGUARDED)


def test_what_is_there_for_contacts_is_named_one_by_one():
    open_boxes = {name for form in every_form() if issubclass(form, Guarded) for name in form.holds_contacts}
    assert open_boxes == {"phone", "email_was", "contact", "protection_officer", "pasted"}


class Form(ClipForm):
    """One of each kind of box."""

    holds_contacts = frozenset({"phone"})
    stories = frozenset({"story"})
    line = forms.CharField(required=False)
    text = forms.CharField(required=False, widget=forms.Textarea)
    story = forms.CharField(required=False, widget=forms.Textarea)
    phone = forms.CharField(required=False)
    day = forms.DateField(required=False)
    address = forms.EmailField(required=False)


@pytest.mark.parametrize(
    ("name", "typed", "is_refused"),
    [
        ("line", NUMBER, True),
        ("text", f"She came.\n\n{NUMBER}", True),
        ("text", "Ring 0141 496 0999", False),
        ("story", "Ring 0141 496 0999", True),
        ("phone", "01204 12345", False),
        ("day", "3/3/1941", False),
        ("address", "a0101901234@example.scot", False),
    ],
)
def test_a_box_refuses_by_what_it_is_for(name, typed, is_refused):
    form = Form({name: typed})
    assert form.is_valid() is not is_refused
    assert NUMBER not in str(form.errors)
    assert [type(one) for one in form.fields[name].validators].count(NoIdentifiers) == (
        name in ("line", "text", "story")
    )


def every_cell():
    """All that stands in the database, as one text."""
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told.append(repr(cursor.fetchall()))
    return "\n".join(told)


@pytest.mark.parametrize(
    "disguised",
    [NUMBER, "010190 1234", "0101\u200b901234", "٠١٠١٩٠١٢٣٤"],
    ids=["plain", "spaced", "no width", "Arabic"],
)
def test_of_a_text_that_was_refused_nothing_is_in_the_database_the_log_or_a_message(
    client, caplog, disguised
):
    caplog.set_level(logging.DEBUG)
    place = make_membership(role=Role.FACILITATOR)
    meeting = make_meeting(group=place.group)
    client.force_login(place.person)
    client.post(reverse("meetings:record-open", args=[place.group.slug, meeting.number]))

    answer = client.post(
        reverse("meetings:record-agreed", args=[place.group.slug, meeting.number]),
        {"text": f"Visit {disguised} on Friday", "client_key": "5f0e2c5a-93a3-4b11-8b0f-8a3d4f4a5d11"},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "looks like a CHI or other ID number" in page
    assert "on Friday" in page  # what was typed stays in its box
    assert "on Friday" not in every_cell()
    assert disguised not in caplog.text
    assert not Message.objects.exists()


def test_an_ordinary_entry_is_kept_where_a_number_was_refused(client):
    """What the test before says is not there would be there."""
    place = make_membership(role=Role.FACILITATOR)
    meeting = make_meeting(group=place.group)
    client.force_login(place.person)
    client.post(reverse("meetings:record-open", args=[place.group.slug, meeting.number]))
    said = {"text": "Visit Linden on Friday", "client_key": "5f0e2c5a-93a3-4b11-8b0f-8a3d4f4a5d11"}
    client.post(reverse("meetings:record-agreed", args=[place.group.slug, meeting.number]), said)
    assert "on Friday" in every_cell()


@pytest.mark.parametrize(
    ("file_name", "job", "said"),
    [
        ("people.csv", f"Nurse {NUMBER}", "Row 2, column “What they do”"),
        (f"{NUMBER}.csv", "Nurse", "The name of the file"),
    ],
)
def test_of_a_file_with_a_number_nothing_is_kept(file_name, job, said):
    place = make_membership(role=Role.INTEGRATION_MANAGER)
    text = f"Name,Organisation,Sector,What they do,Telephone\nZed,Place,Council,{job},01204 12345\n"
    content = SimpleUploadedFile(file_name, text.encode()).read()
    with pytest.raises(UnreadableError, match=said):
        importing.draft(place.group, content, file_name, by=place.person, at=NOW)
    assert not PeopleImport.objects.exists()


def test_a_telephone_number_in_its_own_column_is_imported():
    place = make_membership(role=Role.INTEGRATION_MANAGER)
    text = "Name,Organisation,Sector,What they do,Telephone\nZed,Place,Council,Nurse,01204 12345\n"
    assert importing.draft(place.group, text.encode(), "people.csv", by=place.person, at=NOW).total == 1
