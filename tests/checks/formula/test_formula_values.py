"""What formulas say of a filing: exactly, and nothing where an input is missing."""

import operator
from decimal import Decimal, localcontext

import pytest
from cases import case, holds, told
from hypothesis import given, settings
from hypothesis import strategies as st

from jiping.checks.examples import edited
from jiping.checks.formula import FIELDS, ROWS, formula
from jiping.checks.formula.values import EXACT

D = Decimal


@pytest.mark.parametrize(
    "text",
    [
        "全年执行数 <= 全年预算数",
        "全年执行数<=全年预算数且非空(偏差原因)",
        "合计(指标.分值) = 90",
        "合计(指标.分值) + 预算执行分值 = 总分值",
        "若(预算调整率 > 30%, 空(偏差原因))",
        "执行率＝９８％　或　１　＞　２",
        "执行率 = 490 ÷ 500",
        "全年预算数 × 98% ＝ 全年执行数",
        "全年预算数 = 5000000元 且 全年预算数 = 500万元 且 全年预算数 = 0.05亿元",
        "0 <= 总分 <= 总分值",
        "非 (总分 > 总分值)",
        "-1 < -(0) 且 绝对值(0 - 总分) = 总分",
        "1 + 2 * 3 = 7 且 (1 + 2) * 3 = 9 且 8 / 2 / 2 = 2 且 5 - 2 - 1 = 2",
        "1 > 2 且 1 > 2 或 2 > 1",
        '单位名称 = “云溪县　图书馆” 且 单位名称 <> "云溪县"',
        '包含(单位名称, "博物馆", "图书馆") 且 非 包含(单位名称, "学校")',
        "字数(单位名称) = 6 且 年度 = 2023",
        "四舍五入(2.345, 2) = 2.35 且 四舍五入(执行率 * 100) = 98",
        "相近(总分, 99.35, 0.05分) 且 非 相近(总分, 99.3, 0.05分)",
        "最大(1, 总分, 2) = 总分 且 最小(指标.分值) = 6 且 平均(指标.分值) = 9",
        '合计(指标[二级指标 = "数量指标"].得分) = 15.6分 且 合计(指标[分值 > 50].分值) = 0',
        "合计(指标, 分值 - 得分) = 0.4 且 合计(指标.扣分) = 0.4",
        "计数(指标) = 10 且 计数(指标[得分 < 分值]) = 1 且 计数(指标, 非 达标) = 1",
        "任一(指标, 得分 < 分值) 且 全部(指标, 若(得分 < 分值, 非空(偏差原因)))",
        "全部(指标, 得分 <= 规则得分)",
        "全部(指标, 分值 <= 最大(指标.分值))",
        "合计(报告金额.金额) = 基本支出 且 合计(报告金额.增减额) = 15.4",
        '任一(章节, 主题 = "存在问题" 且 包含(正文, "出版社")) 且 非空(存在问题)',
        "工资福利支出 = 210万元 且 合计(预算行.全年预算数) = 全年预算数",
        "若(执行率 > 1, 5, 7) = 7",
        "规则总分 = 总分 且 规则等级 = 等级",
    ],
)
def test_what_holds_of_the_clean_filing(text):
    assert holds(text) is True
    assert holds(f"非 ({text})") is False


def test_values_are_compared_in_one_unit():
    """42场 against ≥40场, 44.2元/册 against ≤45元/册, 99% against ≥98%."""
    assert holds("计数(指标[完成值 > 指标值]) = 6")
    assert holds('全部(指标[三级指标 = "读者满意度"], 完成值 = 93% 且 指标值 >= 90%)')
    assert holds("计数(指标[完成值 >= 指标值 * 110%]) = 1")
    assert holds('全部(指标[三级指标 = "读者满意度"], 完成值 / 指标值 > 103%)')
    ton = {"/indicators/0/target": "≥2吨", "/indicators/0/actual": "1900公斤"}
    assert holds("任一(指标, 序号 = 1 且 完成值 < 指标值 且 完成值 / 指标值 = 95%)", ton)
    lone = "全部(指标[序号 = 1], 完成值 > {})"
    assert holds(lone.format("41")) is True
    assert holds(lone.format("5%")) is None
    money = {"/indicators/0/target": "≥2万元", "/indicators/0/actual": "30000元"}
    assert holds(lone.format("2万元"), money) is True
    assert holds(lone.format("2"), money) is None


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("全年执行数 > 全年预算数", "/budget/rows/0/adjusted"),
        ("非 (全年执行数 > 1)", "/budget/rows/0/executed"),
        ("合计(指标.分值) = 1", "/indicators/3/weight"),
        ("合计(全年预算数, 全年执行数) = 1", "/budget/rows/0/executed"),
        ("计数(指标[分值 > 1]) = 1", "/indicators/3/weight"),
        ("若(执行率 > 50%, 总分 > 100)", "/total/score"),
        ("若(执行率 > 50%, 1 > 2)", "/budget/rows/0/executed"),
        ('包含(单位名称, "校")', "/unit"),
        ("字数(单位名称) > 99", "/unit"),
        ("规则总分 > 100", "/indicators/3/actual"),
    ],
)
def test_a_missing_input_makes_no_judgement(text, missing):
    assert holds(text) is False
    assert holds(text, {missing: None}) is None


