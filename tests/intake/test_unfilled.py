"""Columns that are empty in every row, cells empty in some, blocks named beside their rows."""

from __future__ import annotations

import pytest

from jiping.filing import Filing
from jiping.intake import extract

BUDGET = (
    "部门整体绩效自评表 （2022年度） 部门名称 青禾县水利局\n"
    "预算执行情况(万元) 年初预算数 全年预算数 全年执行数 {points}\n年度总金额 {total}\n其中：财政拨款 {part}\n"
)
POINTS = "分值 执行率 得分"
EVEN = BUDGET.format(points=POINTS, total="80 90 81 10 90% 9", part="80 90 81 — 90% —")
SPARE = "指标名称 计量单位 指标性质 年初指标值 调整指标值 全年完成值 得分系数（%） 指标权重（分） 指标得分（分） 是否核心指标\n"
LEVELS = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n"


def read(text: str) -> Filing:
    (filing,) = extract("a.txt", text.encode()).filings
    return filing


def told(filing: Filing) -> list[tuple[object, ...]]:
    return [
        (one.name, one.target and one.target.number, one.actual and one.actual.number, one.weight, one.score)
        for one in filing.indicators
    ]  # fmt: skip


ROWS = (
    "绩效指标 清淤长度 公里 ≥ 12 13.5 30 30\n断面达标率 % ≥ 95 {actual} 40 {score}\n"
    "单位造价 元/米 ≤ 88 81 10 10\n村民满意度 % ≥ 90 93 10 10\n总分 100 {total}\n注：略\n"
)


def test_columns_that_no_row_fills_leave_the_others_certain() -> None:
    filing = read(EVEN + SPARE + ROWS.format(actual="91.2", score="38.4", total="97.4"))
    assert [(str(row[1]), str(row[2]), str(row[4])) for row in told(filing)] == [
        ("12", "13.5", "30"), ("95", "91.2", "38.4"), ("88", "81", "10"), ("90", "93", "10"),
    ]  # fmt: skip
    assert filing.indicators[0].name == "清淤长度"


@pytest.mark.parametrize(("actual", "score"), [("97", "38.4"), ("91.2", "40")])
def test_but_not_where_the_points_speak_against_an_actual_value(actual: str, score: str) -> None:
    filing = read(EVEN + SPARE + ROWS.format(actual=actual, score=score, total="97.4"))
    assert all(row[1:3] == (None, None) for row in told(filing))


@pytest.mark.parametrize("block", ["绩效指标", "年度绩效目标（90分）"])
def test_the_name_of_the_block_in_front_of_its_rows_tears_no_text_without_lines(block: str) -> None:
    text = (
        f"{EVEN}{LEVELS}{block} 产出指标（50分） 数量指标 清淤长度 ≥12公里 11公里 50 45 "
        "7月连降暴雨，两处停工22天；工程股已排定雨季前的工期。 效益指标（30分） 社会效益指标 受益户数 ≥200户 210户 30 30 "
        "满意度指标（10分） 服务对象满意度指标 村民满意度 ≥90% 93% 10 10 总分 100 94 注：略"
    )
    filing = read(text.replace("\n", " "))
    assert [row[0] for row in told(filing)] == ["清淤长度", "受益户数", "村民满意度"]
    assert [row[4] for row in told(filing)] == [45, 30, 10]


def lone(total: str) -> list[tuple[object, object]]:
    filing = read(
        f"{EVEN}{LEVELS}产出指标 数量指标 清淤长度 ≥12公里 13公里 50 50\n质量指标 断面达标率 ≥95% 96% 30\n"
        f"满意度指标 服务对象满意度指标 村民满意度 ≥90% 93% 10 10\n总分 {total}\n注：略\n"
    )
    return [(one.weight, one.score) for one in filing.indicators]


def test_one_figure_of_points_is_the_weight_where_both_sums_say_so() -> None:
    assert lone("100 69") == [(50, 50), (30, None), (10, 10)]
    assert lone("70 99") == [(50, 50), (None, 30), (10, 10)]


@pytest.mark.parametrize("total", ["100 99", "100 70", "100"])
def test_and_stays_open_where_they_do_not(total: str) -> None:
    assert lone(total)[1] == (None, None)


def budget(points: str, total: str, part: str) -> list[tuple[object, ...]]:
    filing = read(
        BUDGET.format(points=points, total=total, part=part) + LEVELS + "总分 100 9\n注：略\n"
    )
    return [
        (row.initial, row.adjusted, row.executed, row.weight, row.score)
        for row in filing.budget.rows
    ]


def test_points_of_the_rate_are_those_of_the_budget() -> None:
    rows = budget(
        "执行率（%） 执行率权重 执行率得分（分）", "80 90 81 90% 10 9", "80 90 81 90% — —"
    )
    assert rows == [(80, 90, 81, 10, 9), (80, 90, 81, None, None)]


def test_a_budget_is_no_execution_where_the_rate_speaks_against_it() -> None:
    total, part = budget(POINTS, "80 90 10 98.6% 9.86", "80 90 — 98.6% —")
    assert total[:3] == part[:3] == (80, 90, None)


def test_nor_in_a_part_where_the_total_has_no_execution() -> None:
    total, part = budget(POINTS, "80 90 10 98.6% 9.86", "70 70 — 100% —")
    assert total[:3] == (80, 90, None)
    assert part[2] is None


@pytest.mark.parametrize("gap", [" ", ""])
def test_the_number_of_a_row_is_not_the_score_of_the_row_before(gap: str) -> None:
    rows = (
        "序号 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 1 产出指标 数量指标 清淤长度 12公里 13公里 9 9 "
        "2 产出指标 质量指标 断面达标率 97% 100 8 7 3 效益指标 社会效益指标 受益户数 11户 11户 70 7 总分 100 33"
    )
    for filing in extract(
        "a.txt", (EVEN + rows).replace("\n", " ").replace(" ", gap).encode()
    ).filings:
        assert all(one.score in (None, 9, 7) for one in filing.indicators)
        assert all(one.weight in (None, 9, 8, 70) for one in filing.indicators)
