import re
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries import linking, rendering
from inquiries.models import Document, Link, Message
from inquiries.roles import Role
from meetings.models import Meeting, Recap
from tests.builders import (
    make_action,
    make_attendance,
    make_entry,
    make_meeting,
    make_membership,
    make_recap,
    make_small_group,
    make_stewardship,
    make_update,
    make_user,
)
from tests.queries import assert_same_queries
from tests.swaps import assert_swap_equals_reload, swap

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def jo():
    return make_membership(role=Role.FACILITATOR, person=make_user(name="Jo Lennox"))


@pytest.fixture
def delia(jo):
    return make_membership(jo.group, make_user(name="Delia Fraser"), role=Role.INTEGRATION_MANAGER)


@pytest.fixture
def ross(jo):
    return make_membership(jo.group, make_user(name="Ross Kerr"))


@pytest.fixture
def meeting(jo):
    return make_meeting(jo.group, closed_by=jo, starts_at=timezone.now() - timedelta(hours=4))


@pytest.fixture
def draft(jo, meeting):
    return make_recap(meeting, jo, text="Nobody was in a hurry.", version=1)


@pytest.fixture
def out(jo, draft):
    return published(draft, jo)


def published(recap, by):
    Recap.objects.update(published_at=timezone.now(), published_by=by)
    recap.refresh_from_db()
    return recap


def url(meeting, name="recap"):
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number])


def written(text="We met.", version=0, sections=(), **more):
    return {"text": text, "version": version, "sections": list(sections)} | more


def page(client, member, meeting, name="recap"):
    client.force_login(member.person)
    return client.get(url(meeting, name))


# --- writing --------------------------------------------------------------------------------------


def test_write_begins_with_a_draft_from_the_record(client, jo, meeting):
    make_small_group(meeting, topic="Lunch", recorded_by=jo)

    answer = page(client, jo, meeting)

    assert "In small groups we took up “Lunch”." in answer.content.decode()
    assert not Recap.objects.exists()


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.INTEGRATION_MANAGER])
def test_write_keeps_the_draft_and_sends_nothing(client, meeting, role):
    writer = make_membership(meeting.group, role=role)
    make_entry(meeting, recorded_by=writer)
    client.force_login(writer.person)

    answer = client.post(url(meeting, "recap-write"), written("Nobody was in a hurry."), follow=True)

    recap = Recap.objects.get()
    assert (recap.text, recap.left_out, recap.changed_by) == ("Nobody was in a hurry.", ["agreed"], writer)
    assert "Saved. No message left." in answer.content.decode()
    assert not Message.objects.exists()


def test_write_decides_nothing_on_what_the_record_does_not_hold(client, jo, meeting):
    client.force_login(jo.person)

    client.post(url(meeting, "recap-write"), written())

    assert Recap.objects.get().left_out == []


def test_write_refuses_too_long_a_text_and_keeps_it_on_the_page(client, jo, meeting):
    client.force_login(jo.person)

    answer = client.post(url(meeting, "recap-write"), written("x" * 6001))

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert "x" * 6001 in answer.content.decode()
    assert not Recap.objects.exists()


def test_write_over_another_version_shows_both(client, jo, delia, meeting):
    make_recap(meeting, delia, text="Hers", version=2)
    client.force_login(jo.person)

    answer = client.post(url(meeting, "recap-write"), written("His", version=1))

    told = answer.content.decode()
    assert answer.status_code == 409
    assert "Delia Fraser changed this at" in told
    assert "Hers" in told
    assert re.search(r"<textarea[^>]*>\s*His</textarea>", told)
    assert Recap.objects.get().text == "Hers"
    again = client.post(url(meeting, "recap-write"), written("Both", version=2))
    assert (again.status_code, Recap.objects.get().text) == (302, "Both")


def test_write_over_what_was_published_meanwhile_keeps_what_was_typed(client, jo, draft, meeting):
    published(draft, jo)
    client.force_login(jo.person)

    answer = client.post(url(meeting, "recap-write"), written("Mine", version=1))

    assert answer.status_code == 409
    assert "It has been published since" in answer.content.decode()
    assert "Mine" in answer.content.decode()
    assert Recap.objects.get().text == "Nobody was in a hurry."


