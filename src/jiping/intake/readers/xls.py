"""Excel 97–2003 workbooks (.xls): values by calamine, their number formats from the records."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterator
from typing import NamedTuple

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from jiping.intake.document import Cell, Content, UnreadableError

from . import limits
from .compound import Compound
from .flow import Flow
from .number_format import BUILTIN, shown
from .sheet import Place, laid_out, merges_of

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _DATE_MODE = 0x0809, 0x0A, 0x2F, 0x85, 0x22
_FORMAT, _XF, _ROW, _COLUMNS = 0x041E, 0xE0, 0x0208, 0x7D
_NUMBER, _RK, _MULTIPLE_RK, _FORMULA = 0x0203, 0x027E, 0xBD, 0x06
_TEXTS = frozenset((0xFD, 0x0204, 0xD6, 0x0205))  # shared text, text, rich text, truth or error
_CELLS = _TEXTS | {_NUMBER, _RK, _MULTIPLE_RK, _FORMULA}
_BIFF8 = 0x0600


class _Styles(NamedTuple):
    """What all sheets share: number format of each cell style, and the day 0."""

    codes: list[str]
    epoch_1904: bool


class _Numbers(NamedTuple):
    """The numbers of one sheet as they are shown, and the rows and columns that are not."""

    texts: dict[Place, str]
    hidden_rows: set[int]
    hidden_columns: set[int]


def read(data: bytes) -> Content:
    """Read the visible sheets, then the hidden ones; formula cells by the value saved with them."""
    compound = Compound(data)
    stream = compound.stream("Workbook" if "Workbook" in compound else "Book")
    try:
        workbook = CalamineWorkbook.from_object(io.BytesIO(data))
        sheets = sorted(
            enumerate(workbook.sheets_metadata),
            key=lambda item: item[1].visible != SheetVisibleEnum.Visible,
        )
        offsets, styles = _globals(stream)
        flow = Flow()
        for index, sheet in sheets:
            numbers = _sheet(stream, offsets[index], styles)
            flow.table(_cells(workbook, index, numbers), sheet=sheet.name)
    except PasswordError as error:
        raise UnreadableError("已用密码加密，请先去掉密码再试。") from error
    except (CalamineError, struct.error, IndexError, OSError, ValueError) as error:
        raise UnreadableError("文件已损坏或不完整，请用Excel或WPS打开后另存再试。") from error
    return flow.content()


def _cells(workbook: CalamineWorkbook, index: int, numbers: _Numbers) -> list[Cell]:
    sheet = workbook.get_sheet_by_index(index)
    merges, covered = merges_of(sheet.merged_cell_ranges or [])
    texts: dict[Place, str] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            here = (row, column)
            if value == "" or here in covered:
                continue
            concealed = row in numbers.hidden_rows or column in numbers.hidden_columns
            if concealed and here not in merges:
                continue
            if text := _text(value, numbers.texts.get(here)):
                texts[here] = text
    return laid_out(texts, merges)


def _text(value: object, shown_number: str | None) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if shown_number is not None:
        return shown_number
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from *at* to the end of their part: number, content."""
    depth = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        yield number, stream[at + 4 : at + 4 + length]
        depth += number == _BOF
        depth -= number == _EOF
        if depth == 0:
            return
        at += 4 + length


def _globals(stream: bytes) -> tuple[list[int], _Styles]:
    """Where the sheets begin, and the styles."""
    offsets: list[int] = []
    formats: list[int] = []
    named: dict[int, str] = {}
    epoch_1904, version = False, _BIFF8
    for number, content in _records(stream, 0):
        if number == _BOF:
            version = struct.unpack_from("<H", content)[0]
        elif number == _FILEPASS:
            raise UnreadableError("已用密码加密，请先去掉密码再试。")
        elif number == _BOUNDSHEET:
            offsets.append(struct.unpack_from("<I", content)[0])
        elif number == _DATE_MODE:
            epoch_1904 = content[:1] == b"\x01"
        elif number == _XF:
            formats.append(struct.unpack_from("<H", content, 2)[0])
        elif number == _FORMAT:
            named[struct.unpack_from("<H", content)[0]] = _code(content, version)
    codes = [named.get(item) or BUILTIN.get(item, "General") for item in formats]
    return offsets, _Styles(codes, epoch_1904)


def _code(content: bytes, version: int) -> str:
    if version < _BIFF8:
        return content[3 : 3 + content[2]].decode("gb18030", "replace")
    length, wide = struct.unpack_from("<HB", content, 2)
    if wide & 1:
        return content[5 : 5 + 2 * length].decode("utf-16-le", "replace")
    return content[5 : 5 + length].decode("latin-1")


def _sheet(stream: bytes, offset: int, styles: _Styles) -> _Numbers:
    numbers = _Numbers({}, set(), set())
    last_row = last_column = 0
    for number, content in _records(stream, offset):
        if number in _CELLS:
            row, column = struct.unpack_from("<HH", content)
            last_row, last_column = max(row, last_row), max(column, last_column)
        if number == _NUMBER:
            row, column, style, value = struct.unpack_from("<HHHd", content)
            _put(numbers, styles, (row, column), style, value)
        elif number == _RK:
            row, column, style, rk = struct.unpack_from("<HHHI", content)
            _put(numbers, styles, (row, column), style, _rk(rk))
        elif number == _MULTIPLE_RK:
            row, column = struct.unpack_from("<HH", content)
            for index in range((len(content) - 6) // 6):
                style, rk = struct.unpack_from("<HI", content, 4 + 6 * index)
                _put(numbers, styles, (row, column + index), style, _rk(rk))
        elif number == _FORMULA:
            row, column, style, value = struct.unpack_from("<HHHd", content)
            if content[12:14] != b"\xff\xff":  # else its value is a text, a truth or an error
                _put(numbers, styles, (row, column), style, value)
        elif number == _ROW and content[12] & 0x20:
            numbers.hidden_rows.add(struct.unpack_from("<H", content)[0])
        elif number == _COLUMNS and content[8] & 1:
            first, last = struct.unpack_from("<HH", content)
            numbers.hidden_columns.update(range(first, min(last, 255) + 1))
    # The library lays out every cell up to the last, empty or not.
    limits.check_cells((last_row + 1) * (last_column + 1) // 10)
    return numbers


def _put(numbers: _Numbers, styles: _Styles, here: Place, style: int, value: object) -> None:
    code = styles.codes[style] if style < len(styles.codes) else "General"
    numbers.texts[here] = shown(repr(value), code, styles.epoch_1904)


def _rk(rk: int) -> object:
    """A number in 30 bits: an integer, or the upper half of a double; perhaps in hundredths."""
    if rk & 2:
        value = (rk >> 2) - (1 << 30 if rk & 0x80000000 else 0)
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, rk & 0xFFFFFFFC))[0]
    return value / 100 if rk & 1 else value
