"""What the lists show of each filing, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiping.filing.numbers import ZERO
from jiping.standards import Standard

from .publication import Publication


class Row(NamedTuple):
    """A filing in a list: its year's money in 万元, its rate as a fraction, its self score."""

    one: Publication
    adjusted: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    score: Decimal | None
    grade: str | None


class Summary(NamedTuple):
    """How many units and filings, the departments' executed money (万元), filings by grade."""

    units: int
    filings: int
    executed: Decimal | None
    grades: tuple[tuple[str, int], ...]


def row_of(one: Publication, standards: Mapping[str, Standard]) -> Row:
    """The filing's row; a grade that is not told follows from the self score by the standard."""
    total, score = one.filing.budget.total, one.filing.total.score
    return Row(
        one, total.adjusted if total else None, total.executed if total else None,
        total.execution_rate if total else None, score, one.filing.grade or _grade(score, standards.get(one.filing.standard)),
    )  # fmt: skip


def _grade(score: Decimal | None, standard: Standard | None) -> str | None:
    return None if score is None or standard is None else standard.grades.of(score)


def summary_of(rows: Sequence[Row]) -> Summary:
    """What the rows of one year add up to; projects are parts of their department's money."""
    spent = [
        row.executed
        for row in rows
        if row.one.filing.kind == "department" and row.executed is not None
    ]
    return Summary(
        len({row.one.unit_path for row in rows}),
        len(rows),
        sum(spent, ZERO) if spent else None,
        _grades(rows),
    )


def _grades(rows: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    counted = Counter(row.grade for row in rows if row.grade)
    return tuple(sorted(counted.items(), key=lambda entry: -entry[1]))
