"""What the cells of a row say of each other, as rules for `readings`.

The costs are on the scale of `kinds`: a rule that costs the more, the surer it holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from jiping.filing.numbers import HUNDRED
from jiping.filing.text import fold, squeeze
from jiping.intake.amounts import amount, blank, points, told_rate
from jiping.intake.layouts.readings import Cost, Rule

from .shapes import is_typed

_ODD, _JOIN = 4, 2
#: No form gives the execution of the budget more points than this.
_MOST_FOR_EXECUTION = 30
_SIGN = re.compile(r"[≥≤<>=]{1,2}")


def fits_rate(text: str, budget: Decimal, executed: Decimal) -> bool:
    """Whether a printed rate is executed ÷ budget, rounded or cut at its last digit.

    >>> fits_rate("0.958", Decimal(29), Decimal("27.8")), fits_rate("10", Decimal(880), Decimal(880))
    (True, False)
    """
    told = told_rate(text)
    if told is None:
        return False
    number, percent = told
    if not budget:
        return not executed
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    true = executed / budget
    if abs(number / HUNDRED - true) <= step / HUNDRED:
        return True
    return not percent and abs(number - true) < step and number <= 2


def _budget(cells: Mapping[str, str]) -> Cost:
    """Execution presupposes a budget, rate and score the execution; rate = executed ÷ budget."""
    executed = _given(cells, "executed")
    budget = _given(cells, "adjusted") or _given(cells, "initial")
    rate_of, score_of = _given(cells, "execution_rate"), _given(cells, "score")
    cost = 0
    spent, base = amount(executed or ""), amount(budget or "")
    if spent is None:
        # Behind both budgets an empty cell is less rare than a rate that the money contradicts.
        both = _given(cells, "initial") and _given(cells, "adjusted")
        cost += (_JOIN if both else _ODD) * (rate_of is not None or score_of is not None)
    elif base is None:
        cost += _ODD if rate_of else _JOIN
    elif rate_of:
        # Nothing of nothing fits every rate: there a zero is rather an amount.
        cost += _ODD * (not fits_rate(rate_of, base, spent)) + (not base)
    weight = points(cells.get("weight", ""))
    if weight is not None and (not 0 < weight <= _MOST_FOR_EXECUTION or weight * 10 % 1):
        cost += _ODD
    return cost


def _earned(cells: Mapping[str, str]) -> Cost:
    """The score of the execution lies in its weight."""
    weight, mark = (points(cells.get(key, "")) for key in ("weight", "score"))
    if mark is None:
        return 0
    return _ODD * (weight is None or mark > weight)


def _reasoned(cells: Mapping[str, str]) -> Cost:
    """Full points need no reason."""
    if not _given(cells, "reason"):
        return 0
    weight, mark = (points(cells.get(key, "")) for key in ("weight", "score"))
    return _JOIN if weight is not None and weight == mark else 0


def _scored(cells: Mapping[str, str]) -> Cost:
    """A score lies in its weight; one without the other is rare."""
    weight, mark = (points(cells.get(key, "")) for key in ("weight", "score"))
    if weight is not None and mark is not None:
        return _ODD if mark > weight else 0
    return 3 if (weight is None) != (mark is None) else 0


def _something(cells: Mapping[str, str]) -> Cost:
    """A row has at least a value, a weight, a score or a mark of none."""
    return 0 if any(key in cells for key in ("target", "actual", "weight", "score")) else None


def _valued(cells: Mapping[str, str]) -> Cost:
    """A row has a value; where target and actual are both words, they mostly are the same."""
    target, actual = _given(cells, "target"), _given(cells, "actual")
    if target and actual:
        if figure(target) != figure(actual):
            return 2
        return 0 if figure(target) or target == actual else 1
    # An operator is the target's; alone it does not stand in front of an actual value.
    return 1 if actual and _SIGN.match(squeeze(actual)) else 0


def _signed(cells: Mapping[str, str]) -> Cost:
    """A sign has a column of its own: no actual value begins with it."""
    return 2 * _ODD if _SIGN.match(squeeze(_given(cells, "actual") or "")) else 0


def _pointless(cells: Mapping[str, str]) -> Cost:
    """A row without points under a heading with points is a part of another: plain figures."""
    if _given(cells, "weight") or _given(cells, "score"):
        return 0
    values = [text for key in ("target", "actual") if (text := _given(cells, key))]
    if not values or "weight" in cells or "score" in cells:
        return 0
    return 0 if all(map(is_typed, values)) else _ODD


def _given(cells: Mapping[str, str], column: str) -> str | None:
    """The text of a cell that says something."""
    text = cells.get(column)
    return None if text is None or blank(text) else text


@lru_cache(maxsize=65536)
def figure(text: str) -> bool:
    """Whether a value holds a figure."""
    return any(char.isdigit() for char in fold(text))


BUDGET_RULES = (
    Rule(("initial", "adjusted", "executed", "weight", "execution_rate", "score"), _budget),
    Rule(("weight", "score"), _earned),
)
_VALUED = (
    Rule(("target", "actual"), _valued),
    Rule(("target", "actual", "weight", "score"), _something),
)
_POINTS = (
    Rule(("weight", "score"), _scored),
    Rule(("target", "actual", "weight", "score"), _pointless),
    Rule(("weight", "score", "reason"), _reasoned),
)


def row_rules(names: Sequence[str]) -> tuple[Rule, ...]:
    """The rules for an indicator row under the columns *names*."""
    rules = (*_VALUED, *_POINTS) if {"weight", "score"} & set(names) else _VALUED
    return (*rules, Rule(("actual",), _signed)) if "operator" in names else rules
