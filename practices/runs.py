"""Readings in time, and what their run chart says in words: its finding, its rules, and the same for those who don't see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inquiries.templatetags.clip import number_word
from practices import run_rules
from practices.run_rules import ANHOEJ, TOO_FEW, Findings

Readings = Sequence[tuple[date, Decimal, bool]]
Cycles = Sequence[tuple[date, str]]


@dataclass(frozen=True)
class Run:
    """Readings, oldest first, with the rules that they are read by, and the rounds of what was tried meanwhile."""

    readings: Readings
    baseline: int | None
    rules: str
    cycles: Cycles
    unit: str
    name: str

    @cached_property
    def findings(self) -> Findings:
        values = [value for _on, value, _mark in self.readings]
        marked = [place for place, (_on, _value, mark) in enumerate(self.readings) if mark]
        return run_rules.read(values, baseline=self.baseline, rules=self.rules, astronomical=marked)


def title_of(findings: Findings) -> str:
    """What the chart says, in one sentence without its full stop."""
    if findings.is_too_early:
        numbers = {"n": number_word(findings.count), "ten": number_word(TOO_FEW)}
        return _("Too early to judge: %(n)s of %(ten)s readings") % numbers
    if not findings.signals:
        return _("No sign of a change: chance alone could do this")
    finding = findings.signals[0].sentence.removesuffix(".")
    if len(findings.signals) == 1:
        return finding
    more = {"finding": finding, "n": number_word(len(findings.signals))}
    return _("%(finding)s (one of %(n)s signs)") % more


def plain(value: Decimal | float) -> str:
    """A number as one writes it: no zeros behind it."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


def described(run: Run) -> str:
    """The same for those who don't see the picture."""
    readings, findings = run.readings, run.findings
    numbers = {
        "name": f"{run.name} ({run.unit})" if run.unit else run.name,
        "n": len(readings),
        "first": date_format(readings[0][0], "j F Y"),
        "last": date_format(readings[-1][0], "j F Y"),
        "least": plain(min(value for _on, value, _mark in readings)),
        "most": plain(max(value for _on, value, _mark in readings)),
        "median": plain(findings.median or 0),
    }
    told = _("%(name)s. Readings: %(n)s, %(first)s to %(last)s, %(least)s to %(most)s, median %(median)s.")
    rounds = [f"{label}: {date_format(on, 'j F Y')}." for on, label in run.cycles]
    return " ".join([told % numbers, *(f"{one.name}: {one.sentence}" for one in findings.signals), *rounds])


def rules_of(run: Run) -> str:
    """The rule set's name and the median's, as they are printed on the chart."""
    rules = (
        _("Anhøj rules (Anhøj and Olesen 2014)")
        if run.rules == ANHOEJ
        else _("Run chart rules (Perla, Provost and Murray 2011)")
    )
    if not run.baseline or run.baseline >= len(run.readings):
        return _("%(rules)s, median of all readings") % {"rules": rules}
    return _("%(rules)s, median of the first %(n)s") % {"rules": rules, "n": number_word(run.baseline)}
