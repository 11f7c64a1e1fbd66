"""Formats of cells, and what a cell may hold: whatever a document says is written as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from jiping.filing.text import FORMULA_SIGNS

#: What the cells of work papers look like where nothing else is asked for.
_PLAIN = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True}


class CellStyles:
    """The formats of one workbook, made once each."""

    def __init__(self, book: Workbook, base: Mapping[str, Any] = _PLAIN) -> None:
        """Begin with none; *base* are the properties of all."""
        self._book, self._base = book, base
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, text: object = "", **properties: Any) -> Format:
        """The format of these properties; a *text* like a formula stays a text when it is edited."""
        if str(text).startswith(FORMULA_SIGNS):
            properties["quote_prefix"] = True
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**self._base, **properties})
        return self._made[key]


def cell_width(text: str) -> int:
    """The columns that a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
