"""The sheets of what a group learns: barriers, asks, what holds it back, the six practices, and what goes on."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inquiries.models import Membership
from practices.export_columns import (
    DAY,
    WORDS,
    Column,
    Reader,
    Rows,
    Sheet,
    column,
    columns,
    reference,
    value,
    who,
)
from practices.models import (
    Ask,
    AskAnswer,
    Barrier,
    Holding,
    Initiative,
    Judgement,
    Observation,
    StructuralProposal,
)
from practices.tried_sheets import RECORDED


def barriers(reader: Reader) -> Rows:
    return reader.read(reader.visible(Barrier))


def judgements(reader: Reader) -> Rows:
    rows = Judgement.objects.annotate(what=F("barrier__what")).order_by(
        "barrier__recorded_at", "barrier", "at"
    )
    return reader.below(rows, "barrier", reader.visible(Barrier))


def asks(reader: Reader) -> Rows:
    return reader.read(reader.visible(Ask))


def answers(reader: Reader) -> Rows:
    """Each with the name of the senior manager who gives it, as on the page of asks."""
    rows = AskAnswer.objects.annotate(wording=F("ask__wording"), answered_by=F("by__name"))
    rows = rows.order_by("ask__put_on", "ask", "at")
    return reader.below(rows, "ask", reader.visible(Ask), own=lambda row: row.by_id == reader.user.pk)


def holdings(reader: Reader) -> Rows:
    return reader.read(reader.visible(Holding).filter(owner=None))


def own_holdings(reader: Reader) -> Rows:
    """A person's own, to that person alone."""
    own = Q(owner__in=Membership.objects.current().filter(person=reader.user, group=reader.group))
    return reader.read(reader.visible(Holding).filter(own))


def observations(reader: Reader) -> Rows:
    return reader.read(reader.visible(Observation))


def proposals(reader: Reader) -> Rows:
    return reader.read(reader.visible(StructuralProposal))


def initiatives(reader: Reader) -> Rows:
    return reader.read(reader.visible(Initiative))


MAP = columns(Holding, "commitment", "instead", "hidden", "assumption")

LEARNED: tuple[Sheet, ...] = (
    Sheet(
        "barriers",
        _("Barriers"),
        "barrier",
        barriers,
        (*columns(Barrier, "what", "quadrant", "way_round", "gone_on"), *RECORDED, reference()),
    ),
    Sheet(
        "judgements",
        _("What barriers are held to be"),
        "barrier",
        judgements,
        (
            value("what", _("Barrier"), width=WORDS),
            *columns(Judgement, "kind", "because"),
            who("by", _("By")),
            value("on", _("Judged on"), "at", width=DAY),
            reference("barrier"),
        ),
    ),
    Sheet(
        "asks",
        _("Asks"),
        "ask",
        asks,
        (
            *columns(Ask, "wording"),
            who("put_by", _("Put by")),
            value("put_on", _("Put on"), width=DAY),
            reference(),
        ),
        published="report",
    ),
    Sheet(
        "answers",
        _("Answers to asks"),
        "ask",
        answers,
        (
            value("wording", _("Ask"), width=WORDS),
            *columns(AskAnswer, "says", "because", "answers_by", "myself"),
            value("answered_by", _("Answered by")),
            value("answered_on", _("Answered on"), "at", width=DAY),
            reference("ask"),
        ),
        published="report",
    ),
    Sheet(
        "holds-us-back",
        _("What holds us back"),
        "what holds us back",
        holdings,
        (*MAP, *RECORDED, reference()),
    ),
    Sheet(
        "holds-me-back",
        _("What holds me back, mine alone"),
        "what holds me back",
        own_holdings,
        (*MAP, reference()),
        is_own=True,
    ),
    Sheet(
        "observations",
        _("Six practices"),
        "practice observation",
        observations,
        (
            column(Observation, "practice", _("Practice")),
            *columns(Observation, "speaks", "words"),
            *RECORDED,
            reference(),
        ),
    ),
    Sheet(
        "structures",
        _("Structural proposals"),
        "structural proposal",
        proposals,
        (*columns(StructuralProposal, "what", "serves", "part_of_it", "would_stop"), *RECORDED, reference()),
    ),
    Sheet(
        "initiatives",
        _("What goes on"),
        "initiative",
        initiatives,
        (
            *columns(Initiative, "what", "how", "first_on"),
            who("owner", _("Owner")),
            Column(
                "became",
                _("Became a group of its own"),
                lambda row, reader: str(_("yes")) if row.became_id else "",
                is_inside=True,
            ),
            reference(),
        ),
    ),
)
