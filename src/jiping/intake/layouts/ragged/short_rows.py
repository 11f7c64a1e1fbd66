"""Rows with one figure where weight and score are due: which of the two it is, the sums tell.

A weight is planned with its indicator and hardly ever missing, so that the figure is read as the
weight. But where the other rows have both, the weights must then be those of a whole form, and the
figure must not as well be the score that is missing of the sum of scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jiping.filing import Problem
from jiping.filing.numbers import HUNDRED
from jiping.filing.text import squeeze
from jiping.intake.amounts import points
from jiping.intake.form_text import FormText, Row
from jiping.intake.layouts.last_figure import sum_of

_MESSAGE = "“{name}”一行只有一个分数“{figure}”，不能确定是分值还是得分，留空未读；请对照原表"
#: What the weights of the indicators sum to where the budget has 10 or 20 points beside them.
_BESIDE_BUDGET = (Decimal(90), Decimal(80))


def hold_short(short: Sequence[Row], form: FormText, *, ended: bool) -> None:
    """The weights of *short* rows stay where the sums bear them out, or nothing speaks of scores.

    *ended* where all rows of the form are there, so that they have a sum.
    """
    if not short or not _is_in_doubt(short, form, ended=ended):
        return
    for row in short:
        figure = row.pop("weight")
        name = squeeze(row["name"].text)
        message = _MESSAGE.format(name=name, figure=squeeze(figure.text))
        form.problems.append(Problem(where=figure.place, message=message))


def _is_in_doubt(short: Sequence[Row], form: FormText, *, ended: bool) -> bool:
    rows = [*form.indicators, *form.budget[:1]]
    weights = sum_of("weight", rows)
    if weights > HUNDRED:
        return True
    if not any("score" in row for row in form.indicators):
        return False
    if all("score" in row for row in short):
        return False
    own = sum_of("weight", form.indicators)
    told = points(form.total["weight"].text) if "weight" in form.total else None
    summed = weights in (HUNDRED, told) or own in (HUNDRED, told) or own in _BESIDE_BUDGET
    if ended and not summed:
        return True
    # Full points are the same figure in either column: only a sum of scores without them tells.
    total = points(form.total["score"].text) if "score" in form.total else None
    return total is None or sum_of("score", rows) != total
