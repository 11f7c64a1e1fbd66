"""Running the registered checks over one filing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from jiping.filing import Evidence, Filing, Place
from jiping.scoring import Scorecard, score
from jiping.standards import Standard

from .case import Case
from .finding import Finding
from .limits import DEFAULT, Limits
from .own import OwnCheck
from .registry import PARTS, REGISTRY, SEVERITIES, Check, Need, Part
from .settings import NONE, Settings
from .surroundings import ALONE, Surroundings

#: Without the detour over the keyword names of a named tuple: a county has 100,000 findings.
_finding = tuple.__new__
_RANK = {severity: str(rank) for rank, severity in enumerate(SEVERITIES)}
#: The fields of a filing in the order in which a form shows them.
_ORDER = {
    name: rank
    for rank, name in enumerate(
        ("unit", "fiscal_year", "budget", "goals", "indicators", "total", "grade", "report",
         "rows", "by_revenue", "by_expenditure", "expected", "achieved",
         "title", "sections", "figures")
    )
}  # fmt: skip


class Outcome(NamedTuple):
    """What was found, and what would have been had its check not been switched off."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()


def check_filing(
    filing: Filing,
    standard: Standard,
    *,
    scorecard: Scorecard | None = None,
    limits: Limits = DEFAULT,
    settings: Settings = NONE,
    surroundings: Surroundings = ALONE,
    beside: Sequence[Filing] = (),
) -> tuple[Finding, ...]:
    """What does not hold in *filing* under *standard*: errors first, then in document order."""
    return examine(
        filing, standard, scorecard=scorecard, limits=limits, settings=settings,
        surroundings=surroundings, beside=beside,
    ).findings  # fmt: skip


def examine(
    filing: Filing,
    standard: Standard,
    *,
    scorecard: Scorecard | None = None,
    limits: Limits = DEFAULT,
    settings: Settings = NONE,
    surroundings: Surroundings = ALONE,
    beside: Sequence[Filing] = (),
) -> Outcome:
    """The findings as `check_filing` gives them, and beside them those that are suppressed.

    *beside* are the other filings of the same document, as the project forms behind a department's.

    Raises StandardError where the standard changes checks that there are not.
    """
    settings = settings.over(standard)
    scorecard = scorecard or score(filing, standard)
    case = Case(
        filing, standard, scorecard, settings.laid_over(limits), *surroundings, tuple(beside)
    )
    run = rules_for(filing, surroundings.given)
    return examine_by((*run, *settings.own), case, settings)


def examine_by(checks: Iterable[Check | OwnCheck], case: Case, settings: Settings) -> Outcome:
    """What these *checks* find in a case, whose limits are those of *settings*."""
    places = Places(case.filing.evidence)
    found: list[tuple[str, Finding]] = []
    suppressed: list[tuple[str, Finding]] = []
    own_settings = settings.checks
    for check in checks:
        setting = own_settings.get(check.code) if own_settings else None
        seen = _case_for(check.code, case, settings) if setting and setting.limits else case
        for pointer, message, own in check.run(seen):
            kept = suppressed if setting and setting.off else found
            severity = (setting and setting.severity) or own or check.severity
            finding = _finding(Finding, (
                check.code, severity, check.title, pointer, places.of(pointer), message,
                check.basis, check.remedy, setting.reason if setting else "",
            ))  # fmt: skip
            kept.append((_RANK[severity] + _position(pointer), finding))
    return Outcome(_in_order(found), _in_order(suppressed))


def _case_for(code: str, case: Case, settings: Settings) -> Case:
    """The case under the thresholds of one check alone; its facts are worked out anew."""
    return replace(case, limits=settings.laid_over_for(code, case.limits))


def _in_order(found: list[tuple[str, Finding]]) -> tuple[Finding, ...]:
    """Sorted by the key before each; one field's findings stay in the order of codes."""
    found.sort(key=itemgetter(0))
    return tuple([finding for _, finding in found])


@lru_cache(maxsize=1)
def rules() -> tuple[Check, ...]:
    """All checks in the order of their codes."""
    return tuple(REGISTRY[code] for code in sorted(REGISTRY))


def rules_for(filing: Filing, given: tuple[Need, ...]) -> tuple[Check, ...]:
    """The checks that have all they need: parts of *filing*, and the surroundings *given*."""
    return _rules_with(given, tuple([part for part in PARTS if getattr(filing, part)]))


@lru_cache(maxsize=32)
def _rules_with(given: tuple[Need, ...], parts: tuple[Part, ...]) -> tuple[Check, ...]:
    return tuple(
        one
        for one in rules()
        if (one.needs is None or one.needs in given) and {*one.parts} <= {*parts}
    )


class Places:
    """Where the fields of one filing stood."""

    def __init__(self, evidence: dict[str, Evidence]) -> None:
        """Keep the evidence; what stands inside what is worked out when first asked."""
        self._evidence = evidence
        self._told: dict[str, Place | None] = {}

    @cached_property
    def _inside(self) -> dict[str, Evidence]:
        """Each holder of fields → the first evidence inside it."""
        found: dict[str, Evidence] = {}
        for holder, evidence in self._evidence.items():
            while (holder := holder.rpartition("/")[0]) and holder not in found:
                found[holder] = evidence
        return found

    def of(self, pointer: str) -> Place | None:
        """The field's own place, else that of a part of it, else that of its row."""
        if (own := self._evidence.get(pointer)) is not None:
            return own.where
        if pointer not in self._told:
            found = self.evidence(pointer)
            self._told[pointer] = found.where if found else None
        return self._told[pointer]

    def evidence(self, pointer: str) -> Evidence | None:
        """The evidence of the field, else of a part of it, else of its row."""
        if not self._evidence:
            return None
        found = self._evidence.get(pointer) or self._inside.get(pointer)
        holder = pointer.rpartition("/")[0]
        while found is None and holder:
            found = self._evidence.get(holder) or self._inside.get(holder)
            holder = holder.rpartition("/")[0]
        return found


@lru_cache(maxsize=4096)
def _position(pointer: str) -> str:
    """A key that sorts pointers in document order, numbers as numbers."""
    return "/".join(
        step.zfill(4) if step.isdigit() else f"{_ORDER.get(step, 99):02}{step}"
        for step in pointer.strip("/").split("/")
    )
