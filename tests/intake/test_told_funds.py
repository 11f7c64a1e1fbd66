"""Projects and their money in a list of sentences, told where it adds up."""

from decimal import Decimal

import pytest
from told import figures, rows

LIST = "{lead}高龄补贴项目40万元；孤儿、弃婴养育经费2.75万元；福利中心运行经费25.5万元{end}"


@pytest.mark.parametrize(
    ("lead", "end", "column"),
    [
        ("2024年度，市级下达", "。共计下达市级转移支付资金68.25万元。", "adjusted"),
        ("下达资金68.25万元，其中", "。", "adjusted"),
        ("全年支付", "，共计支付68.25万元。", "executed"),
    ],
)
def test_a_list_of_projects_that_adds_up_is_read(lead: str, end: str, column: str) -> None:
    told = rows(LIST.format(lead=lead, end=end))

    assert {
        name: told[name] for name in ("高龄补贴项目", "孤儿、弃婴养育经费", "福利中心运行经费")
    } == {
        "高龄补贴项目": figures(**{column: "40"}),
        "孤儿、弃婴养育经费": figures(**{column: "2.75"}),
        "福利中心运行经费": figures(**{column: "25.5"}),
    }


def test_what_it_adds_up_to_is_the_total_unless_the_text_tells_of_more() -> None:
    alone = LIST.format(lead="市级下达", end="。共计下达市级转移支付资金68.25万元。")

    assert rows(alone)["total"] == figures(adjusted="68.25")
    more = rows("全年预算数1050万元，执行数1000万元。" + alone)
    assert more["total"] == figures(adjusted="1050", executed="1000")
    assert more["高龄补贴项目"] == figures(adjusted="40")


@pytest.mark.parametrize(
    ("lead", "end"),
    [
        ("全年下达", "。共计下达市级转移支付资金68.26万元。"),
        ("全年下达", "。"),
        ("全年下达并支付", "。共计68.25万元。"),
        ("", "，共计68.25万元。"),
    ],
)
def test_a_list_without_its_sum_or_whose_money_is_not_told_is_left_alone(
    lead: str, end: str
) -> None:
    told = rows(LIST.format(lead=lead, end=end))

    assert not [row for row in told.values() if Decimal(40) in row.values()]


def test_sources_that_add_up_are_told_by_their_own_rule() -> None:
    told = rows("下达资金300万元，其中中央资金200万元，省级资金60万元，县级资金40万元。")

    assert list(told) == ["total", "中央", "省级", "县级"]
