"""Cells of money, points and rates."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.intake.amounts import amount, blank, points, rate


@pytest.mark.parametrize(
    ("text", "currency", "wan"),
    [
        ("3852.54", "万元", "3852.54"),
        ("８５６．２８", "万元", "856.28"),
        ("8562788.77", "元", "856.278877"),
        ("2.38  万元", "元", "2.38"),
        ("3359.62万", "万元", "3359.62"),
        ("854元", "万元", "0.0854"),
        ("1.5亿元", "万元", "15000"),
        ("73,387.27", "万元", "73387.27"),
        ("0.00", "万元", "0"),
    ],
)
def test_money_is_in_wan_by_the_unit_of_the_cell_or_else_of_the_heading(text, currency, wan):
    assert amount(text, currency) == Decimal(wan)


@pytest.mark.parametrize("text", ["7,00.0,77", "….32", "约30", "30-40", "三十万元", "1.2.3", ""])
def test_what_is_no_amount_is_not_read(text):
    assert amount(text) is None


@pytest.mark.parametrize("text", ["", "　", "-", "—", "——", "/", "无", "……", "\xa0"])
def test_marks_of_an_empty_cell(text):
    assert blank(text)
    assert not blank("0")


def test_points_may_carry_their_unit():
    assert points("10分") == 10
    assert points(" 7.58 ") == Decimal("7.58")
    assert points("十") is None


@pytest.mark.parametrize(
    ("text", "budget", "executed", "fraction"),
    [
        ("100%", None, None, "1"),
        ("95.80％", None, None, "0.958"),
        ("0.958", "29", "27.8", "0.958"),
        ("95.8", "29", "27.8", "0.958"),
        ("1", "880", "880", "1"),
        ("100", None, None, "1"),
        ("0", "0", "0", "0"),
        ("102.59%", "329.77", "338.31", "1.0259"),
        ("百分之九十八点一七", None, None, "0.9817"),
        ("百分之百", None, None, "1"),
    ],
)
def test_a_rate_is_a_fraction_by_its_sign_or_by_the_money(text, budget, executed, fraction):
    money = (Decimal(budget) if budget else None, Decimal(executed) if executed else None)
    assert rate(text, money) == Decimal(fraction)


def test_a_rate_that_could_be_either_is_not_read():
    assert rate("1") is None
    assert rate("0.958") is None


@given(st.decimals(min_value=0, max_value=10**10, places=2, allow_nan=False))
def test_the_same_money_in_yuan_and_in_wan(wan):
    assert amount(f"{wan * 10000:f}", "元") == amount(f"{wan:f}", "万元") == wan


@given(st.decimals(min_value=1, max_value=10**6, places=2, allow_nan=False), st.integers(1, 150))
def test_percent_and_fraction_are_one_rate(budget, share):
    executed = budget * share / 100
    money = (budget, executed)
    if share != 1:
        assert rate(f"{share}%", money) == rate(f"{share}", money) == Decimal(share) / 100
