"""One's own digest: whether it comes, and when."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inquiries.http import Request
from inquiries.models import Membership
from meetings import digesting
from meetings.forms.digests import DigestForm
from meetings.models import DigestChoice

CHOSEN = ("wants_digest", "hour", "stuck_at_once")


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request) -> HttpResponse:
    if not Membership.objects.current().integrating().filter(person=request.user).exists():
        raise Http404
    choice = digesting.choice_of(request.user)
    sent = request.POST if request.method == "POST" else None
    form = DigestForm(sent, initial={name: getattr(choice, name) for name in CHOSEN})
    if sent is not None and form.is_valid():
        DigestChoice.objects.update_or_create(person=request.user, defaults=form.cleaned_data)
        messages.success(request, _("Kept. No message has left."))
        return redirect("meetings:digest")
    status = 200 if sent is None else 422
    return render(request, "meetings/digest.html", {"form": form}, status=status)
