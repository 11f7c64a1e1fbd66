"""How wide printed words are, and how many lines they take: for formats that do not measure them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache

from .cells import FULL, Cell, Sheet

#: A4 and the margins of a form, in millimetres.
PAGE = (210, 297)
MARGIN_SIDE = 15
MARGIN_TOP = 22
MARGIN_BOTTOM = 18
#: The size of the words in the table, in points, and of one point in millimetres.
SIZE = 10.5
POINT = 25.4 / 72
_PADDING = 1.6


@lru_cache(maxsize=8192)
def ems(text: str) -> float:
    """The width of *text* in its own size: a Chinese character is 1, a digit a half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.52 for char in text)


def table_width(sheet: Sheet) -> float:
    """Millimetres from the left to the right edge of the table."""
    return PAGE[1 if sheet.landscape else 0] - 2 * MARGIN_SIDE


def width_of(cell: Cell, sheet: Sheet) -> float:
    """Millimetres of a cell."""
    return table_width(sheet) * (cell.right - cell.left) / FULL


def lines_of(cell: Cell, sheet: Sheet) -> int:
    """How many lines the words of *cell* take at the width that they have."""
    room = max(1.0, (width_of(cell, sheet) - _PADDING) / (SIZE * POINT))
    return sum(max(1, -int(-ems(line) // room)) for line in cell.text.split("\n"))


def balanced(cell: Cell, sheet: Sheet) -> Cell:
    """A label that takes several lines, broken where they are of one length."""
    count = lines_of(cell, sheet)
    label, *rest = cell.text.split("\n")
    count -= len(rest)
    if cell.look not in ("label", "heading") or count < 2 or not label.isalpha():
        return cell
    length = -(-len(label) // count)
    lines = [label[start : start + length] for start in range(0, len(label), length)]
    return replace(cell, text="\n".join([*lines, *rest]))


def figure_margin(cell: Cell, sheet: Sheet) -> float:
    """Millimetres right of a figure, so that the widest of its column stands in the middle.

    All figures of a column have the same decimals, so that their points stand under each other.
    """
    widest = ems("0" * sheet.longest_figure[cell.left, cell.right])
    return max(0.8, (width_of(cell, sheet) - widest * SIZE * POINT) / 2)
