"""The indicator block with its closing row: levels merged downwards, one row an indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jiping.filing import Filing, Indicator
from jiping.filing.numbers import plain
from jiping.standards import Form, Standard
from jiping.standards.form import Column

from .budget import Places, rows_of
from .cells import FULL, Cell, Figure, Follows
from .cuts import SIDE
from .values import Printed, printed

_LOOKS = {"name": "text", "reason": "text", "remark": "text"}
_OPERATORS = ("≥", "≤", "=", ">", "<", "定性")
_YES_NO = ("是", "否")


def template(filing: Filing, standard: Standard) -> tuple[Indicator, ...]:
    """The filing's indicators, or an empty one for each category of the frame, to be filled in."""
    return filing.indicators or tuple(
        Indicator(level1=level.name, level2=category)
        for level in standard.frame.level1
        for category in level.level2
    )


def indicators(
    filing: Filing, standard: Standard, form: Form, cuts: Sequence[int], places: Places
) -> Iterator[Cell]:
    """The heading row and the rows of indicators."""
    rows = template(filing, standard)
    # Two cells that look like one: the heading row is repeated on every page, the label is not.
    yield Cell(0, 0, SIDE, look="heading", open=("bottom",))
    yield Cell(1, 0, SIDE, form.indicators_label, rows=len(rows), open=("top",))
    for column, left, right in zip(form.indicators, cuts, cuts[1:], strict=False):
        yield Cell(0, left, right, column.label, "heading")
        if column.field in ("level1", "level2"):
            yield from _levels(rows, column, left, right, standard)
    for number, row in enumerate(rows):
        shown = printed(row, form)
        for column, left, right in zip(form.indicators, cuts, cuts[1:], strict=False):
            if column.field not in ("level1", "level2"):
                yield _cell(number, left, right, column, row, shown, places)


def _levels(
    rows: Sequence[Indicator], column: Column, left: int, right: int, standard: Standard
) -> Iterator[Cell]:
    """One cell for each run of indicators of the same level."""
    start = 1
    by_level1 = column.field == "level1"
    for (level1, level2), group in groupby(
        rows, key=lambda row: (row.level1, None if by_level1 else row.level2)
    ):
        count = len(list(group))
        name = level1 if by_level1 else level2
        words = _with_points(name, standard) if by_level1 else name
        pointer = f"/indicators/{start - 1}/{column.field}"
        yield Cell(start, left, right, words or "", rows=count, field=pointer)
        start += count


def _with_points(name: str | None, standard: Standard) -> str | None:
    """A level 1 with the points that the frame gives it, as forms print it."""
    weight = next((level.weight for level in standard.frame.level1 if level.name == name), None)
    return name if weight is None else f"{name}（{plain(weight)}分）"


def _cell(
    number: int, left: int, right: int, column: Column, row: Indicator, shown: Printed,
    places: Places,
) -> Cell:  # fmt: skip
    line, name, at = number + 1, column.field, f"/indicators/{number}"
    if name in ("weight", "score"):
        figure = Figure(getattr(row, name), places.weight if name == "weight" else places.score)
        return Cell(line, left, right, figure.text, "figure", field=f"{at}/{name}", figure=figure)
    words = {**shown._asdict(), "name": row.name or "", "reason": row.reason or ""}
    choices = {"operator": _OPERATORS, "core": _YES_NO}.get(name, ())
    known = name in words
    return Cell(
        line, left, right, words.get(name, ""), "text" if name in _LOOKS else "short",
        field=f"{at}/{name}" if known else "", choices=choices,
    )  # fmt: skip


def closing(
    filing: Filing, standard: Standard, form: Form, cuts: Sequence[int], places: Places
) -> Iterator[Cell]:
    """The row of the total, and the rows of text below it."""
    line = 0
    if form.total_label:
        yield from _total(filing, standard, form, cuts, places)
        line = 1
    for row in form.closing:
        sections = filing.report.sections if filing.report and row.topic else ()
        words = "\n".join(one.text for one in sections if one.topic == row.topic)
        yield Cell(line, 0, cuts[1], row.label)
        yield Cell(line, cuts[1], FULL, words, "text", field="")
        line += 1


def _total(
    filing: Filing, standard: Standard, form: Form, cuts: Sequence[int], places: Places
) -> Iterator[Cell]:
    fields = [column.field for column in form.indicators]
    figures = {name: fields.index(name) for name in ("weight", "score") if name in fields}
    edge = cuts[min(figures.values(), default=1)]
    yield Cell(0, 0, edge, form.total_label)
    total = next(
        (n for n, (_, row) in enumerate(rows_of(filing, form)) if row.item == "total"), None
    )
    for name, index in sorted(figures.items(), key=lambda item: item[1]):
        if cuts[index] > edge:
            yield Cell(0, edge, cuts[index])
        figure = Figure(
            getattr(filing.total, name), places.weight if name == "weight" else places.score
        )
        count = len(template(filing, standard))
        parts = [f"/indicators/{n}/{name}" for n in range(count)]
        if total is not None:
            number = rows_of(filing, form)[total][0]
            parts.insert(0, f"/budget/rows/{'-' if number is None else number}/{name}")
        edge = cuts[index + 1]
        yield Cell(
            0, cuts[index], edge, figure.text, "figure", field=f"/total/{name}", figure=figure,
            follows=Follows("sum", tuple(parts)),
        )  # fmt: skip
    if edge < FULL:
        yield Cell(0, edge, FULL)