def test_what_is_settled_needs_no_more():
    lost = {"/budget/rows/0/executed": None, "/indicators/9/score": None}
    assert holds("总分 > 100 且 全年执行数 > 1", lost) is False
    assert holds("总分 < 100 或 全年执行数 > 1", lost) is True
    assert holds("任一(指标, 得分 < 分值)", lost) is True
    assert holds("全部(指标, 得分 = 分值)", lost) is False
    assert holds("全部(指标, 得分 >= 0)", lost) is None
    assert holds("全部(指标.达标)", {"/indicators/3/actual": None}) is False


def test_what_is_said_of_all_rows_is_worked_out_for_each_filing():
    """Within rows it is kept for the filing; another filing has its own."""
    asked = formula("得分 <= 平均(指标.得分)", "指标")
    for edits in ({}, {"/indicators/0/score": "0", "/indicators/1/score": "0"}, {}):
        one = case(edits)
        mean = sum(row.score for row in one.rows) / 10
        for row in one.rows:
            assert asked.holds(one, row) is (row.score <= mean)


def test_no_division_by_nothing():
    assert holds("1 / 0 > 1") is None
    assert holds("全年执行数 / 全年预算数 > 1", {"/budget/rows/0/adjusted": "0"}) is None


def test_only_empty_asks_for_what_is_missing():
    assert holds("非空(预期目标) 且 空(主管部门)")
    assert holds("非空(预期目标)", {"/goals/expected": None}) is False
    assert holds("非空(偏差原因)", {"/indicators/1/reason": "无"}) is False
    assert holds("空(全年执行数)", {"/budget/rows/0/executed": None}) is True


def test_a_document_that_breaks_off_is_accused_of_nothing():
    cut = {"complete": False, "/indicators/9": None, "/total/score": None, "/goals/expected": None}
    for text in (
        "非空(预期目标)",
        "合计(指标.分值) = 90",
        "计数(指标) >= 10",
        "任一(指标, 得分 > 50)",
        "非空(存在问题)",
        '包含(报告正文, "不会有的话")',
    ):
        assert holds(text, cut) is None
    assert holds("全部(指标, 得分 = 分值)", cut) is False


def test_a_form_alone_is_not_asked_for_its_report():
    alone = {"/report": None}
    assert holds("非空(存在问题)", alone) is None
    assert holds("计数(章节) >= 5", alone) is None
    assert holds("非空(预期目标)", alone) is True


def test_a_message_tells_values_as_a_reader_expects():
    assert (
        told(
            "预算{全年预算数}万元，余{全年预算数-全年执行数}万元，执行率{执行率}；{主管部门}{非空(单位名称)}"
        )
        == "预算500万元，余10万元，执行率98%；（空）是"
    )
    assert told("{平均(指标.得分) / 7}分") == "1.28分"


def test_every_field_can_be_asked_of_any_filing():
    bare = {"/report": None, "/goals": {}, "/total": {}, "/budget": {}, "indicators": []}
    for edits in ({}, bare):
        one = case(edits)
        for field in FIELDS.values():
            value = field.get(one, None)
            assert value is None or not isinstance(value, float)
            assert field.at(one, None).startswith("/")
    one = case()
    for rows in ROWS.values():
        for row in rows.rows(one):
            assert all(
                field.at(one, row).startswith(rows.row_at(row)) for field in rows.fields.values()
            )
            assert all(field.told(one) for field in rows.fields.values())
            for field in rows.fields.values():
                field.get(one, row)


def test_pointers_of_fields_lead_into_the_filing():
    one = case()
    tree = edited({}).model_dump()
    for field in FIELDS.values():
        holder = tree
        for step in field.at(one, None).strip("/").split("/"):
            holder = holder[int(step)] if isinstance(holder, list | tuple) else holder[step]


# --- arithmetic is that of Decimal ------------------------------------------------------------------

NUMBERS = st.decimals(0, 10**9, places=4, allow_nan=False).map(lambda n: (f"{n:f}", n))
SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def _joined(parts):
    (left, one), sign, (right, other) = parts
    with localcontext(EXACT):
        try:
            value = None if one is None or other is None else SIGNS[sign](one, other)
        except ArithmeticError:
            value = None
    return f"({left} {sign} {right})", value


TREES = st.recursive(
    NUMBERS,
    lambda part: st.tuples(part, st.sampled_from(sorted(SIGNS)), part).map(_joined),
    max_leaves=8,
)
ONE = case()


@settings(max_examples=200, deadline=None)
@given(TREES, TREES)
def test_arithmetic_and_comparison_are_those_of_decimal(left, right):
    (one, first), (other, second) = left, right
    expected = None if first is None or second is None else first < second
    assert formula(f"{one} < {other}").holds(ONE, None) is expected
    assert formula(f"{one} = {one}").holds(ONE, None) is (None if first is None else True)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.decimals(0, 10**6, places=2, allow_nan=False), min_size=1, max_size=10))
def test_sums_are_exact(numbers):
    written = ", ".join(f"{n:f}" for n in numbers)
    total = sum(numbers, D(0))
    assert formula(f"合计({written}) = {total:f}").holds(ONE, None) is True
