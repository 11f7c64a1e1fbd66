"""Rows with empty cells where an empty cell leaves no trace: the closing row decides, or nothing does."""

from __future__ import annotations

import pytest

from jiping.filing import Filing
from jiping.intake import extract

BUDGET = (
    "项目支出绩效自评表\n项目名称 河道清淤\n主管部门 青禾县水利局 实施单位 云岭镇水利站\n"
    "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 20 20 20 10 100% 10\n"
)
HEADING = "一级指标 二级指标 三级指标 指标性质 年度指标值 度量单位 实际完成值 分值 得分\n"


def read(text: str) -> Filing:
    (filing,) = extract("a.txt", text.encode()).filings
    return filing


def spaced(row: str, total: str) -> Filing:
    return read(
        f"{BUDGET}{HEADING}产出指标 数量指标 清淤长度 ≥ 12 公里 13 40 40\n质量指标 断面数 = 30 个 {row}\n"
        f"满意度指标 服务对象满意度指标 村民满意度 ≥ 90 % 93 20 20\n总分 {total}\n备注:略\n"
    )


def points(filing: Filing) -> list[tuple[str | None, str | None]]:
    return [
        (row.weight and str(row.weight), row.score and str(row.score)) for row in filing.indicators
    ]


def test_two_figures_under_three_headings_are_read_where_the_closing_row_bears_them_out() -> None:
    assert points(spaced("30 25", "100 95")) == [("40", "40"), ("30", "25"), ("20", "20")]


@pytest.mark.parametrize("total", ["100 70", "100 99"])
def test_and_left_out_where_it_does_not(total: str) -> None:
    filing = spaced("30 25", total)
    assert points(filing) == [("40", "40"), (None, None), ("20", "20")]
    assert filing.indicators[1].target is not None


@pytest.mark.parametrize(("total", "score"), [("96", "26"), ("70", None)])
def test_a_form_without_weights_too(total: str, score: str | None) -> None:
    """The last figure of a row may be its actual value; 26 points are missing of 96, or not."""
    filing = read(
        "项目支出绩效自评表\n项目名称 河道清淤\n主管部门 青禾县水利局 实施单位 云岭镇水利站\n"
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 得分\n产出指标 数量指标 清淤长度 ≥12公里 13公里 50\n"
        f"质量指标 断面数 ≥30 26\n满意度指标 服务对象满意度指标 村民满意度 ≥90% 93% 20\n总分 {total}\n备注:略\n"
    )
    assert points(filing) == [(None, "50"), (None, score), (None, "20")]


def test_two_rows_are_not_read_as_one() -> None:
    filing = read(
        f"{BUDGET}一级指标 二级指标 三级指标 年度指标值 分值 实际完成值 得分\n"
        "产出指标 数量指标 清淤长度 ≥12公里 40 12公里 40\n时效指标 单位成本控制 8万元 10\n项目总投资 ≤428万元 20\n"
        "满意度指标 服务对象满意度指标 村民满意度 ≥90% 20 93% 20\n总分 100 70\n备注:略\n"
    )
    assert [row.score for row in filing.indicators if row.name == "单位成本控制"] in ([], [None])
    assert all(row.actual is None or "投资" not in row.actual.raw for row in filing.indicators)


def glued(row: str, total: str) -> Filing:
    head = BUDGET.replace(" ", "").replace("\n", "")
    return read(
        f"{head}一级指标二级指标三级指标分值指标性质年度指标值度量单位实际完成值得分产出指标数量指标清淤长度40≥12公里1240"
        f"{row}满意度指标服务对象满意度指标村民满意度20≥90%9020总分{total}注:略"
    )


def test_glued_digits_are_not_parted_against_the_closing_row() -> None:
    for figure in ("86", "100"):  # 86 % without a score, not 8 % with the score 6; nor 10 % with 0
        row = f"质量指标断面达标率30≥95%{figure}"
        assert points(glued(row, "10070"))[1] == (None, None)
    assert points(glued("质量指标断面达标率30≥95%9530", "100100"))[1] == ("30", "30")


def test_a_heading_ends_where_the_levels_begin() -> None:
    head = BUDGET.replace(" ", "").replace("\n", "")
    filing = read(
        f"{head}一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施"
        "产出指标数量指标单位成本控制≤122万元111万元3030效益指标社会效益指标受益户数≥200户201户3030"
        "满意度指标服务对象满意度指标群众满意度≥90%90%3030总分100100注:略"
    )
    assert [(row.name, row.target and row.target.raw) for row in filing.indicators] == [
        ("单位成本控制", "≤122万元"), ("受益户数", "≥200户"), ("群众满意度", "≥90%"),
    ]  # fmt: skip


def test_the_rest_of_a_broken_name_is_no_unit() -> None:
    filing = read(
        f"{BUDGET}一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
        "产出指标 数量指标 检测样品批次 8批 8批 20 19\n质量指标 举办宣传活动次数 ≤15次 17次 10 10\n"
        "满意度指标 服务对象满意度指 维修渠道长度 =65公里 10\n标\n总分 100 39\n备注:略\n"
    )
    assert all(row.actual is None or row.actual.raw != "10标" for row in filing.indicators)
