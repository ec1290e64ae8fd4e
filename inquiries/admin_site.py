"""The site of Django's admin: set-up tables alone, whatever other apps would register."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.options import ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SHOWN = {
    "programme",
    "nationalbody",
    "partnership",
    "organisation",
    "group",
    "membership",
    "stewardship",
    "user",
}


class Site(AdminSite):
    """Entered by a code sent by email, like every page, and only by staff."""

    site_header = site_title = "Clip"

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: "type[ModelAdmin[Any]] | None" = None,
        **options: Any,
    ) -> None:
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        ours = [
            model
            for model in models
            if model._meta.app_label == "inquiries" and model._meta.model_name in SHOWN
        ]
        super().register(ours, admin_class, **options)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Roles and people change here: who sends a form has proved lately who they are (gates.py)."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            from inquiries import gates  # needs models, which load after this site

            is_theirs = request.method == "POST" and self.has_permission(request)
            return (is_theirs and gates.asked_again(request)) or inner(request, *args, **kwargs)

        return cast(View, gated)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Nobody has a password: the code opens this door too, and to others it looks as if it were not there."""
        from django.contrib.auth.views import redirect_to_login  # needs models, which load after this site

        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


class SiteConfig(AdminConfig):
    """Django's admin with our site."""

    default_site = "inquiries.admin_site.Site"
