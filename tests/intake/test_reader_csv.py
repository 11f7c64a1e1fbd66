"""Sheets that were saved with commas: the same figures as from the workbook."""

import csv
import io
from pathlib import Path

import pytest

from jiping.filing import Filing
from jiping.intake import extract
from jiping.intake.document import Line, Table, UnreadableError
from jiping.intake.readers import text, xlsx


def saved(table: Table) -> str:
    """As spreadsheets save it: every row as wide as the widest, merged cells only once."""
    cells = {(cell.row, cell.column): cell.text for cell in table.cells}
    rows, columns = (max(place) + 1 for place in zip(*cells, strict=True))
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerows(
        [cells.get((row, column), "") for column in range(columns)] for row in range(rows)
    )
    return told.getvalue()


def form_of(data: bytes, name: str) -> Filing:
    (filing,) = extract(name, data).filings
    return filing.model_copy(update={"evidence": {}, "report": None, "fiscal_year": None})


@pytest.mark.parametrize("name", ["township-2022", "clean-2023", "project-2023"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_a_sheet_saved_with_commas_is_the_same_form(
    examples: Path, name: str, encoding: str
) -> None:
    workbook = (examples / name / f"{name}.xlsx").read_bytes()
    table = next(block for block in xlsx.read(workbook).blocks if isinstance(block, Table))

    assert form_of(saved(table).encode(encoding), "a.csv") == form_of(workbook, "a.xlsx")


def test_text_with_commas_is_no_sheet() -> None:
    prose = (
        "全年支出1,234,567.00元,其中基本支出1,000,000.00元,项目支出234,567.00元。\n"
        "工资福利支出812,300.50元,商品和服务支出187,699.50元,比上年增加12,400.00元,主要是人员增加。\n"
        "项目一,水渠修复,120,000.00元;项目二,户厕改造。\n"
        "截至12月31日,结转0元。\n自评95分,等级为优,\n特此报告\n"
    )
    assert all(isinstance(block, Line) for block in text.read(prose.encode()).blocks)


def test_a_sheet_of_too_many_cells_is_refused() -> None:
    with pytest.raises(UnreadableError, match="单元格"):
        text.read(("1,2,3,4,5,6,7,8,9,10\n" * 10_100).encode())


#: Cells without their borders: the actual value of one row is missing, the weight of another.
EMPTIED = """\
项目支出绩效自评表（2022年度）,,,,,,,
项目资金（万元）,,年初预算数,全年预算数,全年执行数,分值,执行率,得分
,年度资金总额,,64,60.8,10,95%,9.5
绩效指标,一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分
,产出指标,数量指标,清淤长度（公里）,32,,25,25
,,质量指标,断面达标率,≥95%,96%,,24
,效益指标,社会效益指标,河岸环境,,,40,38
总分,,,,,,100,96.5
"""


def test_an_empty_cell_moves_no_figure() -> None:
    form = form_of(EMPTIED.encode(), "a.csv")
    (money,) = form.budget.rows
    length, rate, banks = form.indicators

    assert (money.initial, str(money.adjusted), str(money.executed)) == (None, "64", "60.8")
    assert (length.actual, str(length.weight), str(length.score)) == (None, "25", "25")
    assert rate.actual and (str(rate.actual.number), rate.weight, str(rate.score)) == (
        "96",
        None,
        "24",
    )
    assert (banks.target, banks.actual, str(banks.weight)) == (None, None, "40")
