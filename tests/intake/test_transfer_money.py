"""How forms of transfers tell their money: by a label for each figure, or with what arrived and was merged."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiping.filing import BudgetRow
from jiping.intake import extract

INDICATORS = (
    "<tr><td rowspan=2>绩效指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td>"
    "<td>全年实际完成值</td></tr><tr><td>产出指标</td><td>数量指标</td><td>抽检批次</td><td>≥12批次</td><td>14批次</td></tr>"
)


def budget(head: str, folder: Path) -> tuple[BudgetRow, ...]:
    path = folder / "transfer.html"
    path.write_text(f"<table>{head}{INDICATORS}</table>", encoding="utf-8")
    (filing,) = extract(path).filings
    return filing.budget.rows


def figures(row: BudgetRow) -> tuple[Decimal | None, ...]:
    return row.adjusted, row.executed, row.execution_rate


@pytest.mark.parametrize("form", ["text", "table"])
def test_a_label_for_each_figure_below_each_other(
    form: str, examples: Path, tmp_path: Path
) -> None:
    if form == "text":
        (filing,) = extract(examples / "layouts" / "L2b-8.txt").filings
        (row,) = filing.budget.rows
    else:
        (row,) = budget(
            "<tr><td rowspan=2>预算执行情况（万元）</td><td>转移支付预算数（A）</td><td>6.4</td>"
            "<td rowspan=2>预算执行率（B/A）</td><td rowspan=2 colspan=2>75%</td></tr>"
            "<tr><td>转移支付执行数（B）</td><td>4.8</td></tr>",
            tmp_path,
        )
    assert figures(row) == (Decimal("6.4"), Decimal("4.8"), Decimal("0.75"))


def test_what_was_merged_and_what_arrived_are_no_budget(tmp_path: Path) -> None:
    heads = (
        "行次 全年预算数(A) 统筹整合资金数(B) 扣除统筹整合资金后预算金额(C) 全年到位资金(D) "
        "预算到位(D/C×100%) 全年执行资金(E) 预算执行(E/C×100%)"
    )
    rows = [
        ["资金投入情况(万元)", *heads.split()],
        ["年度资金总额(万元):", "1", "60", "4", "56", "50", "89.29%", "42", "75%"],
        ["其中:中央财政资金(万元)", "2", "60", "4", "56", "50", "89.29%", "42", "75%"],
    ]
    head = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    for row in budget(head, tmp_path):
        assert figures(row) == (Decimal(60), Decimal(42), Decimal("0.75"))


def test_a_part_named_once_for_each_figure(tmp_path: Path) -> None:
    rows = [
        ["计划安排资金(万元)", "55", "实际到位资金(万元)", "54", "实际支出(万元)", "53"],
        ["县市区财政", "45", "县市区财政", "44", "县市区财政", "43"],
    ]
    head = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    total, county = budget(head, tmp_path)
    assert (total.initial, *figures(total)) == (55, 54, 53, None)
    assert (county.initial, *figures(county)) == (45, 44, 43, None)
