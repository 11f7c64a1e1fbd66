"""Columns of the heading that an office fills in no row, such as 调整指标值 and 得分系数.

`个 ≥ 92 88 5 4.78` under a target, an adjusted target, an actual value and more could be any two of
the three. Read without the columns that may be left empty it says so itself, if in all rows the
points are full exactly where the second figure reaches the first: then that is the actual value.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiping.filing.text import squeeze
from jiping.filing.values import parse_value
from jiping.intake.amounts import blank, points

from . import shapes
from .pieces import SAYING, Row
from .words import Word, joined

#: What offices leave empty in every row: the target as adjusted, the factor of the score.
_SPARE = frozenset(("adjusted_target", "completion"))
#: So many rows whose two values differ tell that the second is the actual value.
_FEWEST_TELLING = 3


def spared(columns: Sequence[str]) -> tuple[str, ...] | None:
    """The columns that are filled if those that may be left empty are; None where there are none."""
    kept = tuple(column for column in columns if column not in _SPARE)
    return kept if len(kept) < len(columns) and set(SAYING) <= set(kept) else None


def bear_out(rows: Sequence[Row], words: Sequence[Word]) -> bool:
    """Whether *rows*, read without the spare columns, show that these are empty in each of them."""
    saying = [row for row in rows if row.says]
    whole = [row for row in saying if not row.doubtful and row.cells.keys() >= {"name", *SAYING}]
    if 2 * len(whole) <= len(saying) or any(_is_crowded(row, words) for row in rows):
        return False
    told = [_tells(row, words) for row in whole]
    return False not in told and told.count(True) >= _FEWEST_TELLING


def _is_crowded(row: Row, words: Sequence[Word]) -> bool:
    """Whether a figure is left over: in the row's name, or where nothing could be read."""
    stretch = row.cells.get("name") if row.says else None if row.cells else row.words
    return stretch is not None and any(shapes.is_bare(w.text) for w in words[slice(*stretch)])


def _tells(row: Row, words: Sequence[Word]) -> bool | None:
    """Whether the points agree with the two values; None where these are words or the same."""
    text = {column: joined(words[slice(*cell)]) for column, cell in row.cells.items()}
    weight, score = points(text["weight"]), points(text["score"])
    if weight is None or score is None or score > weight:
        return False
    if any(blank(text[column]) for column in ("target", "actual")):
        return None
    sign = squeeze(text["operator"]) if "operator" in text else None
    target, actual = parse_value(text["target"], sign), parse_value(text["actual"])
    if target.number is None or actual.number is None or target.number == actual.number:
        return None if score == weight else False
    if target.operator == "≥":
        return (actual.number > target.number) == (score == weight)
    if target.operator == "≤":
        return (actual.number < target.number) == (score == weight)
    return None
