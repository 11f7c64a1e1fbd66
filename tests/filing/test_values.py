"""The grammar of target and actual values, by example and by property."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.filing.values import chinese_number, parse_value, write_value


@pytest.mark.parametrize(
    ("raw", "operator", "number", "unit"),
    [
        ("≥90分", "≥", "90", "分"),
        ("≤972.54", "≤", "972.54", None),
        ("11个", None, "11", "个"),
        ("11 个", None, "11", "个"),
        ("十一个", None, "11", "个"),
        ("两次", None, "2", "次"),
        ("≥12台（套）", "≥", "12", "台(套)"),
        ("4.52(万人)", None, "4.52", "万人"),
        ("1年", None, "1", "年"),
        ("95%", None, "95", "%"),
        ("９５％", None, "95", "%"),
        ("百分之九十五", None, "95", "%"),
        ("百分之百", None, "100", "%"),
        ("不低于百分之九十五", "≥", "95", "%"),
        ("千分之三", None, "3", "‰"),
        ("不低于90分", "≥", "90", "分"),
        ("大于等于 85 户", "≥", "85", "户"),
        ("不超过30天", "≤", "30", "天"),
        ("30天内", "≤", "30", "天"),
        ("312万元以内", "≤", "312", "万元"),
        ("130家以上", "≥", "130", "家"),
        ("13%及以上", "≥", "13", "%"),
        ("≧95％", "≥", "95", "%"),
        ("=>3", "≥", "3", None),
        (">=530元/人*月", "≥", "530", "元/人*月"),
        ("<=5300元/户", "≤", "5300", "元/户"),
        ("＝8个", "=", "8", "个"),
        ("≥≥95%", "≥", "95", "%"),
        ("≥100百分比", "≥", "100", "%"),
        ("3次/年", None, "3", "次/年"),
        ("0.064次/10万公顷", None, "0.064", "次/10万公顷"),
        ("4.52(万人)", None, "4.52", "万人"),
        ("7.07万起", None, "7.07", "万起"),
        ("1000㎡", None, "1000", "m2"),
        ("25.26hm2", None, "25.26", "hm2"),
        ("12,939,501平方米", None, "12939501", "平方米"),
        ("0次", None, "0", "次"),
        ("-3.5%", None, "-3.5", "%"),
    ],
)
def test_numbers_with_operator_and_unit(raw: str, operator: str, number: str, unit: str) -> None:
    value = parse_value(raw)

    assert (value.operator, value.number, value.unit) == (operator, Decimal(number), unit)
    assert value.text is None
    assert write_value(value) == raw


@pytest.mark.parametrize(
    ("raw", "low", "high", "unit"),
    [("10–15", "10", "15", None), ("10%-15%", "10", "15", "%"), ("3至5次", "3", "5", "次"), ("1~2年", "1", "2", "年")],
)  # fmt: skip
def test_ranges(raw: str, low: str, high: str, unit: str) -> None:
    value = parse_value(raw)

    assert value.operator == "~"
    assert (value.number, value.high, value.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("raw", "operator", "day"),
    [
        ("2022年12月底前", "≤", dt.date(2022, 12, 31)),
        ("2022年底之前", "≤", dt.date(2022, 12, 31)),
        ("2021年12月31日", None, dt.date(2021, 12, 31)),
        ("2021年12月完成", None, dt.date(2021, 12, 31)),
        ("2024年2月底前完成", "≤", dt.date(2024, 2, 29)),
        ("2022-12-31", None, dt.date(2022, 12, 31)),
        ("2022年6月中旬", None, dt.date(2022, 6, 20)),
    ],
)
def test_dates_mean_their_last_day(raw: str, operator: str, day: dt.date) -> None:
    value = parse_value(raw)

    assert (value.operator, value.date, value.number) == (operator, day, None)


@pytest.mark.parametrize(
    "raw",
    ["达成预期指标", "显著提升", "高", "一般", "一是加强管理", "约30人", "1:1", "7,00.0,77",
     "价格2元至5元不等，共3批", "2020年1月至2020年12月", "9月前", "1-12月", "1月至10月", "2021年全年", "2021年任务", "每年12月底前", "2023年2月30日", "15-10"],
)  # fmt: skip
def test_what_is_no_single_value_stays_text(raw: str) -> None:
    value = parse_value(raw)

    assert value.number is None
    assert value.date is None
    assert value.raw == raw


@pytest.mark.parametrize(
    ("raw", "operator", "number", "unit"),
    [
        ("建成村卫生室352个。", None, "352", "个"),
        ("全年0事故", None, "0", "事故"),
        ("验收合格率达到95%以上", "≥", "95", "%"),
        ("道路硬化里程≥0.565km", "≥", "0.565", "km"),
        ("控制成本不超过90万元", "≤", "90", "万元"),
        ("本年度已完成352个村卫生室补助的发放。", None, "352", "个"),
    ],
)
def test_a_sentence_around_its_only_number(raw: str, operator: str, number: str, unit: str) -> None:
    value = parse_value(raw)

    assert (value.operator, value.number, value.unit) == (operator, Decimal(number), unit)
    assert value.text == raw.rstrip("。")


@pytest.mark.parametrize(
    ("raw", "operator", "number", "unit"),
    [
        ("每月不少于2次", "≥", "2", "次/月"),
        ("每季度至少3次", "≥", "3", "次/季度"),
        ("至少每季度1次", "≥", "1", "次/季度"),
        ("每半年1次", None, "1", "次/半年"),
        ("平均每月开展1.5次以上", "≥", "1.5", "次/月"),
        ("每日不少于8小时", "≥", "8", "小时/日"),
    ],
)
def test_a_period_in_front_belongs_to_the_unit(
    raw: str, operator: str, number: str, unit: str
) -> None:
    value = parse_value(raw)

    assert (value.operator, value.number, value.unit) == (operator, Decimal(number), unit)
    assert value.raw == raw


@pytest.mark.parametrize(
    "raw",
    ["每月10日前", "每年10%", "每年5月前完成", "每月第1周", "每月至少2次，每次30分钟", "每季度末"],
)
def test_a_day_or_a_growth_is_no_count_of_a_period(raw: str) -> None:
    assert parse_value(raw).number is None


@pytest.mark.parametrize(
    "raw",
    ["比上年提高3个百分点", "本年已完成37个机构、12个村的补助", "返本20%，分红8%", "符合GB5749", "下降5%"],
)  # fmt: skip
def test_a_sentence_whose_number_is_not_the_value(raw: str) -> None:
    assert parse_value(raw).number is None


def test_operator_and_unit_of_columns_of_their_own() -> None:
    value = parse_value("100", "≧", "百分比")
    assert (value.operator, value.number, value.unit) == ("≥", 100, "%")
    assert parse_value("100", "定性").operator is None
    assert parse_value("95", "正向").operator == "≥"


@given(st.text(max_size=40))
def test_any_text_is_read_without_fault_and_kept(text: str) -> None:
    value = parse_value(text)
    assert write_value(value) == text


@given(
    st.sampled_from(["≥", "≤", ">", "<", "="]),
    st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False),
    st.sampled_from(["个", "万元", "%", "元/人·月", "公里", "人次", "m2"]),
)
def test_what_is_written_is_read(operator: str, number: Decimal, unit: str) -> None:
    value = parse_value(f"{operator}{number:f}{unit}")
    assert (value.operator, value.number, value.unit) == (operator, number, unit)


@given(st.integers(0, 99_999_999))
def test_chinese_numerals(number: int) -> None:
    assert chinese_number(_written(number)) == number


def _written(number: int) -> str:
    """Write *number* in Chinese numerals, the plain long way."""
    high, low = divmod(number, 10000)
    if high:
        zero = "零" if 0 < low < 1000 else ""
        return f"{_written(high)}万{zero}{_written(low) if low else ''}"
    text, gap = "", False
    for step, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + word
            gap = False
        elif text and number % step:
            gap = True
    return text or "零"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("≤12/10万", 12, "/10万"), ("完成640元/生·年", 640, "元/生·年"), ("5/10", None, None)],
)
def test_shares_of_a_round_number_and_units_of_units(
    text: str, number: int | None, unit: str | None
) -> None:
    value = parse_value(text)
    assert (value.number, value.unit) == (number, unit)
