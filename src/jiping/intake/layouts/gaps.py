"""Rows with empty cells, in text in which an empty cell leaves no trace.

`≥ 30 公里 30 8` under target, actual value, weight and score may lack the actual value or the score:
what the row says by itself decides little. The closing row decides: where weights and scores sum to
it, the rows are read right. Where they do not, or where there is none and the actual values of the
form are bare figures that look like points, the figures behind the target are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from jiping.filing import Problem
from jiping.filing.numbers import ZERO
from jiping.filing.text import squeeze
from jiping.intake.amounts import blank, points
from jiping.intake.document import Found
from jiping.intake.form_text import FormText, Row

from .last_figure import sum_of

_SIGNS = "≥≤><= "

_FILLED_LATER = ("actual", "weight", "score")
_POINTS = ("weight", "score")
_PAIR = ("target", "actual")
#: What an actual value is of its target, or the other way round, where nothing is odd.
_FURTHEST = 5
#: A weight so many times smaller than usual may be the first digit of a larger one.
_TIMES_SMALLER = 3
_MESSAGE = "这一行有空格，总分行不能证明各数属于哪一列，完成值、分值、得分留空未读；请对照原表"


def hold_gaps(form: FormText, columns: Collection[str], *, closed: bool) -> None:
    """Leave out what rows with empty cells say, where neither sums nor the form's look bear it out.

    *closed* where the rows are all there, so that they have a sum.
    """
    due = [column for column in _FILLED_LATER if column in columns]
    # A factor printed beside each score leaves no row without one.
    if not {*due} & {*_POINTS} or "completion" in columns:
        return
    gaps = [row for row in form.indicators if _has_gap(row, due)]
    told = [column for column in _POINTS if closed and column in due and column in form.total]
    if not all(_adds_up(form, column) for column in told):
        open_rows = gaps + [row for row in form.indicators if _is_odd(row) and row not in gaps]
    elif len(told) < sum(column in due for column in _POINTS):
        open_rows = gaps if _actuals_look_like_points(form.indicators) else []
    else:
        open_rows = []
    for row in open_rows:
        _leave_out(row, form)


def hold_unproven(form: FormText, closing: Mapping[str, str]) -> None:
    """Leave out the figures of glued rows that nothing bears out, where points do not sum to *closing*.

    `93%100` is 93 %, 10 and 0, or 93 %, 100 and no score; a row whose figures bear each other out in
    two characters is not cut wrong by chance.
    """
    rows = [*form.budget[:1], *form.indicators]
    summed = all(points(text) == sum_of(column, rows) for column, text in closing.items())
    usual = _usual_weight(form)
    for row in form.indicators:
        given = [column for column in _POINTS if column in row]
        proven = summed or (_bears_itself_out(row) and len(given) >= len(closing))
        one = not (closing and summed) and _may_be_one_figure(row, usual)
        if given and (one or not proven or _hides_zero(row)):
            _leave_out(row, form)
            if "target" in row and points(row["target"].text) is not None:
                del row["target"]  # the first digits of a figure that was cut wrong
    form.indicators = [row for row in form.indicators if "name" in row or row.keys() & {*_POINTS}]


def hold_lone_figures(form: FormText) -> None:
    """Leave out points of which it is open how many figures they are, in glued rows without a sum:
    weight and score that may be one, and one figure where the other rows have two."""
    usual = _usual_weight(form)
    paired = sum(row.keys() >= {*_POINTS} for row in form.indicators)
    for row in form.indicators:
        lone = len(row.keys() & {*_POINTS}) == 1 and 2 * paired > len(form.indicators)
        if lone or _may_be_one_figure(row, usual):
            _leave_out(row, form)


def _usual_weight(form: FormText) -> Decimal:
    """The weight in the middle of all."""
    told = (points(row["weight"].text) for row in form.indicators if "weight" in row)
    weights = sorted(weight for weight in told if weight is not None)
    return weights[len(weights) // 2] if weights else ZERO


def _may_be_one_figure(row: Row, usual: Decimal) -> bool:
    """Whether weight and score are the two halves of one, where weights are *usual*ly larger.

    `11` is 1 and 1, or 11 and none; `10.5` is 1 and 0.5, or 10.5.
    """
    first, second = (row[column].text if column in row else "" for column in _POINTS)
    weight = points(first)
    if not second or weight is None or weight * _TIMES_SMALLER > usual:
        return False
    together = (points(text) for text in (first + second, second + first))
    return any(number is not None and usual / 4 < number < 4 * usual for number in together)


def _hides_zero(row: Row) -> bool:
    """Whether a score of 0, which no sum shows, may be the last digit of the value before it."""
    score, actual, weight = row.get("score"), row.get("actual"), row.get("weight")
    if score is None or points(score.text) != 0:
        return False
    if weight is not None and "." in weight.text:
        return True
    return actual is not None and actual.text[-1:].isdigit()


def _bears_itself_out(row: Row) -> bool:
    """Whether weight and score, or target and actual value, say the same in two characters."""
    if max(_shared(row, *_POINTS), _shared(row, *_PAIR)) > 1:
        return True
    weight, score = (points(row[c].text) if c in row else None for c in _POINTS)
    if weight is None or weight != score or len(row["score"].text) < 2 or "actual" not in row:
        return False
    return not _may_go_on(row)


def _may_go_on(row: Row) -> bool:
    """Whether the weight may be the last digits of the actual value: 1900, 187, 8 and 8.00."""
    target, longer = _digits(row.get("target")), _digits(row["actual"]) + row["weight"].text
    if not row["actual"].text[-1:].isdigit():
        return False
    whole, there = points(longer), points(target)
    if whole is None or not there:
        return True
    finer = len(longer.partition(".")[2]) > len(target.partition(".")[2])
    return not finer and there < whole * _FURTHEST and whole < there * _FURTHEST


def _digits(cell: Found | None) -> str:
    return squeeze(cell.text).lstrip(_SIGNS) if cell is not None else ""


def _shared(row: Row, one: str, other: str) -> int:
    """How many characters two cells have, if they are the same."""
    left, right = (_digits(row.get(column)) for column in (one, other))
    return len(left) if left == right else 0


def _has_gap(row: Row, due: Sequence[str]) -> bool:
    given = [column for column in due if column in row]
    return len(given) < len(due) and any(column in row for column in _POINTS)


def _is_odd(row: Row) -> bool:
    """Whether words stand against a figure: they may be the name and the target of the next row."""
    target, actual = row.get("target"), row.get("actual")
    if target is None or actual is None or not any(map(str.isdigit, target.text)):
        return False
    return len(actual.text.split()) > 1 or not any(map(str.isdigit, actual.text))


def _adds_up(form: FormText, column: str) -> bool:
    """Whether the points of the budget and of all rows sum to those of the closing row."""
    return points(form.total[column].text) == sum_of(column, [*form.budget[:1], *form.indicators])


def _actuals_look_like_points(rows: Sequence[Row]) -> bool:
    return any(
        "actual" in row and not blank(row["actual"].text) and points(row["actual"].text) is not None
        for row in rows
    )


def _leave_out(row: Row, form: FormText) -> None:
    taken = [row.pop(column) for column in ("actual", *_POINTS) if column in row]
    form.problems.append(Problem(where=taken[0].place, message=_MESSAGE))
