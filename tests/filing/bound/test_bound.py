"""Figures of a text bound to their fields: change the field and the text follows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.checks.examples import clean, edited
from jiping.filing import Filing
from jiping.filing.bound import (
    bind,
    drifted,
    field_quantity,
    follow,
    gaps,
    quantities,
    render,
    typed_over,
)

TEXT = (
    "年初预算480.00万元，全年预算500.00万元，全年执行490.00万元，预算执行率98%。"
    "自评得分99.4分，其中产出指标49.6分。新增馆藏图书5700册，比目标6000册少300册。"
)


def changed(pointer: str, value: object) -> Filing:
    return edited({pointer: value})


def test_figures_of_a_text_are_bound_to_the_fields_they_tell():
    bound = bind(TEXT, quantities(clean()), clean())

    assert "全年执行[[/budget/rows/0/executed]]" in bound
    assert "预算执行率[[/budget/rows/0/execution_rate]]" in bound
    assert "自评得分[[/total/score]]" in bound
    assert "产出指标[[/indicators#score/产出指标]]" in bound


def test_a_bound_text_renders_to_the_text_it_was():
    assert render(bind(TEXT, quantities(clean()), clean()), quantities(clean())) == TEXT


def test_the_text_follows_when_a_field_changes():
    after = changed("/budget/rows/0/executed", "495.50")

    told = follow(TEXT, quantities(clean()), quantities(after), clean())

    assert "全年执行495.50万元" in told
    assert "全年预算500.00万元" in told


def test_decimals_stay_as_they_were_typed():
    text = "预算执行率98.00%。"

    bound = bind(text, quantities(clean()), clean())

    assert bound == "预算执行率[[/budget/rows/0/execution_rate|.2]]。"
    assert render(bound, quantities(clean())) == text


def test_a_blank_field_leaves_a_gap():
    assert gaps(render("全年执行[[/budget/rows/0/executed]]。", {})) == [
        "【待填：此处的数据（对应的栏目是空的）】"
    ]


def test_a_figure_that_may_be_of_two_fields_is_bound_to_neither():
    same = changed("/budget/rows/0/executed", "500.00")

    assert "[[" not in bind("合计500.00万元。", quantities(same), same)
    assert bind("全年执行500.00万元。", quantities(same), same) == (
        "全年执行[[/budget/rows/0/executed]]。"
    )


@pytest.mark.parametrize(
    ("text", "told", "due"),
    [
        ("产出指标得分47.5分。", "47.5分", "49.6分"),
        ("新增馆藏图书册数实际5800册。", "5800册", "5700册"),
        ("预算执行率96%。", "96%", "98%"),
    ],
)
def test_a_figure_behind_the_name_of_a_field_that_is_not_the_fields_has_drifted(
    text: str, told: str, due: str
):
    (found,) = drifted(text, clean())

    assert (found.told, found.due) == (told, due)
    assert text[found.start : found.end] == told


def test_a_figure_that_is_rounded_is_no_drift():
    assert drifted("预算调整率4.2%，全年执行490.0万元。", clean()) == ()
    assert drifted("预算调整率4.3%。", clean())[0].due == "4.17%"
    assert drifted("产出指标得分50.6分。", clean())[0].due == "49.6分"


def test_a_figure_of_last_year_is_no_drift():
    assert drifted("上年自评得分94.22分。上一年度全年执行数为300.00万元。", clean()) == ()
    assert drifted("比上年提高，自评得分94.22分。", clean())[0].told == "94.22分"


def test_target_and_weight_are_no_drift():
    assert drifted("产出指标（满分50分）得分49.6分。新增馆藏图书册数6000册为目标。", clean()) == ()


def test_a_figure_typed_over_in_a_rendered_text_is_found():
    known = quantities(clean())
    bound = bind(TEXT, known, clean())

    (found,) = typed_over(bound, TEXT.replace("490.00万元", "491.00万元"), known)

    assert found.pointer == "/budget/rows/0/executed"
    assert (found.told, found.due) == ("491.00", "490.00万元")


def test_words_changed_around_a_figure_are_no_drift():
    known = quantities(clean())
    bound = bind(TEXT, known, clean())

    assert typed_over(bound, TEXT.replace("年初预算", "2023年年初预算为"), known) == ()


def test_one_field_is_worked_out_as_all_of_them_are():
    for pointer, quantity in quantities(clean()).items():
        assert field_quantity(clean(), pointer) == quantity


_SIGNS = st.sampled_from(
    ["490.00万元", "480.00万元", "98%", "98.0%", "5700册", "执行", "预算", "，", "。", "[[", "]]", "分", "0", "10"]
)  # fmt: skip


@given(st.lists(_SIGNS, max_size=30).map("".join))
def test_binding_never_changes_a_text(text: str):
    known = quantities(clean())

    assert render(bind(text, known, clean()), known) == text


@given(st.decimals(min_value=0, max_value=10**8, places=2))
def test_whatever_the_field_becomes_the_text_tells_it(amount: Decimal):
    after = changed("/budget/rows/0/executed", f"{amount}")

    told = follow("全年执行490.00万元。", quantities(clean()), quantities(after), clean())

    assert told == f"全年执行{amount:.2f}万元。"
