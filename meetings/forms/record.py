"""Forms of the recording page: each keeps one thing, and carries the key that makes a replay harmless."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.models import Membership, Organisation
from meetings import one_line, recording, taking_on
from meetings.models import Action, Meeting, SmallGroup

HOW_IT_GOES = [
    (Action.State.DONE, _("Done")),
    (Action.State.UNDER_WAY, _("Under way")),
    (Action.State.STUCK, _("Stuck")),
    (Action.State.LET_GO, _("Let go")),
]


class RecordForm(ClipForm):
    """A form of one meeting's record."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def members(self) -> Any:
        return Membership.objects.current().filter(group=self.meeting.group_id).for_listing()


class UpdateForm(RecordForm):
    """How one action goes, said in the room."""

    missing = {"state": _("Choose where it is now")}
    state = forms.ChoiceField(label=_("Where is it now?"), choices=HOW_IT_GOES, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In their words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ActionForm(RecordForm):
    """A new action in one line; `read` is what the line says."""

    missing = {"line": _("Enter what was agreed, who does it, and by when")}
    line = forms.CharField(
        label=_("New action"),
        max_length=400,
        help_text=_("What, who, by when, in one line: “Visit Linden House, Moira, by 12 March”."),
    )
    read: one_line.Line

    def clean_line(self) -> str:
        line: str = self.cleaned_data["line"]
        try:
            self.read = taking_on.read(self.meeting, line)
        except one_line.LineError as problem:
            raise forms.ValidationError(str(problem)) from problem
        if len(self.read.text) > 300:
            raise forms.ValidationError(_("What they do must be 300 characters or fewer."))
        return line


class AgreedForm(RecordForm):
    """Something that the group agreed."""

    missing = {"text": _("Enter what was agreed")}
    text = forms.CharField(label=_("Agreed"), max_length=2000)


class CheckOutForm(RecordForm):
    """A word as somebody leaves, without who said it."""

    missing = {"text": _("Enter what was said, without who said it")}
    text = forms.CharField(label=_("How are you as you leave?"), max_length=2000)


class QuoteForm(RecordForm):
    """Somebody's own words."""

    missing = {"text": _("Enter what was said"), "speaker": _("Choose who said it")}
    text = forms.CharField(label=_("Quote"), max_length=2000)
    speaker = forms.ModelChoiceField(
        label=_("Who said it"), queryset=Membership.objects.none(), empty_label=_("Choose")
    )
    may_be_quoted = forms.BooleanField(
        label=_("Asked first: it may be in the recap, with their name"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speaker = self.fields["speaker"]
        assert isinstance(speaker, forms.ModelChoiceField)
        speaker.queryset = self.members()
        speaker.label_from_instance = lambda member: member.person.name  # type: ignore[method-assign]


class SmallGroupForm(RecordForm):
    """A small group, by what it talks about."""

    missing = {"topic": _("Enter what they talk about")}
    topic = forms.CharField(label=_("A small group on"), max_length=120)


class LearnedForm(RecordForm):
    """Something that a small group learned."""

    missing = {"text": _("Enter what they learned")}
    text = forms.CharField(label=_("What they learned"), max_length=2000)

    def __init__(self, *args: Any, small_group: SmallGroup, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"learned-{small_group.pk}", **kwargs)
        self.small_group = small_group


class WalkInForm(RecordForm):
    """Somebody who walked in: name and organisation in one line, and a sector for an organisation that is new."""

    missing = {"line": _("Enter a name and an organisation, like “Lewis Orr, Home care”")}
    line = forms.CharField(
        label=_("Who walked in?"),
        max_length=240,
        help_text=_("Name and organisation: “Lewis Orr, Home care”."),
    )
    sector = forms.ChoiceField(
        label=_("Its sector, if Clip does not know it yet"),
        required=False,
        choices=[("", _("Known already")), *Organisation.Sector.choices],
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        name, _comma, organisation = (part.strip() for part in data.get("line", "").partition(","))
        if data.get("line") and not (name and organisation):
            self.add_error("line", self.missing["line"])
        elif organisation and not data.get("sector") and not recording.organisation_called(organisation):
            self.add_error("sector", _("“%(name)s” is new here: choose its sector") % {"name": organisation})
        for part, limit in ((name, 120), (organisation, 120)):
            if len(part) > limit:
                self.add_error("line", _("A name must be 120 characters or fewer."))
        return data | {"name": name, "organisation": organisation}


class ChangeForm(ClipForm):
    """Other words for an entry, over the version that its writer saw."""

    missing = {"text": _("Enter the words; to take it out, remove it instead")}
    text = forms.CharField(label=_("Words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(widget=forms.HiddenInput)
