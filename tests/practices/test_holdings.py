"""What holds us back: the group's for those inside, and a person's own in nobody else's list, count, export or log."""

import logging

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from practices.models import Holding, Strand
from tests.builders import make_holding, make_meeting, make_membership, make_small_test
from tests.practices.kept import above, let_out, page_of, sent, url

pytestmark = pytest.mark.django_db
CANARY = "If I say no they will think less of me"


@pytest.fixture
def fiona(jo):
    return make_membership(group=jo.group)


@pytest.fixture
def own(fiona):
    return make_holding(
        fiona, owner=fiona, commitment=CANARY, instead=CANARY, hidden=CANARY, assumption=CANARY
    )


def test_a_private_map_is_on_nobody_elses_page(client, jo, fiona, own):
    test, group = make_small_test(jo), jo.group
    meeting = make_meeting(group=group, opened_at=timezone.now())
    let_out(own)  # nobody can, but were it so
    pages = [
        url(jo, "holdings"),
        own.get_absolute_url(),
        url(jo, "holding-change", own.pk),
        reverse("practices:thread", args=[group.slug, "assumption", own.pk]),
        f"{reverse('practices:thread', args=[group.slug, 'small-test', test.pk])}?words=no",
        f"{url(jo, 'small-test-begin')}?from=assumption:{own.pk}",
        f"{url(jo, 'change-add')}?from=assumption:{own.pk}",
        reverse("meetings:goes-out", args=[group.slug, meeting.number]),
        reverse("meetings:released", args=[group.slug]),
        reverse("meetings:wall", args=[group.slug]),
        *(url(jo, "practice", practice) for practice in ("disbelief", "diversity", "leadership")),
    ]
    for person in (jo.person, above(group), above(group, Role.LEARNING_PARTNER)):
        for address in pages:
            assert CANARY not in page_of(client, person, address)[1], address
    assert CANARY in page_of(client, fiona.person, url(fiona, "holdings"))[1]


def test_its_page_answers_as_one_that_is_not_there(client, jo, own):
    for do in ("change", "remove", "put-back"):
        assert sent(client, jo, f"holding-{do}", own.pk).status_code == 404
    assert page_of(client, jo.person, own.get_absolute_url())[0] == 404
    own.remove(by=own.owner.person, at=timezone.now())
    assert sent(client, jo, "holding-put-back", own.pk).status_code == 404


def test_nothing_of_it_is_logged(client, fiona, own, caplog):
    with caplog.at_level(logging.DEBUG):
        page_of(client, fiona.person, own.get_absolute_url())
        sent(client, fiona, "holding-change", own.pk, commitment=CANARY, version=0)
    assert CANARY not in caplog.text


def test_a_member_draws_their_own_alone_and_holders_the_groups(client, jo, fiona):
    words = {"commitment": "I leave silences"}
    assert sent(client, fiona, "holding-add", **words, whose="ours").status_code == 422
    assert sent(client, fiona, "holding-add", **words, whose="mine").status_code == 302
    assert Holding.objects.get().owner == fiona
    assert sent(client, jo, "holding-add", **words, whose="ours").status_code == 302
    assert Holding.objects.filter(owner=None).count() == 1


def test_who_left_reads_their_own_no_more_and_nobody_else_does(client, jo, fiona, own):
    fiona.left_on = timezone.localdate()
    fiona.save()
    assert CANARY not in page_of(client, fiona.person, url(fiona, "holdings"))[1]


def test_a_safe_test_of_a_private_assumption_tells_nobody_where_it_came_from(client, jo, fiona, own):
    client.force_login(fiona.person)
    said = {
        "what": "Say no once, kindly",
        "for_whom": "me",
        "lead": fiona.pk,
        "look_on": timezone.localdate(),
    }
    client.post(f"{url(fiona, 'small-test-begin')}?from=assumption:{own.pk}", said)
    strand = Strand.objects.get()
    assert strand.source == own.pk
    test = fiona.small_tests_led.get()
    assert CANARY in page_of(client, fiona.person, test.get_absolute_url())[1]
    thread = reverse("practices:thread", args=[jo.group.slug, "small-test", test.pk])
    for address in (test.get_absolute_url(), thread):
        shown = page_of(client, jo.person, address)[1]
        assert CANARY not in shown
        assert "What we take to be true" not in shown
