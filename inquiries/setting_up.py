"""Setting up: programmes, partnerships, their organisations and groups, each found before it is made a second time."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.utils.text import slugify

from inquiries.models import Group, Level, LevelWords, NationalBody, Organisation, Partnership, Programme
from inquiries.models.base import fold

LONGEST_SLUG = 40


def slug_for(model: type[Model], name: str) -> str:
    """An address that nothing of this kind has: the name itself, or with a number behind it."""
    stem = slugify(name)[:LONGEST_SLUG].strip("-") or "new"
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{stem}-{n}") not in taken)


def programme(name: str, *, starts_on: date | None = None) -> Programme:
    return Programme.objects.create(name=name, slug=slug_for(Programme, name), starts_on=starts_on)


def partnership(programme: Programme, *, name: str, outline: str = "") -> Partnership:
    slug = slug_for(Partnership, name)
    return Partnership.objects.create(programme=programme, name=name, slug=slug, outline=outline)


def group(partnership: Partnership, **words: str | int) -> Group:
    """A group of a partnership; `words` are the fields of its form."""
    return Group.objects.create(partnership=partnership, slug=slug_for(Group, str(words["name"])), **words)


def organisation(name: str, *, sector: str) -> tuple[Organisation, bool]:
    """The organisation of this name, whatever its capitals and accents; made where there is none. Says whether it was."""
    tidy = " ".join(name.split())
    new = {"name": tidy, "sector": sector}
    return Organisation.objects.get_or_create(name_folded=fold(tidy), defaults=new)


def rename(organisation: Organisation, name: str, *, sector: str) -> bool:
    """Call an organisation otherwise, and say what sector it is in; False where another has this name."""
    organisation.name, organisation.sector = " ".join(name.split()), sector
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        organisation.refresh_from_db()
        return False
    return True


@transaction.atomic
def add_party(partnership: Partnership, name: str, *, sector: str) -> tuple[Organisation, bool]:
    """Make an organisation a party to a partnership, and say whether it is new to Clip."""
    found, is_new = organisation(name, sector=sector)
    partnership.parties.add(found)
    return found, is_new


def name_body(programme: Programme, name: str) -> tuple[NationalBody, bool]:
    return NationalBody.objects.get_or_create(programme=programme, name=" ".join(name.split()))


def word_level(group: Group, level: str, words: str, *, version: int) -> bool:
    """Word one level of how change spreads; False where somebody else did since that version."""
    row, is_new = LevelWords.objects.get_or_create(group=group, level=Level(level), defaults={"words": words})
    if is_new:
        return True
    rows = LevelWords.objects.filter(pk=row.pk, version=version)
    return bool(rows.update(words=words, version=F("version") + 1))
