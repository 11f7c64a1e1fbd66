"""The guide to formulas holds what it shows: its ten rules, its fields and its functions."""

import re
from pathlib import Path

import pytest

from jiping.checks import OwnCheck, Settings, check_filing, load_own
from jiping.checks.examples import edited
from jiping.checks.formula import FIELDS, FUNCTIONS, ROWS
from jiping.standards import load

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "formulas.zh.md"
HUNAN = load("hunan-2022")

#: Rule → what makes it speak of the clean filing, where, and what it says.
RAISED = {
    "BX01": (
        {"/budget/rows/0/executed": "512.5"}, "/budget/rows/0/executed",
        "全年执行数512.5万元，超过全年预算数12.5万元。",
    ),
    "BX02": (
        {"/indicators/0/weight": "10"}, "/indicators",
        "指标分值合计92分，加预算执行10分，不是100分。",
    ),
    "BX03": (
        {"/budget/rows/0/initial": "300", "/indicators/1/reason": "无"}, "/budget/rows/0/adjusted",
        "预算调整率66.67%，表中没有一项偏差原因。",
    ),
    "BX04": (
        {"/indicators/6/score": "12"}, "/indicators/6/score",
        "“到馆读者人次”得分12分，分值10分。",
    ),
    "BX05": (
        {"/indicators/1/reason": "供货推迟。"}, "/indicators/1/score",
        "“新增馆藏图书册数”扣0.4分，偏差原因只写了“供货推迟。”。",
    ),
    "BX06": (
        {"/report/figures/-": {"item": "three_public", "label": "三公经费", "amount": "24.5"}},
        "/report/figures/3", "三公经费24.5万元，占全年执行数的5%。",
    ),
    "BX07": (
        {"/indicators/9/target": "≥85%"}, "/indicators/9/level1",
        "“读者满意度”的指标值≥85%，低于90%。",
    ),
    "BX08": (
        {"/indicators/2/weight": "16"}, "/indicators",
        "最高一项16分，超过10分的有2项。",
    ),
    "BX09": (
        {"/report/figures/0/amount": "201"}, "/report/figures",
        "报告中各类合计331万元，自评表基本支出340万元。",
    ),
    "BX10": (
        {"/budget/rows/0/executed": "300"}, "/budget/rows/0/execution_rate",
        "执行率60%，“存在的问题”一节没有谈到执行。",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[OwnCheck, ...]:
    """The rules of the guide, as a reader would copy them into a file."""
    (shown,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path_factory.mktemp("rules") / "本县规则.toml"
    file.write_text(shown, encoding="utf-8")
    return load_own(file)


def found(own, edits):
    filing = edited(edits)
    codes = {check.code for check in own}
    every = check_filing(filing, HUNAN, settings=Settings(own=own))
    return {one.code: one for one in every if one.code in codes}


def test_the_guide_shows_ten_rules(own):
    assert [check.code for check in own] == sorted(RAISED)


def test_none_of_them_speaks_of_the_clean_filing(own):
    assert found(own, {}) == {}


@pytest.mark.parametrize("code", RAISED)
def test_a_rule_speaks_where_it_should(own, code):
    edits, pointer, message = RAISED[code]
    check = next(check for check in own if check.code == code)
    one = found(own, edits)[code]
    assert (one.pointer, one.message) == (pointer, message)
    assert (one.title, one.severity, one.basis, one.remedy) == (
        check.title, check.severity, check.basis, check.remedy,
    )  # fmt: skip


def test_the_nearest_filing_is_passed_over(own):
    spent = {
        "/budget/rows/0/executed": "300",
        "/report/sections/8/text": "项目招标晚，资金支付慢，300册图书的款项结转到次年。",
    }
    assert "BX10" not in found(own, spent)
    three = {"item": "three_public", "label": "三公经费", "amount": "14.7"}
    assert "BX06" not in found(own, {"/report/figures/-": three})
    assert "BX03" not in found(own, {"/budget/rows/0/initial": "300"})
    assert "BX07" not in found(own, {"/indicators/9/target": None})


def test_all_fields_and_functions_are_told():
    text = GUIDE.read_text(encoding="utf-8")
    told = set(re.findall(r"\w+", text))
    names = {field.name for field in FIELDS.values()}
    names |= {field.name for rows in ROWS.values() for field in rows.fields.values()}
    assert names | set(FUNCTIONS) | set(ROWS) <= told
