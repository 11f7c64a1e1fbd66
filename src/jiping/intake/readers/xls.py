"""Excel 97–2003 workbooks (.xls): each sheet as a table of the texts that its cells show."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from jiping.intake.document import Cell, Content, UnreadableError

from . import limits
from . import xls_records as biff
from .compound import Compound
from .flow import Flow
from .number_format import BUILTIN, shown
from .sheet import Place, laid_out, merges_of
from .xls_records import Strings, number_of, records

_TOO_OLD = "是Excel 95格式，请用Excel或WPS打开后另存为.xlsx再试。"


def read(data: bytes) -> Content:
    """Read the visible sheets, then the hidden ones; formula cells by the value saved with them."""
    compound = Compound(data)
    if "Workbook" not in compound:
        raise UnreadableError(_TOO_OLD)
    stream = compound.stream("Workbook")
    flow = Flow()
    try:
        book = _Book(stream)
        for _, name, offset in sorted(book.sheets, key=lambda sheet: sheet[0]):
            flow.table(_Sheet(book, stream, offset).cells(), sheet=name, sparse=True)
    except (struct.error, IndexError) as error:
        raise UnreadableError("文件已损坏或不完整，请用Excel或WPS打开后另存再试。") from error
    return flow.content()


class _Book:
    """What all sheets share: texts, number formats, styles that are struck out, day 0."""

    def __init__(self, stream: bytes) -> None:
        self.sheets: list[tuple[bool, str, int]] = []  # hidden, name, where it begins
        self.strings: list[str] = []
        self.epoch_1904 = False
        fonts: list[bool] = []  # whether each is struck out
        styles: list[tuple[int, int]] = []  # font, format
        named: dict[int, str] = {}
        for number, parts in records(stream, 0):
            content = parts[0]
            if number == biff.BOF:
                if struct.unpack_from("<H", content)[0] < biff.BIFF8:
                    raise UnreadableError(_TOO_OLD)
            elif number == biff.FILEPASS:
                raise UnreadableError("已用密码加密，请先去掉密码再试。")
            elif number == biff.SHEET:
                offset, hidden, kind = struct.unpack_from("<IBB", content)
                if kind == 0:
                    self.sheets.append((hidden & 3 != 0, Strings(parts, 6).text(1), offset))
            elif number == biff.DATE_MODE:
                self.epoch_1904 = content[:1] == b"\x01"
            elif number == biff.STYLE:
                styles.append(struct.unpack_from("<HH", content))
            elif number == biff.FONT:
                fonts.append(struct.unpack_from("<H", content, 2)[0] & 8 != 0)
            elif number == biff.FORMAT:
                named[struct.unpack_from("<H", content)[0]] = Strings(parts, 2).text()
            elif number == biff.STRINGS:
                self.strings = list(_shared(parts))
        self._codes = [named.get(item) or BUILTIN.get(item, "General") for _, item in styles]
        # No font has the number 4.
        struck = {at + (at > 3) for at, is_struck in enumerate(fonts) if is_struck}
        self.struck = {at for at, (font, _) in enumerate(styles) if font in struck}

    def number(self, style: int, value: float) -> str:
        """The text that a number shows in a cell style."""
        code = self._codes[style] if style < len(self._codes) else "General"
        return shown(repr(value), code, self.epoch_1904)


def _shared(parts: list[bytes]) -> Iterator[str]:
    count = struct.unpack_from("<I", parts[0], 4)[0]
    limits.check_cells(count // 10)
    strings = Strings(parts, 8)
    for _ in range(count):
        yield strings.text().strip()


class _Sheet:
    """The texts of one sheet, its merged ranges, and its hidden rows and columns."""

    def __init__(self, book: _Book, stream: bytes, offset: int) -> None:
        self._book = book
        self._texts: dict[Place, str] = {}
        self._ranges: list[tuple[Place, Place]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        awaited: Place | None = None  # the formula whose text stands in a record behind it
        for number, parts in records(stream, offset):
            content = parts[0]
            if number == biff.FORMULA:
                awaited = self._formula(content)
            elif number == biff.RESULT and awaited is not None:
                self._texts[awaited] = Strings(parts, 0).text().strip()
            elif number == biff.MERGED:
                for at in range(2, len(content) - 7, 8):
                    top, bottom, left, right = struct.unpack_from("<4H", content, at)
                    self._ranges.append(((top, left), (bottom, right)))
            elif number == biff.ROW and content[12] & 0x20:
                self._hidden_rows.add(struct.unpack_from("<H", content)[0])
            elif number == biff.COLUMNS and content[8] & 1:
                first, last = struct.unpack_from("<HH", content)
                self._hidden_columns.update(range(first, min(last, 255) + 1))
            else:
                self._value(number, parts)
                limits.check_cells(len(self._texts))

    def cells(self) -> list[Cell]:
        """What is seen of the sheet."""
        merges, covered = merges_of(self._ranges)
        seen = {
            place: text
            for place, text in self._texts.items()
            if text
            and place not in covered
            and (place in merges or not self._is_hidden(place))
        }  # fmt: skip
        return laid_out(seen, merges)

    def _is_hidden(self, place: Place) -> bool:
        return place[0] in self._hidden_rows or place[1] in self._hidden_columns

    def _value(self, number: int, parts: list[bytes]) -> None:
        """Take the value of a cell record."""
        content, book = parts[0], self._book
        if number == biff.SHARED_TEXT:
            row, column, style, index = struct.unpack_from("<HHHI", content)
            if index < len(book.strings):
                self._put(row, column, style, book.strings[index])
        elif number == biff.NUMBER:
            row, column, style, value = struct.unpack_from("<HHHd", content)
            self._put(row, column, style, book.number(style, value))
        elif number == biff.RK:
            row, column, style, rk = struct.unpack_from("<HHHI", content)
            self._put(row, column, style, book.number(style, number_of(rk)))
        elif number == biff.MULTIPLE_RK:
            row, column = struct.unpack_from("<HH", content)
            for index in range((len(content) - 6) // 6):
                style, rk = struct.unpack_from("<HI", content, 4 + 6 * index)
                self._put(row, column + index, style, book.number(style, number_of(rk)))
        elif number in (biff.TEXT, biff.RICH_TEXT):
            row, column, style = struct.unpack_from("<HHH", content)
            self._put(row, column, style, Strings(parts, 6).text().strip())
        elif number == biff.TRUTH:
            row, column, style = struct.unpack_from("<HHH", content)
            self._put(row, column, style, _truth(content[6], is_error=bool(content[7])))

    def _formula(self, content: bytes) -> Place | None:
        """Take a formula's saved value; where it is a text, answer the cell that awaits it."""
        row, column, style = struct.unpack_from("<HHH", content)
        if content[12:14] != b"\xff\xff":
            value = struct.unpack_from("<d", content, 6)[0]
            self._put(row, column, style, self._book.number(style, value))
        elif content[6] == 0:
            return None if style in self._book.struck else (row, column)
        elif content[6] in (1, 2):
            self._put(row, column, style, _truth(content[8], is_error=content[6] == 2))
        return None

    def _put(self, row: int, column: int, style: int, text: str) -> None:
        """Keep what a cell shows; what is struck out does not count."""
        if style not in self._book.struck:
            self._texts[row, column] = text


def _truth(value: int, *, is_error: bool) -> str:
    if is_error:
        return biff.ERRORS.get(value, "#N/A")
    return "TRUE" if value else "FALSE"
