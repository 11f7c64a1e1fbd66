"""Rows that are short of a figure, in pasted text in which empty cells leave no trace."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from jiping.filing import BudgetRow, Filing
from jiping.intake import extract

HEAD = [
    ["项目支出绩效自评表"],
    ["（2022年度）"],
    ["项目名称", "河道保洁"],
    ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
]
TITLES = [
    "绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
]  # fmt: skip
ROWS = [
    ["产出指标", "数量指标", "保洁河道", "≥36公里", "36公里", "30", "30"],
    ["质量指标", "断面达标率", "≥95%", "96%", "20", "19"],
    ["效益指标", "社会效益指标", "河岸环境", "明显改善", "明显改善", "30", "28"],
    ["满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "93%", "10", "10"],
]
TOTAL = ["年度资金总额", "80", "76", "72.2", "10", "95%", "9.5"]
#: What follows shows that the closing row is whole.
REPORT = "\n河道保洁自评报告\n一、基本情况\n全年保洁按计划完成。\n"
Rows = Sequence[Sequence[str]]


def lines(rows: Rows) -> str:
    return "".join(f"{cell}\n" for row in rows for cell in row)


def lone_pipes(rows: Rows) -> str:
    return "".join(f"{cell} |\n" for row in rows for cell in row)


def pipes(rows: Rows) -> str:
    return "".join(" | ".join(row) + "\n" for row in rows)


def stripped(rows: Rows) -> str:
    """A page without its tags: two empty lines between all cells, whether one was empty or not."""
    return "".join(f"{cell}\n\n\n" for row in rows for cell in row)


PRINTED = pytest.mark.parametrize("printed", [lines, lone_pipes, pipes, stripped])


def form(text: str) -> Filing:
    (filing,) = extract("form.txt", text.encode()).filings
    return filing


def money(row: BudgetRow) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return row.initial, row.adjusted, row.executed


@PRINTED
def test_full_points_of_a_row_without_its_weight_are_no_weight(printed) -> None:  # type: ignore[no-untyped-def]
    """30 is the score; with it as the weight the weights would sum to 100 as well.

    Of another row the score is missing, so that the scores do not sum to the total either way.
    """
    rows = [ROWS[0][:-1], ROWS[1], ROWS[2][:-1], ROWS[3], ["总分", "100", "96.5"]]
    filing = form(printed([*HEAD, TOTAL, TITLES, *rows]))
    points = {one.name: (one.weight, one.score) for one in filing.indicators}

    assert points["断面达标率"] == (20, 19)
    assert points.get("保洁河道") in (None, (None, None))
    assert points.get("河岸环境") in (None, (None, None))


@PRINTED
def test_the_weight_of_a_row_without_its_score_stays_where_the_scores_sum(printed) -> None:  # type: ignore[no-untyped-def]
    rows = [ROWS[0], ROWS[1], ROWS[2][:-1], ROWS[3], ["总分", "100", "68.5"]]
    filing = form(printed([*HEAD, TOTAL, TITLES, *rows]) + REPORT)

    assert [one.weight for one in filing.indicators] == [30, 20, 30, 10]
    assert [one.score for one in filing.indicators] == [30, 19, None, 10]


@PRINTED
@pytest.mark.parametrize(
    "told",
    [
        ["80", "76", "10", "95.5%", "9.55"],  # 76 of 80 is 95 %: one of them is something else
        ["80", "10", "9.5"],  # neither budget nor execution: 10 and 9.5 are points
    ],
)
def test_money_that_its_rate_does_not_bear_out_is_left_out(printed, told: list[str]) -> None:  # type: ignore[no-untyped-def]
    closing = ["总分", "100", "96.5"]
    filing = form(printed([*HEAD, ["年度资金总额", *told], TITLES, *ROWS, closing]))

    assert all(money(row) == (None, None, None) for row in filing.budget.rows)


@PRINTED
def test_money_without_the_first_budget_is_read_by_its_rate(printed) -> None:  # type: ignore[no-untyped-def]
    total = ["年度资金总额", "80", "76", "10", "95%", "9.5"]
    parts = [["其中：财政拨款", "70", "68"], ["其他资金", "10", "8"]]
    closing = ["总分", "100", "96.5"]
    filing = form(printed([*HEAD, total, *parts, TITLES, *ROWS, closing]))

    assert [money(row) for row in filing.budget.rows] == [
        (None, 80, 76),
        (None, 70, 68),
        (None, 10, 8),
    ]


def test_one_figure_of_a_closing_row_is_the_sum_that_it_is() -> None:
    """The label of the closing row covers the weights."""
    text = lone_pipes([*HEAD, TOTAL, TITLES, *ROWS, ["总分", "96.5"]])
    filing = form(text + REPORT)

    assert (filing.total.weight, filing.total.score) == (None, Decimal("96.5"))


def test_a_hundred_under_rows_without_any_points_may_be_either_sum() -> None:
    text = lines([*HEAD, TOTAL[:4], TITLES, *(row[:-2] for row in ROWS), ["总分", "100"]])
    filing = form(text + REPORT)

    assert (filing.total.weight, filing.total.score) == (None, None)


def test_words_with_one_figure_below_the_budget_are_no_row_of_money() -> None:
    head = ["资金来源", "本级（万元）", "合计（万元）", "执行数（万元）", "执行率"]
    rows = [
        ["项目权重", "评价内容", "分值", "自评分"],
        ["决策依据", "2", "2"],
        ["财务制度", "3", "2"],
    ]
    filings = extract(
        "a.txt", lines([*HEAD[:3], head, ["7.5", "7.5", "6", "80%"], *rows]).encode()
    ).filings

    assert not [
        row for one in filings for row in one.budget.rows if row.label in ("决策依据", "财务制度")
    ]


def spaced(rows: Rows) -> str:
    return "".join(" ".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("printed", [lines, lone_pipes, pipes, stripped, spaced])
def test_the_sum_of_a_part_of_the_rows_is_no_indicator(printed) -> None:  # type: ignore[no-untyped-def]
    rows = [*ROWS[:2], ["小计", "50", "49"], *ROWS[2:], ["总分", "100", "96.5"]]
    filing = form(printed([*HEAD, TOTAL, TITLES, *rows]) + REPORT)

    assert "小计" not in [one.name for one in filing.indicators]
    assert {(one.weight, one.score) for one in filing.indicators} <= {
        (30, 30), (20, 19), (30, 28), (10, 10), (None, None),
    }  # fmt: skip


def test_a_lone_point_where_a_sum_of_a_part_hides_which_cells_are_empty() -> None:
    """The weight of 河岸环境 is an empty cell; the sum's merged label upsets the count of cells."""
    reasoned = [[*row, ""] for row in ROWS]
    reasoned[2][-3] = ""
    rows = [*reasoned[:2], ["小计", "50", "49", ""], *reasoned[2:], ["总分", "100", "96.5", ""]]
    cells = [*HEAD, TOTAL, [*TITLES, "偏差原因分析及改进措施"], *rows]
    text = "".join(f"{cell} |".lstrip() + "\n" for row in cells for cell in row)
    points = {one.name: (one.weight, one.score) for one in form(text + REPORT).indicators}

    assert points["保洁河道"] == (30, 30)
    assert points.get("河岸环境") in (None, (None, None), (None, 28))
