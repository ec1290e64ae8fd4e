"""A form that comes with the key of somebody else's row, or of another group: refused, and nothing is kept or told."""

from uuid import uuid4

import pytest
from django.utils import timezone

from inquiries.roles import Role
from practices.models import Retelling
from tests.builders import make_ask, make_barrier, make_membership, make_priority, make_small_test, make_story
from tests.practices.kept import sent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FORMS = [
    (
        make_story,
        "story-tell",
        {
            "title": "Lunch",
            "text": "Late",
            "learning": "",
            "whose": "invented",
            "permission": "",
            "how_far": "group",
            "pseudonym": "Wilma",
        },
    ),
    (make_small_test, "small-test-begin", {"what": "A nurse", "for_whom": "all", "look_on": TODAY}),
    (make_barrier, "barrier-add", {"what": "Two lawyers", "quadrant": "systems"}),
    (make_ask, "ask-put", {"wording": "Lend us a room"}),
    (make_priority, "priority-add", {"what": "Benches"}),
]


@pytest.mark.parametrize("is_of_another_group", [True, False])
@pytest.mark.parametrize(("make", "route", "said"), FORMS)
def test_anothers_key_is_refused(client, make, route, said, is_of_another_group):
    jo = make_membership(role=Role.FACILITATOR)
    delia = make_membership(role=Role.FACILITATOR, **({} if is_of_another_group else {"group": jo.group}))
    theirs = make(delia)
    answer = sent(client, jo, route, **said, lead=jo.pk, client_key=theirs.client_key)
    assert answer.status_code == 400, answer.content.decode()
    assert str(theirs.pk) not in answer.content.decode()
    assert type(theirs).objects.count() == 1


def test_anothers_retelling_is_refused(client):
    jo = make_membership(role=Role.FACILITATOR)
    story, key = make_story(jo), uuid4()
    Retelling.objects.create(
        story=make_story(make_membership()),
        told_by=make_membership(),
        told_on=TODAY,
        recorded_at=timezone.now(),
        client_key=key,
        text="Theirs",
    )
    assert sent(client, jo, "story-again", story.pk, text="Mine", client_key=key).status_code == 400
    assert Retelling.objects.get().text == "Theirs"
