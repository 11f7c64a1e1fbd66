"""One filing that was read, held against its year before and its peers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from jiping.checks.case import Case
from jiping.checks.limits import DEFAULT
from jiping.checks.peers import DistantGroup, DistantPeers
from jiping.checks.registry import REGISTRY, Check, Function, Mark
from jiping.checks.run import examine_by, rules_for
from jiping.checks.surroundings import Surroundings
from jiping.filing import Extraction, Filing
from jiping.filing.numbers import ZERO
from jiping.scoring import Scorecard, score

from .job import Among, Comparison, Marked, Outcome, Ref, Rules
from .reading import Reading, joined, judged_by
from .rows import finding_rows, identity
from .schema import FINDINGS

Readings = Callable[[str], Extraction]
#: Of a filing of which nothing is told but what was marked in it before.
_UNSCORED = Scorecard("", (), ZERO, None, None, None, None)


def reading_of(text: bytes) -> Extraction:
    """A stored reading."""
    return Extraction.model_validate_json(text)


def compare(one: Comparison, readings: Readings, rules: Rules) -> Reading:
    """What the checks find that need what lies around a filing; its own findings stand already."""
    filing = _filing(one.filing, readings)
    around = Surroundings(
        _filing(one.last_year, readings) if one.last_year else None,
        None,
        _peers(one.among) if one.among else None,
    )
    standard, settings = judged_by(rules, filing.standard)
    checks = [one for one in rules_for(filing, around.given) if one.needs]
    card = score(filing, standard) if checks else _UNSCORED
    case = Case(filing, standard, card, settings.laid_over(DEFAULT), *around)
    found = examine_by([*checks, *_told_again(one.marked)], case, settings)
    rows = finding_rows(identity(one.filing.sha256, one.filing.number), filing, found)
    return Reading(Outcome(one.sha256, "read", "", 1), {FINDINGS.name: rows}, {})


def _told_again(marked: Sequence[Marked]) -> Iterator[Check]:
    """The checks that marked something before, as checks that mark it again."""
    for code in sorted({one.code for one in marked}):
        marks = [Mark(one.pointer, one.message) for one in marked if one.code == code]
        yield replace(REGISTRY[code], run=_saying(marks))


def _saying(marks: Sequence[Mark]) -> Function:
    return lambda _: iter(marks)


def _filing(ref: Ref, readings: Readings) -> Filing:
    filing = readings(ref.sha256).filings[ref.number]
    return joined(filing, readings(ref.report)) if ref.report else filing


def _peers(among: Among) -> DistantPeers:
    return DistantPeers(group=DistantGroup(*among))
