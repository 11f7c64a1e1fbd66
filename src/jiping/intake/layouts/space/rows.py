"""Where one row of an indicator block ends and the next begins, when only blanks are left.

The block is cut at every place where a row may begin (the beginning of a line; in a text without
lines the word behind a figure, a level label, a numbered name). Each stretch between two cuts is
read as a row, as level labels, as a rest of the template or as nothing known. The division that
costs least is the block's; where several cost the same, only what all of them share is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jiping.intake.amounts import blank
from jiping.intake.layouts.readings import Column, Reading, Rule, agreed, read

from . import kinds
from .words import Word

#: A stretch of words `[start, end)`.
Stretch = tuple[int, int]

_UNKNOWN = 20
#: A reason of more words is not looked for in a text without lines.
_REASON_WORDS = 2
#: A row that costs this much is not what a row should look like.
_IRREGULAR = 2
#: A line's end within a row.
_BREAK = 4
#: A row of which only the name is there: without points in the heading, and with them.
_NAME_ALONE, _NAME_WITHOUT_POINTS = 2, 8
_FURTHEST = 6
_MOST_WORDS = 60
_MOST_DIVISIONS = 64
#: A line of more words than this holds several rows.
_LONG_LINE = 20
_LEVELS = kinds.columns_of(("level1", "level2"))


class Row(NamedTuple):
    """A row as it was found: the words of each cell, and the columns left open."""

    cells: dict[str, Stretch]
    doubtful: frozenset[str]
    words: Stretch


class Piece(NamedTuple):
    """A stretch between two cuts, what it costs, and its row if it is one."""

    end: int
    cost: int
    row: Row | None
    unknown: bool = False


def divide(words: Sequence[Word], columns: Sequence[Column], rules: Sequence[Rule]) -> list[Row]:
    """The rows of a block; words that are part of no row are in none.

    A stretch that could not be read is answered as a row without cells.
    """
    if not words:
        return []
    lines = _lines(words)
    run_on = [line for line in lines if _runs_on(words, line)]
    pointed = _pointed(columns)
    cuts = _cuts(words, lines, run_on, pointed=pointed)
    # Without lines and without points nothing but its regular look tells a row.
    strict = bool(run_on) and not pointed
    pieces = _pieces(words, cuts, columns, rules, strict=strict)
    least = _least(pieces)
    rows: list[Row] = []
    at = 0
    while at < len(cuts) - 1:
        stop, divisions = _until_sure(pieces, least, at)
        rows += _shared(divisions, (cuts[at], cuts[stop]))
        at = stop
    return rows


def _lines(words: Sequence[Word]) -> list[Stretch]:
    starts = [n for n, word in enumerate(words) if word.first or n == 0]
    return list(zip(starts, [*starts[1:], len(words)], strict=True))


def _runs_on(words: Sequence[Word], line: Stretch) -> bool:
    """Whether a line holds several rows: it is long, or began before the block."""
    return line[1] - line[0] > _LONG_LINE or not words[line[0]].first


def _cuts(
    words: Sequence[Word], lines: Sequence[Stretch], run_on: Sequence[Stretch], *, pointed: bool
) -> list[int]:
    """The words before which a row may begin, and the end."""
    cuts = {start for start, _ in lines}
    for start, end in run_on:
        cuts.update(n for n in range(start + 1, end) if _may_begin(words, n, pointed=pointed))
    return [*sorted(cuts), len(words)]


def _may_begin(words: Sequence[Word], at: int, *, pointed: bool) -> bool:
    before, word = words[at - 1].text, words[at].text
    if kinds.begins_row(word):
        return True
    if kinds.TEMPLATE_REST.fullmatch(before) and not blank(before):
        return True
    if kinds.TEMPLATE_REST.fullmatch(word) and not blank(word):
        return True
    if not pointed or _is_mark(word) or kinds.is_typed(word):
        return False
    # Behind the points, or behind the few words of a reason that follows them.
    return any(_is_mark(words[n].text) for n in range(max(at - 1 - _REASON_WORDS, 0), at))


def _is_mark(word: str) -> bool:
    return blank(word) or kinds.score(word) is not None


def _pieces(
    words: Sequence[Word],
    cuts: list[int],
    columns: Sequence[Column],
    rules: Sequence[Rule],
    *,
    strict: bool,
) -> list[list[Piece]]:
    """For each cut the pieces that begin there and may be part of the division that costs least."""
    last = len(cuts) - 1
    pieces: list[list[Piece]] = [[] for _ in cuts]
    least = [0] * (last + 1)
    price = _price(columns)
    for at in range(last - 1, -1, -1):
        best = _UNKNOWN + least[at + 1]
        here = [Piece(at + 1, _UNKNOWN, Row({}, frozenset(), (cuts[at], cuts[at + 1])), True)]
        begun = False
        broken = 0
        for end in range(at + 1, min(at + _FURTHEST, last) + 1):
            stretch = (cuts[at], cuts[end])
            if stretch[1] - stretch[0] > _MOST_WORDS:
                break
            # What is sure to cost once the row has more than its level labels: a line's end,
            # the beginning of another row.
            if begun:
                word = words[cuts[end - 1]]
                broken += price * word.first + kinds.FOREIGN * kinds.begins_row(word.text)
            begun = begun or not _is_label(words[cuts[end - 1] : cuts[end]])
            if broken + least[end] > best:
                continue
            piece = _piece(words, stretch, end, columns, rules)
            if piece is not None and (not strict or piece.cost < _IRREGULAR):
                here.append(piece)
                best = min(best, piece.cost + least[end])
        pieces[at], least[at] = here, best
    return pieces


def _is_label(words: Sequence[Word]) -> bool:
    """Whether the words may be a level label or a part of one."""
    return kinds.is_label_part("".join(word.text for word in words))


def _piece(
    words: Sequence[Word],
    stretch: Stretch,
    end: int,
    columns: Sequence[Column],
    rules: Sequence[Rule],
) -> Piece | None:
    text, starts = _text(words, stretch)
    if kinds.TEMPLATE_REST.fullmatch(text):
        return Piece(end, 0, None)
    cuts = [*starts, len(text)]
    if found := read(text, cuts, _LEVELS):
        cells, doubtful = agreed(found, _LEVELS)
        return Piece(end, 1 + found[0].cost, _row(cells, doubtful, starts, stretch))
    if not (found := read(text, cuts, columns, rules)):
        return _name_alone(text, cuts, end, columns)
    found = _with_breaks(found, columns, text)
    cells, doubtful = agreed(found, columns, lambda cell: not blank(text[slice(*cell)]))
    return Piece(end, found[0].cost, _row(cells, doubtful, starts, stretch))


def _with_breaks(found: list[Reading], columns: Sequence[Column], text: str) -> list[Reading]:
    """The best readings when the lines over which a row goes on are counted, from its name on."""
    if "\n" not in text:
        return found
    name = next(n for n, column in enumerate(columns) if column.name == "name")
    price = _price(columns)
    counted = [
        Reading(cells, cost + price * text.count("\n", (cells[name] or (0, 0))[0]))
        for cells, cost in found
    ]
    least = min(reading.cost for reading in counted)
    return [reading for reading in counted if reading.cost == least]


def _name_alone(text: str, cuts: list[int], end: int, columns: Sequence[Column]) -> Piece | None:
    """Names without any value: rows that were not filled in."""
    labelled = [column for column in columns if column.name in ("level1", "level2", "name")]
    if not (found := read(text, cuts, labelled)):
        return None
    found = _with_breaks(found, labelled, text)
    price = _NAME_WITHOUT_POINTS if _pointed(columns) else _NAME_ALONE
    return Piece(end, found[0].cost + price, None)


def _price(columns: Sequence[Column]) -> int:
    """What a line's end within a row costs: more where lines alone tell the rows."""
    return _BREAK if _pointed(columns) else 2 * _BREAK


