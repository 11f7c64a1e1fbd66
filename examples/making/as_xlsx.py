"""The filing as an Excel file: the form with merged cells, the report on a second sheet."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from typing import Any

import xlsxwriter

from .form import WIDTHS, Paper
from .headings import Style, style_of

_NUMBER = re.compile(r"\d+(?:\.(\d+))?")
_VALUE_COLUMNS = (4, 5)
_BOX = {"font_name": "仿宋", "font_size": 10, "border": 1, "text_wrap": True, "valign": "vcenter"}
_TITLE = {"font_name": "宋体", "font_size": 18, "align": "center", "valign": "vcenter"}
_FONTS: dict[Style, str] = {"heading": "黑体", "subheading": "楷体", "body": "仿宋"}
_MADE = dt.datetime(2024, 1, 1)


def xlsx(paper: Paper) -> bytes:
    """Write *paper* as .xlsx; amounts, weights and scores are true numbers."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": "".join(paper.titles), "created": _MADE})
    _form(book, paper)
    if paper.report:
        _report(book, paper.report)
    book.close()
    return stream.getvalue()


def _form(book: xlsxwriter.Workbook, paper: Paper) -> None:
    sheet = book.add_worksheet("自评表")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    title = book.add_format(_TITLE)
    for row, line in enumerate(paper.titles):
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, line, title)
        sheet.set_row(row, 30)
    top = len(paper.titles)
    for row in range(paper.height):
        sheet.set_row(top + row, _height(paper, row))
    indicators = next(cell.row for cell in paper.cells if cell.text == "三级指标")
    for cell in paper.cells:
        is_value = cell.row > indicators and cell.column in _VALUE_COLUMNS
        number = None if is_value else _NUMBER.fullmatch(cell.text)
        look: dict[str, Any] = {
            **_BOX,
            "align": "left" if cell.kind == "text" else "center",
        }
        if number:
            look["num_format"] = "0." + "0" * len(number[1]) if number[1] else "0"
        box = (top + cell.row, cell.column)
        if cell.rows > 1 or cell.columns > 1:
            corner = (top + cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            sheet.merge_range(*box, *corner, cell.text, book.add_format(look))
        elif number:
            sheet.write_number(*box, _cell_number(cell.text), book.add_format(look))
        else:
            sheet.write_string(*box, cell.text, book.add_format(look))
    closing = book.add_format({"font_name": "仿宋"})
    for row, line in enumerate(paper.closing, start=top + paper.height):
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, line, closing)


def _height(paper: Paper, row: int) -> float:
    """Points that the longest cell of *row* needs, since Excel does not fit merged cells itself."""
    most = 1
    for cell in paper.cells:
        if cell.row == row and cell.rows == 1:
            room = sum(WIDTHS[cell.column : cell.column + cell.columns]) - 2
            lines = cell.text.split("\n")
            most = max(most, sum(max(1, math.ceil(_units(line) / room)) for line in lines))
    return 6 + 14 * most


def _units(text: str) -> int:
    """Width of *text* in half characters."""
    return sum(1 if char.isascii() else 2 for char in text)


def _cell_number(text: str) -> float:
    """Excel knows no other number than this; the format of the cell keeps the decimals."""
    return float(text)


def _report(book: xlsxwriter.Workbook, lines: tuple[str, ...]) -> None:
    sheet = book.add_worksheet("自评报告")
    sheet.set_paper(9)
    sheet.set_column(0, 0, 90)
    title, *paragraphs = lines
    sheet.write_string(0, 0, title, book.add_format(_TITLE))
    for row, line in enumerate(paragraphs, start=1):
        look = {"font_name": _FONTS[style_of(line)], "font_size": 14, "text_wrap": True}
        sheet.write_string(row, 0, line, book.add_format(look))
