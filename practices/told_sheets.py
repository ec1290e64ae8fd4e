"""The sheets of how a group agreed to work, how far it says it came, and the reports that it wrote."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from inquiries.models import Agreement, CheckBack, View
from practices.export_columns import DAY, WORDS, Reader, Rows, Sheet, column, columns, reference, value, who
from practices.models import Report


def agreements(reader: Reader) -> Rows:
    return reader.read(reader.visible(Agreement).newest_first())


def looks_back(reader: Reader) -> Rows:
    """The group's own view of each aspiration; above it once that look back is published. Members' own stay theirs."""
    rows = View.objects.filter(check_back__group=reader.group, of_group=True, aspiration__removed_at=None)
    if not reader.is_inside:
        rows = rows.filter(check_back__published_at__isnull=False)
    of = {
        "what": F("aspiration__text"),
        "moment": F("check_back__moment"),
        "out": F("check_back__published_at"),
    }
    return reader.read(rows.annotate(**of).order_by("check_back__opened_at", "aspiration__position", "pk"))


def reports(reader: Reader) -> Rows:
    """What was typed into them: what they hold of the room stands on its own sheets, as it reads today."""
    return reader.read(reader.visible(Report).order_by("published_at", "recorded_at"))


TOLD: tuple[Sheet, ...] = (
    Sheet(
        "agreement",
        _("How we work together"),
        "group agreement",
        agreements,
        (
            *columns(
                Agreement, "leaves_room", "decides", "holds_record", "disagree", "laws", "newcomers", "why"
            ),
            value("agreed_on", _("Agreed on"), width=DAY),
            value("replaced_on", _("Replaced on"), width=DAY),
            who("written_by", _("Written by")),
        ),
    ),
    Sheet(
        "looks-back",
        _("How far we came"),
        "aspirations",
        looks_back,
        (
            value("what", _("Aspiration"), width=WORDS),
            column(CheckBack, "moment", _("When")),
            *columns(View, "progress", "confidence", "evidence"),
            value("published_on", _("Published on"), "out", width=DAY),
            reference("aspiration"),
        ),
    ),
    Sheet(
        "reports",
        _("Reports"),
        "report",
        reports,
        (
            *columns(Report, "kind", "title", "lead", "learned", "uncertain", "ahead"),
            value("published_on", _("Published on"), "published_at", width=DAY),
            reference(),
        ),
    ),
)
