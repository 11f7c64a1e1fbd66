"""How wide printed words are, and how many lines they take: for formats that do not measure them."""

from __future__ import annotations

import re
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
PADDING = 1.6
_SMALLEST = 6.0
#: What no line is broken in.
UNBROKEN = re.compile(r"([≥≤±≈°℃²³%‰!-~]{6,})")
_DIGIT = 0.52


@lru_cache(maxsize=8192)
def ems(text: str) -> float:
    """The width of *text* in its own size: a Chinese character is 1, a digit a half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else _DIGIT for char in text)


def table_width(sheet: Sheet) -> float:
    """Millimetres from the left to the right edge of the table."""
    return PAGE[1 if sheet.landscape else 0] - 2 * MARGIN_SIDE


def width_of(cell: Cell, sheet: Sheet) -> float:
    """Millimetres of a cell."""
    return table_width(sheet) * (cell.right - cell.left) / FULL


def lines_of(cell: Cell, sheet: Sheet) -> int:
    """How many lines the words of *cell* take at the width that they have."""
    room = max(1.0, (width_of(cell, sheet) - PADDING) / (SIZE * POINT))
    return sum(max(1, -int(-ems(line) // room)) for line in cell.text.split("\n"))


def balanced(cell: Cell, sheet: Sheet) -> Cell:
    """A label that takes several lines, broken where they are of one length and before brackets."""
    most = int(_room(cell, sheet) / SIZE)
    if cell.look not in ("label", "heading") or lines_of(cell, sheet) < 2 or most < 1:
        return cell
    lines = [line for part in cell.text.split("\n") for line in _broken(part, most)]
    return cell._replace(text="\n".join(lines))


def _broken(label: str, most: int) -> list[str]:
    """Lines of at most so many characters; labels with other signs than words stay as they are."""
    words, bracket, rest = label.partition("（")
    if len(label) <= most or not words.isalpha():
        return [label]
    count = -(-len(words) // most)
    length = -(-len(words) // count)
    lines = [words[start : start + length] for start in range(0, len(words), length)]
    return [*lines, bracket + rest] if bracket else lines


def broken(sheet: Sheet) -> Sheet:
    """The same form, its labels broken into lines of one length."""
    return replace(sheet, cells=tuple(balanced(cell, sheet) for cell in sheet.cells))


def size_of(cell: Cell, sheet: Sheet) -> float:
    """The size of the words in points: smaller where a figure or a word would be cut.

    Figures of a column, and those like them in a row, have one size. A word is what cannot be
    broken: signs, letters, digits.
    """
    if cell.figure is not None:
        alike = sheet.figures_alike[cell.row, cell.figure.places]
        return min(_fitting(_longest(one, sheet), one, sheet) for one in alike)
    if cell.look != "short":
        return SIZE
    return _fitting(max(map(ems, UNBROKEN.findall(cell.text)), default=0.0), cell, sheet)


def _fitting(widest: float, cell: Cell, sheet: Sheet) -> float:
    return min(SIZE, max(_SMALLEST, _room(cell, sheet) / max(1.0, widest)))


def pieces(cell: Cell, sheet: Sheet) -> list[str]:
    """The words of *cell*, those cut in pieces that do not fit into a line."""
    most = max(1, int(_room(cell, sheet) / size_of(cell, sheet) / _DIGIT))
    found: list[str] = []
    for text in UNBROKEN.split(cell.text):
        fits = len(text) <= most or not UNBROKEN.fullmatch(text)
        step = len(text) if fits else most
        found += [text[start : start + step] for start in range(0, len(text), step or 1)]
    return found


def _room(cell: Cell, sheet: Sheet) -> float:
    """Points that the words of a line have."""
    return (width_of(cell, sheet) - PADDING) / POINT


def figure_margin(cell: Cell, sheet: Sheet) -> float:
    """Millimetres right of a figure, so that the widest of its column stands in the middle.

    All figures of a column have the same decimals, so that their points stand under each other.
    """
    wide = _longest(cell, sheet) * size_of(cell, sheet) * POINT
    return max(PADDING / 2, (width_of(cell, sheet) - wide) / 2)


def _longest(cell: Cell, sheet: Sheet) -> float:
    return ems("0" * sheet.longest_figure[cell.left, cell.right])
