"""Budget rows of running text whose figures cannot stand where they were put: nothing is guessed."""

from decimal import Decimal

import pytest

from jiping.filing import BudgetRow, Place, Problem
from jiping.intake.assemble import assemble
from jiping.intake.document import Found
from jiping.intake.form_text import FormText

LINE, CELL = Place(line=7), Place(table=1, row=4, column=2)
COLUMNS = ("adjusted", "executed", "weight", "execution_rate", "score")


def read(*figures: str, place: Place = LINE) -> tuple[BudgetRow, tuple[Problem, ...]]:
    row = {"label": Found("年度资金总额", place)}
    row |= {name: Found(text, place) for name, text in zip(COLUMNS, figures, strict=True) if text}
    filing, problems = assemble(FormText(budget=[row]))
    assert set(filing.evidence) >= {"/budget/rows/0/label"}
    return filing.budget.rows[0], problems


@pytest.mark.parametrize(
    "figures",
    [
        ("298.60", "291.20", "298.60", "97.52%", "9.75"),  # an amount among the points
        ("43.55", "78.04", "10", "780.39%", "10"),  # an amount among the rates
        ("29.86", "0.001", "100", "10%", ""),  # points among the amounts
        ("298.60", "291.20", "0.00", "97.52%", "0.00"),  # a row of part of the money has no points
        ("84.77", "86.50", "10", "98%", "9.8"),  # budget and execution in each other's columns
    ],
)
def test_a_row_of_text_that_cannot_be_right_is_left_open(figures: tuple[str, ...]) -> None:
    row, problems = read(*figures)
    assert row == BudgetRow(item="total", label="年度资金总额")
    assert [(one.where, one.message) for one in problems] == [
        (LINE, "“年度资金总额”一行的数对不上各栏，可能错了列，留空未读")
    ]


def test_what_a_table_prints_is_read_as_it_stands() -> None:
    row, problems = read("43.55", "78.04", "10", "780.39%", "10", place=CELL)
    assert (row.executed, row.execution_rate) == (Decimal("78.04"), Decimal("7.8039"))
    assert problems == ()


def test_a_rate_that_an_office_got_wrong_is_read_as_it_stands() -> None:
    row, problems = read("209.71", "1048.80", "10", "400.12%", "10")
    assert (row.executed, row.execution_rate) == (Decimal("1048.80"), Decimal("4.0012"))
    assert problems == ()
