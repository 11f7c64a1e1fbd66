"""The indicator block: levels merged downwards, one row an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from jiping.filing import Indicator

from .cells import Cell, Look
from .plan import Plan, figure_cell, with_points
from .values import printed

_LEFT = frozenset(("name", "reason", "remark"))
_OPERATORS = ("≥", "≤", "=", ">", "<", "定性")
_CHOICES = {"operator": _OPERATORS, "core": ("是", "否")}


def indicators(plan: Plan) -> Iterator[Cell]:
    """The heading row and the rows of indicators, with the label of the block at the left."""
    columns = list(zip(plan.form.indicators, pairwise(plan.cuts), strict=True))
    # Two cells that look like one: the heading row is repeated on every page, the label is not.
    yield Cell(0, 0, plan.cuts[0], look="heading", open=("bottom",))
    yield Cell(
        1, 0, plan.cuts[0], plan.form.indicators_label, rows=len(plan.indicators), open=("top",)
    )
    for column, (left, right) in columns:
        yield Cell(0, left, right, column.label, "heading")
        if column.field in ("level1", "level2"):
            for cell in _levels(plan, column.field):
                yield cell.moved(cell.row, left, right)
    for number, row in enumerate(plan.indicators):
        cells = _cells(plan, number, row)
        for column, (left, right) in columns:
            if column.field in cells:
                yield cells[column.field].moved(number + 1, left, right)
            elif column.field not in ("level1", "level2"):
                yield _empty(column.field, column.text).moved(number + 1, left, right)


def _levels(plan: Plan, field: str) -> Iterator[Cell]:
    """One cell for each run of indicators of the same level."""
    start = 0
    by_level1 = field == "level1"
    for (level1, level2), group in groupby(
        plan.indicators, key=lambda row: (row.level1, None if by_level1 else row.level2)
    ):
        count = len(list(group))
        scored = by_level1 and plan.form.shows("score")
        words = with_points(level1, plan.standard) if scored else level1 if by_level1 else level2
        yield Cell(start + 1, 0, 0, words or "", rows=count, field=f"/indicators/{start}/{field}")
        start += count


def _cells(plan: Plan, number: int, row: Indicator) -> dict[str, Cell]:
    """What the indicator says, by column."""
    at = f"/indicators/{number}"
    words = {**printed(row, plan.form)._asdict(), "name": row.name, "reason": row.reason}
    cells = {
        name: Cell(
            0, 0, 0, text or "", "text" if name in _LEFT else "short", field=f"{at}/{name}",
            choices=_CHOICES.get(name, ()),
        )
        for name, text in words.items()
    }  # fmt: skip
    weight, score = plan.points("weight", row.weight), plan.points("score", row.score)
    return cells | {
        "weight": figure_cell(0, 0, 0, weight, f"{at}/weight"),
        "score": figure_cell(0, 0, 0, score, f"{at}/score"),
    }


def _empty(name: str, words: str) -> Cell:
    """A column of the form that a filing does not hold, with the form's own *words* or to be filled in."""
    look: Look = "text" if name in _LEFT else "short"
    return Cell(0, 0, 0, words, look, field="", choices=_CHOICES.get(name, ()))
