"""The indicator block of a strip: its rows with their levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import blank, told_rate
from jiping.intake.form_text import FormText, Row
from jiping.intake.layouts.space.shapes import TEMPLATE_REST

from . import fits, judges, landmarks
from .alignment import Aligned, Shape, agreed, align, is_blind
from .cells import UNKNOWN, Cell, Strip, joined, without
from .doubts import doubt, unread
from .headings import Heading

_TAKEN = (
    "name", "target", "adjusted_target", "operator", "measure", "actual", "weight", "score", "reason", "remark",
)  # fmt: skip
_PLANNED = ("level1", "level2", "name", "target", "operator", "measure", "weight", "unknown")
_UNTOLD = frozenset(("number", "unknown", "earlier", "remark", "explanation", "scoring_standard"))
_SAYING = ("target", "actual", "weight", "score")


class Block(NamedTuple):
    """Whether all cells of a block fit its rows, and the rows that are short of a figure."""

    whole: bool
    short: list[Row]


def read_indicators(strip: Strip, heading: Heading, form: FormText) -> Block:
    """Read the cells of *strip* as indicator rows under *heading*."""
    cells = without(strip.cells, _says_nothing)
    if not strip.rows:
        cells = _without_empty_levels(cells)
    if _values_follow_the_name(heading):
        cells = _without_repeated_names(cells)
    strip = strip._replace(cells=cells)
    usual = any("指标" in c.text and labels.level1_of(c.text) for c in strip.cells)
    blind = not strip.rows and all(each.gap == UNKNOWN for each in strip.cells)
    judge = judges.of_indicators(frozenset(heading.columns), blind=blind)
    shape = Shape(heading.columns, "name", judge, usual)
    levels: Row = {}
    short: list[Row] = []
    whole = True
    rows = align(strip, shape)
    if strip.broken:
        rows = _without_open_words(rows, strip)
    elif strip.ended:
        rows = _by_filled_columns(rows, strip.cells)
    if not strip.rows:
        rows = _without_torn_rows(rows, strip.cells)
    for row in rows:
        here = strip.cells[row.start : row.end]
        if not row.readings:
            if any(fits.is_figure(each.text) for each in here):
                form.problems.append(unread(here))
                whole = False
            continue
        sure, doubtful = agreed(row, strip.cells)
        levels = _levels(levels, sure, doubtful)
        taken = {column: joined(sure[column]) for column in _TAKEN if column in sure}
        if "reason" in taken and fits.is_level(squeeze(taken["reason"].text)):
            del taken["reason"]  # the label of a row of which nothing was filled in
        if strip.broken and row is rows[-1] and "measure" in set(heading.columns) - sure.keys():
            # The unit of the values may be what is missing of the row.
            taken = {c: found for c, found in taken.items() if c not in ("target", "actual")}
        if strip.broken and row is rows[-1] and _lacks_adjusted(sure, heading):
            taken.pop("target", None)  # the one in force may be what is missing
        if not strip.rows and "adjusted_target" in taken and "actual" not in taken:
            # One value behind the target, where rows do not show: it may be the actual value.
            taken = {c: f for c, f in taken.items() if c not in ("target", "adjusted_target")}
        if _may_be_completion(sure, taken, here, heading):
            del taken["actual"]
            doubtful = doubtful | {"actual"}
        if "name" in taken and _says(taken) and not labels.is_subtotal(taken["name"].text):
            form.indicators.append({**levels, **taken})
            if _is_short(taken, heading) and is_blind(row, here) and not _is_placed(row, heading):
                short.append(form.indicators[-1])
        if doubtful - _UNTOLD and any(fits.is_figure(each.text) for each in here):
            form.problems.append(doubt(here, doubtful))
    return Block(whole, short)


def _without_open_words(rows: list[Aligned], strip: Strip) -> list[Aligned]:
    """The rows without the words at the broken end of a text in which rows do not show.

    They may be the last row's or begin the next one.
    """
    if strip.rows or not rows or not rows[-1].readings:
        return rows
    last = rows[-1]
    end = last.end
    while end > last.start and not fits.is_figure(strip.cells[end - 1].text):
        end -= 1
    readings = tuple(dict.fromkeys(reading[: end - last.start] for reading in last.readings))
    return [*rows[:-1], last._replace(end=end, readings=readings)]


def _by_filled_columns(rows: Sequence[Aligned], cells: Sequence[Cell]) -> list[Aligned]:
    """Of several readings of a row those in columns that other rows surely fill, too.

    So a form published before anything was filled in behind target and weight is read as such.
    """
    filled = set(_PLANNED)
    for row in rows:
        filled |= agreed(row, cells)[0].keys()
    return [
        row._replace(
            readings=tuple(r for r in row.readings if filled.issuperset(r)) or row.readings
        )
        for row in rows
    ]


def _without_torn_rows(rows: Sequence[Aligned], cells: Sequence[Cell]) -> list[Aligned]:
    """The rows without those that begin where figures could not be read: they may be their rest.

    The label of a level shows that a row begins.
    """
    kept: list[Aligned] = []
    for row in rows:
        torn = bool(kept) and not kept[-1].readings and _has_figure(kept[-1], cells)
        if torn and row.readings and not fits.begins_row(cells[row.start].text):
            kept[-1] = kept[-1]._replace(end=row.end)
        else:
            kept.append(row)
    return kept


def _has_figure(row: Aligned, cells: Sequence[Cell]) -> bool:
    return any(fits.is_figure(each.text) for each in cells[row.start : row.end])


# --- rows -----------------------------------------------------------------------------------------


def _says_nothing(cell: Cell) -> bool:
    """Whether a cell is what the template left (`指标2:`, `……`) or the label of the whole block.

    Some forms label the block of indicators like that of goals: `年度绩效目标（80分）`.
    """
    text = squeeze(cell.text)
    rest = TEMPLATE_REST.fullmatch(text) is not None and (text[:1] in ".…" or not blank(text))
    return rest or landmarks.block_of(text) in ("indicators", "goals")


def _without_empty_levels(cells: Sequence[Cell]) -> list[Cell]:
    """Cells without the labels of second levels that have no row: the next label stands behind them."""
    return [
        each
        for each, behind in zip(cells, [*cells[1:], None], strict=False)
        if behind is None or not _is_passed_over(each.text, behind.text)
    ]


def _is_passed_over(text: str, behind: str) -> bool:
    """Whether a label of level 2 is followed by that of another level, so that it has no row."""
    if "指标" not in text or "指标" not in behind or squeeze(text) == squeeze(behind):
        return False
    if not labels.level2_of(text):
        return False
    one, two = labels.level1_of(behind), labels.level2_of(behind)
    return (one is not None and two is None) or (two is not None and not labels.level1_of(text))


def _values_follow_the_name(heading: Heading) -> bool:
    """Whether name, target and actual value stand in this order, with no points between them.

    Else words before and behind points are no name printed again, but target and actual value.
    """
    columns = [c for c in heading.columns if c not in ("operator", "measure")]
    at = columns.index("name") if "name" in columns else len(columns)
    return columns[at : at + 3] == ["name", "target", "actual"]


def _without_repeated_names(cells: Sequence[Cell]) -> list[Cell]:
    """Cells without the name that some forms print again in front of the actual value."""
    kept: list[Cell] = []
    for each in cells:
        if len(kept) < 2 or not _repeats(each, kept[-2], kept[-1]):
            kept.append(each)
    return kept


def _repeats(cell: Cell, name: Cell, between: Cell) -> bool:
    """Whether *cell* is the *name* again, with a figure *between* them."""
    if cell.row != name.row and cell.row == between.row:
        return False
    same = cell.text == name.text and fits.is_figure(between.text)
    return same and fits.name(name.text) == 0 and fits.value(name.text) != 0


def _levels(levels: Row, sure: dict[str, list[Cell]], doubtful: set[str]) -> Row:
    """The level labels in force at a row: its own, or those above where a merged cell dropped out."""
    if "level1" in doubtful:
        levels = {}
    elif "level2" in doubtful:
        levels = {column: found for column, found in levels.items() if column == "level1"}
    if "level1" in sure:
        levels = {"level1": joined(sure["level1"])}
    if "level2" in sure:
        levels = {**levels, "level2": joined(sure["level2"])}
        if "level1" not in sure and "level1" in levels and _elsewhere(levels):
            del levels["level1"]
    return levels


def _elsewhere(levels: Row) -> bool:
    """Whether level 2 has its home under another level 1 than the one in force."""
    one = labels.level1_of(levels["level1"].text)
    two = labels.level2_of(levels["level2"].text)
    return bool(one and two) and labels.LEVEL1_OF.get(two.name, one.name) != one.name  # type: ignore[union-attr]


def _says(row: Row) -> bool:
    return any(column in row and not blank(row[column].text) for column in _SAYING)


def _may_be_completion(
    sure: dict[str, list[Cell]], row: Row, cells: Sequence[Cell], heading: Heading
) -> bool:
    """Whether the actual value of a row is a rate that may be its 完成率, of which nothing is told."""
    if "completion" not in heading.columns or "completion" in sure or "actual" not in row:
        return False
    told = told_rate(row["actual"].text)
    return told is not None and told[1] and all(each.gap == UNKNOWN for each in cells)


def _lacks_adjusted(sure: dict[str, list[Cell]], heading: Heading) -> bool:
    """Whether a row ends in front of the target that was adjusted during the year."""
    behind = {"adjusted_target", "actual", "weight", "score"}
    return "adjusted_target" in heading.columns and behind.isdisjoint(sure)


def _is_short(row: Row, heading: Heading) -> bool:
    """Whether a row has a weight, but not all that is filled in afterwards."""
    return "weight" in row and any(
        c in heading.columns and c not in row for c in ("actual", "score")
    )


def _is_placed(row: Aligned, heading: Heading) -> bool:
    """Whether cells behind the weight stand in columns in front of the score, however it is read."""
    columns = heading.columns
    if "score" not in columns:
        return False
    between = columns[columns.index("weight") + 1 : columns.index("score")]
    return all(any(column in between for column in reading) for reading in row.readings)
