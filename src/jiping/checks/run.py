"""Running the registered checks over one filing."""

from __future__ import annotations

from functools import lru_cache

from jiping.filing import Evidence, Filing, Place
from jiping.scoring import Scorecard, score
from jiping.standards import Standard

from .case import Case
from .finding import Finding
from .limits import DEFAULT, Limits
from .registry import REGISTRY, SEVERITIES, Check

_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}
#: The fields of a filing in the order in which a form shows them.
_ORDER = {
    name: rank
    for rank, name in enumerate(
        ("unit", "fiscal_year", "budget", "goals", "indicators", "total", "grade", "report",
         "rows", "by_revenue", "by_expenditure", "expected", "achieved",
         "title", "sections", "figures")
    )
}  # fmt: skip


def check_filing(
    filing: Filing,
    standard: Standard,
    *,
    scorecard: Scorecard | None = None,
    limits: Limits = DEFAULT,
) -> tuple[Finding, ...]:
    """What does not hold in *filing* under *standard*: errors first, then in document order."""
    case = Case(filing, standard, scorecard or score(filing, standard), limits)
    found: list[tuple[int, tuple[tuple[int, str], ...], int, Finding]] = []
    for number, check in enumerate(rules()):
        for mark in check.run(case):
            severity = mark.severity or check.severity
            finding = Finding(
                check.code, severity, check.title, mark.pointer,
                place_of(filing.evidence, mark.pointer), mark.message, check.basis, check.remedy,
            )  # fmt: skip
            found.append((_RANK[severity], _position(mark.pointer), number, finding))
    found.sort(key=lambda entry: entry[:3])
    return tuple(entry[3] for entry in found)


@lru_cache(maxsize=1)
def rules() -> tuple[Check, ...]:
    """All checks in the order of their codes."""
    return tuple(REGISTRY[code] for code in sorted(REGISTRY))


def place_of(evidence: dict[str, Evidence], pointer: str) -> Place | None:
    """Where *pointer* stood: the field's own place, else its row's, else that of a part of it."""
    found = evidence.get(pointer)
    holder = pointer
    while found is None and holder:
        inside = holder + "/"
        found = next((one for at, one in evidence.items() if at.startswith(inside)), None)
        holder = holder.rpartition("/")[0]
        found = found or evidence.get(holder)
        if holder.count("/") < 2:
            break
    return found.where if found else None


@lru_cache(maxsize=4096)
def _position(pointer: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts pointers in document order, numbers as numbers."""
    return tuple(
        (int(step), "") if step.isdigit() else (_ORDER.get(step, 99), step)
        for step in pointer.strip("/").split("/")
    )
