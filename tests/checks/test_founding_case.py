"""What the checks say of the founding case: every known fault, with its figures."""

from decimal import Decimal

import pytest
from township import township

from jiping.checks import Finding, check_filing
from jiping.standards import load


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    return check_filing(township(), load("hunan-2022"))


#: code → words that the finding must tell (the figures of the case).
TOLD = {
    "JP203": ["972.54", "3852.54", "296.13%"],
    "JP204": ["3852.54", "972.54"],
    "JP207": ["财源建设资金", "832.36"],
    "JP208": ["2880", "296.13%"],
    "JP209": ["项目支出空白"],
    "JP210": ["74.72"],
    "JP211": ["3073.65", "79.78%", "60.27"],
    "JP213": ["972.54", "3852.54"],
    "JP302": ["396.13%", "2.52", "9分"],
    "JP303": ["12/15", "扣3分"],
    "JP304": ["7.58", "7分"],
    "JP311": ["90分", "优"],
    "JP312": ["7项", "5项", "扣1分"],
    "JP313": ["296.13%", "扣1分（分值10分）", "扣3分（分值15分）"],
    "JP318": ["15/15", "12/15"],
    "JP403": ["有待加强"],
    "JP404": ["收支不及时"],
    "JP406": ["收支不及时"],
    "JP407": ["296.13%", "15个字"],
    "JP408": ["超出年初预算"],
    "JP410": ["1836", "183.6%"],
    "JP503": ["9类"],
    "JP506": ["可持续发展率", "95%/90%"],
    "JP508": ["社会效益指标"],
    "JP509": ["稳步"],
    "JP510": ["可持续发展率"],
    "JP511": ["11个", "1年", "95%"],
    "JP512": ["1836", "完成值没有写计量单位"],
    "JP516": ["183.6%"],
    "JP517": ["1年"],
    "JP518": ["严格控制成本"],
    "JP519": ["972.54"],
    "JP520": ["税收收入"],
    "JP521": ["95%"],
    "JP522": ["9项指标"],
    "JP524": ["93%"],
    "JP525": ["财政工作"],
    "JP526": ["基本完成", "全面完成"],
    "JP527": ["没有数字"],
    "JP601": ["3852.54", "3777.82", "74.72"],
    "JP603": ["302.16", "+64.67%"],
    "JP605": ["832.36", "财源建设资金"],
    "JP611": ["湘沅市青禾县云岭镇人民政府", "青禾县云岭镇人民政府"],
    "JP612": ["2022年度"],
    "JP616": ["成本", "296.13%"],
    "JP617": ["严格控制成本", "2880"],
    "JP618": ["及时保障", "不及时"],
    "JP619": ["收支不及时"],
    "JP701": ["74.72", "政府性基金"],
    "JP702": ["国有资本经营", "社会保险基金"],
    "JP704": ["1、二、三、四、5、6"],
    "JP705": ["单位和年度"],
    "JP707": ["编制"],
    "JP708": ["职责"],
    "JP709": ["11个"],
    "JP710": ["原因"],
    "JP711": ["责任人"],
    "JP713": ["时间"],
    "JP715": ["三公"],
    "JP716": ["自评得分"],
    "JP720": ["含0个"],
    "JP721": ["扶贫开发办公室", "乡村振兴局"],
    "JP722": ["经经济"],
}


@pytest.mark.parametrize("code", TOLD)
def test_the_fault_is_told_with_its_figures(findings, code):
    messages = [found.message for found in findings if found.code == code]
    assert any(all(word in message for word in TOLD[code]) for message in messages), messages


def test_nothing_else_is_said_of_it(findings):
    assert {found.code for found in findings} - set(TOLD) <= {"JP712"}


def test_what_holds_is_not_accused(findings):
    # Weights, sums, rate, views and the seven offices are right in this filing.
    assert not [found for found in findings if found.code[:3] == "JP1" or found.code == "JP706"]


def test_errors_are_only_what_the_figures_prove(findings):
    assert [found.code for found in findings if found.severity == "error"] == [
        "JP302",
        "JP701",
        "JP601",
    ]


def test_four_rows_met_their_target_and_lost_points(findings):
    rows = [found.pointer for found in findings if found.code == "JP303"]
    assert rows == [f"/indicators/{row}/score" for row in (1, 2, 5, 8)]


def test_six_reasons_are_generic(findings):
    assert len([found for found in findings if found.code == "JP403"]) == 6


def test_another_formula_gives_another_grade():
    linear = check_filing(township(), load("national-2020-linear"))
    told = [found.message for found in linear if found.code == "JP314"]
    assert told == ["自评90分，按规则89.26分，高0.74分，等级优/良。"]


def test_a_standard_with_a_deduction_asks_for_it():
    capped = check_filing(township(), load("cap-exec-2022"))
    told = [found.message for found in capped if found.code == "JP306"]
    assert told == ["“税收收入”完成183.6%，按标准应扣2分，得6分，自评8分。"]


def test_the_frame_of_2021_has_no_cost_among_outputs():
    later = check_filing(township(), load("national-2021"))
    told = " ".join(found.message for found in later if found.code == "JP502")
    assert "成本指标" in told
    assert "可持续影响指标" in told


def test_without_a_fund_the_classes_told_are_the_general_budget():
    filing = township()
    money = filing.budget.by_revenue.model_copy(
        update={"general_public_budget": Decimal("3852.54"), "government_funds": None}
    )
    budget = filing.budget.model_copy(update={"by_revenue": money})
    found = check_filing(filing.model_copy(update={"budget": budget}), load("hunan-2022"))
    assert not {"JP601", "JP701", "JP210"} & {one.code for one in found}
