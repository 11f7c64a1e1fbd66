"""What is told of cells that could not be given to their columns with certainty."""

from __future__ import annotations

from collections.abc import Sequence, Set

from jiping.filing import Problem
from jiping.filing.text import squeeze
from jiping.intake.layouts.space.budget import NAMES

from .cells import Cell

_LONGEST = 60


def doubt(cells: Sequence[Cell], columns: Set[str]) -> Problem:
    """The columns of a row that stay open."""
    names = "、".join(name for column, name in NAMES.items() if column in columns) or "部分内容"
    return Problem(
        where=cells[0].found().place,
        message=f"“{_shown(cells)}”空格脱落、有几种读法，{names}不能确定，留空未读；请对照原表",
    )


def unread(cells: Sequence[Cell]) -> Problem:
    """Cells that fit no row."""
    return Problem(
        where=cells[0].found().place,
        message=f"“{_shown(cells)}”与表头栏目对不上，未读；请对照原表",
    )


def _shown(cells: Sequence[Cell]) -> str:
    text = " | ".join(squeeze(each.text) for each in cells)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
