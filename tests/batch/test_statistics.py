"""Means, shares and their intervals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.batch.summary.shown import numeral, shown
from jiping.batch.summary.statistics import mean, quotient, share, student


def test_the_mean_of_few_values_has_a_wide_interval() -> None:
    # 1, 2, 3: s = 1, t(2) = 4.303, 4.303 ÷ √3 = 2.484
    assert mean(3, Decimal(6), Decimal(14)) == (Decimal("2.00"), Decimal("-0.48"), Decimal("4.48"))


def test_one_value_has_no_interval_and_none_no_mean() -> None:
    assert mean(1, Decimal(5), Decimal(25)) == (Decimal("5.00"), None, None)
    assert mean(0, Decimal(0), Decimal(0)) is None


def test_alike_values_have_no_spread() -> None:
    assert mean(4, Decimal("0.4"), Decimal("0.04")) == (Decimal("0.10"),) * 3


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 10, ("0.0000", "0.0000", "0.2775")),
        (10, 10, ("1.0000", "0.7225", "1.0000")),
        (1, 2, ("0.5000", "0.0945", "0.9055")),
    ],
)
def test_shares_by_wilson(part: int, whole: int, told: tuple[str, str, str]) -> None:
    assert share(part, whole) == tuple(map(Decimal, told))


@given(st.lists(st.decimals(-100, 100, places=2), min_size=2, max_size=50))
def test_a_mean_lies_within_its_interval(values: list[Decimal]) -> None:
    found = mean(len(values), sum(values, Decimal(0)), sum((v * v for v in values), Decimal(0)))

    assert found.low <= found.value <= found.high


def test_students_t_is_never_too_narrow() -> None:
    assert student(1) == Decimal("12.706")
    assert student(35) == student(30)
    assert student(5000) == Decimal("1.960")


def test_a_quotient_is_exact_where_floats_are_not() -> None:
    assert quotient(Decimal("0.10"), 3) == Decimal("0.0333")
    assert quotient(Decimal(1), 0) is None
    assert quotient(None, 3) is None


def test_cells_as_they_are_read() -> None:
    assert shown(Decimal("0.12345"), "share") == "12.35%"
    assert shown(Decimal("2.525"), "points") == "2.53"
    assert shown(1234567, "count") == "1,234,567"
    assert [numeral(n) for n in (1, 10, 11, 20, 21)] == ["一", "十", "十一", "二十", "二十一"]
