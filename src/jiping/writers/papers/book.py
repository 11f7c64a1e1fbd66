"""Work papers as workbooks: tables of plain text and numbers under headings, ready to print."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from jiping.writers.cell_styles import CellStyles, cell_width

#: What a cell may hold; a text never becomes a formula.
Cell = str | int | Decimal | None
_FRAME = {"border": 1, "border_color": "#C9CED6"}
_LONGEST = 32_000  # signs of a cell; Excel holds 32,767
_LINE = 13.5
_A4 = 150  # characters of width beyond which A3 is used
_MOST_LINES = 30  # of a row; Excel's rows end at 409 points
_HEAD = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#2B4A6B", "align": "center",
         "valign": "vcenter", **_FRAME}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its column labels; `marked` are the rows that are set off by a tint."""

    labels: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a title, lines under it, and one table."""

    name: str
    title: str
    widths: tuple[int, ...]
    table: Table
    lines: tuple[str, ...] = ()
    landscape: bool = field(default=True)


def workbook(sheets: Iterable[Sheet], title: str, date: dt.date | None) -> bytes:
    """The workbook; the same sheets give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    made = dt.datetime.combine(date or dt.date(2000, 1, 1), dt.time(), dt.UTC)
    book.set_properties({"title": title, "created": made})
    style = CellStyles(book)
    for sheet in sheets:
        _sheet(book.add_worksheet(sheet.name), style, sheet)
    book.close()
    return out.getvalue()


def _sheet(page: Worksheet, style: CellStyles, sheet: Sheet) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    last = len(sheet.widths) - 1
    page.set_row(0, 27)
    page.merge_range(
        0, 0, 0, last, sheet.title, style(bold=True, font_size=15, align="center", valign="vcenter")
    )
    row = 1
    for line in sheet.lines:
        page.set_row(row, _LINE * _lines([line], [sum(sheet.widths)]) + 3)
        page.merge_range(row, 0, row, last, line, style(line, font_color="#3C4654"))
        row += 1
    _table(page, style, row, sheet)
    page.freeze_panes(row + 1, 0)
    page.set_paper(8 if sum(sheet.widths) > _A4 else 9)
    if sheet.landscape:
        page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(row)
    page.set_footer("&C第 &P 页，共 &N 页")


def _table(page: Worksheet, style: CellStyles, top: int, sheet: Sheet) -> None:
    table = sheet.table
    page.set_row(top, 20)
    for column, label in enumerate(table.labels):
        page.write_string(top, column, label, style(**_HEAD))
    for at, cells in enumerate(table.rows):
        tint = {"bg_color": "#FFF4D6"} if at in table.marked else {}
        texts = [str(cell) if cell is not None else "" for cell in cells]
        page.set_row(top + 1 + at, _LINE * _lines(texts, sheet.widths) + 3)
        for column, cell in enumerate(cells):
            _write(page, style, top + 1 + at, column, cell, {**_FRAME, **tint})
    if table.rows:
        page.autofilter(top, 0, top + len(table.rows), len(table.labels) - 1)


def _write(
    page: Worksheet, style: CellStyles, row: int, column: int, cell: Cell, look: dict[str, object]
) -> None:
    if cell is None or cell == "":
        page.write_blank(row, column, None, style(**look))
    elif isinstance(cell, str):
        page.write_string(row, column, cell[:_LONGEST], style(cell, **look))
    else:
        page.write_number(row, column, cell, style(align="right", **look))


def _lines(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines the fullest cell of a row takes: not every program works it out itself."""
    most = 1
    for text, width in zip(texts, widths, strict=True):
        room = max(width - 1, 1)
        told = sum(-(-max(cell_width(line), 1) // room) for line in text.split("\n"))
        most = max(most, told)
    return min(most, _MOST_LINES)
