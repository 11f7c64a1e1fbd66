"""The form as a workbook: sums, rates and scores alive, cells to be filled in open, the rest protected."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from jiping.filing.numbers import HUNDRED
from jiping.standards import Standard
from jiping.writers.cell_styles import CellStyles

from .cells import Cell, Figure, Sheet
from .formulas import RATE_PLACES, followed, formula
from .widths import (
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    POINT,
    SIZE,
    figure_margin,
    lines_of,
    size_of,
    table_width,
)

_PIXELS = 96 / 25.4
_A4 = 9
_INCH = 25.4
#: Millimetres of the digit that a number format leaves room for.
_INDENT = 1.93
_LINE, _PAD, _LOWEST, _HIGHEST = 14.0, 6.0, 20.0, 409.0
_MOST_LINES, _SMALLEST = 28, 5
_BASE = {"font_name": "仿宋", "font_size": 10.5, "valign": "vcenter"}
_ALIGN = {
    "label": "center",
    "heading": "center",
    "text": "left",
    "short": "center",
    "figure": "right",
}
#: A cell of Excel holds 32,767 signs.
_LONGEST = 32_767
_MOST_MONEY = 10**12
#: A score that is computed has as many decimals as standards round it to.
_SCORE_PLACES = 2
_WHEN = dt.datetime(2000, 1, 1)


def xlsx(sheet: Sheet, standard: Standard) -> bytes:
    """The form as .xlsx; *standard* says how the execution is scored. The same input, the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": sheet.title + sheet.subtitle, "created": _WHEN})
    page = book.add_worksheet("自评表")
    style = CellStyles(book, _BASE)
    top = _above(page, sheet, style)
    _cells(page, sheet, standard, style, top)
    _heights(page, sheet, top)
    _below(page, sheet, style, top + sheet.height)
    _paper(page, sheet, top)
    page.protect("", {"format_rows": True, "format_columns": True, "insert_rows": True})
    book.close()
    return out.getvalue()


def _above(page: Worksheet, sheet: Sheet, style: CellStyles) -> int:
    """Write what stands above the table and answer the table's first row."""
    lines = [
        (sheet.mark, 18.0, style(font_name="黑体")),
        (sheet.title, 30.0, style(font_name="方正小标宋简体", font_size=18, align="center")),
        (sheet.subtitle, 20.0, style(font_name="楷体", font_size=12, align="center")),
    ]
    row = 0
    for text, height, form in lines:
        if text:
            page.merge_range(row, 0, row, len(sheet.widths) - 1, text, form)
            page.set_row(row, height)
            row += 1
    for number, width in enumerate(sheet.widths):
        page.set_column_pixels(number, number, _pixels(width, sheet))
    return row


def _pixels(width: int, sheet: Sheet) -> int:
    return max(2, int(table_width(sheet) * width / 1000 * _PIXELS))


def _cells(page: Worksheet, sheet: Sheet, standard: Standard, style: CellStyles, top: int) -> None:
    where = {
        cell.field: (top + cell.row, sheet.column_at[cell.left])
        for cell in sheet.cells
        if cell.field
    }

    def address(field: str) -> str | None:
        return xl_rowcol_to_cell(*where[field]) if field in where else None

    alive = followed(sheet, standard)
    for cell in sheet.cells:
        form = _format(sheet, cell, style, live=cell.field in alive)
        row, column = top + cell.row, sheet.column_at[cell.left]
        last_row, last_column = row + cell.rows - 1, column + sheet.span(cell) - 1
        if (last_row, last_column) != (row, column):
            page.merge_range(row, column, last_row, last_column, "", form)
        if cell.field in alive:
            _write_alive(page, row, column, cell, alive, formula(cell, address, standard), form)
        else:
            _write(page, row, column, cell, form)
            if cell.field is not None:
                _validate(page, row, column, cell)


def _write_alive(
    page: Worksheet, row: int, column: int, cell: Cell, alive: Mapping[str, Decimal | None],
    words: str, form: Format,
) -> None:  # fmt: skip
    value = alive[cell.field or ""]
    page.write_formula(row, column, words, form, "" if value is None else _number(cell, value))


def _write(page: Worksheet, row: int, column: int, cell: Cell, form: Format) -> None:
    figure = cell.figure
    if figure is not None and figure.value is not None:
        page.write_number(row, column, _number(cell, figure.value), form)
    elif cell.text and figure is None:
        page.write_string(row, column, cell.text[:_LONGEST], form)
    else:
        page.write_blank(row, column, None, form)