def test_write_waits_until_the_record_is_closed(client, jo):
    meeting = make_meeting(jo.group)

    answer = page(client, jo, meeting)
    client.post(url(meeting, "recap-write"), written())

    assert "once the record is closed" in answer.content.decode()
    assert not Recap.objects.exists()


def test_write_names_the_quotes_that_nobody_was_asked_about(client, jo, meeting):
    make_entry(meeting, kind="quote", text="We are afraid of the list.", recorded_by=jo)

    told = page(client, jo, meeting).content.decode()

    assert "One quote is not in it" in told
    assert "In their words" not in told


def test_look_shows_what_is_typed_and_keeps_nothing(client, jo, meeting):
    make_entry(meeting, text="We keep the lunch", recorded_by=jo)
    client.force_login(jo.person)

    answer = swap(client, url(meeting, "recap-look"), written("<b>So</b>", sections=["agreed"]))
    without = swap(client, url(meeting, "recap-look"), written("So"))

    assert "&lt;b&gt;So&lt;/b&gt;" in answer.content.decode()
    assert "We keep the lunch" in answer.content.decode()
    assert "We keep the lunch" not in without.content.decode()
    assert not Recap.objects.exists()


def test_look_equals_the_page_once_saved(client, jo, meeting):
    make_entry(meeting, text="We keep the lunch", recorded_by=jo)
    client.force_login(jo.person)
    client.post(url(meeting, "recap-write"), written("So", sections=["agreed"]))

    looked = swap(client, url(meeting, "recap-look"), written("So", version=1, sections=["agreed"]))

    assert looked.content.decode().strip() in client.get(url(meeting)).content.decode()


# --- looking over and publishing ------------------------------------------------------------------


def test_preview_says_exactly_who_gets_what(client, jo, ross, draft, meeting):
    make_membership(meeting.group, make_user(name="Nan Duthie"))
    make_membership(meeting.group, make_user(name="Ewan Grant"), is_informed_only=True)
    make_membership(meeting.group, make_user(name="Tom Baird", email=""))
    make_membership(
        meeting.group, make_user(name="Late Comer"), joined_on=timezone.localdate() + timedelta(1)
    )
    make_attendance(meeting, ross)
    make_action(lead=ross, meeting=meeting, text="Visit the surgery")

    told = page(client, jo, meeting, "recap-preview").content.decode()

    for said in (
        "3 people get this recap",
        "Publish recap to 3 people",
        "1 person came",
        "1 person missed it",
        "1 person is informed only",
        "took on: Visit the surgery",
        "The mail, as Ross gets it",
        "While you were away",
        "Without an email address",
        "Nobody was in a hurry.",
    ):
        assert said in told
    assert "Late Comer" not in told
    assert "Jo Lennox" not in told.split("The page behind the link")[0].split("</nav>")[-1]
    assert not Message.objects.exists()
    assert not Link.objects.exists()


def test_publish_sends_and_shows_the_page(client, jo, ross, draft, meeting):
    client.force_login(jo.person)

    answer = client.post(url(meeting, "recap-publish"), {"version": 1}, follow=True)

    assert Recap.objects.get().published_by == jo
    assert Message.objects.get().membership == ross
    assert "Published. 1 mail is on its way." in answer.content.decode()
    assert "The PDF waits its turn." in answer.content.decode()


def test_publish_twice_is_once(client, jo, ross, draft, meeting):
    client.force_login(jo.person)

    answers = [client.post(url(meeting, "recap-publish"), {"version": 1}) for _ in range(2)]

    assert [answer.url for answer in answers] == [url(meeting)] * 2
    assert (Message.objects.count(), Document.objects.count()) == (1, 1)


@pytest.mark.parametrize("version", ["1", "", "x"])
def test_publish_shows_first_what_changed_since_it_was_looked_over(
    client, jo, delia, draft, meeting, version
):
    Recap.objects.update(version=2, changed_by=delia, text="Hers")
    client.force_login(jo.person)

    answer = client.post(url(meeting, "recap-publish"), {"version": version})

    assert answer.status_code == 409
    assert "Delia Fraser changed the recap at" in answer.content.decode()
    assert "Hers" in answer.content.decode()
    assert not Message.objects.exists()


