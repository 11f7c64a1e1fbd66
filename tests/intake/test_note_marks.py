"""Marks of notes behind figures, and what is struck out, are no part of the figures."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from docx import Document

from jiping.intake import extract
from jiping.intake.amounts import amount

HEAD = ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
MONEY = ["年度资金总额（万元）", "300", "320", "310", "10", "96.88%", "9.69"]
LEVELS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
AREA = ["产出指标", "数量指标", "修缮面积", "≥100平方米", "120平方米", "90", "90"]


@pytest.mark.parametrize("mark", ["①", "¹", "⑴", "[²]", "①②"])
def test_the_mark_of_a_note_is_no_digit(mark: str) -> None:
    assert amount(f"310.5{mark}") == Decimal("310.5")


def executed(data: bytes, name: str = "form.docx") -> list[Decimal | None]:
    (filing,) = extract(Path(name), data).filings
    return [row.executed for row in filing.budget.rows]


@pytest.mark.parametrize("how", ["superscript", "strike", "double_strike"])
def test_raised_and_struck_figures_in_word(how: str) -> None:
    document = Document()
    document.add_paragraph("部门整体支出绩效自评表（2022年度）")
    table = document.add_table(rows=4, cols=7)
    for row, texts in zip(table.rows, (HEAD, MONEY, LEVELS, AREA), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    run = table.cell(1, 3).paragraphs[0].add_run("2")
    setattr(run.font, how, True)
    area = table.cell(3, 4).paragraphs[0]
    area.text = "120m"
    area.add_run("2").font.superscript = True
    data = BytesIO()
    document.save(data)

    assert executed(data.getvalue()) == [310]
    (filing,) = extract(Path("form.docx"), data.getvalue()).filings
    actual = filing.indicators[0].actual
    assert actual is not None
    assert (actual.number, actual.unit) == (120, "m2")


def test_raised_and_struck_figures_on_a_page() -> None:
    rows = [["部门整体支出绩效自评表（2022年度）"], HEAD, MONEY, LEVELS, AREA]
    cells = ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    page = "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    page = page.replace("<td>310</td>", "<td><s>290</s>310<sup>2</sup></td>")

    assert executed(page.encode(), "form.html") == [310]


def test_raised_and_struck_figures_in_a_sheet() -> None:
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("自评表")
    sheet.write(0, 0, "部门整体支出绩效自评表（2022年度）")
    for number, row in enumerate((HEAD, MONEY, LEVELS, AREA), 1):
        sheet.write_row(number, 0, row)
    plain, struck = book.add_format(), book.add_format({"font_strikeout": True})
    raised = book.add_format({"font_script": 1})
    sheet.write_rich_string(2, 3, struck, "290", plain, "310", raised, "2")
    book.close()

    assert executed(data.getvalue(), "form.xlsx") == [310]
