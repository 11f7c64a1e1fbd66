"""Excel workbooks: what cells show, merged ranges, sheets."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
import xlsxwriter
from office_files import xlsx

from jiping.intake.document import Cell, Table
from jiping.intake.readers import xlsx as reader


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        fill(book)
    return buffer.getvalue()


def tables(data: bytes) -> list[Table]:
    return [block for block in reader.read(data).blocks if isinstance(block, Table)]


def test_merged_ranges_and_shown_numbers() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("自评表")
        percent = book.add_format({"num_format": "0%"})
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.merge_range("A1:C2", "绩效自评表")
        sheet.write_row("A3", ["总额", 0.1 + 0.2, 3852.54])
        sheet.write("B4", 1, percent)
        sheet.write("C4", dt.date(2022, 12, 31), day)

    (table,) = tables(workbook(fill))

    assert table.sheet == "自评表"
    assert table.cells == (
        Cell("绩效自评表", 0, 0, 2, 3),
        Cell("总额", 2, 0),
        Cell("0.3", 2, 1),
        Cell("3852.54", 2, 2),
        Cell("100%", 3, 1),
        Cell("2022-12-31", 3, 2),
    )


def test_formula_cells_show_the_value_saved_with_them() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=972.54*2", None, 1945.08)
        sheet.write_formula("A2", '="优"', None, "优")
        sheet.write_formula("A3", "=1/0", None, "#DIV/0!")
        sheet.write_boolean("A4", True)

    (table,) = tables(workbook(fill))

    assert [cell.text for cell in table.cells] == ["1945.08", "优", "#DIV/0!", "TRUE"]


def test_texts_rich_escaped_and_inline() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("A1", bold, "产出", "指标")
        sheet.write("A2", " 数量\n指标 ")

    (table,) = tables(workbook(fill))
    (inline,) = tables(
        xlsx('<sheetData><row><c t="inlineStr"><is><t>甲_x000A_乙</t></is></c></row></sheetData>')
    )

    assert [cell.text for cell in table.cells] == ["产出指标", "数量\n指标"]
    assert inline.cells == (Cell("甲\n乙", 0, 0),)


def test_a_cell_that_is_struck_out_says_nothing() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        struck = book.add_format({"font_strikeout": True})
        sheet.write("A1", "≥90%", struck)
        sheet.write("B1", "≥95%")
        sheet.write("C1", 12.5, struck)
        sheet.write("D1", 13.5, book.add_format({"bold": True}))

    (table,) = tables(workbook(fill))

    assert [cell.text for cell in table.cells] == ["≥95%", "13.5"]


def test_hidden_sheets_come_last_hidden_rows_and_columns_not_at_all() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        first, second = book.add_worksheet("隐"), book.add_worksheet("显")
        for sheet in (first, second):
            sheet.write_row("A1", ["甲", "乙", "丙"])
            sheet.write_row("A2", ["丁", "戊", "己"])
        second.set_column("B:B", None, None, {"hidden": True})
        second.set_row(1, None, None, {"hidden": True})
        first.hide()
        second.activate()

    found = tables(workbook(fill))

    assert [(table.sheet, [cell.text for cell in table.cells]) for table in found] == [
        ("显", ["甲", "丙"]),
        ("隐", ["甲", "乙", "丙", "丁", "戊", "己"]),
    ]


def test_empty_cells_behind_the_text_are_cut_and_empty_sheets_left_out() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("表")
        border = book.add_format({"border": 1})
        sheet.merge_range("A1:Z1", "标题", border)
        sheet.write_row("A2", ["甲", "乙"])
        sheet.write_blank("Y9", None, border)
        book.add_worksheet("空")

    (table,) = tables(workbook(fill))

    assert table.cells == (Cell("标题", 0, 0, 1, 2), Cell("甲", 1, 0), Cell("乙", 1, 1))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="B2"><v>7</v></c></row>',
        '<row r="1"/><row><c><v/></c><c><v>7</v></c></row>',
        '<row r="1"/><row r="0"><c r="A0"/><c r="B0"><v>7</v></c></row>',  # no row is the 0th
    ],
)
def test_places_named_or_counted(rows: str) -> None:
    (table,) = tables(xlsx(f"<sheetData>{rows}</sheetData>"))

    assert table.cells == (Cell("7", 1, 1),)
