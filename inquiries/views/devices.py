"""The key with which a browser locks what it keeps until it can be sent (static/js/store.js)."""

from uuid import UUID

from django.http import HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inquiries import locking
from inquiries.http import Request


@require_POST
def device_key(request: Request) -> HttpResponseBase:
    """One's own key on this device, and nobody else's."""
    try:
        device = UUID(request.POST.get("device", ""))
    except ValueError:
        return HttpResponseBadRequest(_("We could not read what was sent. Reload the page and try again."))
    return JsonResponse({"key": locking.key_for(request.user, device, at=timezone.now())})
