"""A polished text is refused where a figure, name or date in it is new, or one is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.writers.draft.guard import refusals
from jiping.writers.draft.spelled import Spelled, figures

TEXT = (
    "渠道清淤长度43.5公里，高于42公里的目标。工程款支付及时率93.1%，略低于95%的目标，相差1.9个百分点，"
    "自评扣0.12分，原因是2份变更签证10月底才送达。由【待填：责任股室】负责。"
)


@pytest.mark.parametrize(
    "after",
    [
        TEXT,
        TEXT.replace("渠道清淤长度43.5公里", "渠道清淤长度为43.5公里"),
        TEXT.replace("公里的目标。工程款", "公里的目标；工程款"),
        TEXT.replace("93.1%", "百分之九十三点一"),
    ],
)
def test_a_text_that_says_the_same_may_stand(after: str):
    assert refusals(TEXT, after) == ()


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (TEXT.replace("43.5", "45.3"), "出现原文没有的数“45.3公”"),
        (TEXT.replace("，自评扣0.12分", ""), "丢失原文的数“0.12分”"),
        (TEXT.replace("相差1.9个百分点", "相差约两个百分点"), "出现原文没有的数“2个百分点”"),
        (TEXT.replace("93.1%", "九成以上"), "出现原文没有的数“90%”"),
        (TEXT.replace("93.1%", "超过四分之三"), "出现原文没有的数“75%”"),
        (TEXT.replace("95%的目标", "百分之九十六的目标"), "出现原文没有的数“96%”"),
        (TEXT.replace("2份", "数十份"), "出现原文没有的数量“数十”"),
        (TEXT.replace("10月底", "11月底"), "出现原文没有的数“11月”"),
        (TEXT.replace("10月底", "去年10月底"), "出现原文没有的时间“去年”"),
        (TEXT.replace("【待填：责任股室】", "计划财务股"), "待填的空白有增减或改动"),
        (TEXT.replace("由【", "由青禾县水利局【"), "出现原文没有的名称"),
        (TEXT.replace("高于", "低于"), "“高于”的次数与原文不同"),
        (TEXT.replace("2份变更", "《合同法》规定2份变更"), "出现原文没有的引文“合同法”"),
        (TEXT + "\n以上为润色稿。", "段落数与原文不同"),
        ("", "没有返回文字"),
        ("**" + TEXT, "含有正文以外的内容"),
        (TEXT + "各项工作扎实推进，成效明显。" * 20, "篇幅由"),
    ],
)
def test_a_text_that_says_something_else_is_refused_with_the_reason(after: str, why: str):
    assert any(why in one for one in refusals(TEXT, after)), refusals(TEXT, after)


def test_a_name_of_the_filing_may_be_used():
    after = TEXT.replace("由【", "由青禾县水利局【")

    assert refusals(TEXT, after, known="青禾县水利局") == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("98%", "98", "%"), ("百分之九十八", "98", "%"), ("百分之98", "98", "%"), ("九成", "90", "%"),
        ("九成五", "95", "%"), ("四分之三", "75", "%"), ("二〇二二年", "2022", "年"),
        ("一千二百万元", "12000000", "元"), ("1,200万元", "12000000", "元"), ("0.12亿元", "12000000", "元"),
        ("十一个", "11", "个"), ("11个", "11", "个"), ("1.9个百分点", "1.9", "个百分点"), ("第三季度", "3", "季度"),
        ("千分之五", "0.5", "%"),
    ],
)  # fmt: skip
def test_a_figure_is_known_however_it_is_spelled(text: str, value: str, unit: str):
    assert list(figures(text)) == [Spelled(Decimal(value), unit)]


@pytest.mark.parametrize("text", ["进一步统一", "保持一致", "第一时间", "万众一心"])
def test_numerals_within_words_are_no_figures(text: str):
    assert list(figures(text)) == []


@given(st.integers(0, 9999), st.sampled_from(["万元", "%", "个", "名", "公里", "分", "年", "月"]))
def test_any_figure_that_is_added_is_refused(number: int, unit: str):
    added = f"{number}{unit}"
    if added not in TEXT:
        assert refusals(TEXT, TEXT.replace("负责。", f"负责，涉及{added}。")) != ()


@given(st.data())
def test_any_digit_that_is_changed_is_refused(data: st.DataObject):
    at = data.draw(st.sampled_from([n for n, char in enumerate(TEXT) if char.isdigit()]))
    digit = data.draw(st.sampled_from([one for one in "0123456789" if one != TEXT[at]]))

    changed = TEXT[:at] + digit + TEXT[at + 1 :]

    assert refusals(TEXT, changed) != ()
