"""What a stretch of an indicator block can be: a row, level labels, a name alone, nothing known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jiping.filing.text import squeeze
from jiping.intake.amounts import blank
from jiping.intake.layouts.readings import Column, Reading, Rule, agreed, read

from . import kinds, shapes
from .words import Word

#: A stretch of words `[start, end)`.
Stretch = tuple[int, int]

#: The columns of which a row says something.
SAYING = ("target", "actual", "weight", "score")
#: What a stretch costs of which nothing is known, one of values without a name, and a lone number
#: that may be that of a page.
UNKNOWN, _NAMELESS, _PAGE_NUMBER = 20, 6, 1
#: A line's end within a row.
_BREAK = 4
#: A row of which only the name is there: without points in the heading, and with them.
_NAME_ALONE, _NAME_WITHOUT_POINTS = 2, 8
_LONG_NUMBER = 4
_LEVELS = kinds.columns_of(("level1", "level2"))
_PAGE = re.compile(r"-\d{1,3}-|第\d{1,3}页(?:,?共\d{1,3}页)?|(\d{1,3})|(\d{1,3}/\d{1,3})")


class Row(NamedTuple):
    """A row as it was found: the words of each cell, and the columns left open."""

    cells: dict[str, Stretch]
    doubtful: frozenset[str]
    words: Stretch

    @property
    def says(self) -> bool:
        """Whether the row has a value or points, sure or not."""
        return any(column in self.cells or column in self.doubtful for column in SAYING)


class Piece(NamedTuple):
    """A stretch up to a cut, what it costs, and its row if it is one."""

    end: int
    cost: int
    row: Row | None


def pieces(
    words: Sequence[Word],
    stretch: Stretch,
    end: int,
    columns: Sequence[Column],
    rules: Sequence[Rule],
    *,
    cut_off: bool,
) -> list[Piece]:
    """What a stretch can be: a rest of the template or a page mark, labels, a row, a name alone.

    Where the text is *cut off* at its end, a number there may be one of a row.
    """
    text, starts = _text(words, stretch)
    if shapes.TEMPLATE_REST.fullmatch(text) or _is_page_mark(words, stretch, text, cut_off=cut_off):
        return [Piece(end, 0, None)]
    cuts = [*starts, len(text)]
    if found := read(text, cuts, _LEVELS):
        cells, doubtful = agreed(found, _LEVELS)
        return [Piece(end, 1 + found[0].cost, _row(cells, doubtful, starts, stretch))]
    possible: list[Piece] = []
    if _is_nameless(words, stretch):
        lone = text.isdigit() and len(text) < _LONG_NUMBER and not cut_off
        if lone and is_pointed(columns):
            return [Piece(end, _PAGE_NUMBER, None)]
        possible.append(Piece(end, _NAMELESS, Row({}, frozenset(), stretch)))
    if found := _with_breaks(read(text, cuts, columns, rules), columns, text):
        cells, doubtful = agreed(found, columns, lambda cell: not blank(text[slice(*cell)]))
        possible.append(Piece(end, found[0].cost, _row(cells, doubtful, starts, stretch)))
    if all(piece.cost >= _NAME_ALONE for piece in possible):
        possible += _name_alone(text, starts, end, stretch, columns)
    return possible


def _with_breaks(found: list[Reading], columns: Sequence[Column], text: str) -> list[Reading]:
    """The best readings when the lines over which a row goes on are counted, from its name on."""
    if "\n" not in text or not found:
        return found
    name = next(n for n, column in enumerate(columns) if column.name == "name")
    price = line_price(columns)
    counted = [
        Reading(cells, cost + price * text.count("\n", (cells[name] or (0, 0))[0]))
        for cells, cost in found
    ]
    least = min(reading.cost for reading in counted)
    return [reading for reading in counted if reading.cost == least]


def _name_alone(
    text: str, starts: list[int], end: int, stretch: Stretch, columns: Sequence[Column]
) -> list[Piece]:
    """A name without any value: a row that was not filled in."""
    labelled = [column for column in columns if column.name in ("level1", "level2", "name")]
    if not (found := _with_breaks(read(text, [*starts, len(text)], labelled), labelled, text)):
        return []
    price = _NAME_WITHOUT_POINTS if is_pointed(columns) else _NAME_ALONE
    cells, doubtful = agreed(found, labelled)
    return [Piece(end, found[0].cost + price, _row(cells, doubtful, starts, stretch))]


def _is_nameless(words: Sequence[Word], stretch: Stretch) -> bool:
    """Whether the stretch is values and points without a name, with a reason behind them at most."""
    texts = [word.text for word in words[slice(*stretch)]]
    last = max((n for n, text in enumerate(texts) if shapes.is_bare(text)), default=-1)
    values, reason = texts[: last + 1], texts[last + 1 :]
    return bool(values) and all(map(shapes.is_no_name, values)) and all(map(shapes.excuses, reason))


def _is_page_mark(words: Sequence[Word], stretch: Stretch, text: str, *, cut_off: bool) -> bool:
    """Whether the stretch is a page mark: `— 3 —` anywhere, a number on a line of its own."""
    start, end = stretch
    if "\n" in text or not (match := _PAGE.fullmatch(squeeze(text))):
        return False
    alone = words[start].first and (end == len(words) or words[end].first)
    return not (match[1] or match[2]) or (alone and not cut_off)


def line_price(columns: Sequence[Column]) -> int:
    """What a line's end within a row costs: more where lines alone tell the rows."""
    return _BREAK if is_pointed(columns) else 2 * _BREAK


def is_pointed(columns: Sequence[Column]) -> bool:
    """Whether the heading has points: then a row is known by them, else by its lines alone."""
    return any(column.name in ("weight", "score") for column in columns)


def _text(words: Sequence[Word], stretch: Stretch) -> tuple[str, list[int]]:
    """The words of a stretch as text, and the offset at which each begins."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for number in range(*stretch):
        word = words[number]
        if parts:
            parts.append("\n" if word.first else " ")
            length += 1
        starts.append(length)
        parts.append(word.text)
        length += len(word.text)
    return "".join(parts), starts


def _row(
    cells: dict[str, tuple[int, int]],
    doubtful: frozenset[str],
    starts: list[int],
    stretch: Stretch,
) -> Row:
    """A row with its slices of text as stretches of words."""
    number = {start: n for n, start in enumerate(starts, stretch[0])}
    return Row(
        {
            column: (number[begin], max(n for s, n in number.items() if s < end) + 1)
            for column, (begin, end) in cells.items()
        },
        doubtful,
        stretch,
    )
