"""Reports: only what was released, nobody by name, seen by the members first, frozen once published, rendered anew on a withdrawal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inquiries import sending
from inquiries.models import Message
from inquiries.roles import Role
from practices.models import Report
from tests.builders import (
    make_ask,
    make_ask_answer,
    make_membership,
    make_noticed_change,
    make_report,
    make_small_test,
)
from tests.practices.kept import above, let_out, page_of, sent, url
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
NEW = '<strong class="report__new">new</strong>'


def drafted(jo, *rows, **fields):
    return make_report(jo, chosen=[str(row.pk) for row in rows], **fields)


def published(client, jo, row):
    return sent(client, jo, "report-publish", row.pk, version=row.version)


def test_what_was_not_released_is_not_offered_and_stands_nowhere(client, jo, george):
    inside, out = make_noticed_change(jo, what="It stays here"), make_noticed_change(jo, what="She goes out")
    let_out(out)
    form = page_of(client, jo.person, url(jo, "report-add"))[1]
    assert "She goes out" in form
    assert "It stays here" not in form
    row = drafted(jo, inside, out)
    published(client, jo, row)
    status, page = page_of(client, george, row.get_absolute_url())
    assert status == 200
    assert "She goes out" in page
    assert "It stays here" not in page


def test_only_what_somebody_ticked_is_in_it(client, jo, george):
    one, two = make_noticed_change(jo, what="She goes out"), make_noticed_change(jo, what="He rings us")
    for row in (one, two):
        let_out(row)
    report = drafted(jo, one)
    published(client, jo, report)
    page = page_of(client, george, report.get_absolute_url())[1]
    assert "She goes out" in page
    assert "He rings us" not in page


def test_a_draft_is_read_by_those_who_hold_the_group_then_by_members_then_above(client, jo, george):
    member = make_membership(group=jo.group)
    row = make_report(jo, shown_at=None)

    def read():
        return [
            page_of(client, person, row.get_absolute_url())[0]
            for person in (jo.person, member.person, george)
        ]

    assert read() == [200, 404, 404]
    sent(client, jo, "report-show", row.pk)
    assert read() == [200, 200, 404]
    row.refresh_from_db()
    published(client, jo, row)
    assert read() == [200, 200, 200]


def test_before_the_members_have_seen_it_or_while_it_names_somebody_it_is_not_published(client, jo):
    hidden = make_report(jo, shown_at=None)
    named = make_report(jo, lead=f"{jo.person.name} did it all.")
    for row in (hidden, named):
        published(client, jo, row)
    assert not Report.objects.published().exists()
    assert f"It names {jo.person.name}." in page_of(client, jo.person, named.get_absolute_url())[1]


def test_a_version_that_is_gone_is_not_published(client, jo):
    row = make_report(jo)
    Report.objects.update(version=4)
    published(client, jo, row)
    assert not Report.objects.published().exists()


def test_published_once_each_senior_manager_is_told_once_without_its_words(client, jo, george):
    row = make_report(jo, title="Stuck on two things")
    for _ in range(2):
        published(client, jo, row)
    message = Message.objects.get(kind=Message.Kind.REPORT)
    assert message.person == george
    assert "Stuck on two things" not in message.text + message.subject + message.html
    assert row.get_absolute_url() in message.text


def test_what_is_published_stays_as_it_was_and_a_withdrawal_takes_it_out(client, jo, george):
    change = make_noticed_change(jo, what="She goes out")
    release = let_out(change)
    row = drafted(jo, change, lead="Three small things.")
    published(client, jo, row)
    type(change).objects.update(what="Worded otherwise since")
    page = page_of(client, george, row.get_absolute_url())[1]
    assert "She goes out" in page
    assert "Worded otherwise" not in page
    assert (
        sent(client, jo, "report-change", row.pk, title="Later", kind="progress", version=9).status_code
        == 403
    )
    type(release).objects.update(taken_back_at=NOW, taken_back_by=jo)
    page = page_of(client, george, row.get_absolute_url())[1]
    assert "She goes out" not in page
    assert "Three small things." in page


def test_what_is_new_since_the_last_report_is_marked(client, jo):
    old, new = make_noticed_change(jo, what="She goes out"), make_noticed_change(jo, what="He rings us")
    for row in (old, new):
        let_out(row)
    first = drafted(jo, old)
    published(client, jo, first)
    Report.objects.update(published_at=NOW - timedelta(days=30))
    page = page_of(client, jo.person, drafted(jo, old, new).get_absolute_url())[1]
    assert page.count(NEW) == 1
    assert page.index("He rings us") < page.index(NEW)
    assert "“New”: not in an earlier report of this group." in page


def test_asks_stand_with_their_answers_and_those_that_wait_first(client, jo, george):
    make_ask_answer(make_ask(jo, wording="One lawyer"), by=george, myself="I ring both")
    make_ask(jo, wording="Two hours of a searcher")
    row = make_report(jo)
    published(client, jo, row)
    page = page_of(client, george, row.get_absolute_url())[1]
    assert page.index("Two hours of a searcher") < page.index("One lawyer")
    assert "I ring both" in page
    assert "No answer yet." in page


@pytest.mark.parametrize("role", [Role.LEARNING_PARTNER, Role.NATIONAL_BODY, Role.ADMINISTRATOR])
def test_others_above_read_what_is_published_and_no_draft(client, jo, role):
    person = above(jo.group, role)
    draft, out = make_report(jo), make_report(jo)
    published(client, jo, out)
    page = page_of(client, person, url(jo, "reports"))[1]
    assert out.title in page
    assert draft.title not in page
    assert page_of(client, person, draft.get_absolute_url())[0] == 404


def test_members_write_none(client, jo):
    member = make_membership(group=jo.group)
    assert sent(client, member, "report-add", title="Mine", kind="progress").status_code == 403
    assert not Report.objects.exists()


def test_taken_away_its_mails_stay_here(client, jo, george):
    row = make_report(jo)
    published(client, jo, row)
    row.refresh_from_db()
    row.remove(by=jo.person, at=NOW)
    message = Message.objects.get(kind=Message.Kind.REPORT)
    sending.deliver(message.pk, message.due_at)
    message.refresh_from_db()
    assert message.state == Message.State.SUPPRESSED


def test_small_tests_above_a_group_stand_by_stage(client, jo, george):
    test = make_small_test(jo, stage="adopted", settled_on=timezone.localdate())
    let_out(test, kind="small test")
    row = drafted(jo, test)
    assert "became usual" in page_of(client, jo.person, row.get_absolute_url())[1]


def test_its_pages_take_as_many_queries_for_thirty_as_for_one(client, jo):
    client.force_login(jo.person)
    row = make_report(jo)

    def add():
        change = make_noticed_change(jo)
        let_out(change)
        make_ask_answer(make_ask(jo))
        Report.objects.filter(pk=row.pk).update(
            chosen=[*Report.objects.get(pk=row.pk).chosen, str(change.pk)]
        )

    assert_same_queries(ask=lambda: client.get(row.get_absolute_url()), add_row=add)
    assert_same_queries(ask=lambda: client.get(url(jo, "reports")), add_row=lambda: make_report(jo))
    assert len(queries_of(lambda: client.get(url(jo, "reports")))) <= 12


def test_a_few_people_are_not_counted(client, jo):
    row = make_report(jo)
    assert "fewer than five people" in page_of(client, jo.person, row.get_absolute_url())[1]
