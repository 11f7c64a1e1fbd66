"""The tables of final accounts: their titles, the unit of their money, and every figure by its names.

A figure is named by the label on its left and the headings above it, so that the order of columns
and the numbers of tables, which differ by province, do not matter. A published page that has lost
its tables is read by the same rules, a line as a row of cells parted by tabs, bars or blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jiping.filing import Place
from jiping.filing.text import squeeze
from jiping.intake.amounts import Currency
from jiping.intake.document import Line, Table

_TITLE = re.compile(r"(?:决算|三公|机构运行|机构人员|基本数字)\S*表|表\S*(?:决算|三公)")
_LONGEST_TITLE = 60
#: How many lines and rows above the figures may tell title and unit.
_ABOVE = 8
_HEAD_ROWS = 12
_CURRENCY = re.compile(r"(?:单位[:：]|[(（])(?:人民币)?(万?元)")
_GAPS = re.compile(r"\s*[|｜\t]\s*|\s{2,}| (?=[\d\-—])|(?<=\d) ")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_ORDINAL = re.compile(r"(?:行次|栏次|序号)$")
_CODE_HEADING = re.compile(r"编码|代码")
_CODE = re.compile(r"\d{3}(?:\d\d){0,2}")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Box(NamedTuple):
    """A cell: its text, the columns it covers from *column* on, whether it goes on from above."""

    text: str
    column: int
    columns: int
    goes_on: bool
    place: Place


class Titled(NamedTuple):
    """A table under its title; `currency` is None where no unit of money is told."""

    title: str
    currency: Currency | None
    rows: tuple[tuple[Box, ...], ...]


class Figure(NamedTuple):
    """A number of a table by the label and code on its left and the headings above it."""

    label: str
    code: str
    headings: tuple[str, ...]
    raw: str
    place: Place


def titled_tables(blocks: Sequence[Line | Table], file: str) -> Iterator[Titled]:
    """The tables of *blocks* that have a title of final accounts."""
    for table, lines in _with_lines_above(blocks):
        yield from _from_lines(lines, file)
        if table is None:
            continue
        rows = _table_rows(table, file)
        told = _told(table, lines, rows)
        if title := _title(told):
            yield Titled(title, _currency(told), rows)


def without_accounts(blocks: Sequence[Line | Table], file: str) -> list[Line | Table]:
    """*blocks* without the tables of final accounts, which are no self-evaluation."""
    kept: list[Line | Table] = []
    for table, lines in _with_lines_above(blocks):
        kept += lines
        if table is not None and not _title(_told(table, lines, _table_rows(table, file))):
            kept.append(table)
    return kept


def _with_lines_above(
    blocks: Sequence[Line | Table],
) -> Iterator[tuple[Table | None, list[Line]]]:
    """Each table with the lines between it and the one before; None with those behind the last."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
        else:
            yield block, lines
            lines = []
    yield None, lines


def _told(table: Table, lines: list[Line], rows: tuple[tuple[Box, ...], ...]) -> list[str]:
    """What may name a table: its sheet, the last lines above it, its own first rows."""
    above = [text for line in lines if (text := squeeze(line.text))][-_ABOVE:]
    head = [squeeze(box.text) for row in rows[:_HEAD_ROWS] for box in row if not box.goes_on]
    return [*([squeeze(table.sheet)] if table.sheet else []), *above, *head]


def _title(told: Sequence[str]) -> str:
    """The last of the titles that stand above the figures."""
    return next(
        (text for text in reversed(told) if len(text) <= _LONGEST_TITLE and _TITLE.search(text)), ""
    )


def _currency(told: Sequence[str]) -> Currency | None:
    found = {match[1] for text in told for match in _CURRENCY.finditer(text)}
    if found == {"元"}:
        return "元"
    return "万元" if found == {"万元"} else None


def _table_rows(table: Table, file: str) -> tuple[tuple[Box, ...], ...]:
    rows: list[list[Box]] = []
    for cell in table.cells:
        while len(rows) < cell.row + cell.rows:
            rows.append([])
        place = Place(
            file, table.page, table.sheet, None if table.sheet else table.number,
            cell.row + 1, cell.column + 1,
        )  # fmt: skip
        for row in range(cell.row, cell.row + cell.rows):
            rows[row].append(Box(cell.text, cell.column, cell.columns, row > cell.row, place))
    return tuple(tuple(sorted(row, key=lambda box: box.column)) for row in rows)