def test_publish_waits_for_a_record_that_was_opened_again(client, jo, ross, draft, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=None, closed_by=None)
    client.force_login(jo.person)

    client.post(url(meeting, "recap-publish"), {"version": 1})

    assert Recap.objects.get().published_at is None


# --- reading --------------------------------------------------------------------------------------


def test_members_read_it_only_once_it_is_published(client, jo, ross, draft, meeting):
    assert page(client, ross, meeting).status_code == 404

    published(draft, jo)

    answer = page(client, ross, meeting)
    assert "Nobody was in a hurry." in answer.content.decode()
    assert "It went out" not in answer.content.decode()


@pytest.mark.parametrize("name", ["recap", "recap-pdf", "recap-progress"])
def test_members_read_nothing_of_meetings_before_they_joined(client, out, meeting, name):
    late = make_membership(meeting.group, joined_on=timezone.localdate() + timedelta(days=1))

    assert page(client, late, meeting, name).status_code == 404


def test_who_came_reads_it_whenever_they_were_entered(client, jo, out, meeting):
    walk_in = make_membership(meeting.group, joined_on=timezone.localdate() + timedelta(days=1))
    make_attendance(meeting, walk_in)

    assert page(client, walk_in, meeting).status_code == 200


@pytest.mark.parametrize("name", ["recap-write", "recap-look", "recap-publish"])
def test_members_change_nothing(client, ross, draft, meeting, name):
    client.force_login(ross.person)

    answer = client.post(url(meeting, name), written("Mine", version=1))

    assert answer.status_code == 403
    assert (Recap.objects.get().text, Recap.objects.get().published_at) == ("Nobody was in a hurry.", None)


def test_seniors_and_strangers_read_nothing(client, out, meeting):
    senior = make_stewardship(partnership=meeting.group.partnership)
    stranger = make_membership()

    for reader in (senior, stranger):
        assert page(client, reader, meeting).status_code == 404


