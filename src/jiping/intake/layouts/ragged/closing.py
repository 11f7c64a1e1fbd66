"""The closing row of a form: the points that its indicators and its budget block sum to."""

from __future__ import annotations

from collections.abc import Sequence

from jiping.filing.numbers import HUNDRED
from jiping.intake.amounts import blank, points
from jiping.intake.form_text import FormText
from jiping.intake.layouts.last_figure import sum_of
from jiping.intake.layouts.table.closing_row import larger_closing

from .cells import Cell
from .doubts import doubt
from .headings import Heading


def read_total(
    cells: Sequence[Cell], heading: Heading, form: FormText, *, whole: bool = True
) -> None:
    """The closing row: its figures under weight and score, or the one that the heading has.

    Not *whole* where the text breaks off in it.
    """
    scale = [column for column in heading.columns if column in ("weight", "score")]
    figures = [each for each in cells[1:] if points(each.text) is not None]
    if len(figures) == len(scale):
        told = {column: each.found() for column, each in zip(scale, figures, strict=True)}
        form.total |= larger_closing(told, form.total) if form.total else told
    elif len(figures) == 1 and len(scale) == 2 and (whole or figures[0].gap == 0):
        only = _scale_of(figures[0], form)
        if only is None:
            form.problems.append(doubt(cells, {"weight", "score"}))
        else:
            form.total.setdefault(only, figures[0].found())


def _scale_of(figure: Cell, form: FormText) -> str | None:
    """Whether the only figure of the closing row sums weights or scores; None if it may be both."""
    number = points(figure.text)
    rows = [*form.indicators, *form.budget[:1]]
    if figure.gap == 0 and number == HUNDRED:
        return "weight"
    told = [c for row in rows for c in ("weight", "score") if c in row and not blank(row[c].text)]
    if "score" not in told:
        return "weight" if number == HUNDRED and told else None
    sums = {column: sum_of(column, rows) for column in ("weight", "score")}
    fitting = [column for column, total in sums.items() if total == number]
    return fitting[0] if len(fitting) == 1 else None
