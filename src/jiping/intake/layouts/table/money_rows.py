"""Rows of money in true tables: which cell names one, and what a column parted by source says."""

from __future__ import annotations

import re

from jiping.filing.model import MONEY
from jiping.intake import labels
from jiping.intake.amounts import amount, blank
from jiping.intake.currency import is_currency
from jiping.intake.document import Cell
from jiping.intake.form_text import Row
from jiping.intake.heads import is_organ

from .columns import Columns, under
from .strips import Strip

_NAME = re.compile(r"[\u4e00-\u9fff]{2}")


def row_label(strip: Strip, columns: Columns, *, filled: bool) -> Cell | None:
    """The cell that names a budget row: a known name, or any beside a row of money."""
    cells = under(strip, columns) or []
    source = next((c for kind, c in cells if kind == "fund_source" and c in strip.begun), None)
    if source and filled and _NAME.search(source.text):
        return source
    # The label of a sum may begin in front of the names, under 序号.
    placed = {id(cell) for kind, cell in cells if kind not in ("fund_source", "number")}
    free = [cell for cell in strip.begun if id(cell) not in placed]
    known = next((cell for cell in free if labels.row_of(cell.text)), None)
    if known or not filled:
        return known
    amounts = [cell.column for kind, cell in cells if kind in MONEY]
    before = [c for c in free if c.column < min(amounts) and not blank(c.text)]
    words = before[-1] if before else None
    if words and is_organ(words.text) and len(before) > 1 and _NAME.search(before[-2].text):
        words = before[-2]  # in a list of projects their unit stands behind each
    if words is None or is_currency(words.text) or amount(words.text) is not None:
        return None
    return words if _NAME.search(words.text) else None


def parts_of(strip: Strip, columns: Columns) -> dict[str, range]:
    """The columns of money that are parted by source (中央, 省级 …) without their sum in front."""
    parts = {}
    for start, end, kind in columns.headings:
        below = [cell for cell in strip.begun if start <= cell.column < end]
        if kind in MONEY and len(below) > 1 and labels.row_of(below[0].text) != "total":
            parts[kind] = range(start, end)
    return parts


def take_parts(strip: Strip, parts: dict[str, range], row: Row) -> None:
    """Give a row the money of a parted column where one source gave all; their sum is not printed."""
    for kind, columns in parts.items():
        told = [cell for cell in strip.cells if cell.column in columns and not blank(cell.text)]
        row.pop(kind, None)
        if len(told) == 1:
            row[kind] = strip.found(told[0])
