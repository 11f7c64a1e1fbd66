"""Budgets in lines of text: turned on their side, and of one row without a label."""

import pytest

from jiping.filing import Extraction
from jiping.intake import extract

FORM = """项目支出绩效自评表
（2022年度）
项目名称 | 校园安保
{budget}
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 资助学生人数 | ≥1550人次 | 1550人次 | 45 | 45
效益指标 | 社会效益指标 | 义务教育巩固率 | ≥99% | 100% | 45 | 44
总分 | 100 | 99
填表人：甲
"""
TURNED = """项目 | 合计 | 财政拨款 | 其他资金
年初预算数 | 413.14 | 366.04 | 47.10
全年预算数 | 470.98 | 423.88 | 47.10
全年执行数 | 447.43 | 400.33 | 47.10
执行率 | 95% | 94.44% | 100%
得分（10分） | 9.5"""
ONE_ROW = """年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
413.14 | 470.98 | 447.43 | 10 | 95% | 9.5"""


def read(budget: str, mark: str) -> Extraction:
    return extract("form.txt", FORM.format(budget=budget).replace(" | ", mark).encode())


@pytest.mark.parametrize("mark", [" | ", "\t", "    ", " "])
@pytest.mark.parametrize("budget", [TURNED, ONE_ROW])
def test_the_whole_budget(budget: str, mark: str) -> None:
    extraction = read(budget, mark)
    (filing,) = extraction.filings
    total, *parts = filing.budget.rows

    assert [str(x) for x in (total.initial, total.adjusted, total.executed)] == [
        "413.14", "470.98", "447.43"
    ]  # fmt: skip
    assert [str(x) for x in (total.execution_rate, total.weight, total.score)] == [
        "0.95", "10", "9.5"
    ]  # fmt: skip
    assert [(p.label, str(p.executed)) for p in parts] == (
        [("财政拨款", "400.33"), ("其他资金", "47.10")] if budget == TURNED else []
    )
    assert not extraction.problems


@pytest.mark.parametrize("mark", [" | ", "\t", " "])
def test_a_line_that_has_lost_a_cell_is_not_read(mark: str) -> None:
    (filing,) = read(TURNED.replace("447.43 | 400.33", "447.43"), mark).filings

    assert all(row.executed is None for row in filing.budget.rows)
    assert all(row.label != "得分（10分）" for row in filing.budget.rows)


PAIRS = """预算数 48.50 到位数 48.50 执行数 46.56 {rate}
其中:财政资金 42.00 其中:财政资金 42.00 其中:财政资金 40.06
其他 6.50 其他 6.50 其他 6.50"""


@pytest.mark.parametrize(("rate", "read_as"), [("96.00", "0.96"), ("52", None)])
def test_pairs_of_label_and_figure_with_their_parts(rate: str, read_as: str | None) -> None:
    """What stands behind the pairs is a rate only if it is that of the two amounts."""
    (filing,) = read(PAIRS.format(rate=rate), " ").filings
    total, *parts = filing.budget.rows

    assert (str(total.adjusted), str(total.executed)) == ("48.50", "46.56")
    assert (str(total.execution_rate) if read_as else total.execution_rate) == read_as
    assert [(row.label, str(row.adjusted), str(row.executed)) for row in parts] == [
        ("其中:财政资金", "42.00", "40.06"),
        ("其他", "6.50", "6.50"),
    ]
