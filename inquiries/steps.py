"""What comes next for a group: what is still missing, as its reader may see and mend it.

settings.NEXT_STEPS names functions `(hat, group) -> list[Step]` in reading order, each of at most one query.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from inquiries import access
from inquiries.http import Hat
from inquiries.models import Agreement, Aspiration, CardLine, Group, Membership, Purpose, SignUp, Yes


@dataclass(frozen=True)
class Step:
    """One thing to do, in words that say what will happen, and where."""

    words: str
    url: str


def next_steps(hat: Hat, group: Group) -> list[Step]:
    found: list[Step] = []
    for path in settings.NEXT_STEPS:
        found += import_string(path)(hat, group)
    return found


def ground(hat: Hat, group: Group) -> list[Step]:
    """What a group agrees at its start: how it works together, what it hopes for, and each member's part."""
    if not isinstance(hat, Membership):
        return []
    purpose = Purpose.objects.current().filter(group=OuterRef("pk"), term=Purpose.Term.LONG)
    agreement = Agreement.objects.current().filter(group=OuterRef("pk"))
    is_there = Group.objects.filter(pk=group.pk).annotate(
        has_purpose=Exists(purpose),
        has_agreement=Exists(agreement),
        has_aspirations=Exists(Aspiration.objects.kept().filter(group=OuterRef("pk"))),
        has_signed_up=Exists(
            SignUp.objects.kept().filter(by=hat, purpose__group=OuterRef("pk"), purpose__replaced_on=None)
        ),
        has_agreed=Exists(
            Yes.objects.filter(
                Q(agreement__replaced_on=None),
                agreement__group=OuterRef("pk"),
                membership=hat,
                taken_back_at=None,
            )
        ),
    )
    return list(_steps(hat, group, is_there.values().get()))


def _steps(hat: Membership, group: Group, is_there: dict[str, object]) -> list[Step]:
    purpose, agreement, aspirations = (
        reverse(f"inquiries:{name}", args=[group.slug]) for name in ("purpose", "agreement", "aspirations")
    )
    steps = []
    if access.can_write(hat, "purpose"):
        if not is_there["has_purpose"]:
            steps.append(Step(_("Word what this group is here for"), purpose))
        if not is_there["has_agreement"]:
            steps.append(Step(_("Agree how you work together"), agreement))
        if not is_there["has_aspirations"]:
            steps.append(Step(_("Say what you hope for"), aspirations))
    elif is_there["has_purpose"] and not is_there["has_signed_up"]:
        steps.append(Step(_("Say your part in the purpose"), f"{purpose}#your-part"))
    if is_there["has_agreement"] and not is_there["has_agreed"]:
        steps.append(Step(_("Say yes to the group agreement, or what you would change"), agreement))
    return steps


def cards(hat: Hat, group: Group) -> list[Step]:
    """Somebody new, or whose card is empty: the others find them by it."""
    if not isinstance(hat, Membership) or CardLine.objects.filter(membership=hat).exclude(text="").exists():
        return []
    url = reverse("inquiries:card", args=[group.slug])
    return [Step(_("Write your role card, and read who you will meet"), url)]
