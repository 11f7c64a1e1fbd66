"""Budgets turned on their side: a column a source of money, a row a figure.

| 资金情况 | 项目       | 合计   | 财政拨款 | 其他资金 |
|          | 年初预算数 | 314.67 | 283.20   | 31.47    |
"""

from __future__ import annotations

import re

from jiping.intake import labels
from jiping.intake.amounts import amount
from jiping.intake.document import Cell, Found
from jiping.intake.form_text import Row

from .strips import Strip

_FIGURES = labels.BUDGET_COLUMNS | {"weight", "score"}
_DIGIT = re.compile(r"\d")
_POINTS_BEHIND = re.compile(r"[(（](?:满分)?\s*(?P<points>\d+(?:\.\d+)?)\s*分[)）]\s*$")

#: The budget row of each source by its column in the table.
Sources = dict[int, Row]


def sources_of(strip: Strip) -> Sources:
    """The sources that the cells of a row of headings name, the total among them; else nothing."""
    items = [(cell, labels.row_of(cell.text)) for cell in strip.begun]
    named = [cell for cell, item in items if item]
    if len(named) < 2 or not any(item == "total" for _, item in items):
        return {}
    if any(item is None and amount(cell.text) is not None for cell, item in items):
        return {}
    return {cell.column: {"label": strip.found(cell)} for cell in named}


def take_figures(strip: Strip, sources: Sources) -> bool:
    """Give the rows of *sources* the figures of a row; False where it names none."""
    heads = [cell for cell in strip.begun if cell.column < min(sources)]
    head = heads[-1] if heads else None
    kind = labels.column_of(head.text) if head else None
    given = [cell for cell in strip.begun if cell.column in sources and _DIGIT.search(cell.text)]
    if head is None or kind not in _FIGURES or not given:
        return False
    for cell in given:
        sources[cell.column][kind] = strip.found(cell)
    if kind == "score" and (full := full_points(head)):
        # Only the total has a score.
        for row in sources.values():
            if "score" in row:
                row["weight"] = strip.found(head, full)
    return True


def full_points(head: Cell) -> str | None:
    """The points that the label of the scores tells: `得分（10分）`, `得分（满分10分）`."""
    return full_points_in(head.text)


def full_points_in(label: str) -> str | None:
    """The points in the text of such a label."""
    match = _POINTS_BEHIND.search(label)
    return match["points"] if match else None


def points_told(strip: Strip) -> Found | None:
    """The points that the heading of the scores tells in a row of headings."""
    for cell in strip.begun:
        if labels.column_of(cell.text) == "score" and (full := full_points(cell)):
            return strip.found(cell, full)
    return None
