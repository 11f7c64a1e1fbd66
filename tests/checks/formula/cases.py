"""A case as checks see it, for asking formulas of it."""

from collections.abc import Mapping

from jiping.checks.case import Case
from jiping.checks.examples import edited
from jiping.checks.formula import formula, message
from jiping.checks.limits import DEFAULT
from jiping.scoring import score
from jiping.standards import load

HUNAN = load("hunan-2022")


def case(edits: Mapping[str, object] | None = None) -> Case:
    filing = edited(edits or {})
    return Case(filing, HUNAN, score(filing, HUNAN), DEFAULT)


def holds(text: str, edits: Mapping[str, object] | None = None) -> bool | None:
    return formula(text).holds(case(edits), None)


def told(text: str, edits: Mapping[str, object] | None = None) -> str:
    return message(text)(case(edits), None)
