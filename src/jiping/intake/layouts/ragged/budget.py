"""The budget block of a strip: its rows under the column headings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby, takewhile

from jiping.filing.model import MONEY
from jiping.filing.numbers import ZERO
from jiping.intake import labels
from jiping.intake.amounts import amount, blank, points
from jiping.intake.currency import is_currency
from jiping.intake.document import Found
from jiping.intake.form_text import FormText, Row
from jiping.intake.layouts.planned import planned_in
from jiping.intake.layouts.readings import bearing_out

from . import fits, judges, landmarks
from .alignment import Aligned, Shape, agreed, align, is_blind
from .cells import Cell, Strip, without
from .doubts import doubt, unread
from .headings import Heading
from .pairs import read_pairs
from .short_money import Taken, hold_short_money
from .views import opens_views, read_views

_FILLED = (*MONEY, "weight", "score")
#: A form with 执行率权重 and 执行率得分 has no other points in its budget block.
_AS = {"rate_weight": "weight", "rate_score": "score"}
#: No form gives the execution of the budget more points than this.
_MOST_POINTS = 50


def read_budget(strip: Strip, heading: Heading, form: FormText, first: Cell | None = None) -> None:
    """Read the cells of *strip* as the rows of the budget block under *heading*.

    *first* is the heading's first cell above amounts, where columns are counted.
    """
    views = next((n for n, c in enumerate(strip.cells) if opens_views(c)), len(strip.cells))
    if views < len(strip.cells):
        read_views(strip.cells[views:], form)
        strip = strip._replace(cells=strip.cells[:views], broken=False)
    if heading.kind == "pairs":
        read_pairs(strip.cells, form, scored="score" in heading.columns)
        return
    if heading.kind == "planned":
        _read_planned(strip.cells, form)
        return
    columns = ("label", *(_AS.get(c, c) for c in _behind_labels(heading.columns)))
    cells = without(strip.cells, _is_of_which)
    if strip.rows:
        cells = _counted_from(_without_block_labels(cells), first)
    strip = strip._replace(cells=cells)
    if not strip.rows and _parts_columns(cells):
        # 全年预算数 as 总额, 财政拨款, …: which of them an amount is, cells alone do not tell.
        form.problems.append(unread(cells))
        return
    rows = align(strip, Shape(columns, "label", judges.of_budget(frozenset(columns))))
    weight: str | None = None
    taken: list[Taken] = []
    for row in _summing(_without_broken(rows, strip, columns[-1]), strip.cells):
        if weight is not None and _may_be_points(row, strip.cells, weight):
            form.problems.append(doubt(strip.cells[row.start : row.end], set(columns)))
            row = row._replace(end=row.start + 1, readings=(("label",),))
        found = _take(row, strip.cells, form)
        if weight is None and found and "weight" in found:
            weight = found["weight"].text
        if found:
            here = strip.cells[row.start : row.end]
            total = _item(row, strip.cells) == "total"
            taken.append(Taken(found, here, total, is_blind(row, here[1:])))
    if heading.kind == "budget":
        hold_short_money(taken, frozenset(columns), form)


def _read_planned(cells: Sequence[Cell], form: FormText) -> None:
    """Read money without a heading; the label of the total stands first in *cells*."""
    for number, (_, group) in enumerate(groupby(cells, key=lambda each: each.row)):
        row = list(group)
        found = partial(_found, row)
        form.budget += planned_in([each.text for each in row], found, None if number else 0)


def _found(row: Sequence[Cell], at: int, part: str | None) -> Found:
    return row[at].found(part)


def _behind_labels(columns: Sequence[str]) -> Sequence[str]:
    """The columns without that of the labels (资金来源) and what its merged cell covers."""
    if columns[:1] != ("fund_source",):
        return columns
    covered = next((n for n, each in enumerate(columns[1:], 1) if each != "unknown"), len(columns))
    return columns[covered:]


def _without_broken(rows: Sequence[Aligned], strip: Strip, last: str) -> list[Aligned]:
    """The rows; of one at which the text breaks off in front of its *last* column the label alone.

    What stands in which of its columns only the missing cells would tell.
    """
    kept = list(rows)
    if strip.broken and kept and kept[-1].readings:
        row = kept[-1]
        if row.end == len(strip.cells) and any(reading[-1] != last for reading in row.readings):
            kept[-1] = row._replace(end=row.start + 1, readings=(("label",),))
    return kept


# --- rows under headings --------------------------------------------------------------------------


def _parts_columns(cells: Sequence[Cell]) -> bool:
    """Whether labels of rows stand side by side under the heading, one of them twice."""
    named = list(takewhile(lambda each: labels.row_of(each.text), cells))
    words = [labels.core(each.text) for each in named]
    return len(words) > 2 and len(set(words)) < len(words)


def _is_of_which(cell: Cell) -> bool:
    """Whether a merged cell says only that parts of the total follow."""
    return labels.core(cell.text) == "其中"


def _without_block_labels(cells: Sequence[Cell]) -> list[Cell]:
    """The cells without the labels of the whole block in front of row labels."""
    kept: list[Cell] = []
    for number, each in enumerate(cells):
        begins = number == 0 or cells[number - 1].row != each.row
        follower = cells[number + 1] if number + 1 < len(cells) else None
        if begins and follower is not None and follower.row == each.row:
            opens = landmarks.block_of(each.text) == "budget" or is_currency(each.text)
            if opens and labels.row_of(follower.text):
                continue
        kept.append(each)
    return kept


def _counted_from(cells: Sequence[Cell], first: Cell | None) -> list[Cell]:
    """The cells with the gap behind each row's label counted from the column of the heading.

    A label may take several columns: those that it leaves empty are no columns of amounts.
    """
    counted = list(cells)
    if first is None:
        return counted
    for number, each in enumerate(cells):
        is_second = number and cells[number - 1].row == each.row
        is_second = is_second and (number == 1 or cells[number - 2].row != each.row)
        skipped = _columns_from(first, each) if is_second else None
        if skipped is not None and 0 <= skipped < each.gap:
            counted[number] = each._replace(gap=skipped)
    return counted


def _columns_from(first: Cell, cell: Cell) -> int | None:
    """How many columns right of *first* a cell stands: from the end, as merged cells drop out in front."""
    if first.behind is not None and cell.behind is not None:
        return first.behind - cell.behind
    if first.column is None or cell.column is None:
        return None
    return cell.column - first.column


def _summing(rows: Sequence[Aligned], cells: Sequence[Cell]) -> list[Aligned]:
    """Of the readings of parts those by which they sum to the total, column by column."""
    total = next((row for row in rows if _item(row, cells) == "total"), None)
    if total is None or all(len(row.readings) < 2 for row in rows):
        return list(rows)
    sure, _ = agreed(total, cells)
    parts = [row for row in rows if row is not total and row.readings]
    for column in MONEY:
        whole = amount(sure[column][0].text) if column in sure else None
        if whole is None or any(len(row.readings) > 200 for row in parts):
            continue
        choices = [[_figures(row, reading, cells) for reading in row.readings] for row in parts]
        kept = bearing_out(choices, partial(_figure, column), whole)
        parts = [
            row._replace(readings=tuple(reading for reading, _ in choice))
            for row, choice in zip(parts, kept, strict=True)
        ]
    by_start = {row.start: row for row in parts}
    return [by_start.get(row.start, row) for row in rows]


def _figures(
    row: Aligned, reading: tuple[str, ...], cells: Sequence[Cell]
) -> tuple[tuple[str, ...], dict[str, Decimal]]:
    """A reading with the amounts it gives to the columns of money."""
    figures: dict[str, Decimal] = {}
    for column, each in zip(reading, cells[row.start : row.end], strict=False):
        number = amount(each.text) if column in MONEY else None
        if number is not None:
            figures[column] = number
    return reading, figures


def _figure(column: str, reading: tuple[tuple[str, ...], dict[str, Decimal]]) -> Decimal:
    return reading[1].get(column, ZERO)


def _item(row: Aligned, cells: Sequence[Cell]) -> str | None:
    return labels.row_of(cells[row.start].text) if row.readings else None


def _may_be_points(row: Aligned, cells: Sequence[Cell], weight: str) -> bool:
    """Whether all that a part's row says are the total's points, printed there again.

    They cannot be told from amounts where empty cells do not show.
    """
    said = [each for each in cells[row.start + 1 : row.end] if not blank(each.text)]
    if not row.readings or not said or all(each.gap >= 0 for each in said):
        return False
    return len(said) < len(MONEY) and all(points(each.text) == points(weight) for each in said)


def _take(row: Aligned, cells: Sequence[Cell], form: FormText) -> Row | None:
    """Add a row to the form; what was taken, if anything was."""
    here = cells[row.start : row.end]
    if not row.readings:
        if any(fits.money(each.text) == 0 and not blank(each.text) for each in here):
            form.problems.append(unread(here))
        return None
    sure, doubtful = agreed(row, cells)
    found: Row = {
        column: each[0].found()
        for column, each in sure.items()
        if column == "label" or not is_currency(each[0].text)
    }
    known = labels.row_of(here[0].text) is not None
    # Words and one figure may be an indicator: nothing is spent of which there is no budget.
    if not known and not any(column in found for column in ("initial", "adjusted", "weight")):
        return None
    form.budget.append(found)
    if doubtful:
        form.problems.append(doubt(here, doubtful))
    return found
