"""Forms of counties with headings of their own: sign, value and unit apart; sources side by side."""

from decimal import Decimal

from drawn import drawn

from jiping.filing import Filing
from jiping.intake.document import Document, Line
from jiping.intake.recognise import recognise


def filing(picture: str, *above: str) -> Filing:
    lines = (Line(text, number) for number, text in enumerate(above, 1))
    (found,), _ = recognise(Document("form", "text/html", "", (*lines, drawn(picture))))
    return found


def test_sign_value_and_unit_below_the_target_and_two_scores_below_one_heading() -> None:
    first, second = filing(
        """
| 项目名称: | 校车补贴 | < | < | < | < | < | < | < | < | < | < |
| 预算数 | 12.6 | < | 到位数 | 12.6 | < | 执行数 | 12.6 | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | < | 指标分值 | 预期指标值 | < | < | 单项指标实际完成值 | 单项指标完成情况 | 自评得分 | < |
| ^ | ^ | ^ | ^ | ^ | 符号 | 值 | 单位（文字描述） | ^ | ^ | 单项指标得分 | 单项指标折算得分 |
| 产出指标 | 数量指标 | 补贴车辆 | 享受补贴的校车数 | 40.00 | >= | 21 | 辆 | 22辆 | 完成 | 40.00 | 16.00 |
| 效果指标 | 社会效益指标 | 事故率 | 全年事故所占比例 | 50.00 | <= | 1 | %（百分比） | 0% | 完成 | 45.00 | 22.50 |
""",
        "2021年度预算项目绩效自评表",
    ).indicators

    assert first.target is not None
    assert (first.name, first.target.operator, first.target.number) == ("补贴车辆", "≥", 21)
    assert (first.weight, first.score) == (40, 40)
    assert second.actual is not None
    assert (second.actual.number, second.weight, second.score) == (0, 50, 45)
    assert second.reason is None


SOURCES = """
| 项目名称 | < | 机房巡检 | < | < | 项目实施单位 | < | 县信息中心 | < |
| 项目资金来源 | < | 中央（万元） | 省、地（万元） | 本级（万元） | 其他（万元） | 合计（万元） | 执行数（万元） | 执行率 |
| ^ | < | | | 7.5 | | 7.5 | 6 | 80% |
| 项目权重 | < | 评价内容 | < | 分值 | 自评分 | 复核分 | 评价标准及依据 | < |
| 项目决策2分 | < | 决策依据 | < | 2 | 2 | | 有年度工作计划的2分 | < |
| 项目管理13分 | < | 财务制度 | < | 3 | 2 | | 有制度的1分 | < |
"""


def test_sources_of_money_side_by_side_with_their_sum() -> None:
    found = filing(SOURCES, "县级项目绩效目标自评表", "填报日期：2021年3月2日　　自评总分：91.5")

    (row,) = found.budget.rows
    assert (row.item, row.adjusted, row.executed) == ("total", Decimal("7.5"), 6)
    assert row.execution_rate == Decimal("0.8")
    assert found.total.score == Decimal("91.5")


def test_points_for_what_has_no_target() -> None:
    told = [(row.name, row.weight, row.score) for row in filing(SOURCES).indicators]

    assert told == [("决策依据", 2, 2), ("财务制度", 3, 2)]
