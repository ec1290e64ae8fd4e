"""Signs in the person whose pages are measured, and says where those pages are. Run in a process of its own."""

import json
from datetime import timedelta

import django

OF_ONE = ("small-test", "thread", "measure", "practice")
LEARNING = (
    "small-tests",
    "stories",
    "scenario",
    "changes",
    "measures",
    "goes-on",
    "barriers",
    "asks",
    "holdings",
    "practices",
    "checks",
    *OF_ONE,
)


def main() -> None:
    django.setup()
    from clip.demo.scale.groups import LOOKS
    from inquiries.models import User

    person = User.objects.get(name=LOOKS)
    print(json.dumps(signed_in(person) | {"pages": _pages(person)}))


def signed_in(person: object) -> dict[str, str]:
    """The cookies of somebody who has just signed in, with the second step that their role asks for."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone
    from django.utils.crypto import get_random_string

    from inquiries.looking import BEFORE
    from inquiries.proving import SECOND_STEP

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[SECOND_STEP] = True  # as signing in with one leaves it: who holds a group must have one
    session[BEFORE] = (timezone.now() - timedelta(days=7)).isoformat()  # so that Today says what is new
    session.create()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    csrf = f"{settings.CSRF_COOKIE_NAME}={get_random_string(32)}"
    return {"cookie": cookie, "csrf": csrf}


def _pages(person: object) -> dict[str, str]:
    """The pages by name. The meeting page is the plan of the meeting ahead, to which a meeting's own address leads."""
    from django.urls import NoReverseMatch, reverse

    from meetings.models import Meeting
    from practices.models import Measure

    to_come = Meeting.objects.to_come().filter(group__memberships__person=person).select_related("group")
    recording = to_come.filter(opened_at__isnull=False).get()
    ahead = to_come.exclude(group=recording.group).order_by("number")[0]
    wanted = {
        "bare": ("bare", []),
        "today": ("today", []),
        "actions": ("meetings:actions", [ahead.group.slug]),
        "desk": ("meetings:desk", []),
        "meeting": ("meetings:plan", [ahead.group.slug, ahead.number]),
        "recording": ("meetings:record", [recording.group.slug, recording.number]),
        "saving": ("meetings:record-agreed", [recording.group.slug, recording.number]),
        "group": ("inquiries:group", [ahead.group.slug]),
        "organisation": ("inquiries:organisation", [ahead.group.memberships.first().organisation_id]),
    }
    slug = ahead.group.slug
    measure = Measure.objects.kept().filter(group=ahead.group).select_related("small_test").first()
    test = measure.small_test if measure else None
    wanted |= {name: (f"practices:{name}", [slug]) for name in LEARNING if name not in OF_ONE}
    wanted |= {
        name: ("practices:library", [slug])
        for name in ("library", "library-common", "library-two", "library-rare")
    }
    if test and measure:
        wanted |= {
            "small-test": ("practices:small-test", [slug, test.pk]),
            "thread": ("practices:thread", [slug, "small-test", test.pk]),
            "measure": ("practices:measure", [slug, measure.pk]),
            "practice": ("practices:practice", [slug, "disbelief"]),
        }
    found = {}
    for name, (route, words) in wanted.items():
        try:
            found[name] = reverse(route, args=words)
        except NoReverseMatch:  # a page that is not built yet is not measured
            continue
    return found


if __name__ == "__main__":
    main()
