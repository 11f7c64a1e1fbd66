"""The goals block of a strip: the text of what was expected and of what was achieved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing import Problem
from jiping.filing.text import squeeze
from jiping.intake.form_text import FormText

from . import fits
from .alignment import rows_of
from .cells import Cell, Strip, joined

_NUMBER = re.compile(r"(?:目标)?[(（]?([\d一二三四五六七八九十]{1,2})[)）]?[:：.、．]")


def read_goals(strip: Strip, form: FormText) -> None:
    """Give the texts of *strip* to the two columns, where it is plain which is whose."""
    cells = list(strip.cells)
    if strip.rows and cells:
        _, end = next(rows_of(cells))
        cells = cells[:end]
    cells = [each for each in cells if fits.score(each.text) is None]
    halves = _halves(cells)
    if halves is not None and not strip.broken:
        form.expected, form.achieved = (joined(half) for half in halves)
    elif cells and not strip.broken:
        form.problems.append(
            Problem(
                where=cells[0].found().place,
                message="年度总体目标的文字分不清预期目标和实际完成情况，留空未读；请对照原表",
            )
        )


def _halves(cells: Sequence[Cell]) -> tuple[Sequence[Cell], Sequence[Cell]] | None:
    """The paragraphs of either column: one each, or numbered the same way."""
    if len(cells) == 2:
        return cells[:1], cells[1:]
    numbers = [match[1] if (match := _NUMBER.match(squeeze(each.text))) else None for each in cells]
    if len(cells) % 2 or None in numbers or not cells:
        return None
    if numbers[::2] == numbers[1::2]:
        return cells[::2], cells[1::2]
    half = len(cells) // 2
    return (cells[:half], cells[half:]) if numbers[:half] == numbers[half:] else None
