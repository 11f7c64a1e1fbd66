"""The budget block in glued text: `年度资金总额:202010100.00%10其中:本年财政拨款2020`.

The figures of a row are cut in every way that the columns allow. The rate is executed ÷ budget and
the score weight × rate, so that most of the figures of the right cut follow from the others; a cut
is taken where all others explain at least `MARGIN` figures less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from jiping.filing.numbers import HUNDRED, ZERO, round_half_up
from jiping.intake import labels
from jiping.intake.document import Found
from jiping.intake.form_text import FormText, Row

from .cells import Cell, Stretch, decimal, mark, money, points, rate
from .chain import MARGIN
from .doubt import doubt
from .heading import Lexicon
from .tape import Tape

_FIGURES = re.compile(r"(?:[\d.,%/\\\-]|万元|(?<=\d)元)+")
_MONEY = ("initial", "adjusted", "executed")
_COLUMN = {"rate_weight": "weight", "rate_score": "score"}
_USUAL_WEIGHTS = (10, 20)
_MOST_POINTS = Decimal(30)
#: A cut against which this much speaks is none.
_LEAST = -4
_LOST_HEAD = re.compile(r"\.\d{1,4}")
_LABELS = Lexicon(
    {
        prefix + word: key
        for prefix in ("", "其中", "其中:", "其中-")
        for word, key in labels.ROWS.items()
    }
)
_LABEL = re.compile(r"(?:其中[:：\-]?)?[^\d:：]{2,20}?[:：]?$")
_OWN_UNIT = re.compile(r"([\d.,]+)(万元|元)")


class Cut(NamedTuple):
    """One way of cutting the figures of a row, and how much of them it explains."""

    cells: dict[str, Cell]
    gain: int


def read_budget(
    tape: Tape,
    start: int,
    stop: int,
    columns: Sequence[str],
    lead: Found | None,
    form: FormText,
) -> None:
    """Read the rows of `[start, stop)`; *lead* labels figures that stand first, without a label."""
    columns = tuple(_COLUMN.get(c, c) for c in columns if c not in ("name", "remark", "reason"))
    whole: dict[str, Decimal] = {}
    ended = stop < len(tape.text)
    for label, figures in _rows(tape, start, stop, lead):
        row: Row = {"label": label}
        form.budget.append(row)
        if not any(map(str.isdigit, tape.text[slice(*figures)])):
            continue
        if figures[1] == len(tape.text) and not ended:
            doubt(form, tape, *figures)
            continue
        cuts = _cuts(Stretch(tape.text, figures[1], tape.breaks), figures[0], columns, whole)
        _take(row, cuts, columns, tape, figures, form)
        if labels.row_of(label.text) == "total" and not whole:
            whole = _whole(row)
    _lift(form.budget)


def _whole(row: Row) -> dict[str, Decimal]:
    """The amounts of the total row: no part of it is more."""
    return {
        column: decimal(row[column].text.rstrip("万元"))
        for column in _MONEY
        if column in row and row[column].text[0].isdigit()
    }


def _rows(
    tape: Tape, start: int, stop: int, lead: Found | None
) -> Iterator[tuple[Found, tuple[int, int]]]:
    """Each row's label and the stretch of its figures (empty where it has none)."""
    at = start
    while at < stop:
        match = _FIGURES.search(tape.text, at, stop)
        begin, end = (match.start(), match.end()) if match else (stop, stop)
        known = [
            label for label in _LABELS.scan(tape.text, at, begin) if label.end - label.start > 1
        ]
        for label in known[:-1]:
            if label.end - label.start >= 4:
                yield tape.found(label.start, _colon(tape, label.end)), (begin, begin)
        if known and (not match or begin - known[-1].end <= 1):
            yield tape.found(known[-1].start, _colon(tape, known[-1].end)), (begin, end)
        elif match and lead and begin == start:
            yield lead, (begin, end)
        elif match and (own := _LABEL.search(tape.text, at, begin)):
            yield tape.found(own.start(), own.end()), (begin, end)
        at = end
        if match is None:
            return


def _colon(tape: Tape, end: int) -> int:
    return end + (tape.text[end : end + 1] == ":")


# --- cuts -----------------------------------------------------------------------------------------


def _cuts(
    stretch: Stretch, at: int, columns: tuple[str, ...], whole: dict[str, Decimal]
) -> list[Cut]:
    """The cuts that explain most, within the margin of the best."""
    cuts = [
        Cut(cells, gain + _judge(cells, whole))
        for cells, gain in _cells(stretch, at, columns, 0, {}, whole)
        if _all_or_none_lost(cells)
    ]
    top = max((cut.gain for cut in cuts), default=_LEAST)
    return [cut for cut in cuts if cut.gain > top - MARGIN] if top > _LEAST else []


def _cells(
    stretch: Stretch,
    at: int,
    columns: tuple[str, ...],
    number: int,
    cells: dict[str, Cell],
    whole: dict[str, Decimal],
) -> Iterator[tuple[dict[str, Cell], int]]:
    if number == len(columns):
        if at == stretch.stop:
            yield cells, 0
        return
    column = columns[number]
    for cell, cost in _choices(stretch, at, column):
        if cell.number and not _admitted(column, cell, cells, whole):
            continue
        for rest, gain in _cells(
            stretch, cell.end, columns, number + 1, {**cells, column: cell}, whole
        ):
            yield rest, gain - cost


