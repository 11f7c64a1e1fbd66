"""Sheets that were saved as text with commas (CSV)."""

from __future__ import annotations

import csv
import io
from collections import Counter

from . import limits

#: A sheet has at least so many columns and rows; nine rows of ten are equally wide, as Excel and WPS
#: write them. Figures with grouping in running text are not.
_COLUMNS, _ROWS, _SHARE = 4, 5, 9


def rows_of(text: str) -> list[list[str]] | None:
    """The rows of a sheet; None where *text* is none.

    Raises UnreadableError where there are more cells than a document may have.
    """
    if text.count(",") < 2 * text.count("\n") or text.count(",") < _ROWS * (_COLUMNS - 1):
        return None
    rows: list[list[str]] = []
    filled = 0
    try:
        for row in csv.reader(io.StringIO(text, newline="")):
            rows.append(row)
            filled += sum(map(bool, row))
            limits.check_cells(filled)
    except csv.Error:
        return None
    widths = Counter(len(row) for row in rows if row)
    width, often = widths.most_common(1)[0]
    is_sheet = width >= _COLUMNS and often >= _ROWS and 10 * often >= _SHARE * widths.total()
    return rows if is_sheet else None
