"""Rows in text that have lost a cell: what the figures left say is told by sums, or stays open."""

from decimal import Decimal

import pytest

from jiping.filing import Filing, Indicator
from jiping.intake import extract

Points = tuple[Decimal | None, Decimal | None]


def read(text: str) -> tuple[Filing, str]:
    """The form, and all that could not be read."""
    extraction = extract("form.txt", text.encode())
    (filing,) = extraction.filings
    return filing, "".join(problem.message for problem in extraction.problems)


def indicator(filing: Filing, name: str) -> Indicator:
    return next(one for one in filing.indicators if one.name == name)


def points(one: Indicator) -> Points:
    return one.weight, one.score


PIPES = """项目支出绩效自评表
（2022年度）
项目名称 | 河道保洁 | |||||||
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | ||
年度资金总额 | 80 | 80 | 76 | 10 | 95% | 9.5 | ||
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
产出指标 | 数量指标 | 保洁河道 | ≥36公里 | 36公里 | 30 | 30 | |||
质量指标 | 断面达标率 | ≥95% | 96% | {points} | ||||
效益指标 | 社会效益指标 | 河岸环境 | 明显改善 | 明显改善 | 30 | 28 | ||
满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 93% | 10 | 10 | ||
总分 | 100 | {total} | ||||||
"""


def test_one_figure_of_points_stands_where_the_sums_need_it() -> None:
    filing, _ = read(PIPES.format(points="20", total="77.5"))

    assert points(indicator(filing, "断面达标率")) == (20, None)


@pytest.mark.parametrize(
    ("figure", "total"),
    [
        ("19", "96.5"),  # no weight of a whole form: it is the score
        ("20", "97.5"),  # the weight that is missing, and the score too
    ],
)
def test_one_figure_that_may_be_weight_or_score_is_left_open(figure: str, total: str) -> None:
    filing, told = read(PIPES.format(points=figure, total=total))

    assert points(indicator(filing, "断面达标率")) == (None, None)
    assert points(indicator(filing, "保洁河道")) == (30, 30)
    assert "分值还是得分" in told


COMPLETION = """部门整体绩效自评表
（2023年度）
部门名称 云塘区水务局
绩效指标 指标名称 计量单位 指标性质 年初指标值 调整指标值 全年完成值 得分系数（%） 指标权重（分） 指标得分（分） 是否核心指标
巡查河道 公里 ≥ 520 560 108% 20 20 是
水质达标率 % ≥ 90 88 98% 20 19.6 是
隐患整改率 % ≥ 97 100 100% 20 20 否
群众满意度 % ≥ 87 100% 20 20 否
安全宣传场次 场 ≥ 12 12 100% 20 20 否
"""


def test_a_rate_of_completion_is_no_actual_value() -> None:
    filing, told = read(COMPLETION)

    assert indicator(filing, "群众满意度").actual is None
    actual = indicator(filing, "水质达标率").actual
    assert actual is not None
    assert actual.number == 88
    assert "完成值" in told


def test_numbered_rows_that_follow_each_other_in_a_line() -> None:
    """The number of a row looks like the last points of the row before it, in each of the lines."""
    head = "序号 一级指标 二级指标 三级指标 年度目标值 实际完成值 分值 得分 备注"
    filing, told = read(
        f"""2022年度项目绩效自评表
资金来源 年初预算数 调整预算数 实际支出数 预算执行率 分值 得分 合计 131.86 133.18 113.67 85.4% 10 8.54
{head} 1 产出指标 数量指标 新建服务社 11个 11个 9 8.5 2 产出指标 数量指标 粮食轮换 5200吨 5200 9 9
续表
{head} 3 产出指标 质量指标 质量达标率 97% 100 8 7 4 效益指标 社会效益指标 用肥保障 长期 长期 8 8 合计 34 32.5
"""
    )

    assert all(one.score is None for one in filing.indicators)
    assert "序号" in told


GLUED = """项目支出绩效自评表
（2022年度）
项目名称农村饮水维护主管部门云塘区水务局
项目资金（万元）年初预算数全年预算数全年执行数分值执行率得分
年度资金总额{budget}
绩效指标一级指标二级指标三级指标{columns}
产出指标数量指标维护管网{first}
质量指标水质达标率{second}
效益指标社会效益指标受益人口≥3200人3300人3030
满意度指标服务对象满意度指标村民满意度≥90%93%1010
{closing}
"""
PLAIN = "年度指标值实际完成值分值得分"


def glued(
    first: str,
    second: str = "≥95%96%2020",
    budget: str = "80807610分95%9.5",
    columns: str = PLAIN,
    closing: str = "总分10099.5",
) -> tuple[Filing, str]:
    return read(
        GLUED.format(first=first, second=second, budget=budget, columns=columns, closing=closing)
    )


def test_points_with_their_unit_close_no_budget_row() -> None:
    filing, _ = glued("≥36公里36公里3030", budget="1300.021404.021389.9810分99%9.9")
    (row,) = filing.budget.rows

    assert (row.weight, row.execution_rate, row.score) == (10, Decimal("0.99"), Decimal("9.9"))
    assert row.executed in (Decimal("1389.98"), None)


@pytest.mark.parametrize("second", ["100%91.30%9.1", "≥95%96%11"])
def test_glued_figures_that_may_be_cut_elsewhere_stay_open(second: str) -> None:
    """No cell `0%` behind a digit, no share at the end of a name; 11 is hardly 1 and 1."""
    filing, _ = glued("≥36公里36公里3030", second, closing="合计99.5100")
    (one,) = [each for each in filing.indicators if each.name in ("水质达标率", None)]

    assert points(one) == (None, None)
    assert one.target is None or one.target.number in (95, 100)


def test_the_target_of_several_years_is_not_that_of_the_year() -> None:
    filing, _ = glued(
        "≥108公里≥36公里36公里3030", columns="实施期指标值年度指标值实际完成值分值得分"
    )

    for one in filing.indicators:
        assert one.target is None or one.target.number != 108


def test_a_rate_that_no_money_bears_out() -> None:
    filing, _ = read(
        """财政项目支出绩效自评表（2023年度）
项目名称：社区图书室运行
当年预算数（元）：1,250,000.00预算执行率（%）：96.40
一级指标二级指标权重绩效自评完成情况自评分
投入与管理(40)预算执行率1093.18%9.32
产出目标图书室开放天数30312天30
"""
    )

    assert all((row.execution_rate or 0) < 3 for row in filing.budget.rows)
