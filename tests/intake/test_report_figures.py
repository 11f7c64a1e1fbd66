"""Expenditure told in a report: amounts in 万元, change on the last year, cause."""

from decimal import Decimal

import pytest
from prose_lines import lines_of

from jiping.filing import ReportFigure
from jiping.intake.report import read_report


def figures(sentence: str) -> tuple[ReportFigure, ...]:
    report, _, _ = read_report(lines_of(f"一、支出情况\n{sentence}\n二、其他\n无。"))
    assert report is not None
    return report.figures


def test_amount_change_and_cause_of_an_economic_class() -> None:
    assert figures(
        "2.一般商品和服务支出3073.65万元，比上年增加832.36万元，原因是建设资金的增加。"
    ) == (
        ReportFigure(
            item="302",
            label="一般商品和服务支出",
            amount=Decimal("3073.65"),
            change=Decimal("832.36"),
            direction="increase",
            cause="建设资金的增加",
        ),
    )


@pytest.mark.parametrize(
    ("sentence", "item", "amount"),
    [
        ("工资福利支出769.41万元。", "301", "769.41"),
        ("对个人和家庭的补助支出9.48万元。", "303", "9.48"),
        ("资本性支出（基本建设）20万元。", "309", "20"),
        ("基本支出为1,200.50万元。", "basic_expenditure", "1200.50"),
        ("项目支出共计0.5亿元。", "project_expenditure", "5000"),
        ("“三公”经费支出30000元。", "three_public", "3"),
        ("公务接待费0万元。", "official_reception", "0"),
        ("公务用车购置及运行维护费3万元。", "vehicles", "3"),
        ("因公出国（境）费用1.2万，已执行。", "abroad", "1.2"),
        ("本年支出合计88万元。", "total_expenditure", "88"),
    ],
)
def test_items_and_units(sentence: str, item: str, amount: str) -> None:
    ((figure),) = figures(sentence)

    assert (figure.item, figure.amount) == (item, Decimal(amount))


@pytest.mark.parametrize(
    ("sentence", "direction", "change"),
    [
        ("项目支出10万元，比2021年减少2万元，下降16.7%，主要原因是项目减少。", "decrease", "2"),
        ("项目支出10万元，较上年增长5%，主要是新增项目。", "increase", None),
        ("项目支出10万元，与上年持平。", "unchanged", None),
        ("项目支出10万元，同比下降0.5万元。", "decrease", "0.5"),
        ("项目支出10万元，比年初预算增加3万元。", None, None),
        ("项目支出10万元。", None, None),
    ],
)
def test_growth_in_percent_is_no_amount_and_only_last_year_counts(
    sentence: str, direction: str | None, change: str | None
) -> None:
    (figure,) = figures(sentence)

    assert (figure.direction, figure.change) == (direction, change and Decimal(change))


def test_revenue_and_expenditure_told_as_one() -> None:
    sentence = "2022年度收、支总15854.69万元，比上年增加2,272.74万元，增长16.73%。"

    assert [(f.item, f.amount, f.change) for f in figures(sentence)] == [
        ("total_revenue", Decimal("15854.69"), Decimal("2272.74")),
        ("total_expenditure", Decimal("15854.69"), Decimal("2272.74")),
    ]


def test_other_money_of_the_same_name_is_left_alone() -> None:
    assert (
        figures("上年基本支出80万元，基本支出预算100万元，占基本支出20%，人均项目支出2万元。") == ()
    )


def test_the_spending_of_one_project_or_of_a_part_is_not_that_of_all() -> None:
    assert figures("免费开放项目支出25万元，维修项目支出18万元，乡镇基本支出30万元。") == ()

    (figure,) = figures("全部项目12个，项目支出总额656万元，其中本级项目支出385万元。")

    assert (figure.item, figure.amount) == ("project_expenditure", Decimal(656))


def test_an_item_told_with_two_amounts_is_left_out_with_a_problem() -> None:
    lines = lines_of("一、支出情况\n基本支出20万元。\n二、其他\n全年基本支出21万元，情况正常。")

    report, _, problems = read_report(lines)

    assert report is not None
    assert report.figures == ()
    assert [str(p.where) + p.message for p in problems] == [
        "第2行报告中基本支出前后金额不同（20万元、21万元），留空未读"
    ]
