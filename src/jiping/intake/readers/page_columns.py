"""Two columns of prose on a page: where the page is divided, and which lines stand in them.

Told by places alone: a gap that goes down through many lines, with long text on both sides. Rows of
a form have gaps too, but short text between them.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import NamedTuple

from .pdf_text import Word

_GAP = 9.0  # points between columns at least
_MIDDLE = 0.38, 0.62  # of the width: where the gap lies
_LONG = 0.24  # of the width: text of a column is as long in most lines
_FEWEST = 6  # lines with text on both sides

Row = list[Word]


class Band(NamedTuple):
    """Rows over the whole width, or those of the left and of the right column."""

    whole: list[Row]
    left: list[Row]
    right: list[Row]


def bands_of(rows: list[Row], width: float) -> list[Band]:
    """The rows of a page from top to bottom, those in columns by their columns."""
    middle = _middle(rows, width)
    if middle is None:
        return [Band(rows, [], [])]
    bands = []
    for clear, group in groupby(rows, key=lambda row: _is_clear(row, middle)):
        held = list(group)
        both = sum(_has_both(row, middle) for row in held)
        if clear and both >= _FEWEST:
            left = [part for row in held if (part := [w for w in row if w.right <= middle])]
            right = [part for row in held if (part := [w for w in row if w.left >= middle])]
            bands.append(Band([], left, right))
        else:
            bands.append(Band(held, [], []))
    return bands


def _middle(rows: list[Row], width: float) -> float | None:
    """Where the gap between two columns of prose lies, or None."""
    low, high = (share * width for share in _MIDDLE)
    centres = sorted(
        (a.right + b.left) / 2
        for row in rows
        for a, b in pairwise(row)
        if b.left - a.right >= _GAP
        and low < (a.right + b.left) / 2 < high
        and min(a.right - row[0].left, row[-1].right - b.left) > _LONG * width
    )
    if len(centres) < _FEWEST:
        return None
    middle = centres[len(centres) // 2]
    both = [row for row in rows if _has_both(row, middle)]
    return middle if len(centres) * 4 > len(both) else None


def _is_clear(row: Row, middle: float) -> bool:
    return all(word.right <= middle or word.left >= middle for word in row)


def _has_both(row: Row, middle: float) -> bool:
    """Whether a row has text on both sides and none between."""
    return _is_clear(row, middle) and row[0].right <= middle and row[-1].left >= middle
