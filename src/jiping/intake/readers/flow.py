"""Blocks in the making: lines and tables in reading order, numbered from 1 and bounded."""

from __future__ import annotations

from collections.abc import Sequence

from jiping.filing.text import visible
from jiping.intake.document import Cell, Content, Line, Table

from . import limits

# A document has hundreds of lines: each is made at one stroke.
_new = tuple.__new__


class Flow:
    """Takes lines and tables as a reader meets them; lines are counted anew on each page."""

    __slots__ = ("_cells", "_lines", "_tables", "blocks", "page")

    def __init__(self) -> None:
        """Start empty, without pages."""
        self.blocks: list[Line | Table] = []
        self.page: int | None = None
        self._lines = self._tables = self._cells = 0

    def turn_to(self, page: int) -> None:
        """Go on with *page*; its lines are counted from 1."""
        self.page = page
        self._lines = 0

    def line(self, text: str, certainty: int | None = None) -> None:
        """Add one line of running text, empty ones too."""
        self._lines += 1
        line = visible(text), self._lines, self.page, None, certainty
        self.blocks.append(_new(Line, line))
        limits.check_lines(len(self.blocks))

    def lines(self, text: str) -> None:
        """Add *text* line by line."""
        if "\n" in text:
            for part in text.split("\n"):
                self.line(part)
        else:
            self.line(text)

    def table(
        self, cells: Sequence[Cell], sheet: str | None = None, *, sparse: bool = False
    ) -> None:
        """Add a table; one without cells is left out."""
        if not cells:
            return
        self._cells += len(cells)
        limits.check_cells(self._cells)
        self._tables += 1
        self.blocks.append(Table(tuple(cells), self._tables, self.page, sheet, sparse))

    def content(self) -> Content:
        """All that was taken."""
        return Content(tuple(self.blocks))
