"""Forms of the recording page: each keeps one thing, and carries the key that makes a replay harmless."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.models import Membership, Organisation
from meetings import one_line, photographing, recording, taking_on
from meetings.models import Action, Meeting

HOW_IT_GOES = [
    (Action.State.DONE, _("Done")),
    (Action.State.UNDER_WAY, _("Under way")),
    (Action.State.STUCK, _("Stuck")),
    (Action.State.LET_GO, _("Let go")),
]
NEXT = forms.TextInput(
    attrs={"data-focus": True, "autocomplete": "off"}
)  # once one is kept, the next is typed here
LOST_KEY = _("Something is missing from this form. Copy your text, reload the page and send it again.")


class RecordForm(ClipForm):
    """A form of one meeting's record: `part` is the part of the page that it stands in, `name` what templates call it."""

    missing = {"client_key": LOST_KEY}
    part = name = ""
    client_key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": LOST_KEY}
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.part}-%s")
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def members(self) -> list[Membership]:
        return list(Membership.objects.current().filter(group=self.meeting.group_id).for_listing())


class UpdateForm(RecordForm):
    """How one action goes, said in the room."""

    part, name = "round", "update_form"
    missing = RecordForm.missing | {"state": _("Choose where it is now")}
    state = forms.ChoiceField(label=_("Where is it now?"), choices=HOW_IT_GOES, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In their words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class LineForm(RecordForm):
    """A form that reads an action from one line; `read` is what the line says."""

    missing = RecordForm.missing | {"line": _("Enter what was agreed, who does it, and by when")}
    line = forms.CharField(label=_("New action"), max_length=400, widget=NEXT)
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


class ActionForm(LineForm):
    """A new action in one line."""

    part, name = "new-action", "action_form"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].help_text = _(
            "What, who, by when, in one line: “Visit Linden House, Moira, by 12 March”."
        )


class AgreedForm(RecordForm):
    """Something that the group agreed."""

    part, name = "agreed", "agreed_form"
    missing = RecordForm.missing | {"text": _("Enter what was agreed")}
    text = forms.CharField(label=_("Agreed"), max_length=2000, widget=NEXT)


class CheckOutForm(RecordForm):
    """A word as somebody leaves, without who said it."""

    part, name = "check-out", "check_out_form"
    missing = RecordForm.missing | {"text": _("Enter what was said, without who said it")}
    text = forms.CharField(
        label=_("Check-out"),
        max_length=2000,
        widget=NEXT,
        help_text=_("“How are you as you leave?” Kept without who said it."),
    )


class QuoteForm(RecordForm):
    """Somebody's own words."""

    part, name = "quote", "quote_form"
    missing = RecordForm.missing | {"text": _("Enter what was said"), "speaker": _("Enter who said it")}
    text = forms.CharField(label=_("Quote"), max_length=2000, widget=NEXT)
    speaker = forms.CharField(label=_("Who said it"), max_length=120)
    may_be_quoted = forms.BooleanField(
        label=_("Asked first: it may be in the recap, with their name"), required=False
    )

    def clean_speaker(self) -> Membership:
        try:
            return one_line.find(self.cleaned_data["speaker"], self.members())
        except one_line.LineError as problem:
            raise forms.ValidationError(str(problem)) from problem


class SmallGroupForm(RecordForm):
    """A small group, by what it talks about."""

    part, name = "add-small-group", "small_group_form"
    missing = RecordForm.missing | {"topic": _("Enter what they talk about")}
    topic = forms.CharField(label=_("A small group on"), max_length=120, widget=NEXT)


class LearnedForm(RecordForm):
    """Something that a small group learned."""

    missing = RecordForm.missing | {"text": _("Enter what they learned")}
    text = forms.CharField(label=_("What they learned"), max_length=2000)


class PhotographForm(RecordForm):
    """A photograph of a flip chart or a sheet; `picture` is what is kept of it."""

    part, name = "photograph", "photograph_form"
    missing = RecordForm.missing | {
        "image": _("Choose a photograph, or take one"),
        "caption": _("Enter what it shows"),
        "asked": _("Ask first: whoever wrote on it, or is in it, says yes before it is kept"),
    }
    image = forms.FileField(
        label=_("Photograph"),
        max_length=300,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "data-photograph": True}),
    )
    caption = forms.CharField(label=_("What it shows"), max_length=200)
    asked = forms.BooleanField(label=_("Asked first: whoever wrote on it, or is in it, said yes"))
    picture: photographing.Picture

    def clean_image(self) -> Any:
        image = self.cleaned_data["image"]
        try:
            self.picture = photographing.develop(image.file, image.size)
        except photographing.NotAPictureError as problem:
            raise forms.ValidationError(str(problem)) from problem
        image.seek(0)
        return image


class WalkInForm(RecordForm):
    """Somebody who walked in: name and organisation in one line, and a sector for an organisation that is new."""

    part, name = "walk-in", "walk_in_form"
    missing = RecordForm.missing | {
        "line": _("Enter a name and an organisation, like “Lewis Orr, Home care”")
    }
    line = forms.CharField(
        label=_("Who walked in?"),
        max_length=240,
        help_text=_("Name and organisation: “Lewis Orr, Home care”."),
    )
    sector = forms.ChoiceField(
        label=_("Its sector"),
        required=False,
        choices=[("", _("Choose")), *Organisation.Sector.choices],
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        name, _comma, organisation_name = (
            " ".join(part.split()) for part in data.get("line", "").partition(",")
        )
        if data.get("line") and not (name and organisation_name):
            self.add_error("line", self.missing["line"])
        elif max(len(name), len(organisation_name)) > 120:
            self.add_error("line", _("A name must be 120 characters or fewer."))
        elif (
            organisation_name
            and not data.get("sector")
            and not recording.organisation_called(organisation_name)
        ):
            self.add_error(
                "sector",
                _("“%(name)s” is new to Clip. Choose its sector, or write its name otherwise.")
                % {"name": organisation_name},
            )
        return data | {"name": name, "organisation_name": organisation_name}

    @property
    def asks_sector(self) -> bool:
        """Only of an organisation that nobody came from before."""
        return bool(self.is_bound and (self.errors.get("sector") or self["sector"].value()))


class ChangedForm(ClipForm):
    """A form over something that was recorded; its key makes a replay harmless."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class ChangeForm(ChangedForm):
    """Other words for an entry, over the version that its writer saw."""

    missing = {"text": _("Enter the words; to take it out, remove it instead")}
    text = forms.CharField(
        label=_("Words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "data-focus": True})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ChangeTopicForm(ChangedForm):
    """Another topic for a small group, over the one that its writer saw."""

    missing = {"topic": _("Enter what they talk about")}
    topic = forms.CharField(label=_("A small group on"), max_length=120, widget=NEXT)
    was = forms.CharField(widget=forms.HiddenInput)


class ChangeLineForm(LineForm):
    """Another line for an action, over the one that its writer saw."""

    part = "change"
    line = forms.CharField(label=_("What, who, by when"), max_length=400, widget=NEXT)
    was = forms.CharField(widget=forms.HiddenInput)
