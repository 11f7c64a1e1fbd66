"""A formula that means nothing is refused at the character, before it sees any filing."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiping.checks.formula import FIELDS, FUNCTIONS, ROWS, FormulaError, formula, message


def fault(text: str, each: str | None = None) -> FormulaError:
    with pytest.raises(FormulaError) as refused:
        formula(text, each)
    return refused.value


@pytest.mark.parametrize(
    ("text", "faulty", "reason"),
    [
        ("全年执行数 <= 全年预算", "全年预算", "是否为“全年预算数”？"),
        ("指标.得份 = 1", "得份", "不认识的字段或函数"),
        ("指标.全年预算数 = 1", "全年预算数", "指标没有字段“全年预算数”，可用的有：序号"),
        ("总分 @ 1", "@", "不认识的字符"),
        ("总分 > “90", "“", "引号没有成对"),
        ("合计(指标.分值 = 100", "(", "没有对应的“)”"),
        ("(总分 > 1]", "]", "应为“)”"),
        ("总分 > 1)", ")", "缺少运算符"),
        ("总分 > 1 全年执行数", "全年执行数", "缺少运算符"),
        ("总分 > * 2", "*", "缺少字段、数字或函数"),
        ("且 总分 > 1", "且", "前后各应有一个判断"),
        ("合计 = 100", "合计", "是函数，后面应写括号"),
        ("1,200 < 全年预算数", "1,200", "不写千分位逗号"),
        ("总分 < " + "9" * 30, "9" * 30, "数字超过24位"),
        # kinds
        ("全年执行数", "全年执行数", "这里应是一个判断"),
        ("全年预算数 > 30%", "全年预算数 > 30%", "金额与比率不能相比"),
        ("总分 + 全年预算数 > 1", "总分 + 全年预算数", "分数与金额不能相比或相加减"),
        ("执行率 >= 90", "90", "比率要写百分号，如 90%"),
        ('单位名称 > "甲"', '单位名称 > "甲"', "只能用 = 或 ≠"),
        ('单位名称 * 2 = "甲"', "单位名称", "文字不能加减乘除"),
        ("非 总分", "总分", "这里应是一个判断"),
        ("绝对值(单位名称) = 1", "单位名称", "这里应是数，却是文字"),
        ("字数(总分) > 1", "总分", "这里应是文字，却是分数"),
        # rows
        ("得分 > 1", "得分", "请写“指标.得分”"),
        ("指标 > 1", "指标", "“指标”有多行，请放入合计"),
        ("指标.得分 > 1", "指标.得分", "“指标”有多行"),
        ("合计(指标) > 1", "合计(指标)", "要有数的字段，如 指标.序号"),
        ("合计(指标.完成值) > 1", "合计(指标.完成值)", "单位不同"),
        ("计数(指标.得分) > 1", "计数(指标.得分)", "写法是 计数(指标)"),
        ("任一(指标, 得分)", "任一(指标, 得分)", "写法是 任一(指标, 条件)"),
        ("合计(指标[得分].得分) > 1", "得分", "这里应是一个判断"),
        ("全部(指标, 全部(指标, 全部(指标, 达标)))", "指标", "最多套2层"),
        # functions
        ("若(执行率 > 1)", "若(执行率 > 1)", "若(条件, 应成立的判断)"),
        ("非空(总分 + 1)", "总分 + 1", "只能问一个字段"),
        ("四舍五入(执行率, 11) = 1", "11", "位数为0至10"),
        ("四舍五入(执行率, 总分) = 1", "总分", "位数为0至10"),
        ("包含(单位名称, 主管部门)", "主管部门", "加引号的文字"),
        ('包含(单位名称, " ")', '" "', "加引号的文字"),
        ("相近(总分, 90)", "相近(总分, 90)", "写法是 相近(数, 数, 容差)"),
    ],
)
def test_the_fault_is_told_at_its_characters(text, faulty, reason):
    error = fault(text)
    assert reason in error.message
    assert text[error.start : error.end] == faulty


def test_target_and_actual_values_are_not_mixed_with_other_units():
    for text in (
        "完成值 + 1 > 2",
        "完成值 - 指标值 > 0",
        "绝对值(完成值) > 1",
        "最大(完成值, 1) > 0",
    ):
        assert "各有单位" in fault(text, "指标").message


def test_the_caret_stands_below_the_faulty_characters():
    assert str(fault("全年执行数 <= 全年预算")).splitlines() == [
        "第10字：不认识的字段或函数“全年预算”，是否为“全年预算数”？",
        "    全年执行数 <= 全年预算",
        "    　　　　　    ^^^^^^^^",
    ]


def test_an_unfinished_formula_points_behind_its_end():
    *_, shown, caret = str(fault("总分 >")).splitlines()
    assert caret.index("^") >= len(shown) - 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("总分 > 1 且 " * 100 + "总分 > 1", "运算超过100处"),
        ("1" * 2000, "公式超过1000字"),
        ("(" * 200 + "总分 > 1" + ")" * 200, "套得太深"),
        ("非" * 200 + "空(总分)", "套得太深"),
        ("-" * 200 + "1 > 0", "套得太深"),
    ],
)
def test_size_and_depth_are_bounded(text, reason):
    assert reason in fault(text[:2000]).message


def test_a_fault_in_a_message_is_told_of_the_whole_message():
    with pytest.raises(FormulaError) as refused:
        message("超出{全年执行数 - 全年预算}万元")
    error = refused.value
    assert error.source[error.start : error.end] == "全年预算"
    for text in ("超出{全年执行数", "超出}", "超{}元"):
        with pytest.raises(FormulaError):
            message(text)


WORDS = sorted({*FIELDS, *FUNCTIONS, *ROWS, "且", "或", "非", "得分", "分值", "完成值", "二级指标"})
SIGNS = list("=≠<≤>≥+-*/×÷()[],.，（）％%\"“”' ")
SOUP = st.lists(
    st.one_of(
        st.sampled_from(WORDS), st.sampled_from(SIGNS), st.sampled_from(["30%", "5万元", "1"])
    ),
    max_size=25,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=80), SOUP))
@example("\ud800")
@example("“")
@example("1.")
@example("²")
def test_any_text_is_a_formula_or_a_formula_error(text):
    for each in (None, "指标"):
        try:
            formula(text, each)
        except FormulaError as error:
            assert str(error)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), SOUP.map(lambda text: "{" + text + "}")))
def test_any_text_is_a_message_or_a_formula_error(text):
    try:
        message(text)
    except FormulaError as error:
        assert str(error)
