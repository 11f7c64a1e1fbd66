"""Numbers as cells show them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.intake.readers.number_format import exact, shown

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("10", "General", "10"),
        ("3852.5400000000004", "General", "3852.54"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E-3", "General", "0.001"),
        ("12", "G/通用格式", "12"),
        ("5", 'General"人"', "5人"),
        ("1", "0%", "100%"),
        ("0.1446", "0.00%", "14.46%"),
        ("2.525", "0.00", "2.53"),
        ("972.5", "#,##0.00", "972.50"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("-5.5", "0.00", "-5.50"),
        ("-5.5", "0.00_);(0.00)", "-5.50"),
        ("-5.5", "0.00;[Red]0.00", "-5.50"),
        ("-0.001", "0.00", "0.00"),
        ("0", ACCOUNTING, "0"),
        ("1234.5", ACCOUNTING, "1,234.50"),
        ("-1234.5", ACCOUNTING, "-1,234.50"),
        ("0", "0;-0;;@", ""),
        ("0.5", "#.##", "0.5"),
        ("3", "0.0#", "3.0"),
        ("11", '0"个"', "11个"),
        ("100", '0"万元";-0"万元"', "100万元"),
        ("5.678", "[$¥-804]#,##0.00", "¥5.68"),
        ("1836000", '0.00,"千元"', "1836.00千元"),
        ("97254", '0!.0,"万元"', "9.7万元"),
        ("0.5", "# ?/?", "0.5"),
        ("12345", "0.00E+00", "12345"),
        ("5", '[=1]"是";[=0]"否";General', "5"),
        ("44926", "yyyy/m/d", "2022-12-31"),
        ("44926", 'yyyy"年"m"月"d"日";@', "2022-12-31"),
        ("44926", '[$-804]yyyy"年"m"月"', "2022年12月"),
        ("44926", 'm"月"d"日"', "12月31日"),
        ("44926.5", "yyyy-mm-dd hh:mm", "2022-12-31 12:00"),
        ("0.354166666666667", "h:mm", "08:30"),
        ("2022", '0"年"', "2022年"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("1E+300", "0", "1E+300"),
    ],
)
def test_shown(stored: str, code: str, text: str) -> None:
    assert shown(stored, code) == text


def test_dates_of_workbooks_that_begin_in_1904() -> None:
    assert shown("43464", "yyyy-mm-dd", True) == "2022-12-31"


@given(st.decimals(0, 10**9, places=2))
def test_an_amount_survives_the_binary_fraction_in_the_file(amount: Decimal) -> None:
    stored = f"{amount * 1:.17g}" if amount else "0"

    assert exact(stored) == amount
    assert exact(repr(amount.__float__())) == amount


@given(st.text(alphabet='0#?.,%;"年\\_*[]@ymdhsGE/!- ', max_size=20), st.integers(-(10**6), 10**6))
def test_no_format_breaks_the_reading(code: str, number: int) -> None:
    assert isinstance(shown(str(number), code), str)
