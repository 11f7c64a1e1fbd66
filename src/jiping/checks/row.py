"""An indicator with what the scorecard says of it, as checks read it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jiping.filing import Indicator, Value
from jiping.filing.model import Operator
from jiping.filing.numbers import ONE, ZERO
from jiping.filing.text import squeeze
from jiping.scoring import ScoreLine

from .words import shorten

NO_REASON = frozenset(("", "无", "/", "-", "--", "无偏差", "不适用"))


@dataclass(slots=True, eq=False)
class Row:
    """An indicator with what the scorecard says of it; `name` is short enough for a message.

    Checks read rows more often than anything else: slots are read several times as fast as the
    fields of a tuple or of a model, so numbers and units of the two values stand here too. Nothing
    changes a row; it is not frozen because that makes it four times as slow to make.
    """

    pointer: str
    name: str
    title: str
    level1: str
    level2: str
    target: Value | None
    target_number: Decimal | None
    target_unit: str | None
    operator: Operator | None
    actual: Value | None
    actual_number: Decimal | None
    actual_unit: str | None
    weight: Decimal | None
    score: Decimal | None
    reason: str
    #: The reason as far as it says anything, folded; empty for 无, a dash and the like.
    said: str
    line: ScoreLine
    #: Points given away; None where weight or score is missing.
    deducted: Decimal | None
    #: Whether the target was met, and the degree of fulfilment, as far as the scorecard can tell.
    met: bool | None
    attainment: Decimal | None
    #: How far the target was missed, as a fraction of it: 0 where it was met, None where unknown
    #: or in words, whose best band leaves a choice of points.
    far: Decimal | None


def _said(reason: str | None) -> str:
    if not reason:
        return ""
    text = squeeze(reason)
    return "" if text in NO_REASON else text


def _far(line: ScoreLine) -> Decimal | None:
    if line.rule == "qualitative":
        return None
    if line.met:
        return ZERO
    if line.met is None or line.attainment is None:
        return None
    if line.rule != "at-most":
        return ONE - line.attainment
    return ONE / line.attainment - ONE if line.attainment else None


_NO_TARGET = (None, None, None)
_NO_ACTUAL = (None, None)


def row_of(number: int, item: Indicator, line: ScoreLine) -> Row:
    """The indicator of this *number*, from 1, with its line of the scorecard."""
    title = title_of(number, item)
    weight, score = line.weight, line.self_score
    target, actual, reason = item.target, item.actual, item.reason
    return Row(
        line.pointer, shorten(title), title, item.level1 or "", item.level2 or "",
        target, *((target.number, target.unit, target.operator) if target else _NO_TARGET),
        actual, *((actual.number, actual.unit) if actual else _NO_ACTUAL),
        weight, score, reason or "", _said(reason), line,
        None if weight is None or score is None else weight - score,
        line.met, line.attainment, _far(line),
    )  # fmt: skip


def title_of(number: int, item: Indicator) -> str:
    """What an indicator is called: by its name, its level 2 or its *number*."""
    return item.name or item.level2 or f"第{number}项指标"
