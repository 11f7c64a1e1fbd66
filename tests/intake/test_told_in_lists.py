"""Figures that reports tell item by item, and reports that break off."""

from __future__ import annotations

from pathlib import Path

from jiping.filing import Filing
from jiping.intake import extract

HEAD = "青禾县供销社2021年度部门整体支出绩效自评报告\n一、基本情况\n(一)收支情况\n"


def read(text: str, folder: Path) -> Filing:
    path = folder / "report.txt"
    path.write_text(HEAD + text, encoding="utf-8")
    (filing,) = extract(path).filings
    return filing


def test_revenue_and_expenditure_as_items_of_a_list(tmp_path: Path) -> None:
    filing = read(
        "1、收入:412.5万元。同比上年度增加12.5万元,增长3.13%。\n"
        "2、支出:398.6万元。其中:项目支出98.6万元。收入:没有其他来源。\n",
        tmp_path,
    )
    assert filing.report
    told = {f.item: (str(f.amount), f.change and str(f.change)) for f in filing.report.figures}
    assert told == {
        "total_revenue": ("412.5", "12.5"),
        "total_expenditure": ("398.6", None),
        "project_expenditure": ("98.6", None),
    }


def test_paid_out_and_used(tmp_path: Path) -> None:
    filing = read("项目财政资金总额18.40万元,拨付使用17.48万元,预算执行率95%。\n", tmp_path)
    (row,) = filing.budget.rows
    assert [str(each) for each in (row.adjusted, row.executed, row.execution_rate)] == [
        "18.40", "17.48", "0.95",
    ]  # fmt: skip


def test_a_report_without_figures_that_breaks_off_is_not_whole(tmp_path: Path) -> None:
    assert read("供销社负责全县农资的供应。\n", tmp_path).complete
    assert not read("供销社负责全县农资的\n", tmp_path).complete
