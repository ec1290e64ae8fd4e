"""Forms that say how an action goes, and who and when."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.models import Group, Membership
from meetings import agreeing, one_line
from meetings.models import Action

State = Action.State
HOW_IT_GOES = [
    (State.DONE, _("It is done")),
    (State.UNDER_WAY, _("It is under way")),
    (State.STUCK, _("I am stuck and need help")),
    (State.BACK, _("Somebody else should take it")),
]
ON_BEHALF = [
    (State.DONE, _("Done")),
    (State.UNDER_WAY, _("Under way")),
    (State.STUCK, _("Stuck")),
    (State.BACK, _("Somebody else should take it")),
    (State.LET_GO, _("Let go: it is not needed any more")),
]
YES_OR_NO = [
    (State.OPEN, _("Yes, I take it on")),
    (State.BACK, _("No, not me")),
]
YES_OR_NO_ON_BEHALF = [
    (State.OPEN, _("They take it on")),
    (State.BACK, _("They do not")),
    (State.LET_GO, _("Let go: it is not needed any more")),
]


class UpdateForm(ClipForm):
    """How one action goes, in one of four answers, and a line of words."""

    missing: dict[str, Any] = {"state": _("Choose how it is going.")}

    state = forms.ChoiceField(
        label=_("How is it going?"),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Anything to add?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "ds_input"}),
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, action: Action, on_behalf: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action
        if action.state == State.OFFERED:
            choices = YES_OR_NO_ON_BEHALF if on_behalf else YES_OR_NO
        else:
            choices = ON_BEHALF if on_behalf else HOW_IT_GOES
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(UpdateForm):
    """One question on the page that a note leads to; where there are several, any may be left for later."""

    client_key = None  # type: ignore[assignment]  # the page has one for all

    def __init__(self, *args: Any, is_only: bool, to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to = to
        self.fields["state"].required = is_only
        if self.action.state == State.OFFERED:
            self.fields["state"].error_messages["required"] = _("Choose yes or no.")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("words") and not said.get("state") and "state" not in self.errors:
            told = _("Choose how it is going, so that %(name)s knows what your words are about.")
            self.add_error("state", told % {"name": self.to})
        return said


class BetweenForm(ClipForm):
    """What somebody took on between two meetings, in one line."""

    missing: dict[str, Any] = {"line": _("Enter what is to be done, who takes it on, and by when.")}

    line = forms.CharField(
        label=_("What somebody takes on"),
        max_length=400,
        help_text=_("What, who, by when, in one line: “Visit Linden House, Moira, by 12 March”."),
    )
    said_yes = forms.BooleanField(
        label=_("They said yes already, so nobody is asked by mail"), required=False
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    read: one_line.Line

    def __init__(self, *args: Any, group: Group, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.today = group, today

    def clean_line(self) -> str:
        line: str = self.cleaned_data["line"]
        try:
            self.read = agreeing.read(self.group, line, today=self.today)
        except one_line.LineError as problem:
            raise forms.ValidationError(str(problem)) from problem
        if len(self.read.text) > 300:
            raise forms.ValidationError(_("What they do must be 300 characters or fewer."))
        return line


class ActionChangeForm(ClipForm):
    """What an action is, in other words, by when, and who helps."""

    missing: dict[str, Any] = {"text": _("Enter what is to be done."), "due_on": _("Enter a date.")}

    text = forms.CharField(label=_("What"), max_length=300)
    due_on = forms.DateField(
        label=_("By when"),
        widget=forms.DateInput(attrs={"type": "date", "class": "ds_input"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("The date must be a real one, like 14 5 2027.")},
    )
    kind = forms.ChoiceField(label=_("It is"), choices=Action.Kind, widget=forms.RadioSelect)
    is_quick_win = forms.BooleanField(label=_("A quick win"), required=False)
    helpers = forms.ModelMultipleChoiceField(
        label=_("Who helps"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    was = forms.CharField(widget=forms.HiddenInput, strip=False)
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        initial = {
            "text": action.text,
            "due_on": action.due_on,
            "kind": action.kind,
            "is_quick_win": action.is_quick_win,
            "helpers": [member.pk for member in action.helping],
            "was": action.text,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.action = action
        members = Membership.objects.current().filter(group=action.group, is_informed_only=False)
        field = self.fields["helpers"]
        field.queryset = members.exclude(pk=action.lead_id).for_listing()  # type: ignore[attr-defined]
        field.label_from_instance = lambda m: f"{m.person}, {m.organisation}"  # type: ignore[attr-defined]


class PassOnForm(ClipForm):
    """Whom an action is offered to."""

    missing: dict[str, Any] = {"to": _("Choose whom to ask.")}

    to = forms.ModelChoiceField(
        label=_("Whom do you want to ask?"),
        queryset=Membership.objects.none(),
        empty_label=_("Choose somebody"),
        widget=forms.Select(attrs={"class": "plain"}),
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.current().filter(group=action.group, is_informed_only=False)
        field = self.fields["to"]
        field.queryset = members.exclude(pk=action.lead_id).for_listing()  # type: ignore[attr-defined]
        field.label_from_instance = lambda m: f"{m.person}, {m.organisation}"  # type: ignore[attr-defined]
