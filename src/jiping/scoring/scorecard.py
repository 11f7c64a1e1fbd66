"""The explained scorecard: every line with its rule, its figures and the source of the rule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from jiping.filing.numbers import plain


class ScoreLine(NamedTuple):
    """The score of the budget execution or of one indicator, beside the unit's own.

    `pointer` is the JSON pointer of the row in the filing. `rule_score` is None where the rules
    cannot settle it, and `explanation` says why. `attainment` is the degree of fulfilment as a
    fraction (A ÷ T, for a ceiling T ÷ A). `band` are the points [low, high] that a qualitative
    answer allows. `basis` is the source of the rule.
    """

    pointer: str
    label: str
    weight: Decimal | None
    self_score: Decimal | None
    rule_score: Decimal | None
    rule: str
    attainment: Decimal | None
    met: bool | None
    over: bool
    explanation: str
    basis: str
    band: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What `score` answers: the lines, the totals and the grades, self and by rule.

    `rule_total` is given only where every weighted line is scored; `scored_weight` are the points
    that the scored lines carry.
    """

    standard: str
    lines: tuple[ScoreLine, ...]
    scored_weight: Decimal
    self_total: Decimal | None
    rule_total: Decimal | None
    self_grade: str | None
    rule_grade: str | None
    notes: tuple[str, ...] = ()

    def line(self, pointer: str) -> ScoreLine | None:
        """Return the line of this row of the filing, or None."""
        return next((line for line in self.lines if line.pointer == pointer), None)

    def to_json(self) -> dict[str, Any]:
        """Return the scorecard as JSON values, numbers as decimal strings."""
        head = {name: _json(getattr(self, name)) for name in _CARD}
        lines = [
            {name: _json(held) for name, held in zip(line._fields, line, strict=True)}
            for line in self.lines
        ]
        return {**head, "lines": lines}


_CARD = tuple(name for name in Scorecard.__dataclass_fields__ if name != "lines")


def _json(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    return [_json(item) for item in value] if isinstance(value, tuple) else value
