"""A table that goes on from a page we do not have: indicator rows without their heading.

The order of the columns is then known only so far as all orders in which such forms are printed
lead to the same cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiping.intake import labels
from jiping.intake.form_text import FormText, Row

from . import fits, landmarks
from .cells import Cell, Strip
from .closing import read_total
from .headings import Heading
from .indicators import read_indicators
from .short_rows import hold_short

_LEVELS = ("level1", "level2", "name")
#: The orders in which published forms print the columns behind the name.
_ORDERS = tuple(
    tuple(order.split())
    for order in (
        "target actual weight score reason",
        "weight target actual score reason",
        "target weight actual score remark",
        "target actual score reason",
        "target actual reason",
        "operator target measure actual weight score reason",
        "operator target measure actual completion weight score reason",
        "measure operator target actual weight score remark",
    )
)
_FEWEST_LABELS = 2


def read_beheaded(strip: Strip, stop: int) -> FormText | None:
    """The rows in front of cell *stop* as a form without a beginning, where they are indicators."""
    cells = strip.cells[:stop]
    if not strip.rows or sum(_is_level(cell) for cell in cells) < _FEWEST_LABELS:
        return None
    end = next((n for n, each in enumerate(cells) if landmarks.closes(each.text)), len(cells))
    ended = strip.ended or end < len(strip.cells)
    rows = strip._replace(cells=cells[:end], broken=strip.broken and not ended, ended=ended)
    readings = [(order, form) for order in _ORDERS if (form := _read(rows, order))]
    if not readings:
        return None
    order, form = readings[0]
    rows_read = _common([other.indicators for _, other in readings])
    # The rest of a broken row begins with its value.
    form.indicators = [
        r for r in rows_read if "name" not in r or not fits.is_answer(r["name"].text)
    ]
    form.complete = False
    last = [each for each in cells[end:] if each.row == cells[end].row]
    if last and landmarks.is_total(last[0].text):
        read_total(last, Heading("indicators", 0, 0, order), form)
    return form


def _is_level(cell: Cell) -> bool:
    return "指标" in cell.text and bool(labels.level1_of(cell.text) or labels.level2_of(cell.text))


def _read(rows: Strip, order: tuple[str, ...]) -> FormText | None:
    """The rows under the columns in this order, if they fit."""
    form = FormText()
    heading = Heading("indicators", 0, 0, (*_LEVELS, *order))
    block = read_indicators(rows, heading, form)
    hold_short(block.short, form, ended=rows.ended)
    return form if block.whole else None


def _common(readings: Sequence[list[Row]]) -> list[Row]:
    """The cells in which all readings agree; no rows where they see different ones."""
    if len({len(rows) for rows in readings}) != 1:
        return []
    return [
        {
            column: found
            for column, found in rows[0].items()
            if all(row.get(column) == found for row in rows[1:])
        }
        for rows in zip(*readings, strict=True)
    ]
