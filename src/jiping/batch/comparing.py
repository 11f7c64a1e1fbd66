"""One filing that was read, held against its year before and its peers."""

from __future__ import annotations

from collections.abc import Callable

from jiping.checks.case import Case
from jiping.checks.limits import DEFAULT
from jiping.checks.peers import DistantGroup, DistantPeers
from jiping.checks.run import examine_by, rules_for
from jiping.checks.surroundings import Surroundings
from jiping.filing import Extraction, Filing
from jiping.scoring import score

from .job import Among, Comparison, Outcome, Ref, Rules
from .reading import Reading, joined, judged_by
from .rows import finding_rows, identity
from .schema import FINDINGS

Readings = Callable[[str], Extraction]


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
    case = Case(filing, standard, score(filing, standard), settings.laid_over(DEFAULT), *around)
    found = examine_by(
        [one for one in rules_for(filing, around.given) if one.needs], case, settings
    )
    rows = finding_rows(identity(one.filing.sha256, one.filing.number), filing, found)
    return Reading(Outcome(one.sha256, "read", "", 1), {FINDINGS.name: rows}, {})


def _filing(ref: Ref, readings: Readings) -> Filing:
    filing = readings(ref.sha256).filings[ref.number]
    return joined(filing, readings(ref.report)) if ref.report else filing


def _peers(among: Among) -> DistantPeers:
    return DistantPeers(group=DistantGroup(*among))