def _pointed(columns: Sequence[Column]) -> bool:
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


# --- the division that costs least ----------------------------------------------------------------


def _least(pieces: list[list[Piece]]) -> list[int]:
    """What the division from each cut to the end costs at least."""
    least = [0] * len(pieces)
    for at in range(len(pieces) - 2, -1, -1):
        least[at] = min(piece.cost + least[piece.end] for piece in pieces[at])
    return least


def _until_sure(
    pieces: list[list[Piece]], least: list[int], at: int
) -> tuple[int, list[list[Piece]]]:
    """The next cut through which all best divisions go, and their ways to it.

    No ways where there are too many of them: then nothing of the stretch is sure.
    """
    ways: list[tuple[int, list[Piece]]] = [(at, [])]
    many = False
    while True:
        nearest = min(cut for cut, _ in ways)
        if nearest > at and all(cut == nearest for cut, _ in ways):
            return nearest, [] if many else [way for _, way in ways]
        further: list[tuple[int, list[Piece]]] = []
        for cut, way in ways:
            if cut > nearest:
                further.append((cut, way))
                continue
            further += [
                (piece.end, [*way, piece])
                for piece in pieces[cut]
                if piece.cost + least[piece.end] == least[cut]
            ]
        many = many or len(further) > _MOST_DIVISIONS
        ways = list(dict(further).items()) if many else further


def _shared(divisions: list[list[Piece]], stretch: Stretch) -> list[Row]:
    """The rows of a stretch that can be divided in these ways: what all of them share."""
    choices = [[piece.row for piece in way if piece.row is not None] for way in divisions]
    if len(choices) == 1:
        return choices[0]
    if len({len(rows) for rows in choices}) != 1:
        return [Row({}, frozenset(), stretch)]
    return [_common(rows, stretch) for rows in zip(*choices, strict=True)]


def _common(rows: Sequence[Row], stretch: Stretch) -> Row:
    first = rows[0]
    cells = {
        column: words
        for column, words in first.cells.items()
        if all(row.cells.get(column) == words for row in rows)
    }
    open_columns = {column for row in rows for column in (*row.cells, *row.doubtful)} - cells.keys()
    return Row(cells, frozenset(open_columns), stretch)
