from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.filing.numbers import decimal_of, plain, round_half_up


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3852.54", "3852.54"), ("1,234.50", "1234.50"), ("-3", "-3"), ("0", "0"), ("007", "7"),
        ("12,939,501", "12939501"),
    ],
)  # fmt: skip
def test_a_plain_number_is_read(text: str, number: str) -> None:
    assert decimal_of(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["7,00.0,77", "1.2.3", "12,3", "", "-", "IO", "M.8", "1e5", "１２", "٣"]
)
def test_what_is_not_exactly_one_number_is_none(text: str) -> None:
    assert decimal_of(text) is None


def test_rounding_is_half_up_as_in_school() -> None:
    assert round_half_up(Decimal("0.125")) == Decimal("0.13")
    assert round_half_up(Decimal("2.5"), 0) == 3


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15
    )
)
def test_a_printed_number_reads_back_as_itself(number: Decimal) -> None:
    assert decimal_of(plain(number)) == number
    assert "E" not in plain(number)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9),
    st.integers(0, 6),
)
def test_rounding_moves_by_half_a_step_at_most(number: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    assert abs(round_half_up(number, places) - number) <= step / 2
