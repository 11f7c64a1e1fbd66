"""The unit of the amounts, wherever a form prints it, in every way of printing the form."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from jiping.intake import extract
from jiping.intake.currency import currency_in

PAGE = """<html><body><p>项目支出绩效自评表</p><table>
<tr><td>{}</td></tr>
<tr><td>项目名称</td><td>村道养护</td></tr>
<tr><td>主管部门</td><td>青禾县交通局</td><td>实施单位</td><td>云岭镇公路站</td></tr>
<tr><td>项目资金</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>640000</td><td>640000</td><td>608000</td><td>10</td><td>95%</td><td>9.5</td></tr>
<tr><td>绩效指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>调整指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>养护里程</td><td>≥32公里</td><td>≥30公里</td><td>33公里</td><td>50</td><td>50</td></tr>
<tr><td>效益指标</td><td>社会效益指标</td><td>受益群众</td><td>≥900人</td><td>≥800人</td><td>860人</td><td>30</td><td>29</td></tr>
<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>群众满意度</td><td>≥90%</td><td>≥90%</td><td>95%</td><td>10</td><td>10</td></tr>
<tr><td>总分</td><td>100</td><td>98.5</td></tr></table></body></html>"""


def as_table(page: str) -> tuple[str, str]:
    page = page.replace("<td>年度资金总额", '<td colspan="2">年度资金总额')
    return "a.html", page.replace("<td>绩效指标</td>", "")


def as_ragged(page: str) -> tuple[str, str]:
    return "a.html", page


def as_lines(page: str, between: str) -> tuple[str, str]:
    text = page.replace("</td><td>", between).replace("</p>", "\n")
    return "a.txt", re.sub(r"<[^>]+>", "", text)


def as_pipes(page: str) -> tuple[str, str]:
    return as_lines(page, " | ")


def as_words(page: str) -> tuple[str, str]:
    return as_lines(page, " ")


def as_glued(page: str) -> tuple[str, str]:
    name, text = as_lines(page, "")
    return name, text.replace("\n", "")


@pytest.mark.parametrize("printing", [as_table, as_ragged, as_pipes, as_words, as_glued])
@pytest.mark.parametrize(
    "told", ["单位：元", "金额单位：元", "（2022年度）</td><td>单位：人民币元"]
)
def test_yuan_is_yuan_and_no_unit(printing, told: str) -> None:  # type: ignore[no-untyped-def]
    name, text = printing(PAGE.format(told))
    (filing,) = extract(name, text.encode()).filings
    assert filing.currency_unit == "元"
    assert filing.budget.rows[0].adjusted == Decimal(64)
    assert filing.unit == "云岭镇公路站"
    targets = [row.target.raw for row in filing.indicators if row.target]
    assert targets == ["≥30公里", "≥800人", "≥90%"]  # the target adjusted in the year is in force


@pytest.mark.parametrize("printing", [as_table, as_ragged, as_pipes, as_words])
def test_the_label_and_its_value_may_be_two_cells(printing) -> None:  # type: ignore[no-untyped-def]
    name, text = printing(PAGE.format("单位：</td><td>元"))
    (filing,) = extract(name, text.encode()).filings
    assert (filing.currency_unit, filing.unit) == ("元", "云岭镇公路站")


@pytest.mark.parametrize(
    "text", ["单位：元氏县水利局", "走访慰问（元旦）", "标准（元/人）", "30万元"]
)
def test_what_only_looks_like_a_unit_of_money(text: str) -> None:
    assert currency_in(text) is None


BESIDE = """\
项目名称                    村道养护专项资金
主管部门                    青禾县交通局                           实施单位                 青禾县云岭镇公路站
                                     年初预算数       全年预算数               全年执行数              分值   执行率        得分
               年度资金总额                           640000.00                608000.00               10     95%           9.5
项目资金(元)   其中:当年财政拨款                      640000.00                608000.00               —                   —
               其他资金                                                                                —                   —
               一级指标     二级指标         三级指标         年度指标值   实际完成值   分值   得分
               产出指标     数量指标         养护里程         ≥32公里      33公里       60     60
               效益指标     社会效益指标     出行条件         改善         改善         30     29
总分                                                                                    100    98.5
"""


def test_the_unit_stands_beside_the_middle_row_of_its_block() -> None:
    (filing,) = extract("a.txt", BESIDE.encode()).filings

    assert filing.currency_unit == "元"
    assert [row.executed for row in filing.budget.rows] == [Decimal("60.8"), Decimal("60.8"), None]
