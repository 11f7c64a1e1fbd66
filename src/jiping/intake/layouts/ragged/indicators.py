"""The indicator block of a strip: its rows with their levels, and the closing row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from jiping.filing.numbers import HUNDRED, ZERO
from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import blank, points
from jiping.intake.form_text import FormText, Row
from jiping.intake.layouts.kinds import TEMPLATE_REST

from . import fits, landmarks
from .alignment import Aligned, Shape, Texts, agreed, align
from .cells import UNKNOWN, Cell, Strip, joined
from .landmarks import Heading
from .money import doubt, unread

#: What an empty cell costs: a weight is planned with its indicator and hardly ever missing, nor is
#: a target where nothing was filled in afterwards.
_MISSING = {"target": 1, "actual": 1, "weight": 2, "score": 1, "operator": 1}
_TAKEN = ("name", "target", "operator", "measure", "actual", "weight", "score", "reason")
#: An indicator with more points than this is rare.
_MOST_POINTS = 60
_PLANNED = ("level1", "level2", "name", "target", "operator", "measure", "weight", "unknown")
_UNTOLD = frozenset(("number", "unknown", "remark", "explanation", "scoring_standard"))
_SAYING = ("target", "actual", "weight", "score")
#: A part of another indicator may have values only.
_PART = re.compile(r"其中|[①-⑳]")


def read_indicators(strip: Strip, heading: Heading, form: FormText) -> bool:
    """Read the cells of *strip* as indicator rows under *heading*; False where some fit none."""
    cells = [each for each in strip.cells if not _is_rest(each)]
    strip = strip._replace(cells=_without_repeated_names(_without_block_labels(cells)))
    usual = any("指标" in c.text and labels.level1_of(c.text) for c in strip.cells)
    blind = not strip.rows and all(each.gap == UNKNOWN for each in strip.cells)
    judge = _judge(frozenset(heading.columns), blind=blind)
    shape = Shape(heading.columns, "name", judge, usual)
    levels: Row = {}
    short: list[Row] = []
    whole = True
    rows = align(strip, shape)
    if strip.broken:
        rows = _without_open_words(rows, strip)
    else:
        rows = _by_filled_columns(rows, strip.cells)
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
        if "name" in taken and _says(taken):
            form.indicators.append({**levels, **taken})
            if _is_short(taken, here, heading):
                short.append(form.indicators[-1])
        if doubtful - _UNTOLD and any(fits.is_figure(each.text) for each in here):
            form.problems.append(doubt(here, doubtful))
    _hold_weights(short, form)
    return whole


def read_total(
    cells: Sequence[Cell], heading: Heading, form: FormText, *, whole: bool = True
) -> None:
    """The closing row: its figures under weight and score, or the one that the heading has.

    Not *whole* where the text breaks off in it.
    """
    scale = [column for column in heading.columns if column in ("weight", "score")]
    figures = [each for each in cells[1:] if points(each.text) is not None]
    if len(figures) == len(scale):
        for column, each in zip(scale, figures, strict=True):
            form.total.setdefault(column, each.found())
    elif len(figures) == 1 and len(scale) == 2 and (whole or figures[0].gap == 0):
        only = _scale_of(figures[0], form)
        if only is None:
            form.problems.append(doubt(cells, {"weight", "score"}))
        else:
            form.total.setdefault(only, figures[0].found())


def _scale_of(figure: Cell, form: FormText) -> str | None:
    """Whether the only figure of the closing row sums weights or scores; None if it may be both."""
    if figure.gap == 0:
        return "weight"
    number = points(figure.text)
    rows = [*form.indicators, *form.budget[:1]]
    if not any("score" in row and not blank(row["score"].text) for row in rows):
        return "weight" if number == HUNDRED else None
    sums = {column: _sum_of(column, rows) for column in ("weight", "score")}
    fitting = [column for column, total in sums.items() if total == number]
    return fitting[0] if len(fitting) == 1 else None


def _sum_of(column: str, rows: Sequence[Row]) -> Decimal:
    numbers = (points(row[column].text) for row in rows if column in row)
    return sum((number for number in numbers if number is not None), ZERO)


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


# --- rows -----------------------------------------------------------------------------------------


def _judge(columns: frozenset[str], *, blind: bool) -> Callable[[Texts, bool], int]:
    """The judge of a row; *blind* where neither rows nor empty cells show."""

    def judge(texts: Texts, whole: bool) -> int:
        """Planned cells are filled, a level 2 stands below its level 1, a score in its weight."""
        weight, score = (points(texts.get(column, "")) for column in ("weight", "score"))
        cost = _missing(texts, columns) if whole else 0
        if "level1" in texts and "level2" in columns and "level2" not in texts:
            cost += whole or "name" in texts
        if weight is not None:
            cost += 2 * (weight > _MOST_POINTS) + 2 * (score is not None and score > weight)
        if "completion" in texts and "actual" not in texts:
            cost += 3
        if blind:
            cost += sum(3 * _may_name(texts.get(column, "")) for column in ("target", "actual"))
        return cost + _unlike(texts)

    return judge


def _missing(texts: Texts, columns: frozenset[str]) -> int:
    """What the empty cells of a row cost."""
    cost = sum(_MISSING[c] for c in _MISSING if c in columns and c not in texts)
    if {"weight", "score"} <= columns - texts.keys() and _may_lack_points(texts):
        cost -= 1
    return cost


def _unlike(texts: Texts) -> int:
    """What it costs that target and actual value are of different kinds, figures and words."""
    target, actual = texts.get("target", ""), squeeze(texts.get("actual", ""))
    if not target or not actual or fits.is_figure(target) == any(map(str.isdigit, actual)):
        return 0
    return 1 if fits.is_answer(actual) or not fits.is_figure(target) else 2


def _may_name(text: str) -> bool:
    """Whether a value might as well be the name of the next indicator."""
    return bool(text) and fits.name(text) == 0 and fits.value(text) != 0


def _may_lack_points(texts: Texts) -> bool:
    """Whether a row is part of another, or its actual value might be taken for its weight."""
    if _PART.match(squeeze(texts.get("name", ""))):
        return True
    target, actual = points(texts.get("target", "")), points(texts.get("actual", ""))
    return target is not None and target == actual


def _is_rest(cell: Cell) -> bool:
    """Whether a cell is what the template left: `指标2:`, `……`."""
    return TEMPLATE_REST.fullmatch(squeeze(cell.text)) is not None and not blank(cell.text)


def _without_block_labels(cells: Sequence[Cell]) -> list[Cell]:
    return [each for each in cells if landmarks.block_of(each.text) != "indicators"]


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


def _is_short(row: Row, cells: Sequence[Cell], heading: Heading) -> bool:
    """Whether a weight is told from an actual value or a score only by being hardly ever missing."""
    if "weight" not in row or any(each.gap != UNKNOWN for each in cells):
        return False
    return any(c in heading.columns and c not in row for c in ("actual", "score"))


def _hold_weights(short: Sequence[Row], form: FormText) -> None:
    """Weights of *short* rows stay only where all weights together can be those of a form."""
    if short and _sum_of("weight", [*form.indicators, *form.budget[:1]]) > HUNDRED:
        for row in short:
            del row["weight"]
