"""Noticed changes: what somebody noticed in themselves is theirs until they share it, by whatever way one asks."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.roles import Role
from meetings.models import Release
from practices.models import NoticedChange
from practices.reporting import spreading
from tests.builders import make_meeting, make_membership, make_noticed_change, make_small_test
from tests.practices.kept import above, let_out, page_of, sent, url
from tests.practices.overviewed import published

pytestmark = pytest.mark.django_db
CANARY = "I was short with her and saw it"


@pytest.fixture
def fiona(jo):
    return make_membership(group=jo.group)


@pytest.fixture
def own(fiona):
    return make_noticed_change(fiona, level="myself", what=CANARY)


def released_url(member):
    return reverse("meetings:released", args=[member.group.slug])


def goes_out_url(meeting):
    return reverse("meetings:goes-out", args=[meeting.group.slug, meeting.number])


def channels(jo, own):
    """Every page that may tell of a noticed change."""
    group = own.group
    make_small_test(jo)
    meeting = make_meeting(group=group, opened_at=timezone.now())
    thread = reverse("practices:thread", args=[group.slug, "change", own.pk])
    return [
        url(jo, "changes"),
        own.get_absolute_url(),
        reverse("inquiries:theory", args=[group.slug]),
        thread,
        f"{reverse('practices:thread', args=[group.slug, 'small-test', jo.small_tests_led.get().pk])}?words=short",
        reverse("meetings:goes-out", args=[group.slug, meeting.number]),
        reverse("meetings:released", args=[group.slug]),
        reverse("meetings:wall", args=[group.slug]),
        url(jo, "practice", "purpose"),
        f"{url(jo, 'small-test-begin')}?from=change:{own.pk}",
        f"{url(jo, 'observation-add')}?practice=purpose&evidence_name=change:{own.pk}",
        reverse("inquiries:group", args=[group.slug]),
    ]


def test_what_one_noticed_in_oneself_is_on_nobody_elses_page(client, jo, fiona, own):
    for address in channels(jo, own):
        assert CANARY not in page_of(client, jo.person, address)[1], address
    assert CANARY in page_of(client, fiona.person, url(fiona, "changes"))[1]
    assert page_of(client, jo.person, own.get_absolute_url())[0] == 404


def test_shared_it_is_read_by_the_group_and_can_be_shared_by_nobody_else(client, jo, fiona, own):
    assert sent(client, jo, "change-share", own.pk).status_code == 404
    assert sent(client, fiona, "change-share", own.pk).status_code == 302
    assert CANARY in page_of(client, jo.person, url(jo, "changes"))[1]
    assert CANARY in page_of(client, jo.person, reverse("inquiries:theory", args=[jo.group.slug]))[1]


def test_worded_as_ones_own_again_it_is_read_outside_no_more(client, jo, fiona, own):
    NoticedChange.objects.update(is_shared=True, may_leave=True)
    let_out(own)
    george = above(jo.group)
    assert CANARY in page_of(client, george, url(jo, "changes"))[1]
    NoticedChange.objects.update(is_shared=False, may_leave=False)
    assert page_of(client, george, url(jo, "changes"))[0] == 404
    assert CANARY not in page_of(client, george, reverse("meetings:released", args=[jo.group.slug]))[1]


def test_shared_it_leaves_the_group_by_its_own_yes_alone(client, jo, fiona, own):
    NoticedChange.objects.filter(pk=own.pk).update(is_shared=True)
    meeting = make_meeting(jo.group, opened_at=timezone.now())
    let_out(own)  # as it was before somebody could say no
    manager = above(jo.group)
    for address in (url(jo, "changes"), own.get_absolute_url(), released_url(jo)):
        assert CANARY not in page_of(client, manager, address)[1], address
    Release.objects.all().delete()
    decide = reverse(
        "meetings:goes-out-decide", args=[jo.group.slug, meeting.number, "noticed change", own.pk]
    )
    client.force_login(jo.person)
    assert "It needs the yes of whoever noticed it" in page_of(client, jo.person, goes_out_url(meeting))[1]
    client.post(decide, {"out": "yes"})
    assert not Release.objects.exists()
    words = {"what": CANARY, "level": "myself", "noticed_by": fiona.pk, "noticed_on": own.noticed_on}
    sent(client, fiona, "change-change", own.pk, **words, is_shared=True, may_leave=True, version=0)
    client.force_login(jo.person)
    client.post(decide, {"out": "yes"})
    assert CANARY in page_of(client, manager, own.get_absolute_url())[1]
    sent(client, fiona, "change-change", own.pk, **words, is_shared=True, version=1)
    assert page_of(client, manager, own.get_absolute_url())[0] == 404
    assert not Release.objects.standing().exists()


def test_whoever_noticed_it_changes_what_another_wrote_down(client, jo, fiona):
    row = make_noticed_change(fiona, recorded_by=jo, level="team", what="They ring us")
    ross = make_membership(group=jo.group)
    words = {"what": "They ring", "level": "team", "noticed_by": fiona.pk, "noticed_on": row.noticed_on}
    assert sent(client, ross, "change-change", row.pk, **words, version=0).status_code == 403
    assert sent(client, fiona, "change-change", row.pk, **words, version=0).status_code == 302
    row.refresh_from_db()
    assert row.what == "They ring"


def test_of_themselves_each_person_says_it_themselves(client, jo, fiona):
    words = {
        "level": "myself",
        "what": "He listens",
        "noticed_on": timezone.localdate(),
        "noticed_by": fiona.pk,
    }
    answer = sent(client, jo, "change-add", **words)
    assert answer.status_code == 422
    assert "Of themselves each person says it themselves" in answer.content.decode()


def test_each_mark_on_the_picture_opens_its_evidence(client, jo):
    row = make_noticed_change(jo, evidence="Two of us saw it")
    _status, picture = page_of(client, jo.person, reverse("inquiries:theory", args=[jo.group.slug]))
    assert f'href="{row.get_absolute_url()}"' in picture
    assert "Two of us saw it" in page_of(client, jo.person, row.get_absolute_url())[1]


def spread_page(client, person, jo):
    programme = jo.group.partnership.programme
    return page_of(client, person, reverse("practices:programme-spread", args=[programme.slug]))[1]


def test_over_a_programme_words_are_counted_as_far_as_they_are_read_and_nobodys_own_is(jo, fiona):
    programme = jo.group.partnership.programme
    partner = above(jo.group, Role.LEARNING_PARTNER)
    for _ in range(2):
        let_out(make_noticed_change(jo, level="team"))
        let_out(make_noticed_change(fiona, level="myself", is_shared=True))
        make_noticed_change(jo, level="team")
    let_out(make_noticed_change(jo, level="team", what=f"{jo.person.name} rings first"))
    let_out(make_noticed_change(make_membership(), level="team"))  # of another programme
    levels = spreading.over(partner, programme)
    assert [one.count for one in levels] == [0, 0, 2, 0, 0]
    assert [len(one.let_out) for one in levels] == [0, 0, 2, 0, 0]


def test_a_level_with_words_does_not_say_that_there_are_none(client, jo):
    let_out(make_noticed_change(jo, level="team"))
    page = spread_page(client, above(jo.group, Role.LEARNING_PARTNER), jo)
    assert "1 difference let out" in page
    assert page.count("None let out yet") == 4
    assert "too few to say" not in page


def test_where_nothing_was_let_out_one_sentence_says_how_it_comes_here(client, jo):
    make_noticed_change(jo, level="team")
    page = spread_page(client, above(jo.group, Role.LEARNING_PARTNER), jo)
    assert "No group has let a difference out yet" in page
    assert "None let out yet" not in page


def test_national_bodies_read_how_change_spreads_as_reports_told_it_and_not_as_it_stands(client, jo):
    programme = jo.group.partnership.programme
    national, ruth = above(jo.group, Role.NATIONAL_BODY), above(jo.group, Role.LEARNING_PARTNER)
    for _ in range(11):
        let_out(make_noticed_change(jo, level="team"))
    assert "Too few to say" in spread_page(client, national, jo)
    published(programme, ruth)
    let_out(make_noticed_change(jo, level="team"))
    assert [one.count for one in spreading.over(national, programme)] == [None, None, 11, None, None]
    page = spread_page(client, national, jo)
    assert "11 differences let out" in page
    assert reverse("practices:overviews") in page


def test_a_national_body_for_whom_nothing_can_be_told_reads_one_sentence_and_where_to_go(client, jo):
    let_out(make_noticed_change(jo, level="team", what="They ring us now"))
    page = spread_page(client, above(jo.group, Role.NATIONAL_BODY), jo)
    assert page.count("oo few to say") == 1
    assert "They ring us now" not in page
    assert reverse("practices:overviews") in page


def test_over_a_programme_what_was_let_out_is_read_and_nothing_else(client, jo):
    out, inside = (
        make_noticed_change(jo, what="They ring us now"),
        make_noticed_change(jo, what="It stays here"),
    )
    let_out(out)
    partner = above(jo.group, Role.LEARNING_PARTNER)
    address = reverse("practices:programme-spread", args=[jo.group.partnership.programme.slug])
    status, page = page_of(client, partner, address)
    assert status == 200
    assert out.what in page
    assert inside.what not in page
    assert page_of(client, above(jo.group), address)[0] == 404
    assert page_of(client, jo.person, address)[0] == 404


def test_one_that_names_somebody_is_on_no_picture_above_the_group(client, jo):
    let_out(make_noticed_change(jo, what=f"{jo.person.name} rings first"))
    programme = jo.group.partnership.programme
    partner = above(jo.group, Role.LEARNING_PARTNER)
    spread = reverse("practices:programme-spread", args=[programme.slug])
    assert jo.person.name not in page_of(client, partner, spread)[1]
    assert (
        jo.person.name not in page_of(client, partner, reverse("inquiries:theory", args=[jo.group.slug]))[1]
    )


def test_what_was_let_out_and_is_ones_own_again_is_let_out_no_more_when_it_is_shared_anew(client, fiona):
    row = make_noticed_change(fiona, level="myself", is_shared=True, what=CANARY)
    let_out(row)
    words = {"what": CANARY, "level": "myself", "noticed_on": timezone.localdate(), "noticed_by": fiona.pk}
    assert sent(client, fiona, "change-change", row.pk, **words, version=0).status_code == 302
    sent(client, fiona, "change-share", row.pk)
    assert page_of(client, above(fiona.group), url(fiona, "changes"))[0] == 404
