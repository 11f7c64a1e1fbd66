"""A budget block without column headings: each amount stands behind a label of its own."""

from __future__ import annotations

from collections.abc import Sequence

from jiping.intake import labels
from jiping.intake.amounts import told_rate
from jiping.intake.currency import is_currency
from jiping.intake.form_text import FormText, Row

from . import fits, landmarks
from .cells import Cell
from .doubts import unread


def read_pairs(cells: Sequence[Cell], form: FormText, *, scored: bool) -> None:
    """`预算数: | 312 | 执行数: | 312`, then rows whose label comes again in front of each amount.

    *scored* where a column of scores goes on through the block.
    """
    columns: list[str] = []
    total: Row = {}
    position = 0
    while position < len(cells) and (column := landmarks.money_label(cells[position].text)):
        columns.append(column)
        value, position = _value(cells, position + 1)
        if value is not None and column != "unknown":
            total[column] = value.found()
    if position < len(cells) and _is_rate(cells[position].text):
        total["execution_rate"] = cells[position].found()
        position += 1
    if scored and position < len(cells) and fits.score(cells[position].text) == 0:
        total["score"] = cells[position].found()
        position += 1
    form.budget.append(total)
    while position < len(cells) and labels.row_of(cells[position].text):
        position = _read_repeated(cells, position, columns, form)


def _is_rate(text: str) -> bool:
    """Whether a cell is a rate printed as one."""
    told = told_rate(text)
    return told is not None and told[1]


def _value(cells: Sequence[Cell], position: int) -> tuple[Cell | None, int]:
    """The amount at *position*, if there is one, and the place behind it."""
    if position < len(cells) and fits.money(cells[position].text) is not None:
        each = cells[position]
        return None if is_currency(each.text) else each, position + 1
    return None, position


def _read_repeated(
    cells: Sequence[Cell], position: int, columns: Sequence[str], form: FormText
) -> int:
    """Read one row of repeated labels; the place behind it."""
    label = cells[position]
    row: Row = {"label": label.found()}
    times = 0
    while position < len(cells) and labels.core(cells[position].text) == labels.core(label.text):
        value, position = _value(cells, position + 1)
        if value is not None and times < len(columns) and columns[times] != "unknown":
            row[columns[times]] = value.found()
        times += 1
    if times == len(columns):
        form.budget.append(row)
    elif len(row) > 1:
        form.problems.append(unread([label]))
    return position