def _from_lines(lines: Sequence[Line], file: str) -> Iterator[Titled]:
    """Tables that have become lines: a title, and what follows it up to the next."""
    lines = [line for line in lines if squeeze(line.text)]
    starts = [
        at
        for at, line in enumerate(lines)
        if len(squeeze(line.text)) <= _LONGEST_TITLE and _TITLE.search(squeeze(line.text))
    ]
    for start, end in pairwise([*starts, len(lines)] if starts else []):
        rows = tuple(_line_row(line, file) for line in lines[start:end])
        if any(len(row) > 1 for row in rows):
            told = [squeeze(line.text) for line in lines[max(0, start - 1) : end]]
            yield Titled(squeeze(lines[start].text), _currency(told[: _ABOVE + 1]), rows)


def _line_row(line: Line, file: str) -> tuple[Box, ...]:
    cells = _GAPS.split(line.text.strip())
    place = Place(file, line.page, line.sheet, line=line.number)
    return tuple(Box(text, at, 1, False, place) for at, text in enumerate(cells))


def figures(table: Titled) -> Iterator[Figure]:
    """Every number of the table's body with its names."""
    body = _body(table.rows)
    headings = _headings(table.rows[:body])
    for row in table.rows[body:]:
        if not row or _counts_columns(row):
            continue
        yield from _row_figures(row, headings if _fits(row, headings) else {})


def _body(rows: Sequence[Sequence[Box]]) -> int:
    """The number of the first row below the headings."""
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        if _counts_columns(row):
            return at + 1
    for at, row in enumerate(rows):
        if any(_NUMBER.fullmatch(squeeze(box.text)) for box in row if not box.goes_on):
            return at
    return len(rows)


def _counts_columns(row: Sequence[Box]) -> bool:
    """Whether a row only numbers the columns: 栏次, 1, 2, 3 …"""
    told = [text for box in row if (text := squeeze(box.text)) and text != "栏次"]
    return len(told) > 1 and told == [str(number) for number in range(1, len(told) + 1)]


def _headings(rows: Sequence[Sequence[Box]]) -> dict[int, tuple[str, ...]]:
    """Column → the headings above it, from the top; a row that is one cell is no heading."""
    found: dict[int, list[str]] = {}
    for row in rows:
        told = [box for box in row if squeeze(box.text)]
        if len(told) < 2 or _counts_columns(row):
            continue
        for box in told:
            text = squeeze(box.text)
            for column in range(box.column, box.column + box.columns):
                above = found.setdefault(column, [])
                if not above or above[-1] != text:
                    above.append(text)
    return {column: tuple(texts) for column, texts in found.items()}


def _fits(row: Sequence[Box], headings: dict[int, tuple[str, ...]]) -> bool:
    """Whether the headings can be those of this row: a line that lost a cell has moved columns."""
    return not _is_line(row[0]) or len(row) == max(headings, default=0) + 1


def _is_line(box: Box) -> bool:
    return box.place.line is not None


def _row_figures(row: Sequence[Box], headings: dict[int, tuple[str, ...]]) -> Iterator[Figure]:
    label = code = ""
    numbers = 0
    for at, box in enumerate(row):
        text, above = squeeze(box.text), headings.get(box.column, ())
        if _HAN.search(text):
            # A new label begins where numbers lie between it and the one before (two halves).
            label, code, numbers = text, code if not numbers else "", 0
        elif not _NUMBER.fullmatch(text) or (above and _ORDINAL.search(above[-1])):
            continue
        elif _is_code(text, above, row[at + 1 :]):
            code, label, numbers = text, "", 0
        elif _is_line(box) and not above and "." not in text:
            continue  # as likely the number of the line
        elif not box.goes_on:
            numbers += 1
            yield Figure(label, code, above, text, box.place)


def _is_code(text: str, above: tuple[str, ...], behind: Sequence[Box]) -> bool:
    if not _CODE.fullmatch(text):
        return False
    if above and _CODE_HEADING.search("".join(above[-2:])):
        return True
    return bool(behind) and _HAN.search(behind[0].text) is not None
