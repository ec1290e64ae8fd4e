"""The calendar feed: one's own dates alone, at a private address that can be ended, and no word of the room."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from inquiries.models import User
from meetings import feeding
from meetings.models import Feed
from tests.builders import make_action, make_feed, make_group, make_meeting, make_membership

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def ross():
    return make_membership()


def address(feed):
    return reverse("meetings:feed", args=[feed.token])


def events(client, feed):
    """What a calendar program reads there, by uid."""
    answer = client.get(address(feed))
    assert answer.status_code == 200
    return {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_meetings_of_all_ones_groups_and_of_no_other(client, ross):
    elsewhere = make_membership(person=ross.person)
    mine = [make_meeting(group=ross.group, venue="Linden House"), make_meeting(group=elsewhere.group)]
    make_meeting(venue="Not mine")

    read = events(client, make_feed(ross.person))

    assert {uid.split("@")[0] for uid in read} == {str(meeting.pk) for meeting in mine}
    assert any("Linden House" in str(event["location"]) for event in read.values())
    assert {str(event["summary"]) for event in read.values()} == {"Inquiry meeting"}


def test_due_days_say_how_many_things_and_not_what(client, ross):
    due_on = timezone.localdate() + 9 * A_DAY
    make_action(lead=ross, text="Ask who is housebound", due_on=due_on)
    make_action(lead=ross, text="Ring the leisure trust", due_on=due_on)
    make_action(lead=ross, text="Done already", due_on=due_on, state="done", finished_at=timezone.now())
    make_action(lead=ross, text="Only offered", due_on=due_on, state="offered")
    make_action(lead=make_membership(group=ross.group), text="Somebody else’s", due_on=due_on)

    [event] = events(client, make_feed(ross.person)).values()

    assert (str(event["summary"]), event["dtstart"].dt) == ("Inquiry: 2 things you took on", due_on)
    assert str(event["transp"]) == "TRANSPARENT"
    assert "housebound" not in client.get(address(make_feed_again(ross.person))).content.decode()


def make_feed_again(person):
    return feeding.make(person, at=timezone.now())


def test_a_meeting_that_was_called_off_says_so_with_a_higher_sequence(client, ross):
    meeting = make_meeting(group=ross.group, sequence=2, cancelled_at=timezone.now())

    [event] = events(client, make_feed(ross.person)).values()

    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 2)
    assert str(event["uid"]).startswith(str(meeting.pk))


def test_nothing_changed_is_not_sent_again(client, ross):
    meeting, feed = make_meeting(group=ross.group), make_feed(ross.person)
    first = client.get(address(feed))

    assert client.get(address(feed), headers={"if-none-match": first["ETag"]}).status_code == 304

    meeting.venue = "The library"
    meeting.save()
    assert client.get(address(feed), headers={"if-none-match": first["ETag"]}).status_code == 200


def test_who_left_a_group_finds_its_meetings_gone_at_the_next_look(client, ross):
    make_meeting(group=ross.group)
    make_action(lead=ross)
    feed = make_feed(ross.person)
    assert events(client, feed)

    ross.left_on = timezone.localdate()
    ross.save()

    assert not events(client, feed)


def test_an_address_that_was_altered_ended_or_replaced_is_not_there(client, ross):
    feed = make_feed(ross.person)
    altered = address(feed).replace(".ics", "x.ics")
    replaced = address(feed)
    newer = feeding.make(ross.person, at=timezone.now())

    assert [client.get(url).status_code for url in (altered, replaced, address(newer))] == [410, 410, 200]

    feeding.revoke(ross.person, at=timezone.now())
    assert client.get(address(newer)).status_code == 410


def test_whose_account_was_closed_has_no_calendar(client, ross):
    feed = make_feed(ross.person)
    User.objects.filter(pk=ross.person_id).update(is_active=False)

    assert client.get(address(feed)).status_code == 410


def test_it_opens_no_session_and_asks_as_often_for_many_as_for_one(client, ross):
    feed = make_feed(ross.person)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address(feed))
        return len(captured.captured_queries)

    make_meeting(group=ross.group)
    at_one = queries()
    for _ in range(10):
        group = make_group()
        make_action(lead=make_membership(group=group, person=ross.person))
        make_meeting(group=group)

    assert queries() == at_one
    assert "_auth_user_id" not in client.session


def test_one_makes_renews_and_ends_it_on_a_page_of_ones_own(client, ross):
    client.force_login(ross.person)
    page = reverse("meetings:own-calendar")

    client.post(page, {"make": "1"})
    [feed] = Feed.objects.all()
    assert address(feed) in client.get(page).content.decode()

    client.post(page, {"make": "1"})
    client.post(page, {"revoke": "1"})
    assert Feed.objects.count() == 2
    assert not Feed.objects.usable().exists()
    assert "Make my private address" in client.get(page).content.decode()