def _admitted(column: str, cell: Cell, cells: dict[str, Cell], whole: dict[str, Decimal]) -> bool:
    """No part is more than the whole, no score than its weight; the rate is executed ÷ budget."""
    number = decimal(cell.number)
    if column == "score":
        weight = cells.get("weight")
        return weight is None or not weight.number or number <= decimal(weight.number)
    if column == "execution_rate":
        return _share(cell, *_money(cells)) is not None
    return column not in whole or number <= whole[column]


def _money(cells: dict[str, Cell]) -> tuple[Decimal | None, Decimal | None]:
    """The budget (the adjusted one before the first) and what was executed of it."""
    amounts = [
        decimal(cell.number) if (cell := cells.get(column)) is not None and cell.number else None
        for column in _MONEY
    ]
    initial, adjusted, executed = amounts
    return adjusted if adjusted is not None else initial, executed


def _choices(stretch: Stretch, at: int, column: str) -> Iterator[tuple[Cell, int]]:
    yield Cell(at, at), 2 if column in _MONEY else 1
    if at >= stretch.stop:
        return
    for cell in mark(stretch, at):
        yield cell, 0
    if column in _MONEY:
        for cell in money(stretch, at):
            yield cell, 0
        if match := _LOST_HEAD.match(stretch.text, at, stretch.stop):
            for end in range(at + 2, match.end() + 1):
                yield Cell(at, end, known=False), 1
    elif column == "execution_rate":
        for cell in rate(stretch, at):
            yield cell, 0
    elif column in ("weight", "score"):
        for cell in points(stretch, at, _MOST_POINTS):
            if column == "score" or decimal(cell.number):
                yield cell, 0


def _all_or_none_lost(cells: dict[str, Cell]) -> bool:
    """Where the amounts of a row have lost their heads, none of them can be read."""
    given = [cells[c] for c in _MONEY if c in cells and not cells[c].empty]
    return len({cell.known for cell in given}) < 2


def _judge(cells: dict[str, Cell], whole: dict[str, Decimal]) -> int:
    """How many figures follow from the others of the row or of the total row."""
    number = {column: decimal(cell.number) for column, cell in cells.items() if cell.number}
    gain = 0
    texts = [cells[column].number for column in _MONEY if column in number]
    gain += sum(len(a) for a, b in pairwise(texts) if a == b)
    gain += sum(len(cells[c].number) for c in whole if number.get(c) == whole[c])
    budget, executed = _money(cells)
    weight, score = number.get("weight"), number.get("score")
    share = None
    if "execution_rate" in number:
        share = _share(cells["execution_rate"], budget, executed)
        if budget:
            gain += len(cells["execution_rate"].number)
    if executed is None and ("execution_rate" in number or score is not None):
        gain -= 2
    if "execution_rate" in cells and share is None and (weight is not None or score is not None):
        gain -= 2
    if executed is not None and budget and not executed:
        gain -= 2
    if weight is not None:
        gain += 1 if weight in _USUAL_WEIGHTS else 0
        if score is not None and share is not None:
            right = score == _earned(weight, share, score)
            gain += len(cells["score"].number) if right else -3
    return gain


def _printed(cell: Cell) -> Decimal:
    """A rate as a fraction: with a percent sign, or too large to be a fraction."""
    number = decimal(cell.number)
    return number / HUNDRED if cell.unit or number > 2 else number


def _share(cell: Cell, budget: Decimal | None, executed: Decimal | None) -> Decimal | None:
    """The rate where the money bears it out (or there is none to), to one of its last digit."""
    share = _printed(cell)
    if budget is None or executed is None or not budget:
        return share
    places = len(cell.number.partition(".")[2]) + (2 if share != decimal(cell.number) else 0)
    step = Decimal(1).scaleb(-places) if places else ZERO
    return share if abs(executed / budget - share) <= step else None


def _earned(weight: Decimal, share: Decimal, score: Decimal) -> Decimal:
    """Weight × rate, at most the weight, to as many places as the score is printed."""
    places = max(0, -int(score.as_tuple().exponent))
    return round_half_up(min(weight, weight * share), places)


# --- what is sure ---------------------------------------------------------------------------------


def _take(
    row: Row,
    cuts: list[Cut],
    columns: tuple[str, ...],
    tape: Tape,
    figures: tuple[int, int],
    form: FormText,
) -> None:
    """Fill *row* with the cells on which the cuts agree; the others become a problem."""
    if not cuts:
        doubt(form, tape, *figures)
        return
    open_columns = []
    for column in columns:
        choices = {(cut.cells[column].start, cut.cells[column].end) for cut in cuts}
        known = all(cut.cells[column].known for cut in cuts)
        start, end = next(iter(choices))
        if len(choices) > 1 or not known or not tape.repaired.isdisjoint(range(start, end)):
            open_columns.append(column)
        elif start != end:
            row[column] = tape.found(start, end)
    if open_columns:
        doubt(form, tape, *figures, open_columns)


def _lift(rows: list[Row]) -> None:
    """Points of a merged cell that turn up in the last row it covers belong to the total row.

    Only where that row's amounts are the total's own and no other row has points.
    """
    if len(rows) < 2 or labels.row_of(rows[0]["label"].text) != "total":
        return
    scored = [row for row in rows if "weight" in row or "score" in row]
    if len(scored) != 1 or scored[0] is rows[0] or "execution_rate" in rows[0]:
        return
    if {c: f.text for c, f in rows[0].items() if c in _MONEY} != {
        c: f.text for c, f in scored[0].items() if c in _MONEY
    }:
        return
    for column in ("execution_rate", "weight", "score"):
        if column in scored[0]:
            rows[0][column] = scored[0].pop(column)
