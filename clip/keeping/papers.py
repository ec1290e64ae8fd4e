"""Files made by Clip whose words have changed since: taken away, and ordered anew as they are now."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from inquiries.models import Document


def redraw(groups: Iterable[UUID], *, at: datetime) -> int:
    """Take away every paper of these groups, and order those that are published anew; says how many went.

    Nobody can tell by looking at a file whom it names: all go. The files go once the rows are gone for good. What apps keep
    of the same words elsewhere follows first.
    """
    groups = list(groups)
    for path in settings.REWORDED:
        import_string(path)(groups, at=at)
    over = Q(programme__partnerships__groups__in=groups)  # those over several groups name one of these
    gone = list(Document.objects.filter(Q(group__in=groups) | over).distinct())
    for relation in Document._meta.related_objects:
        name, model = relation.field.name, relation.field.model
        model._base_manager.filter(**{f"{name}__in": gone}).update(**{name: None})
    names = [document.file.name for document in gone if document.file.name]
    Document.objects.filter(pk__in=[document.pk for document in gone]).delete()
    transaction.on_commit(lambda: take_away(names))
    for path in settings.REDRAWN:
        import_string(path)(groups, at=at)
    return len(gone)


def take_away(names: Iterable[str]) -> None:
    for name in names:
        (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)
