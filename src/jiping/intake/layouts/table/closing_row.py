"""The closing row of a form in a true table: 总分, its points and its self score."""

from __future__ import annotations

from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import points
from jiping.intake.document import Cell
from jiping.intake.form_text import Row

from .columns import Columns, under
from .strips import Strip

_POINTS = ("weight", "score")
_GRADES = frozenset(["优", "良", "中", "差", "优秀", "良好", "合格", "不合格"])


def is_closing(label: str) -> bool:
    """Whether a label (without its brackets) opens the closing row: 总分, 合计, 自评总分."""
    return label in labels.TOTALS or labels.FIELDS.get(label) == "self_score"


def read_closing(strip: Strip, columns: Columns) -> Row:
    """`weight` and `score` of the row, as their headings say, and the `grade`, if one is printed.

    Where the points do not stand under their headings, two figures are the points and the score,
    and one is the score where no column has points, or where the label is that of the self score.
    """
    label, *cells = strip.begun
    grade = next((cell for cell in cells if squeeze(cell.text) in _GRADES), None)
    row = {"grade": strip.found(grade)} if grade else {}
    figures = [cell for cell in cells if points(cell.text) is not None]
    placed = {
        kind: cell
        for kind, cell in under(strip, columns) or ()
        if kind in _POINTS and cell is not label and cell.row == strip.number and cell.text.strip()
    }
    if len(figures) == 2 and _are_points(placed, figures, columns):
        placed = dict(zip(_POINTS, figures, strict=True))
    alone = "score" in columns.kinds and "weight" not in columns.kinds
    if not placed and len(figures) == 1 and (alone or labels.field_of(label.text) == "self_score"):
        placed = {"score": figures[0]}  # in a cell that is merged over all columns
    return row | {kind: strip.found(cell) for kind, cell in placed.items()}


def larger_closing(row: Row, before: Row) -> Row:
    """The points of a second closing row, if they are more: 合计 of the indicators, then 总分."""
    mine, others = (
        [points(each[kind].text) if kind in each else None for kind in _POINTS]
        for each in (row, before)
    )
    weight, known = mine[0], others[0]
    if weight is None or known is None or weight <= known:
        return {}
    return {kind: row[kind] for kind in _POINTS if kind in row}


def _are_points(placed: dict[str, Cell], figures: list[Cell], columns: Columns) -> bool:
    """Whether the two figures are the points and the score, though not under their headings."""
    if not columns.kinds.issuperset(_POINTS) or all(cell in placed.values() for cell in figures):
        return False
    weight, score = (points(cell.text) for cell in figures)
    return weight is not None and score is not None and score <= weight
