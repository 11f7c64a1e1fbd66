"""A page as an outline: its text with marks for paragraphs, tables, rows and cells.

A stylesheet (`docx.xsl`, `html.xsl`) turns the tree of a format into this outline within libxslt,
several times faster than walking it here. From the outline on, all formats are read alike. The marks
are code points that Unicode keeps out of texts (U+FDD0 and following).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from jiping.intake.document import Cell, UnreadableError

from . import limits
from .flow import Flow

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # a paragraph: at least one line
EDGE, BREAK = "\ufdd2", "\ufddc"  # a line ends if it has text; a line ends
TABLE, END_TABLE, ROW = "\ufdd4", "\ufdd5", "\ufdd6"  # behind ROW its first column
CELL, END_CELL = "\ufdd7", "\ufdd8"  # behind CELL columns, rows
NOTE, END_NOTE = "\ufdd9", "\ufdda"  # what a format adds: the list of a paragraph, a symbol
BLANK = "\ufddb"  # a blank that is kept
ABOVE, LEFT = "\ufddd", "\ufdde"  # with a cell's columns: it goes on from there
# A mark; the one of a cell of one paragraph with its specification and its text with breaks.
_MARK = re.compile(
    f"([{OPEN}-{END_NOTE}{BREAK}])(?:(?<={CELL})([^{OPEN}-{END_NOTE}]*){END_NOTE}[ \t\r\n]*"
    f"{OPEN}?([^{OPEN}-{END_NOTE}]*){CLOSE}?[ \t\r\n]*{END_CELL})?"
)
_SPANS = re.compile(r"\s*(\d{0,9})\s*(?:,\s*(\d{0,9})\s*)?")
_MAX_SPAN = 1000  # as browsers bound it

# A mark, specification and text of a simple cell or None, and the text behind.
Marks = Iterator[tuple[str, str | None, str, str]]


class _Row(NamedTuple):
    """A row, and the grid column at which it begins."""

    start: int
    slots: list[_Slot]


# A document has hundreds of cells: each is made at one stroke.
_new = tuple.__new__
Item = str | list[_Row]
# Columns, rows (0: to the end of the table), ABOVE or LEFT where it goes on from there, and content
# (lines as one text, or lines and tables): a cell as outlined.
_Slot = tuple[int, int, str, str | list[Item]]


def stylesheet(name: str) -> etree.XSLT:
    """Load a stylesheet of this folder; it may read and write nothing but the tree it is given."""
    access = etree.XSLTAccessControl(  # type: ignore[call-arg] # the stubs know no arguments
        read_file=False, write_file=False, create_dir=False,
        read_network=False, write_network=False,
    )  # fmt: skip
    return etree.XSLT(etree.parse(Path(__file__).with_name(name)), access_control=access)


class Outline:
    """Reads an outline into a flow."""

    def __init__(
        self, clean: Callable[[str], str] | None = None, note: Callable[[str], str] | None = None
    ) -> None:
        """*clean* makes a line's text what is shown; *note* tells the text of a note."""
        self.flow = Flow()
        self._clean = clean
        self._note = note

    def read(self, text: str) -> Flow:
        """Put all lines and tables of an outline into the flow."""
        first, *rest = _MARK.split(text)
        marks = zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True)
        self._put(self._items(first, marks))
        return self.flow

    def _items(self, text: str, marks: Marks) -> list[Item]:
        """The lines and tables up to the end of a cell, or of the page."""
        items: list[Item] = []
        parts = [text] if text else []
        opened = 0

        def end_line(keep_empty: bool) -> None:
            line = "".join(parts)
            if self._clean is not None:
                line = self._clean(line)
            if line or keep_empty:
                items.append(line)
            parts.clear()

        for mark, _, _, text in marks:
            if mark == OPEN:
                if parts:
                    end_line(False)
                opened = len(items)
            elif mark == CLOSE:
                if parts or len(items) == opened:
                    end_line(True)
            elif mark == BREAK:
                end_line(True)
            elif mark in (EDGE, END_CELL):
                if parts:
                    end_line(False)
                if mark == END_CELL:
                    break
            elif mark == TABLE:
                if parts:
                    end_line(False)
                rows, text = self._rows(marks)
                items.append(rows)
            elif mark == NOTE and self._note is not None:
                text = self._note(text)
            if text:
                parts.append(text)
        if parts:
            end_line(False)
        return items

    def _rows(self, marks: Marks) -> tuple[list[_Row], str]:
        """The rows of a table, and the text behind it."""
        rows: list[_Row] = []
        slots: list[_Slot] = []  # of the last row; cells before the first are left out
        lines = self._lines
        for mark, simple, content, text in marks:
            if simple is not None:
                slots.append((*_specification(simple), lines(content)))
            elif mark == CELL:
                _, _, _, first = next(marks, ("", None, "", ""))
                slots.append((*_specification(text), self._items(first, marks)))
            elif mark == ROW:
                slots = []
                rows.append(_Row(_number(text), slots))
            elif mark == END_TABLE:
                return rows, text
        return rows, ""

    def _lines(self, text: str) -> str:
        """The lines of a cell of one paragraph, as one text."""
        if self._clean is None:
            return text.replace(BREAK, "\n") if BREAK in text else text
        return (
            "\n".join(map(self._clean, text.split(BREAK))) if BREAK in text else self._clean(text)
        )

    def _put(self, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, str):
                self.flow.line(item)
            elif _only_arranges(item):
                for row in item:
                    for _, _, _, inside in row.slots:
                        self._put(inside.split("\n") if isinstance(inside, str) else inside)
            else:
                self.flow.table(_cells(item))