def _number(cell: Cell, value: Decimal) -> Any:
    """The number of a cell; a percentage is a fraction there."""
    percent = cell.figure is not None and cell.figure.percent
    return value / HUNDRED if percent else value


def _format(sheet: Sheet, cell: Cell, style: CellStyles, *, live: bool) -> Format:
    told: dict[str, Any] = {"align": _ALIGN[cell.look], "text_wrap": True}
    told |= {side: 0 if side in cell.open else 1 for side in ("left", "right", "top", "bottom")}
    if cell.look in ("label", "heading"):
        told["font_name"] = "黑体"
    if cell.look == "figure":
        told["text_wrap"] = False
        told["font_size"] = int(size_of(cell, sheet) * 2) / 2
    elif (lines := lines_of(cell, sheet)) > _MOST_LINES * cell.rows:
        # A row of Excel is 409 points high at most.
        told["font_size"] = max(_SMALLEST, int(SIZE * (_MOST_LINES * cell.rows / lines) ** 0.5))
    if cell.figure is not None:
        told["num_format"] = _number_format(cell.figure, live=live) + "_0" * int(
            figure_margin(cell, sheet) / _INDENT
        )
    elif cell.field is not None:
        told["num_format"] = "@"
    if cell.field is not None and not live:
        told["locked"] = False
    return style(cell.text if cell.figure is None else "", **told)


def _number_format(figure: Figure, *, live: bool) -> str:
    """As many decimals as the column has; what is computed shows those that it needs beyond them."""
    if figure.percent:
        return "0." + "0" * max(figure.places, RATE_PLACES) + "%"
    more = "#" * max(0, _SCORE_PLACES - figure.places) if live else ""
    return "0." + "0" * figure.places + more if figure.places else "General"


def _validate(page: Worksheet, row: int, column: int, cell: Cell) -> None:
    if cell.choices:
        page.data_validation(row, column, row, column, {
            "validate": "list", "source": list(cell.choices), "error_title": "请从列表中选择",
            "error_message": "可选：" + "、".join(cell.choices),
        })  # fmt: skip
    elif cell.figure is not None:
        points = (cell.field or "").endswith(("/weight", "/score"))
        least, most = (0, 100) if points else (-_MOST_MONEY, _MOST_MONEY)
        what = "0至100的分数" if points else "数字" if not cell.figure.percent else "百分数，如95%"
        page.data_validation(row, column, row, column, {
            "validate": "decimal", "criteria": "between", "minimum": least, "maximum": most,
            "error_title": "应填数字", "error_message": f"这一格应填{what}。",
        })  # fmt: skip


def _heights(page: Worksheet, sheet: Sheet, top: int) -> None:
    """Excel does not fit rows to merged cells: each row gets the height that its words need."""
    lines = [1] * sheet.height
    for cell in sheet.cells:
        if cell.rows == 1:
            lines[cell.row] = max(lines[cell.row], lines_of(cell, sheet))
    for cell in sheet.cells:
        rows = range(cell.row, cell.row + cell.rows)
        lacking = lines_of(cell, sheet) - sum(lines[row] for row in rows)
        if lacking > 0:
            lines[rows[-1]] += lacking
    for row, count in enumerate(lines):
        page.set_row(top + row, min(_HIGHEST, max(_LOWEST, count * _LINE + _PAD)))


def _below(page: Worksheet, sheet: Sheet, style: CellStyles, row: int) -> None:
    last = len(sheet.widths) - 1
    for note in sheet.notes:
        page.merge_range(row, 0, row, last, note, style(font_size=9, text_wrap=True))
        row += 1
    if not sheet.signature:
        return
    page.set_row(row, 30)
    # One cell: labels in cells of their own may come to stand under the heads of the columns, as if
    # they were one row more.
    each = int(table_width(sheet) / (SIZE * POINT)) // len(sheet.signature)
    words = "".join(f"{label}：".ljust(each, "　") for label in sheet.signature).rstrip("　")
    page.merge_range(row, 0, row, last, words, style(locked=False, text_wrap=False))


def _paper(page: Worksheet, sheet: Sheet, top: int) -> None:
    page.set_paper(_A4)
    if sheet.landscape:
        page.set_landscape()
    page.set_margins(
        MARGIN_SIDE / _INCH, MARGIN_SIDE / _INCH, MARGIN_TOP / _INCH, MARGIN_BOTTOM / _INCH
    )
    page.center_horizontally()
    page.fit_to_pages(1, 0)
    if sheet.heading is not None:
        page.repeat_rows(top + sheet.heading)
    page.set_footer("&C第&P页　共&N页")
    page.hide_gridlines(2)
