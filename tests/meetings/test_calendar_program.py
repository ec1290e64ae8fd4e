"""What Clip sends, taken into a real calendar program one after the other, as a mail program hands it over."""

import shutil
import subprocess
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from inquiries.models import Message
from inquiries.roles import Role
from meetings import inviting, re_timing
from meetings.models import Meeting
from tests.builders import make_meeting, make_membership, make_user

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
CONFIG = """
[calendars]
[[inquiry]]
path = {folder}/events
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Europe/London
local_timezone = Europe/London
[default]
default_calendar = inquiry
[sqlite]
path = {folder}/khal.db
"""


class Khal:
    """khal with a calendar of its own in a folder."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "events").mkdir()
        (folder / "config").write_text(CONFIG.format(folder=folder))

    def run(self, *words):
        command = [shutil.which("khal"), "--config", str(self.folder / "config"), *words]
        told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        return told.stdout

    def take(self, message):
        file = self.folder / "invite.ics"
        file.write_text(message.calendar, newline="")
        self.run("import", "--batch", str(file))

    def shown(self):
        """Each event that it lists: when it begins, where, and its status."""
        told = self.run(
            "list", "--format", "{start-long}|{location}|{status}", "--day-format", "", "2027-01-01", "400d"
        )
        return [line.strip() for line in told.splitlines() if line.strip()]

    def kept(self):
        """The events as they lie in its folder."""
        files = list((self.folder / "events").glob("*.ics"))
        return [event for file in files for event in Calendar.from_ical(file.read_text()).walk("VEVENT")]


@pytest.fixture
def khal(tmp_path):
    return Khal(tmp_path)


def test_calendar_program_ends_with_one_event_of_a_meeting_and_that_is_cancelled(khal):
    meeting = make_meeting(venue="Linden House", starts_at=datetime(2027, 3, 25, 13, 30, tzinfo=LONDON))
    jo = make_membership(group=meeting.group, role=Role.FACILITATOR, person=make_user(name="Jo Adair"))
    make_membership(group=meeting.group)
    inviting.invite(meeting, "Do come.", by=jo, at=timezone.now())
    khal.take(Message.objects.get())
    assert khal.shown() == ["2027-03-25 13:30|Linden House|CONFIRMED"]

    after_the_clocks_changed = datetime(2027, 4, 1, 13, 30, tzinfo=LONDON)
    re_timing.change(meeting, {"starts_at": after_the_clocks_changed, "venue": "The library"})
    re_timing.tell(meeting, "The hall is taken.", by=jo, at=timezone.now())
    khal.take(Message.objects.get(key__endswith=":1"))
    assert khal.shown() == ["2027-04-01 13:30|The library|CONFIRMED"]

    re_timing.call_off(meeting, "Snow.", by=jo, at=timezone.now())
    khal.take(Message.objects.get(key__endswith=":2"))
    assert [entry.split("|")[2] for entry in khal.shown()] in ([], ["CANCELLED"])

    (event,) = khal.kept()
    assert (event["UID"], event["STATUS"], event["SEQUENCE"]) == (f"{meeting.pk}@localhost", "CANCELLED", 2)
    assert Meeting.objects.count() == 1
