"""Sums are held against their parts by rounding intervals, not by a fixed tolerance."""

from decimal import Decimal

import pytest

from jiping.checks.rounding import amount_gap, is_slip, percent, points_gap

D = Decimal


@pytest.mark.parametrize(
    ("whole", "parts", "gap"),
    [
        ("3852.54", ["3777.82", "74.72"], "0"),
        ("3852.54", ["3777.82", "74.71"], "0"),  # both parts may have been rounded
        ("3852.54", ["3777.82", "74.70"], "-0.02"),
        ("3853", ["3777.82", "74.72"], "0"),  # a whole printed without decimals
        ("3854", ["3777.82", "74.72"], "-1.46"),
        ("100", ["60", "39"], "0"),  # whole numbers round, too
        ("100", ["60", "0", "38"], "-2"),
        ("100.00", ["60.00", "0", "39.00"], "-1.00"),
    ],
)
def test_amounts(whole, parts, gap):
    assert amount_gap(D(whole), [D(part) for part in parts]) == D(gap)


def test_yuan_are_exact_to_the_fourth_decimal():
    assert amount_gap(D("1.5"), [D("0.8"), D("0.6")], 4) == D("-0.1")


@pytest.mark.parametrize(
    ("whole", "parts", "gap"),
    [
        ("100", ["50", "49"], "-1"),  # points are chosen, not measured
        ("100", ["33.33", "33.33", "33.33"], "0"),
        ("100.00", ["33.3", "33.3", "33.3"], "-0.1"),
        ("100", ["33.3", "33.3", "33.3"], "0"),  # a whole in whole points may stand for 99.9
        ("92", ["91.78"], "0"),  # a total printed in whole points
        ("93", ["91.78"], "-1.22"),
    ],
)
def test_points(whole, parts, gap):
    assert points_gap(D(whole), [D(part) for part in parts]) == D(gap)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("503.60", "5036000", True),
        ("503.60", "503600", True),
        ("503.60", "5036", False),
        ("5", "50000", False),  # one digit tells nothing
        ("0", "0", False),
    ],
)
def test_slips_of_unit(one, other, slip):
    assert is_slip(D(one), D(other)) is slip
    assert is_slip(D(other), D(one)) is slip


def test_percent():
    assert percent(D("2.9613")) == "296.13%"
    assert percent(D("0.98")) == "98%"
