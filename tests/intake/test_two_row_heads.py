"""Headings in two rows: what the short words of the lower row mean, their group in the upper tells."""

from decimal import Decimal

import pytest
from drawn import drawn

from jiping.filing import Filing
from jiping.intake.document import Document, Line
from jiping.intake.recognise import recognise

MONEY = """
| 项目名称 | 山塘清淤 | < | < | < | < | < |
| 项目资金 | 类别 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分（满分10分） |
| ^ | 资金总额 | 120 | 118 | 112.1 | 95% | 9.5 |
"""


def filing(picture: str) -> Filing:
    blocks = Line("项目支出绩效自评表", 1), drawn(picture)
    (found,), _ = recognise(Document("form", "text/html", "", blocks))
    return found


@pytest.mark.parametrize("target", ["年初目标", "年初设定值", "目标", "计划数"])
@pytest.mark.parametrize("actual", ["实际完成", "全年完成", "实际"])
@pytest.mark.parametrize("below", ["^", ""])
def test_target_and_actual_below_one_heading(target: str, actual: str, below: str) -> None:
    """The headings of the upper row go down over the lower, or leave a blank below them."""
    found = filing(f"""{MONEY}
| 二级指标 | 三级指标 | 指标值 | < | 评分 | < | 偏差原因 |
| {below} | {below} | {target} | {actual} | 分值 | 得分 | {below} |
| 数量指标 | 清淤方量 | ≥3200立方米 | 3100立方米 | 50 | 48.44 | 雨季停工 |
| 质量指标 | 验收合格率 | 100% | 100% | 40 | 40 | |
| 总计 | < | < | < | 100 | 97.94 | |
""")
    first, second = found.indicators

    assert first.target is not None
    assert first.actual is not None
    assert (first.target.number, first.actual.number) == (3200, 3100)
    assert (first.weight, first.score, first.reason) == (50, Decimal("48.44"), "雨季停工")
    assert second.target is not None
    assert (second.name, second.target.raw) == ("验收合格率", "100%")
    assert found.total.score == Decimal("97.94")


def test_points_of_the_budget_in_the_heading_of_its_scores() -> None:
    (row,) = filing(f"""{MONEY}
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 清淤方量 | ≥3200立方米 | 3300立方米 | 90 | 90 |
""").budget.rows

    assert (row.weight, row.score) == (10, Decimal("9.5"))


def test_budget_of_year_start_and_change_below_one_heading() -> None:
    (row,) = filing("""
| 项目名称 | 山塘清淤 | < | < | < | < | < |
| 资金来源 | 预算数（万元） | < | 执行情况 | < | 评分 | < |
| ^ | 年初 | 调整后 | 全年执行数 | 执行率 | 分值 | 自评 |
| 资金总额 | 120 | 118 | 112.1 | 95% | 10 | 9.5 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 清淤方量 | ≥3200立方米 | 3300立方米 | 90 | 90 |
""").budget.rows

    assert (row.initial, row.adjusted, row.executed) == (120, 118, Decimal("112.1"))
    assert (row.weight, row.execution_rate, row.score) == (10, Decimal("0.95"), Decimal("9.5"))


def test_by_how_much_a_budget_was_changed_is_not_what_it_became() -> None:
    (row,) = filing("""
| 项目名称 | 山塘清淤 | < | < | < | < | < |
| 资金来源 | 预算数（万元） | < | < | 执行数 | 执行率 | 得分 |
| ^ | 年初 | 调整 | 调整后 | ^ | ^ | ^ |
| 资金总额 | 120 | 15 | 135 | 128.25 | 95% | 9.5 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 清淤方量 | ≥3200立方米 | 3300立方米 | 90 | 90 |
""").budget.rows

    assert (row.initial, row.adjusted, row.executed) == (120, 135, Decimal("128.25"))


@pytest.mark.parametrize("heading", ["完成情况", "实际完成情况", "指标完成情况"])
def test_what_was_achieved_beside_a_target_is_the_actual_value(heading: str) -> None:
    (one,) = filing(f"""{MONEY}
| 一级指标 | 二级指标 | 三级指标 | 指标值 | {heading} | 分值 | 得分 |
| 产出指标 | 数量指标 | 清淤方量 | ≥3200立方米 | 3300立方米 | 90 | 90 |
""").indicators

    assert one.actual is not None
    assert one.actual.number == 3300


def test_an_indicator_is_no_second_row_of_headings() -> None:
    found = filing(f"""{MONEY}
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 清淤方量 | 目标 | 完成 | 90 | 90 |
""")

    assert [(one.name, one.weight) for one in found.indicators] == [("清淤方量", 90)]
