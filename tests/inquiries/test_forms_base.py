"""Forms say what is wrong and what to do, and tie each sentence to its control."""

from django import forms

from inquiries.forms.base import ClipForm


class Noted(ClipForm):
    missing = {"what": "Enter what was agreed"}
    what = forms.CharField(label="What was agreed", max_length=10, help_text="In a sentence.")
    more = forms.CharField(label="More", max_length=9, required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "Agreed"), ("q", "Question")], widget=forms.RadioSelect
    )


def errors_of(**sent: str) -> dict[str, list[str]]:
    return dict(Noted({"what": "Lunch", "kind": "a"} | sent).errors)


def test_empty_says_what_to_enter():
    assert errors_of(what="")["what"] == ["Enter what was agreed"]


def test_empty_without_a_sentence_of_its_own_names_the_field():
    assert errors_of(kind="")["kind"] == ["Choose an answer to “Kind”"]


def test_nothing_visible_is_empty():
    for nothing in ["  ", "\t\n", "\u200b\u2060", "\ufeff \u00a0", "\u00ad"]:
        assert errors_of(what=nothing)["what"] == ["Enter what was agreed"]


def test_letters_without_width_stay_inside_a_text():
    form = Noted({"what": "a\u200db", "kind": "a"})
    assert form.is_valid()
    assert form.cleaned_data["what"] == "a\u200db"


def test_too_long_says_how_long():
    assert errors_of(what="x" * 1200)["what"] == [
        "What was agreed must be 10 characters or fewer. You have 1,200."
    ]


def test_limit_counts_a_line_end_once():
    assert Noted({"what": "Lunch", "more": "12345\r\n678", "kind": "a"}).is_valid()


def test_what_stands_in_one_line_has_no_line_breaks():
    assert errors_of(what="two\nlines")["what"] == ["What was agreed must not contain line breaks"]


def test_nul_says_where_it_stands():
    assert errors_of(what="ab\x00c")["what"] == ["Remove the character we cannot save at position 3"]


def test_foreign_choice_is_refused_without_repeating_it():
    assert errors_of(kind="<script>")["kind"] == ["Choose one of those offered"]


def test_control_is_described_by_hint_error_and_readers():
    html = str(Noted({"kind": "a"}, readers={"what": "Jo and Delia."})["what"].as_field_group())
    assert 'aria-describedby="id_what_helptext id_what_error id_what_readers"' in html
    assert 'id="id_what_readers"' in html
    assert 'aria-invalid="true"' in html
    assert "Jo and Delia." in html


def test_browser_cuts_nothing_off():
    assert "maxlength" not in str(Noted())


def test_summary_leads_to_each_control():
    html = str(Noted({}))
    assert '<a href="#id_what">Enter what was agreed</a>' in html
    assert '<a href="#id_kind_0">' in html
    assert 'id="id_kind_0"' in html


def test_typed_text_is_kept():
    html = str(Noted({"what": "x" * 11, "more": "a <b>", "kind": "q"}))
    assert "x" * 11 in html
    assert "a &lt;b&gt;" in html
    assert html.count("checked") == 1
