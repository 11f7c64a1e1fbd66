"""Numbers that a line break parts within a cell: one number, two, or no telling."""

from decimal import Decimal

import pytest
from drawn import drawn

from jiping.filing import Indicator, Problem
from jiping.intake.amounts import amount, rate
from jiping.intake.document import Document, Line
from jiping.intake.recognise import recognise


def indicator(target: str, actual: str) -> tuple[Indicator, tuple[Problem, ...]]:
    table = drawn(f"""
| 项目名称 | 馆舍开放 | < | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 接待人次 | {target} | {actual} | 90 | 90 |
| 总分 | < | < | < | < | 90 | 90 |
""")
    blocks = Line("项目支出绩效自评表", 1), table
    (found,), problems = recognise(Document("form", "text/html", "", blocks))
    return found.indicators[0], problems


@pytest.mark.parametrize(
    ("target", "number", "raw"),
    [
        (r"≥2\n0万人次", "20", "≥20万人次"),
        (r"=10\n0%", "100", "=100%"),
        (r"≤22\n2.95万元", "222.95", "≤222.95万元"),
        (r"不少于\n3150人次", "3150", "不少于3150人次"),
        (r"≥2,1\n00人次", "2100", "≥2,100人次"),
    ],
)
def test_a_number_whose_unit_stands_at_its_end_is_one(target: str, number: str, raw: str) -> None:
    found, problems = indicator(target, "已完成")

    assert found.target is not None
    assert (found.target.number, found.target.raw) == (Decimal(number), raw)
    assert not problems


def test_a_number_that_the_value_beside_it_tells_whole() -> None:
    found, problems = indicator(r"124\n200", "124200")

    assert found.target is not None
    assert found.target.number == 124200
    assert not problems


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        (r"124\n200", "已完成"),
        (r"124\n200", r"124\n200"),
        (r"100\n98%", "已完成"),
        (r"≥50\n≥20", "已完成"),
        (r"50人\n20场", "已完成"),
    ],
)
def test_what_may_be_two_numbers_is_null_with_its_place(target: str, actual: str) -> None:
    found, problems = indicator(target, actual)

    assert found.target is None
    assert "指标值" in problems[0].message
    assert "换行" in problems[0].message
    assert (problems[0].where.row, problems[0].where.column) == (3, 4)


def test_a_date_is_parted_anywhere() -> None:
    found, problems = indicator(r"2024年1\n2月31日前", "已完成")

    assert found.target is not None
    assert str(found.target.date) == "2024-12-31"
    assert not problems


def test_money_of_two_lines() -> None:
    assert amount("236\n5.80") == Decimal("2365.80")
    assert amount("2,36\n5.80") == Decimal("2365.80")
    assert amount("100\n50") is None
    assert amount("1.20\n3.40") is None
    assert rate("97.7\n1%") == Decimal("0.9771")
    assert rate("100%\n98%") is None
