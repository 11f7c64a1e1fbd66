"""Figures of a picture: kept when certain or confirmed, left out when contradicted or too uncertain."""

import json
from decimal import Decimal

import pytest

from jiping.filing import Budget, BudgetRow, Evidence, Filing, Indicator, Place, Total
from jiping.filing.pointer import at
from jiping.intake.arithmetic import ties_of
from jiping.intake.certainty import CERTAIN, DOUBTFUL, weigh
from jiping.intake.document import Cell, Line, Table

SURE, UNSURE, HARDLY = 99, (CERTAIN + DOUBTFUL) // 2, DOUBTFUL - 20


def weighed(
    figures: dict[str, tuple[str, int]], **fields: object
) -> tuple[Filing, tuple[str, ...]]:
    """A filing whose figures stood one in each row of a table, with their certainties."""
    row = {name: Decimal(text) for name, (text, _) in figures.items()}
    cells = [Cell(text, n, 0, certainty=c) for n, (text, c) in enumerate(figures.values())]
    evidence = {
        f"/budget/rows/0/{name}": Evidence(text, Place("a.png", 1, None, 1, n + 1, 1))
        for n, (name, (text, _)) in enumerate(figures.items())
    }
    budget = Budget(rows=(BudgetRow(item="total", label="年度资金总额", **row),))
    filing = Filing(kind="project", budget=budget, evidence=evidence, **fields)
    (read,), problems = weigh([Table(tuple(cells), 1, 1)], [filing])
    return read, tuple(problem.message for problem in problems)


def test_a_certain_figure_is_kept_and_tells_its_certainty() -> None:
    filing, problems = weighed({"executed": ("3852.54", SURE)})

    assert filing.budget.rows[0].executed == Decimal("3852.54")
    assert filing.evidence["/budget/rows/0/executed"].confidence == SURE
    assert problems == ()
    told = json.loads(filing.model_dump_json())["evidence"]["/budget/rows/0/executed"]
    assert told["confidence"] == SURE
    assert Filing.model_validate_json(filing.model_dump_json()) == filing


def test_a_figure_of_little_certainty_becomes_a_problem_that_quotes_it() -> None:
    filing, problems = weighed({"executed": ("3852.54", HARDLY)})

    assert filing.budget.rows[0].executed is None
    assert filing.evidence == {}
    assert problems == (
        f"图像中识别为“3852.54”，把握不足（{HARDLY}%），未采用，请对照原件填写",
    )  # fmt: skip


def test_arithmetic_confirms_a_figure_of_little_certainty() -> None:
    figures = {
        "adjusted": ("400", SURE), "executed": ("100", HARDLY), "execution_rate": ("0.25", SURE),
    }  # fmt: skip

    filing, problems = weighed(figures)

    assert filing.budget.rows[0].executed == 100
    assert problems == ()


def test_arithmetic_contradicts_a_figure_in_doubt() -> None:
    figures = {
        "adjusted": ("400", SURE), "executed": ("700", UNSURE), "execution_rate": ("0.25", SURE),
    }  # fmt: skip

    filing, problems = weighed(figures)

    assert filing.budget.rows[0].executed is None
    assert filing.budget.rows[0].adjusted == 400
    assert len(problems) == 1


def test_a_figure_in_doubt_that_nothing_contradicts_is_kept() -> None:
    filing, problems = weighed({"executed": ("700", UNSURE)})

    assert filing.budget.rows[0].executed == 700
    assert problems == ()


def test_a_fault_of_the_form_itself_stays_as_it_was_printed() -> None:
    figures = {
        "adjusted": ("400", SURE), "executed": ("100", SURE), "execution_rate": ("0.9", SURE),
    }  # fmt: skip

    filing, problems = weighed(figures)

    assert filing.budget.rows[0].execution_rate == Decimal("0.9")
    assert problems == ()


def test_full_execution_confirms_the_rate_and_not_two_like_misreadings() -> None:
    figures = {
        "adjusted": ("3352.54", HARDLY), "executed": ("3352.54", HARDLY),
        "execution_rate": ("1", SURE),
    }  # fmt: skip

    filing, problems = weighed(figures)

    assert filing.budget.rows[0].adjusted is None
    assert len(problems) == 2


def test_lines_of_a_report_have_their_certainty_too() -> None:
    evidence = {"/total/score": Evidence("自评得分96分", Place("a.png", 2, line=3))}
    filing = Filing(kind="report", total=Total(score=Decimal(96)), evidence=evidence)

    (read,), problems = weigh([Line("自评得分96分", 3, 2, None, HARDLY)], [filing])

    assert read.total.score is None
    assert len(problems) == 1


def test_what_was_read_as_text_is_not_weighed() -> None:
    filing = Filing(kind="project", evidence={"/unit": Evidence("局", Place(line=1))})

    assert weigh([Line("局", 1)], [filing]) == ((filing,), ())


@pytest.mark.parametrize(
    ("weights", "total", "holds"),
    [((10, 50, 40), 100, True), ((10, 50, 30), 100, False), ((10, 50, 40), None, True)],
)
def test_points_are_tied_to_their_total(
    weights: tuple[int, ...], total: int | None, holds: bool
) -> None:
    budget, *others = (Decimal(weight) for weight in weights)
    filing = Filing(
        kind="project",
        budget=Budget(rows=(BudgetRow(item="total", label="总额", weight=budget),)),
        indicators=tuple(Indicator(weight=weight) for weight in others),
        total=Total(weight=None if total is None else Decimal(total)),
    )

    (tie,) = ties_of(filing)

    assert tie.holds == holds
    assert all(at(filing, pointer) is not None for pointer in tie.pointers)
