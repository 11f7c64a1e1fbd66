"""What a text without a form table tells, as tests compare it."""

from decimal import Decimal

from prose_lines import lines_of

from jiping.filing import Filing, Problem
from jiping.intake.assemble import assemble
from jiping.intake.sentences import find_forms

COLUMNS = ("initial", "adjusted", "executed", "execution_rate")
Figures = dict[str, Decimal]


def filing(text: str) -> tuple[Filing | None, tuple[Problem, ...]]:
    """The filing that *text* tells, and what was left in doubt."""
    form = find_forms(lines_of(text))
    return assemble(form, kind="report") if form else (None, ())


def rows(text: str) -> dict[str, Figures]:
    """The figures of the budget rows by label; the total by the name `total`."""
    found, _ = filing(text)
    return {
        "total" if row.item == "total" else row.label: {
            column: value for column in COLUMNS if (value := getattr(row, column)) is not None
        }
        for row in (found.budget.rows if found else ())
    }


def figures(**told: str) -> Figures:
    """Expected figures by column."""
    return {column: Decimal(value) for column, value in told.items()}
