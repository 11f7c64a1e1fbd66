"""Where the vertical lines of a form run: shares of the width, drawn onto lines that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from jiping.standards import Form

from .cells import FULL
from .fitting import Column, fitted
from .widths import MARGIN_SIDE, PAGE

#: The column of labels at the left of the blocks, three characters wide, on an upright page or not.
_SIDE, _SIDE_LANDSCAPE = 78, 56
#: Lines nearer than this become one.
_NEAR = 34
#: What a column takes of the width, beside the others.
_SHARES = {
    "level1": 122, "level2": 122, "name": 178, "target": 122, "actual": 122, "weight": 64,
    "score": 64, "reason": 188, "operator": 70, "measure": 75, "adjusted_target": 115,
    "completion": 85, "core": 75, "remark": 160,
    "initial": 120, "adjusted": 120, "executed": 120, "execution_rate": 105,
    "rate_weight": 90, "rate_score": 90,
}  # fmt: skip
_ROW_LABEL = 185


def side(form: Form) -> int:
    """The line right of the labels of the blocks."""
    return _SIDE_LANDSCAPE if form.landscape else _SIDE


def indicator_cuts(
    form: Form,
    texts: Mapping[str, Sequence[str]] = MappingProxyType({}),
    firm: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[int, ...]:
    """The lines of the indicator block, one more than its columns, fitted to what stands in them.

    *texts* are by column, in all columns the same rows; *firm* are labels and figures, which are
    not broken for them. Without texts the form's own shares stand.
    """
    start = side(form)
    columns = tuple(
        Column(_SHARES[one.field], (one.label, *firm.get(one.field, ())), tuple(texts.get(one.field, ())))
        for one in form.indicators
    )  # fmt: skip
    page = PAGE[1 if form.landscape else 0] - 2 * MARGIN_SIDE
    return _shared(fitted(columns, page * (FULL - start) / FULL), start)


def budget_cuts(form: Form, lines: Sequence[int]) -> tuple[int, ...]:
    """The lines of the budget block, its row labels first, on *lines* where they are near."""
    shares = [_ROW_LABEL, *(_SHARES[column.field] for column in form.budget)]
    return onto(_shared(shares, side(form)), lines)


def even(count: int, form: Form, lines: Sequence[int]) -> tuple[int, ...]:
    """Lines of *count* columns of one width, right of the side label."""
    return onto(_shared([1] * count, side(form)), lines)


def onto(wanted: Sequence[int], lines: Sequence[int]) -> tuple[int, ...]:
    """*wanted* lines, each moved to the nearest of *lines* where one is near, in their order."""
    drawn: list[int] = []
    for position in wanted:
        nearest = min(lines, key=lambda line: abs(line - position))
        moved = nearest if abs(nearest - position) <= _NEAR else position
        if drawn and moved <= drawn[-1]:
            moved = max(position, drawn[-1] + 1)
        drawn.append(moved)
    return tuple(drawn)


def _shared(shares: Sequence[int], start: int) -> tuple[int, ...]:
    """Lines from *start* to the right edge, by *shares* of the width between."""
    total = sum(shares)
    return (start, *(start + (FULL - start) * share // total for share in accumulate(shares)))
