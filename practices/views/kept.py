"""Things that a group keeps in its own words, one way for all sorts: added, changed, taken out, put back, and their page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inquiries import access
from inquiries.access import group_view, member_view
from inquiries.forms import comparing_words
from inquiries.http import Hat, Request
from inquiries.models import Membership
from inquiries.policy import Reach
from practices import keeping_words, sharing, shelving, tying
from practices.access import can_change, can_share, can_take_out
from practices.forms.kept import KeptForm
from practices.models import Barrier, SmallTest
from practices.models.base import Worded
from practices.reporting import told_in
from practices.tying import Knot
from practices.views import in_session

GROUP = "groups/<slug:slug>"


@dataclass(frozen=True)
class Said:
    """What the pages of one sort say: over its forms, on its buttons, and when something was done."""

    list_name: Promise  # of the list that it stands in
    add: Promise
    change: Promise
    lede: Promise
    kept: Promise
    removed: Promise
    put_back: Promise
    remove: Promise


@dataclass(frozen=True)
class Register:
    """One sort of thing: its rows, its form, where its pages lie, and who may change a row."""

    model: type[Worded]
    form: type[KeptForm]
    stem: str  # of its routes: practices:<stem>-add
    place: str  # of its addresses
    list_route: str
    said: Said
    may_change: Callable[[Hat, Any], bool] = can_change
    more: str = ""  # a template with what else stands on its page
    context: Callable[[Request, Hat, Any], dict[str, Any]] | None = None

    # --- reading --------------------------------------------------------------------------------------

    def find(self, request: Request, key: UUID) -> Any:
        """The row of this key that the reader may read, or 404."""
        rows: Any = self.model._default_manager
        seen = rows.visible_to(request.user).filter(group=request.group)
        found = get_object_or_404(seen.for_listing(), pk=key)
        found.group = request.group
        return found

    def own(self, request: Request, membership: Membership, key: UUID) -> Any:
        """One that this member may change: 403 for the others that they may read."""
        row = self.find(request, key)
        if not self.may_change(membership, row):
            raise PermissionDenied
        return row

    def page(self, request: Request, hat: Hat, kept_id: UUID) -> HttpResponse:
        row = self.find(request, kept_id)
        if not sharing.readable([row], request.group, hat):
            raise Http404
        more = self.context(request, hat, row) if self.context else {}
        return render(request, "practices/kept.html", self.page_of(request, hat, row) | more)

    def page_of(self, request: Request, hat: Hat, row: Any) -> dict[str, Any]:
        is_inside = access.can(hat, row.THING, Reach.OWN)
        return {
            "group": request.group,
            "hat": hat,
            "row": row,
            "register": self,
            "list_url": reverse(self.list_route, args=[request.group.slug]),
            "is_inside": is_inside,
            "changes": self.may_change(hat, row),
            "change_url": self._url("change", request, row),
            "remove_url": self._url("remove", request, row),
            **(thread_of(request, row) if self.is_tied and is_inside else {"thread": None}),
            **told_in.outside(row.THING, row),
        }

    @property
    def is_tied(self) -> bool:
        """Whether it can be an end of the thread."""
        return self.model in tying.KINDS

    def _url(self, do: str, request: Request, row: Any) -> str:
        return reverse(f"practices:{self.stem}-{do}", args=[request.group.slug, row.pk])

    # --- writing --------------------------------------------------------------------------------------

    def add(self, request: Request, membership: Membership) -> HttpResponse:
        """A new one; from a thing that the address names, it is tied to that."""
        source = source_of(request)
        given = {name: request.GET[name] for name in self.form.prefilled if name in request.GET}
        form = self.form(request.POST or None, hat=membership, initial=given)
        if request.method == "GET" or not form.is_valid() or in_session.is_paused(request, form):
            return self._form_page(
                request, form, status=200 if request.method == "GET" else 422, source=source
            )
        row = keeping_words.keep(
            self.model,
            request.group,
            form.words() | {"meeting": None if form.is_alone else in_session.now(request)},
            by=membership,
            at=timezone.now(),
            client_key=form.cleaned_data["client_key"] or uuid4(),
            came_of=source if self.is_tied else None,
        )
        row.group = request.group
        messages.success(request, str(self.said.kept))
        return in_session.back(request, row)

    def change(self, request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
        """Other words for it, over the version that was seen."""
        row = self.own(request, membership, kept_id)
        initial = {"version": row.version}
        form = self.form(request.POST or None, hat=membership, instance=row, initial=initial)
        if request.method == "GET" or not form.is_valid():
            status = 200 if request.method == "GET" else 422
            return self._form_page(request, form, status=status, row=row)
        said, version = form.words(), form.cleaned_data["version"] or 0
        if not keeping_words.reword(row, said, version=version, by=membership, at=timezone.now()):
            return self._conflict_page(request, membership, form)
        messages.success(request, str(self.said.kept))
        return redirect(row)

    def _conflict_page(self, request: Request, membership: Membership, form: KeptForm) -> HttpResponse:
        """Somebody else was first: what was typed in the boxes, and beside it what stands there now where it differs."""
        theirs = self.own(request, membership, form.instance.pk)
        typed = form.cleaned_data | {"version": theirs.version}
        fresh = self.form(hat=membership, instance=form.instance, initial=typed)
        differs = comparing_words.differences(form, theirs)
        return self._form_page(request, fresh, status=409, row=theirs, theirs=theirs, differs=differs)

    def _form_page(self, request: Request, form: KeptForm, *, status: int, **more: Any) -> HttpResponse:
        context = {
            "form": form,
            "register": self,
            "list_url": reverse(self.list_route, args=[request.group.slug]),
            **told_in.outside(self.model.THING, more.get("row")),
        }
        return render(request, "practices/kept_form.html", context | more, status=status)

    def remove(self, request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
        row = self.own(request, membership, kept_id)
        if keeping_words.remove(row, by=membership, at=timezone.now()):
            messages.success(request, str(self.said.removed), extra_tags=self._url("put-back", request, row))
        return redirect(self.list_route, request.group.slug)

    def put_back(self, request: Request, membership: Membership, kept_id: UUID) -> HttpResponse:
        """In the group again; what had gone out stays back."""
        rows: Any = self.model._default_manager
        open_to = rows.open_to(request.user).filter(group=request.group)
        row = get_object_or_404(open_to.for_listing(), pk=kept_id)
        row.group = request.group
        if not self.may_change(membership, row):
            raise PermissionDenied
        if not keeping_words.put_back(row, at=timezone.now()):
            return redirect(self.list_route, request.group.slug)
        messages.success(request, str(self.said.put_back))
        return redirect(row)

    # --- addresses ------------------------------------------------------------------------------------

    def paths(self, page: Callable[..., HttpResponseBase] | None = None) -> list[URLPattern]:
        """Its five addresses, each behind its gate; `page` is a gated view of its own, where it has another one."""
        one = f"{GROUP}/{self.place}/<uuid:kept_id>"
        reads = self.model.PAGE.removeprefix("practices:")
        writes = require_http_methods(["GET", "POST"])
        return [
            path(f"{GROUP}/{self.place}/add/", member_view(writes(self.add)), name=f"{self.stem}-add"),
            path(f"{one}/", page or group_view(require_safe(self.page)), name=reads),
            path(f"{one}/change/", member_view(writes(self.change)), name=f"{self.stem}-change"),
            path(f"{one}/remove/", member_view(require_POST(self.remove)), name=f"{self.stem}-remove"),
            path(f"{one}/put-back/", member_view(require_POST(self.put_back)), name=f"{self.stem}-put-back"),
        ]


def thread_of(request: Request, row: Any) -> dict[str, Any]:
    """What the page of a thing says of the thread: one step each way, the whole of it, and what may be begun from it."""
    knot = tying.knot_of(row, request.group.slug)
    return {
        "thread": tying.beside(request.user, request.group, row),
        "thread_url": knot.thread_url,
        "begins": "" if knot.kind == "small test" else knot.name,
    }


def shared_of(hat: Hat, row: SmallTest | Barrier) -> dict[str, Any]:
    """What the page of a small test or a barrier says of the library: what is shared of it, and what its reader may do; one query."""
    entry = shelving.shared(row.pk)
    kind = "small-test" if isinstance(row, SmallTest) else "barrier"
    return {
        "shared": entry,
        "shares": can_share(hat, row),
        "takes_out": entry is not None and can_take_out(hat, entry),
        "share_url": reverse("practices:library-share", args=[row.group.slug, kind, row.pk]),
    }


def source_of(request: Request) -> Knot | None:
    """The thing that a new one comes of, where the address names one that its reader may read."""
    name = request.GET.get("from", "")
    return tying.one(request.user, [request.group], name) if name else None
