"""The goals of a form in true tables: what was expected, and beside it what was achieved."""

from __future__ import annotations

from jiping.intake import labels

from .reading import Reading
from .strips import Strip


def goal_columns(strip: Strip) -> dict[int, str] | None:
    """The columns of the goals, where a row names both."""
    goals = {
        cell.column: name
        for cell in strip.begun
        if (name := labels.GOALS.get(labels.core(cell.text))) is not None
    }
    return goals if {"expected", "achieved"} <= set(goals.values()) else None


def read_goals(strip: Strip, reading: Reading) -> None:
    """Read the row of the goals, below their headings."""
    form = reading.form
    for cell in strip.begun:
        name = reading.goals.get(cell.column)
        if name == "expected" and form.expected is None:
            form.expected = strip.found(cell)
        elif name == "achieved" and form.achieved is None:
            form.achieved = strip.found(cell)
    reading.state = "after goals"
