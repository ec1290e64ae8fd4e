"""The privacy notice and the accessibility statement: what is missing is told to who can mend it, and kept when it changes."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import keeping, stating
from inquiries.models import AccessibilityStatement, PrivacyNotice
from inquiries.roles import Role
from tests.builders import make_membership, make_programme, make_stewardship, make_user

pytestmark = pytest.mark.django_db
NAMES = ["privacy", "accessibility"]
WHOLE = {
    "privacy": {
        "organisation": "Firth Health and Social Care Partnership",
        "contact": "1 Harbour Street, Firth",
        "protection_officer": "The data protection office",
        "lawful_basis": "A task in the public interest",
        "processors": "Hosted in Edinburgh",
        "kept": "Two years after the programme ends",
        "reviewed_on": "2026-11-03",
        "version": "0",
    },
    "accessibility": {
        "organisation": "Firth Health and Social Care Partnership",
        "contact": "Answered within five days",
        "gaps": "The wall is not read out in order",
        "checked": "By three members, in October",
        "reviewed_on": "2026-11-03",
        "version": "0",
    },
}


def administrator():
    return make_stewardship(role=Role.ADMINISTRATOR, programme=make_programme()).person


def page_of(client, name):
    return client.get(reverse(f"inquiries:{name}")).content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_everybody_reads_what_is_true_of_clip_before_anybody_wrote(client, name):
    page = page_of(client, name)
    assert "has not said so yet" in page
    assert "Not filled in yet" not in page


@pytest.mark.parametrize("name", NAMES)
def test_who_administers_sees_what_is_missing_and_where_to_fill_it_in(client, name):
    client.force_login(administrator())
    page = page_of(client, name)
    assert "Not filled in yet" in page
    assert reverse(f"inquiries:{name}-write") in page


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_by_everybody(client, name):
    client.force_login(administrator())
    response = client.post(reverse(f"inquiries:{name}-write"), WHOLE[name])
    assert response.url == reverse(f"inquiries:{name}")
    client.logout()

    page = page_of(client, name)
    told = [text for key, text in WHOLE[name].items() if key not in ("reviewed_on", "version")]
    assert [text for text in told if text not in page] == []
    assert "Last looked over on 3 November" in page
    assert "has not said so yet" not in page


@pytest.mark.parametrize("name", NAMES)
def test_a_part_may_be_left_empty_and_is_told_to_who_administers(client, name):
    client.force_login(administrator())
    client.post(reverse(f"inquiries:{name}-write"), WHOLE[name] | {"contact": ""})
    assert "how to reach them" in page_of(client, name)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_writes(client, name):
    url = reverse(f"inquiries:{name}-write")
    at_a_partnership = make_stewardship(role=Role.ADMINISTRATOR).person
    for person in (make_user(), make_membership(role=Role.FACILITATOR).person, at_a_partnership):
        client.force_login(person)
        assert client.get(url).status_code == 404
        assert client.post(url, WHOLE[name]).status_code == 404
    assert not PrivacyNotice.objects.exists()
    assert not AccessibilityStatement.objects.exists()


def test_a_date_that_is_none_is_told_and_what_was_typed_stays(client):
    client.force_login(administrator())
    response = client.post(
        reverse("inquiries:privacy-write"), WHOLE["privacy"] | {"reviewed_on": "31 2 2026"}
    )
    assert response.status_code == 422
    assert "Enter a real date" in response.content.decode()
    assert "Hosted in Edinburgh" in response.content.decode()
    assert not PrivacyNotice.objects.exists()


def test_two_at_once_see_both_texts(client):
    first, second = administrator(), administrator()
    said = {"organisation": "Theirs", "reviewed_on": date(2026, 11, 3)}
    stating.state(PrivacyNotice, said, version=0, by=first, at=timezone.now())

    client.force_login(second)
    response = client.post(reverse("inquiries:privacy-write"), WHOLE["privacy"])
    page = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in page
    assert "Hosted in Edinburgh" in page
    assert 'name="version" value="1"' in page
    assert PrivacyNotice.objects.get().organisation == "Theirs"

    client.post(reverse("inquiries:privacy-write"), WHOLE["privacy"] | {"version": "1"})
    assert PrivacyNotice.objects.get().organisation == WHOLE["privacy"]["organisation"]


def test_what_stood_is_kept_with_who_changed_it():
    people = [make_user(), make_user()]
    for version, person in enumerate(people):
        stating.state(
            PrivacyNotice, {"organisation": f"As {version}"}, version=version, by=person, at=timezone.now()
        )
    kept = PrivacyNotice.history.exclude(organisation="").order_by("history_id")
    assert list(kept.values_list("organisation", "history_user")) == [
        ("As 0", people[0].pk),
        ("As 1", people[1].pk),
    ]


def test_how_long_things_are_kept_is_said_from_the_rules_that_keep_them(client):
    page = page_of(client, "privacy")
    told = [str(term) for term in keeping.terms().values() if term]
    assert len(told) > 8
    assert [term for term in told if term.replace("’", "’") not in page] == []


def test_setting_up_says_what_everybody_still_misses(client):
    client.force_login(administrator())
    page = client.get(reverse("inquiries:setting-up")).content.decode()
    assert page.count("Not filled in yet:") == 2
    assert reverse("inquiries:privacy-write") in page
