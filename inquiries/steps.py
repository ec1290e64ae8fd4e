"""What comes next for a group: what is still missing, as its reader may see and mend it.

settings.NEXT_STEPS names functions `(hat, group) -> list[Step]` in reading order, each of at most one query.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from inquiries import access
from inquiries.http import Hat
from inquiries.models import Agreement, Aspiration, CardLine, Group, Membership, Purpose, SignUp, Yes, asking


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
    return _steps(hat, group, is_there(hat, group)) if isinstance(hat, Membership) else []


def is_there(hat: Membership, group: Group) -> dict[str, object]:
    """What stands under a group already, and what this member has done; read once for all steps of a page.

    Apps above add facts of theirs by settings.STEP_FACTS, functions `(group, hat)` of the keys that the question is about.
    """
    read: dict[str, object] | None = group.__dict__.get("read_steps")
    if read is None:
        read = group.__dict__["read_steps"] = asking.facts("steps", _ask, group.pk, hat.pk)
    return read


def _ask(group: UUID, hat: UUID) -> QuerySet[Any]:
    here = {"group": OuterRef("pk")}
    mine = {"purpose__group": OuterRef("pk"), "purpose__replaced_on": None, "by": hat}
    yes = {"agreement__group": OuterRef("pk"), "agreement__replaced_on": None, "membership": hat}
    facts: dict[str, Any] = {
        "has_purpose": Exists(Purpose.objects.current().filter(term=Purpose.Term.LONG, **here)),
        "has_agreement": Exists(Agreement.objects.current().filter(**here)),
        "has_aspirations": Exists(Aspiration.objects.kept().filter(**here)),
        "has_signed_up": Exists(SignUp.objects.kept().filter(**mine)),
        "has_agreed": Exists(Yes.objects.filter(taken_back_at=None, **yes)),
        "has_card": Exists(CardLine.objects.filter(membership=hat).exclude(text="")),
    }
    for path in settings.STEP_FACTS:
        facts |= import_string(path)(OuterRef("pk"), hat)
    asked: QuerySet[Any] = Group.objects.filter(pk=group).order_by().annotate(**facts).values(*facts)
    return asked


def _steps(hat: Membership, group: Group, there: dict[str, object]) -> list[Step]:
    purpose, agreement, aspirations = (
        reverse(f"inquiries:{name}", args=[group.slug]) for name in ("purpose", "agreement", "aspirations")
    )
    steps = []
    if access.can_write(hat, "purpose"):
        if not there["has_purpose"]:
            steps.append(Step(_("Word what this group is here for"), purpose))
        if not there["has_agreement"]:
            steps.append(Step(_("Agree how you work together"), agreement))
        if not there["has_aspirations"]:
            steps.append(Step(_("Say what you hope for"), aspirations))
    elif there["has_purpose"] and not there["has_signed_up"]:
        steps.append(Step(_("Say your part in the purpose"), f"{purpose}#your-part"))
    if there["has_agreement"] and not there["has_agreed"]:
        steps.append(Step(_("Say yes to the group agreement, or what you would change"), agreement))
    return steps


def cards(hat: Hat, group: Group) -> list[Step]:
    """Somebody new, or whose card is empty: the others find them by it."""
    if not isinstance(hat, Membership) or is_there(hat, group)["has_card"]:
        return []
    url = reverse("inquiries:card", args=[group.slug])
    return [Step(_("Write your role card, and read who you will meet"), url)]
