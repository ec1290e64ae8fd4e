"""Pages with the same words for everybody: help, and the parts that pages are made of."""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from inquiries.forms.base import ClipForm
from inquiries.models import Organisation
from inquiries.templatetags.clip import STATES


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "inquiries/pages/help.html")


class PartsForm(ClipForm):
    """One of each control, to look at."""

    missing = {"what": _("Enter what was agreed")}
    what = forms.CharField(label=_("What was agreed"), max_length=60, help_text=_("In a sentence."))
    more = forms.CharField(
        label=_("Anything to add?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    sector = forms.ChoiceField(
        label=_("Sector"), choices=Organisation.Sector.choices, widget=forms.RadioSelect
    )
    asked = forms.BooleanField(label=_("They agreed to be quoted"), required=False)


@login_not_required
def parts(request: HttpRequest) -> HttpResponse:
    """All parts together, to see that they are of one hand; in development and the demo alone."""
    if not (settings.DEBUG or settings.CLIP_DEMO):
        raise Http404
    sectors = [Organisation(name=str(label), sector=value) for value, label in Organisation.Sector.choices]
    said = {"more": str(_("one sentence from the rules that enforce it."))}
    context = {
        "form": PartsForm(readers=said),
        "wrong": PartsForm({"wrong-what": "x" * 61}, prefix="wrong"),
        "sectors": sectors,
        "states": list(STATES),
    }
    return render(request, "inquiries/parts.html", context)
