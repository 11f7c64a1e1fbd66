"""Blocks in the making: lines and tables in reading order, numbered from 1 and bounded."""

from __future__ import annotations

from collections.abc import Sequence

from jiping.intake.document import Cell, Content, Line, Table, UnreadableError

from . import limits


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

    def line(self, text: str) -> None:
        """Add one line of running text, empty ones too."""
        self._lines += 1
        self.blocks.append(Line(text, self._lines, self.page))
        if len(self.blocks) > limits.LINES:
            raise UnreadableError(f"行数超过{limits.LINES // 10_000}万行的上限，请分开后重试。")

    def lines(self, text: str) -> None:
        """Add *text* line by line."""
        if "\n" in text:
            for part in text.split("\n"):
                self.line(part)
        else:
            self.line(text)

    def table(self, cells: Sequence[Cell], sheet: str | None = None) -> None:
        """Add a table; one without cells is left out."""
        if not cells:
            return
        self.count(len(cells))
        self._tables += 1
        self.blocks.append(Table(tuple(cells), self._tables, self.page, sheet))

    def count(self, cells: int) -> None:
        """Count *cells* towards the limit of the document."""
        self._cells += cells
        if self._cells > limits.CELLS:
            raise UnreadableError(
                f"表格过大（超过{limits.CELLS // 10_000}万个单元格），"
                "请只保留绩效自评表和自评报告后重试。"
            )

    def content(self) -> Content:
        """All that was taken."""
        return Content(tuple(self.blocks))