def test_page_tells_all_parts_in_reading_order(client, jo, ross, out, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(number=2)
    meeting.refresh_from_db()
    before = make_meeting(
        meeting.group,
        number=1,
        closed_by=jo,
        opened_at=meeting.starts_at - timedelta(9),
        closed_at=meeting.starts_at - timedelta(8),
    )
    make_update(make_action(lead=ross, meeting=before, text="Old and done"), state="done", words="It held.")
    make_action(lead=ross, meeting=before, text="Old and open")
    make_small_group(meeting, topic="Lunch", recorded_by=jo)
    make_entry(
        meeting, kind="learned", text="A morning back", small_group=meeting.small_groups.get(), recorded_by=jo
    )
    make_entry(meeting, text="We keep the lunch", recorded_by=jo)
    make_entry(
        meeting,
        kind="quote",
        text="I would not have it back.",
        speaker=ross,
        may_be_quoted=True,
        recorded_by=jo,
    )
    make_entry(meeting, kind="quote", text="We are afraid.", speaker=ross, recorded_by=jo)
    make_action(lead=ross, meeting=meeting, text="Newly asked", state="offered")
    make_entry(meeting, kind="check_out", text="Braver", recorded_by=jo)
    make_attendance(meeting, ross)
    make_meeting(meeting.group, number=3, venue="The library")

    told = page(client, ross, meeting).content.decode()

    order = [
        "Old and done",
        "It held.",
        "Old and open",
        "Nobody was in a hurry.",
        "A morning back",
        "We keep the lunch",
        "I would not have it back.",
        "Newly asked",
        "has been asked",
        "Braver",
        "One person came.",
        "The library",
    ]
    assert [said for said in order if said not in told] == []
    places = [told.index(said) for said in order if said != "One person came."]
    assert places == sorted(places)
    assert "We are afraid." not in told


def test_page_shows_typed_words_as_they_were_typed(client, jo, ross, out, meeting):
    hostile = "<script>alert(1)</script>"
    Recap.objects.update(text=hostile)
    for kind in ("agreed", "check_out"):
        make_entry(meeting, kind=kind, text=hostile, recorded_by=jo)

    told = page(client, ross, meeting).content.decode()

    assert hostile not in told
    assert told.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


# --- the PDF --------------------------------------------------------------------------------------


def ordered(client, jo, meeting):
    client.force_login(jo.person)
    client.post(url(meeting, "recap-make"))
    return Document.objects.get()


def test_progress_says_nothing_while_there_is_nothing_new(client, jo, out, meeting):
    ordered(client, jo, meeting)

    answer = swap(client, f"{url(meeting, 'recap-progress')}?seen=queued", method="get")

    assert (answer.status_code, answer.content) == (204, b"")


def test_progress_equals_a_reload_and_ends_when_it_is_ready(client, jo, out, meeting):
    document = ordered(client, jo, meeting)
    path = f"{url(meeting, 'recap-progress')}?seen=other"
    waiting = assert_swap_equals_reload(client, path, target="pdf-state", page=url(meeting), method="get")
    rendering.render(document.pk, timezone.now())

    ready = assert_swap_equals_reload(client, path, target="pdf-state", page=url(meeting), method="get")

    assert "every 1s" in waiting.content.decode()
    assert "every 1s" not in ready.content.decode()
    assert "The PDF is ready: one page." in ready.content.decode()


def test_make_equals_a_reload(client, jo, out, meeting):
    client.force_login(jo.person)

    assert_swap_equals_reload(client, url(meeting, "recap-make"), target="pdf-state", page=url(meeting))


def test_make_tries_again_what_failed(client, jo, out, meeting):
    ordered(client, jo, meeting)
    Document.objects.update(state="failed", failed_because="The PDF maker found a fault in the page.")
    told = client.get(url(meeting)).content.decode()

    client.post(url(meeting, "recap-make"))

    assert "The PDF could not be made." in told
    assert "The PDF maker found a fault in the page." in told
    assert "Try again" in told
    assert Document.objects.get().state == "queued"


def test_pdf_is_for_members(client, jo, ross, out, meeting):
    document = ordered(client, jo, meeting)
    assert page(client, ross, meeting, "recap-pdf").status_code == 404
    rendering.render(document.pk, timezone.now())

    answer = page(client, ross, meeting, "recap-pdf")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert f'filename="{meeting.group.slug}-recap-1.pdf"' in answer["Content-Disposition"]
    assert b"".join(answer).startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"


def test_pdf_is_tagged_titled_and_of_nobody(client, jo, ross, out, meeting):
    make_action(lead=ross, meeting=meeting)
    document = ordered(client, jo, meeting)

    rendering.render(document.pk, timezone.now())

    document.refresh_from_db()
    assert document.failed_because == ""
    with document.file.open("rb") as file, pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == f"Recap of meeting 1, {meeting.group.name}"
            assert metadata["dc:creator"] == [meeting.group.name]


def test_pdf_whose_file_is_lost_is_not_there(client, jo, ross, out, meeting):
    ordered(client, jo, meeting)
    Document.objects.update(state="ready", ready_at=timezone.now(), file="documents/gone.pdf")

    assert page(client, ross, meeting, "recap-pdf").status_code == 404


# --- from the link --------------------------------------------------------------------------------


def link_of(member, meeting, **fields):
    now = timezone.now()
    return linking.link_for(
        Link.Purpose.RECAP,
        member,
        about=meeting.pk,
        ends_at=fields.get("ends_at", now + timedelta(9)),
        at=now,
    )


def linked(client, token, name="recap-link"):
    return client.get(reverse(f"meetings:{name}", args=[token]))


def test_link_opens_the_recap_and_no_session(client, ross, out, meeting):
    answer = linked(client, link_of(ross, meeting).token)

    assert answer.status_code == 200
    assert "Nobody was in a hurry." in answer.content.decode()
    assert "This page is for Ross" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert answer["Referrer-Policy"] in ("no-referrer", "same-origin")


def test_link_opens_the_pdf_once_it_is_ready(client, jo, ross, out, meeting):
    token = link_of(ross, meeting).token
    document = ordered(client, jo, meeting)
    client.logout()
    assert linked(client, token, "recap-link-pdf").status_code == 404
    rendering.render(document.pk, timezone.now())

    answer = linked(client, token, "recap-link-pdf")

    assert b"".join(answer).startswith(b"%PDF")
    assert reverse("meetings:recap-link-pdf", args=[token]) in linked(client, token).content.decode()


@pytest.mark.parametrize("name", ["recap-link", "recap-link-pdf"])
@pytest.mark.parametrize("trouble", ["altered", "ended", "revoked", "not out", "another purpose"])
def test_link_that_does_not_hold_says_what_to_do(client, ross, out, meeting, name, trouble):
    link = link_of(ross, meeting)
    token = link.token
    if trouble == "altered":
        token = token[:-1] + ("a" if token[-1] != "a" else "b")
    elif trouble == "ended":
        Link.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    elif trouble == "revoked":
        linking.revoke(link, at=timezone.now())
    elif trouble == "not out":
        Recap.objects.update(published_at=None, published_by=None)
    else:
        Link.objects.update(purpose=Link.Purpose.ANSWER)

    answer = linked(client, token, name)

    assert answer.status_code == 410
    assert "This link has ended" in answer.content.decode()
    assert reverse("account_login") in answer.content.decode()
    assert "Nobody was in a hurry." not in answer.content.decode()


def test_who_left_reads_on_what_was_published_in_their_time(client, ross, out, meeting):
    ross.left_on = timezone.localdate()
    ross.save()

    answer = linked(client, link_of(ross, meeting).token)
    assert answer.status_code == 200
    assert "Nobody was in a hurry." in answer.content.decode()


def test_who_left_is_not_told_when_the_group_meets_next(client, ross, out, meeting):
    make_meeting(meeting.group, number=meeting.number + 1, focus="Walk the road together")
    token = link_of(ross, meeting).token
    assert "Walk the road together" in linked(client, token).content.decode()

    ross.left_on = timezone.localdate()
    ross.save()
    client.force_login(ross.person)

    assert "Walk the road together" not in linked(client, token).content.decode()
    recap = Recap.objects.get(meeting=meeting)
    kept = client.get(reverse("meetings:recap-kept", args=[recap.pk])).content.decode()
    assert "Nobody was in a hurry." in kept
    assert "Walk the road together" not in kept


def test_link_takes_no_post(client, ross, out, meeting):
    answer = client.post(reverse("meetings:recap-link", args=[link_of(ross, meeting).token]))

    assert answer.status_code == 405


# --- how many queries -----------------------------------------------------------------------------


@pytest.fixture
def grow(jo, meeting):
    before = make_meeting(
        meeting.group,
        closed_by=jo,
        opened_at=meeting.starts_at - timedelta(9),
        closed_at=meeting.starts_at - timedelta(8),
    )
    Meeting.objects.filter(pk=meeting.pk).update(number=9)
    meeting.refresh_from_db()

    def add_row():
        member, helper = make_membership(meeting.group), make_membership(meeting.group)
        make_attendance(meeting, member)
        make_update(make_action(lead=member, meeting=before), state="done")
        make_action(lead=helper, meeting=before)
        make_action(lead=member, meeting=meeting).helpers.add(helper)
        make_entry(meeting, recorded_by=jo)
        make_entry(meeting, kind="quote", speaker=member, may_be_quoted=True, recorded_by=jo)
        make_entry(meeting, kind="check_out", recorded_by=jo)
        small_group = make_small_group(meeting, recorded_by=jo)
        make_entry(meeting, kind="learned", small_group=small_group, recorded_by=jo)

    return add_row


@pytest.mark.parametrize("name", ["recap", "recap-preview"])
def test_writing_takes_as_many_queries_at_one_as_at_thirty(client, jo, draft, meeting, grow, name):
    client.force_login(jo.person)

    assert_same_queries(ask=lambda: client.get(url(meeting, name)), add_row=grow)


def test_reading_takes_as_many_queries_at_one_as_at_thirty(client, ross, out, meeting, grow):
    client.force_login(ross.person)

    assert_same_queries(ask=lambda: client.get(url(meeting)), add_row=grow)


def test_the_link_takes_as_many_queries_at_one_as_at_thirty(client, ross, out, meeting, grow):
    token = link_of(ross, meeting).token

    assert_same_queries(ask=lambda: linked(client, token), add_row=grow)
