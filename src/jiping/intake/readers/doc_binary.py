"""The Word 97–2003 binary format ([MS-DOC]), as far as text and tables need it.

Text lies in pieces, paragraph properties in 512-byte pages that are found by file position. A row
of a table ends with a mark whose properties hold the edges of its cells, so columns are exact.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from jiping.intake.document import UnreadableError

from .compound import Compound
from .doc_properties import (
    HIDDEN,
    REVISED_AWAY,
    SYMBOL,
    UnknownLayoutError,
    codes,
    row_of,
    state_of,
)
from .edges import Edge
from .symbols import PRIVATE, symbol

_WORD_97 = 0x00C1
_MARK = re.compile(r"([^\x07\r\x0c]*)([\x07\r\x0c]?)")
_FIELD_CODE = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14([^\x13\x15]*))?\x15")
_INVISIBLE = (
    dict.fromkeys([*range(1, 7), 8, 0x13, 0x14, 0x15, 0x1F]) | {0x0B: "\n", 0x1E: "-"} | PRIVATE
)

_SPECIAL = re.compile(f"[{re.escape(''.join(map(chr, _INVISIBLE)))}]")
_new = tuple.__new__


class Paragraph(NamedTuple):
    """A paragraph of the body, the content of a cell or the end of a row."""

    text: str
    in_table: bool
    ends_cell: bool
    row: tuple[int, tuple[Edge, ...]] | None  # at the end of a row: left edge and cells
    inner: str  # what follows the text where it ends a cell or row of a table within the cell


class WordFile:
    """A Word file's text by paragraphs; raises UnknownLayoutError before Word 97."""

    def __init__(self, data: bytes) -> None:
        """Read the header and the tables that it points to."""
        compound = Compound(data)
        self._main = main = compound.stream("WordDocument")
        identity, version = struct.unpack_from("<HH", main)
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if identity != 0xA5EC or version < _WORD_97:
            raise UnknownLayoutError
        if flags & 0x0100:
            raise UnreadableError("已用密码加密，请在Word中去掉密码后再试。")
        self._table = compound.stream("1Table" if flags & 0x0200 else "0Table")
        self._data = compound.stream("Data")
        lengths = struct.unpack_from("<8i", main, 0x4C)
        self._pieces = self._read_pieces()
        self._text, self._starts = self._read_text()
        self._ranges = ((0, lengths[0]), self._box_range(lengths))
        self._pages = self._bin_table(0x0102)
        self._opened: dict[int, tuple[bytes, tuple[int, ...]]] = {}  # pages, starts of their runs

    def _box_range(self, lengths: tuple[int, ...]) -> tuple[int, int]:
        # body, footnotes, headers, (macros), annotations, endnotes, text boxes
        start = sum(lengths[:6])
        return start, start + lengths[6]

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of the body, then those of the text boxes."""
        for start, end in self._ranges:
            for match in _MARK.finditer(self._text, start, min(end, len(self._text))):
                if match.end() > match.start():
                    yield self._paragraph(match)

    def _paragraph(self, match: re.Match[str]) -> Paragraph:
        text, last = match.groups()
        if _SPECIAL.search(text):
            text = _shown(text)
        properties = [self._properties(self._position(match.end() - 1))]
        in_table, ends_row, inner, elsewhere = state_of(properties[0])
        if elsewhere is not None:
            # Those of large tables stand in the data stream.
            properties.append(self._elsewhere(elsewhere))
            more = state_of(properties[1])
            in_table, ends_row = in_table or more.in_table, ends_row or more.ends_row
            inner = more.inner or inner
        ends_cell = last == "\x07"
        row = row_of(*properties) if ends_row and ends_cell else None
        # A document has hundreds of them: each is made at one stroke.
        return _new(Paragraph, (text, in_table, ends_cell and not ends_row, row, inner))

    def _read_pieces(self) -> list[tuple[int, int, int, bool]]:
        """First and last character, file position, and whether one byte makes a character."""
        start, size = struct.unpack_from("<II", self._main, 0x01A2)
        clx = self._table[start : start + size]
        at = 0
        while clx[at : at + 1] == b"\x01":
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if clx[at : at + 1] != b"\x02":
            raise UnknownLayoutError
        size = struct.unpack_from("<I", clx, at + 1)[0]
        count = (size - 4) // 12
        at += 5
        ends = struct.unpack_from(f"<{count + 1}I", clx, at)
        pieces = []
        for index in range(count):
            position = struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * index + 2)[0]
            narrow = bool(position & 0x40000000)
            position &= 0x3FFFFFFF
            start, end = ends[index], ends[index + 1]
            if end < start:
                raise UnknownLayoutError
            pieces.append((start, end, position // 2 if narrow else position, narrow))
        return pieces

    def _read_text(self) -> tuple[str, list[int]]:
        parts = []
        for start, end, position, narrow in self._pieces:
            width = 1 if narrow else 2
            raw = self._main[position : position + width * (end - start)]
            text = raw.decode("cp1252" if narrow else "utf-16-le", "replace")
            # Beyond the basic plane a character takes two places; it must keep them.
            parts.append(text if len(text) == end - start else _spread(raw))
        text = "".join(parts)
        return self._without_deleted(text), [piece[0] for piece in self._pieces]

    def _position(self, index: int) -> int:
        """The file position of a character."""
        start, _, position, narrow = self._pieces[bisect_right(self._starts, index) - 1]
        return position + (index - start) * (1 if narrow else 2)

    def _bin_table(self, at: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        start, size = struct.unpack_from("<II", self._main, at)
        count = (size - 4) // 8
        if count < 1:
            raise UnknownLayoutError
        firsts = struct.unpack_from(f"<{count + 1}I", self._table, start)
        pages = struct.unpack_from(f"<{count}I", self._table, start + 4 * (count + 1))
        return firsts, pages

    def _properties(self, position: int) -> bytes:
        """The property list of the paragraph at a file position."""
        firsts, pages = self._pages
        index = bisect_right(firsts, position) - 1
        if not 0 <= index < len(pages):
            return b""
        number = pages[index]
        if number not in self._opened:
            page = self._page(number)
            self._opened[number] = page, struct.unpack_from(f"<{page[511] + 1}I", page)
        page, starts = self._opened[number]
        run = bisect_right(starts, position) - 1
        if not 0 <= run < len(starts) - 1:
            return b""
        at = 2 * page[4 * len(starts) + 13 * run]
        if at == 0:
            return b""
        size, begin = (2 * page[at] - 1, at + 1) if page[at] else (2 * page[at + 1], at + 2)
        return page[begin + 2 : begin + size]

    def _page(self, number: int) -> bytes:
        start = 512 * (number & 0x3FFFFF)
        page = self._main[start : start + 512]
        if len(page) < 512:
            raise UnknownLayoutError
        return page

    def _elsewhere(self, at: int) -> bytes:
        """The property list at a place of the data stream."""
        if at + 2 > len(self._data):
            raise UnknownLayoutError
        size = struct.unpack_from("<H", self._data, at)[0]
        return self._data[at + 2 : at + 2 + size]

    def _without_deleted(self, text: str) -> str:
        """Blank what a revision deleted or what is hidden; set symbols for their stand-ins."""
        marks = (b"\x00\x08\x01", b"\x3c\x08\x01", b"\x09\x6a")
        if not any(mark in self._main for mark in marks):
            return text
        changes: dict[int, str] = {}
        _, pages = self._bin_table(0x00FA)
        for number in pages:
            page = self._page(number)
            runs = page[511]
            starts = struct.unpack_from(f"<{runs + 1}I", page)
            for run in range(runs):
                at = 2 * page[4 * (runs + 1) + run]
                if not at:
                    continue
                for code, operand in codes(page[at + 1 : at + 1 + page[at]]):
                    if code in (REVISED_AWAY, HIDDEN) and operand == b"\x01":
                        changes.update(dict.fromkeys(range(starts[run], starts[run + 1]), "\x01"))
                    elif code == SYMBOL and len(operand) == 4:
                        place = struct.unpack_from("<H", operand, 2)[0]
                        changes[starts[run]] = symbol(place) or "\x01"
        signs = list(text)
        for start, end, position, narrow in self._pieces:
            width = 1 if narrow else 2
            for index in range(start, min(end, len(signs))):
                change = changes.get(position + (index - start) * width)
                if change and signs[index] not in "\r\x07\x0c":
                    signs[index] = change
        return "".join(signs)


def _shown(text: str) -> str:
    """Text without field codes (of a field its result) and without stand-ins of objects."""
    while "\x13" in text:
        shorter = _FIELD_CODE.sub(lambda match: match[1] or "", text)
        if shorter == text:
            break
        text = shorter
    return text.translate(_INVISIBLE)


def _spread(raw: bytes) -> str:
    """UTF-16 with each half of a pair in its own place; the second half is left out when shown."""
    signs = []
    for at in range(0, len(raw) - 1, 2):
        code = struct.unpack_from("<H", raw, at)[0]
        if 0xD800 <= code < 0xDC00 and at + 4 <= len(raw):
            signs.append(raw[at : at + 4].decode("utf-16-le", "replace"))
        else:
            signs.append("\x1f" if 0xDC00 <= code < 0xE000 else chr(code))
    return "".join(signs)
