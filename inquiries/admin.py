"""Django's admin: programmes, people and roles, for the site's technical administrator.

Nothing that was said in a room is registered here, in any app (docs/architecture.md).
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from inquiries import readdressing
from inquiries.models import (
    Group,
    Membership,
    NationalBody,
    Organisation,
    Partnership,
    Programme,
    Stewardship,
    User,
)


class Unlisted:
    """What hangs on a row is never listed where it is to be deleted: its name may be somebody's words."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        _gone, _counts, missing, hindering = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        return [str(one) for one in objs], {}, missing, [_("what was kept there")] if hindering else []


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A person; nobody has a password."""

    list_display = ("name", "email", "is_active", "is_staff")
    search_fields = ("name_folded", "email")
    list_filter = ("is_active", "is_staff")
    fields = ("name", "short_name", "email", "is_active", "is_staff", "is_superuser", "last_login")
    readonly_fields = ("last_login",)

    def save_model(self, request: HttpRequest, obj: User, form: "ModelForm[User]", change: bool) -> None:
        """Another address takes the account along: sessions end, and both addresses are told."""
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            obj.forget_sessions()
            readdressing.tell_of_move(obj, old=form.initial.get("email") or "", at=timezone.now())

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False  # people are made unrecognisable, never deleted


@admin.register(Organisation)
class OrganisationAdmin(Unlisted, SimpleHistoryAdmin):
    """An organisation and its sector."""

    list_display = ("name", "sector")
    list_filter = ("sector",)
    search_fields = ("name_folded",)


@admin.register(Programme)
class ProgrammeAdmin(Unlisted, SimpleHistoryAdmin):
    """A programme."""

    list_display = ("name", "starts_on", "ends_on")
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("name",)}


@admin.register(NationalBody)
class NationalBodyAdmin(Unlisted, SimpleHistoryAdmin):
    """A national body of a programme."""

    list_display = ("name", "programme")


@admin.register(Partnership)
class PartnershipAdmin(Unlisted, SimpleHistoryAdmin):
    """A partnership and who stands behind it."""

    list_display = ("name", "programme")
    list_filter = ("programme",)
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("name",)}
    filter_horizontal = ("parties",)


@admin.register(Group)
class GroupAdmin(Unlisted, SimpleHistoryAdmin):
    """An inquiry group's frame; what is said in it is not here."""

    list_display = ("name", "partnership", "locality")
    list_filter = ("partnership",)
    list_select_related = ("partnership",)
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("name",)}


@admin.register(Membership)
class MembershipAdmin(Unlisted, SimpleHistoryAdmin):
    """Somebody's place in a group."""

    list_display = ("person", "group", "role", "organisation", "joined_on", "left_on")
    list_filter = ("role", "group")
    list_select_related = ("person", "group", "organisation")
    search_fields = ("person__name_folded",)
    autocomplete_fields = ("person", "organisation")


@admin.register(Stewardship)
class StewardshipAdmin(Unlisted, SimpleHistoryAdmin):
    """A role that somebody holds above a group."""

    list_display = ("person", "role", "programme", "partnership", "group")
    list_filter = ("role",)
    list_select_related = ("person", "programme", "partnership", "group")
    autocomplete_fields = ("person",)