@lru_cache(maxsize=4096)
def _specification(text: str) -> tuple[int, int, str]:
    """Columns, rows and how a cell goes on; what is no number counts as 1."""
    goes_on = "".join(sign for sign in text if sign in (ABOVE, LEFT))
    match = _SPANS.fullmatch(text.replace(ABOVE, "").replace(LEFT, ""))
    columns, rows = match.groups() if match else ("", "")
    return min(int(columns or 1) or 1, _MAX_SPAN), int(rows or 1), goes_on


def _number(text: str) -> int:
    text = text.strip()
    return min(int(text), _MAX_SPAN) if text.isdecimal() and len(text) < 9 else 0


def _only_arranges(rows: list[_Row]) -> bool:
    """Whether a table is a frame of one cell, or holds more cells in the tables inside it."""
    own = sum(len(row.slots) for row in rows)
    return own == 1 or _count(rows) > 2 * own


def _count(rows: list[_Row]) -> int:
    """All cells of a table and of the tables in it."""
    contents = [content for row in rows for _, _, _, content in row.slots]
    inner = [item for content in contents if not isinstance(content, str) for item in content]
    return len(contents) + sum(_count(item) for item in inner if not isinstance(item, str))


def _text(content: str | list[Item]) -> str:
    """The text of a cell by lines; a table in it gives a line for each row."""
    if isinstance(content, str):
        return content.strip()
    lines = []
    for item in content:
        if isinstance(item, str):
            lines.append(item)
        else:
            lines += [" ".join(_text(inside) for _, _, _, inside in row.slots) for row in item]
    return "\n".join(lines).strip()


def _cells(rows: list[_Row]) -> list[Cell]:
    """Lay the cells out in columns, each merged cell once."""
    rows = [row for row in rows if row.slots]
    texts: list[str] = []
    places: list[list[int]] = []  # row, column, rows, columns
    taken: dict[int, int] = {}  # column → the first row in which it is free again
    above: dict[int, list[int]] = {}  # column → the cell that stands above
    for number, (column, slots) in enumerate(rows):
        here: dict[int, list[int]] = {}
        place: list[int] | None = None
        for columns, height, goes_on, content in slots:
            while taken and taken.get(column, 0) > number:
                column += 1
            if goes_on == LEFT and place is not None:
                place[3] += columns
            elif ABOVE in goes_on and column in above:
                here[column] = place = above[column]
                place[2] = number - place[0] + 1
            else:
                if height != 1:
                    height = min(height or len(rows), len(rows) - number)
                here[column] = place = [number, column, height, columns]
                places.append(place)
                texts.append(content.strip() if isinstance(content, str) else _text(content))
                if height > 1:
                    taken.update(dict.fromkeys(range(column, column + columns), number + height))
            column += columns
            if column > limits.COLUMNS:
                raise UnreadableError(f"表格过宽（超过{limits.COLUMNS}列），请整理后重试。")
        above = here
    return [
        _new(Cell, (text, *place, None, None)) for text, place in zip(texts, places, strict=True)
    ]
