"""Measures: readings by hand, pasted and by file; all of them or none, one a day, drawn in a fixed number of queries."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from practices.forms.measures import read_lines
from practices.models import Reading
from tests.builders import make_aspiration, make_measure, make_reading
from tests.practices.kept import above, let_out, page_of, sent, url
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(jo):
    return make_measure(jo)


def kept(measure):
    return list(measure.readings.values_list("on", "value"))


def test_a_reading_by_hand_is_kept_and_a_second_of_that_day_takes_its_place(client, jo, measure):
    for value in ("7", "8.5"):
        sent(client, jo, "measure-read", measure.pk, on="2026-03-02", value=value)
    assert kept(measure) == [(date(2026, 3, 2), Decimal("8.5"))]


@pytest.mark.parametrize("said", [{"on": "2026-03-02", "value": "many"}, {"on": "soon", "value": "3"}])
def test_what_is_no_day_or_number_is_said_at_its_box(client, jo, measure, said):
    answer = sent(client, jo, "measure-read", measure.pk, **said)
    assert answer.status_code == 422
    assert not kept(measure)


@pytest.mark.parametrize(
    "text",
    [
        "2/3/2026\t7\n9/3/2026\t8.5\n",
        "Day,Calls\n2026-03-02,7\n2026-03-09,8.5\n",
        "2 March 2026;7\r\n\r\n9 March 2026;8.5",
        "\ufeffWeek;n\n02.03.2026;7\n09.03.2026;8.5",
        "Day;Calls, by phone\r2/3/2026;7\r9/3/2026;8.5\r",
    ],
    ids=["pasted", "with headings", "with semicolons", "with a mark in front", "from an old Mac"],
)
def test_what_spreadsheets_give_is_read(text):
    readings, wrong = read_lines(text.lstrip("\ufeff"))
    assert wrong == []
    assert readings == [(date(2026, 3, 2), Decimal(7)), (date(2026, 3, 9), Decimal("8.5"))]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,200", "1200"), ("-12,345,678.25", "-12345678.25"), ("1 200", "1200"), ("12.5", "12.5")],
)
def test_a_comma_between_thousands_is_read_as_people_write_it(typed, value):
    assert read_lines(f"1/5/2026\t{typed}\n") == ([(date(2026, 5, 1), Decimal(value))], [])


@pytest.mark.parametrize("typed", ["8,5", "12,34,567", "1200,5", "1,2000", "0.5,1", ",5"])
def test_any_other_comma_is_refused_with_what_to_write(typed):
    readings, wrong = read_lines(f"1/5/2026\t7\n2/5/2026\t{typed}\n")
    assert readings == [(date(2026, 5, 1), Decimal(7))]
    assert wrong == [
        "Line 2: a comma may stand only between thousands, like 1,200. For part of a number write a point, like 8.5"
    ]


def test_pasted_readings_are_all_kept_or_none(client, jo, measure):
    wrong = sent(client, jo, "measure-read-many", measure.pk, pasted="2/3/2026\t7\nlast week\tfew\n")
    assert wrong.status_code == 422
    assert "Line 2 needs a day and a number" in wrong.content.decode()
    assert "last week" in wrong.content.decode()  # what was typed stays
    assert not kept(measure)
    make_reading(measure, on=date(2026, 3, 2), value=1)
    sent(client, jo, "measure-read-many", measure.pk, pasted="2/3/2026\t7\n9/3/2026\t8\n")
    assert kept(measure) == [(date(2026, 3, 2), Decimal(7)), (date(2026, 3, 9), Decimal(8))]


def test_days_and_numbers_side_by_side_are_no_long_number(client, jo, measure):
    lines = "\n".join(f"0{n}/08/2026\t1{n}" for n in range(1, 10))
    assert sent(client, jo, "measure-read-many", measure.pk, pasted=lines).status_code == 302
    assert len(kept(measure)) == 9


def test_a_day_that_is_still_to_come_has_no_reading(client, jo, measure):
    ahead = timezone.localdate() + timedelta(days=1)
    assert sent(client, jo, "measure-read", measure.pk, on=ahead, value="3").status_code == 422
    assert sent(client, jo, "measure-read-many", measure.pk, pasted=f"{ahead}\t3").status_code == 422
    assert not kept(measure)


def test_a_file_is_read_and_one_that_is_too_long_is_not(client, jo, measure):
    file = SimpleUploadedFile("calls.csv", b"day,n\n2026-03-02,7\n")
    assert sent(client, jo, "measure-read-many", measure.pk, file=file).status_code == 302
    assert kept(measure) == [(date(2026, 3, 2), Decimal(7))]
    many = "\n".join(f"{date(2020, 1, 1) + timedelta(days=n)},1" for n in range(1001))
    answer = sent(client, jo, "measure-read-many", measure.pk, pasted=many)
    assert "more than a thousand lines" in answer.content.decode()


def test_a_file_with_the_line_ends_of_an_old_mac_is_read(client, jo, measure):
    file = SimpleUploadedFile("calls.csv", b"day,n\r2026-03-02,7\r2026-03-09,8\r")
    assert sent(client, jo, "measure-read-many", measure.pk, file=file).status_code == 302
    assert kept(measure) == [(date(2026, 3, 2), Decimal(7)), (date(2026, 3, 9), Decimal(8))]


@pytest.mark.parametrize("more", [1, 14_000], ids=["a little", "more than a cell may hold"])
def test_an_opened_quotation_mark_is_said_however_much_it_swallows(client, jo, measure, more):
    rest = b"2026-03-10,9\n" * more
    file = SimpleUploadedFile("calls.csv", b'day,n\n2026-03-02,7\n"2026-03-09,8\n' + rest)
    answer = sent(client, jo, "measure-read-many", measure.pk, file=file)
    assert answer.status_code == 422
    assert "Line 3: a quotation mark is not closed" in answer.content.decode()
    assert not kept(measure)


def test_a_person_marks_what_is_unlike_all_others_and_takes_out_what_was_wrong(client, jo, measure):
    reading = make_reading(measure)
    sent(client, jo, "reading-judge", measure.pk, reading.pk, do="mark")
    assert Reading.objects.get().is_astronomical
    assert "unlike all others" in page_of(client, jo.person, measure.get_absolute_url())[1]
    sent(client, jo, "reading-judge", measure.pk, reading.pk, do="unmark")
    assert not Reading.objects.get().is_astronomical
    sent(client, jo, "reading-judge", measure.pk, reading.pk, do="take out")
    assert not Reading.objects.exists()


def test_readings_of_another_measure_are_not_there(client, jo, measure):
    other = make_reading()
    assert sent(client, jo, "reading-judge", measure.pk, other.pk, do="take out").status_code == 404
    assert Reading.objects.exists()


def test_its_page_draws_two_hundred_readings_in_as_many_queries_as_ten(client, jo, measure):
    today = timezone.localdate()
    client.force_login(jo.person)
    page = measure.get_absolute_url()
    for n in range(10):
        make_reading(measure, on=today - timedelta(days=n), value=n)
    client.get(page)
    few = len(queries_of(lambda: client.get(page)))
    Reading.objects.bulk_create(
        [Reading(measure=measure, on=today - timedelta(days=n), value=n % 7) for n in range(10, 200)]
    )
    shown = client.get(page).content.decode()
    assert shown.count('class="run__point') == 200
    assert len(queries_of(lambda: client.get(page))) == few <= 12


def test_it_may_be_of_an_aspiration_and_of_nothing_of_another_group(client, jo):
    hope = make_aspiration(group=jo.group)
    words = {"what": "People at lunch", "rules": "anhøj"}
    assert sent(client, jo, "measure-add", **words, of=f"aspiration:{hope.pk}").status_code == 302
    foreign = make_aspiration()
    assert sent(client, jo, "measure-add", **words, of=f"aspiration:{foreign.pk}").status_code == 422


def test_above_the_group_its_chart_is_read_once_it_went_out_and_nothing_can_be_added(client, jo, measure):
    make_reading(measure)
    let_out(measure)
    george = above(jo.group)
    status, page = page_of(client, george, measure.get_absolute_url())
    assert status == 200
    assert "run__chart" in page
    assert "Add a reading" not in page
    client.force_login(george)
    assert client.post(url(jo, "measure-read", measure.pk)).status_code in {403, 404}


def test_the_small_test_leads_to_its_measures_and_to_a_new_one(client, jo, measure):
    test = measure.small_test
    page = page_of(client, jo.person, test.get_absolute_url())[1]
    assert f'href="{measure.get_absolute_url()}"' in page
    add = f"{url(jo, 'measure-add')}?of=small-test:{test.pk}"
    assert add in page
    form = page_of(client, jo.person, add)[1]
    assert f'value="small-test:{test.pk}" selected' in form


def test_let_out_it_tells_nothing_of_the_small_test_that_was_not(client, jo, measure):
    let_out(measure)
    george = above(jo.group)
    for address in (url(jo, "measures"), measure.get_absolute_url()):
        status, page = page_of(client, george, address)
        assert status == 200
        assert measure.small_test.what not in page
