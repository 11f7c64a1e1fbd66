"""Where one row of an indicator block ends and the next begins, when only blanks are left.

The block is cut at every place where a row may begin (the beginning of a line; in a text without
lines the word behind a figure, a level label, a numbered name). Each stretch between two cuts is
read by `pieces`. The division that costs least is the block's; where several cost the same, only
what all of them share is answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiping.intake.amounts import blank
from jiping.intake.layouts.readings import Column, Rule

from . import kinds, shapes
from .pieces import UNKNOWN, Piece, Row, Stretch, is_pointed, line_price, pieces
from .words import Word

_FURTHEST = 6
_MOST_WORDS = 40
#: How many cells are tried in one block; what is left then stays unread.
_MOST_CELLS = 200_000
_MOST_DIVISIONS = 64
#: A line of more words than this holds several rows.
_LONG_LINE = 20
#: A level label in front of another is broken into this many words at most.
_LABEL_WORDS = 3
#: A reason of more words is not looked for in a text without lines.
_REASON_WORDS = 2
#: A mark of none that is written into columns of words only.
_REMARKS = frozenset("无")
#: The columns of words.
_TEXT_COLUMNS = frozenset(("level1", "level2", "name", "reason", "remark"))
#: A row that costs this much is not what a row should look like.
_IRREGULAR = 2


def divide(
    words: Sequence[Word], columns: Sequence[Column], rules: Sequence[Rule], *, ended: bool
) -> list[Row]:
    """The rows of a block; words that are part of no row are in none.

    A stretch that could not be read is answered as a row without cells. Not *ended* is a block at
    which the text breaks off.
    """
    if not words:
        return []
    lines = _lines(words)
    run_on = [line for line in lines if _runs_on(words, line)]
    pointed = is_pointed(columns)
    cuts = _cuts(words, lines, run_on, pointed=pointed)
    cuts = sorted({*cuts, *_crowded(words, run_on, _most_values(columns))})
    # Without lines and without points nothing but its regular look tells a row.
    strict = bool(run_on) and not pointed
    graph = _graph(words, cuts, columns, rules, strict=strict, open_end=not ended)
    least = _least(graph)
    rows: list[Row] = []
    at = 0
    while at < len(cuts) - 1:
        stop, divisions = _until_sure(graph, least, at)
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
    if shapes.begins_row(word):
        return True
    if shapes.TEMPLATE_REST.fullmatch(before) and not blank(before):
        return True
    if shapes.TEMPLATE_REST.fullmatch(word) and not blank(word):
        return True
    if shapes.is_page_mark("".join(each.text for each in words[at : at + 3])):
        return True
    if not pointed:
        return shapes.is_value(before) and not shapes.is_no_name(word)
    if _is_mark(word):
        return False
    # Behind the points, or behind the few words of a reason that follows them.
    return any(_is_mark(words[n].text) for n in range(max(at - 1 - _REASON_WORDS, 0), at))


def _most_values(columns: Sequence[Column]) -> int:
    """How many values a row can have: all its columns but levels, name and remarks."""
    return sum(column.name not in _TEXT_COLUMNS for column in columns)


def _crowded(words: Sequence[Word], run_on: Sequence[Stretch], most: int) -> list[int]:
    """The places within runs of more values than a row can have: one of them begins another."""
    cuts: list[int] = []
    for start, end in run_on:
        begin = start
        for at in range(start, end + 1):
            if at == end or not shapes.is_no_name(words[at].text) or words[at].text in _REMARKS:
                if at - begin > most:
                    cuts += range(begin + 1, at + 1)
                begin = at + 1
    return [cut for cut in cuts if cut < len(words)]


def _is_mark(word: str) -> bool:
    return blank(word) or kinds.score(word) is not None


def _graph(
    words: Sequence[Word],
    cuts: list[int],
    columns: Sequence[Column],
    rules: Sequence[Rule],
    *,
    strict: bool,
    open_end: bool,
) -> list[list[Piece]]:
    """For each cut the pieces that begin there and may be part of the division that costs least."""
    last = len(cuts) - 1
    graph: list[list[Piece]] = [[] for _ in cuts]
    least = [0] * (last + 1)
    price = line_price(columns)
    tried = 0
    for at in range(last - 1, -1, -1):
        best = UNKNOWN + least[at + 1]
        here = [Piece(at + 1, UNKNOWN, Row({}, frozenset(), (cuts[at], cuts[at + 1])))]
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
                broken += price * word.first + kinds.FOREIGN * shapes.begins_row(word.text)
            begun = begun or not _is_label(words[cuts[end - 1] : cuts[end]])
            if broken + least[end] > best or tried > _MOST_CELLS:
                continue
            tried += (stretch[1] - stretch[0]) ** 2 * len(columns) // 2
            cut_off = open_end and end == last
            for piece in pieces(words, stretch, end, columns, rules, cut_off=cut_off):
                if not strict or piece.cost < _IRREGULAR:
                    here.append(piece)
                    best = min(best, piece.cost + least[end])
        graph[at], least[at] = here, best
    return graph


def _is_label(words: Sequence[Word]) -> bool:
    """Whether the words may be a level label or a part of one, or of both levels."""
    texts = [word.text for word in words]
    return any(
        shapes.is_label_part("".join(texts[:n])) and shapes.is_label_part("".join(texts[n:]))
        for n in range(min(len(texts), _LABEL_WORDS) + 1)
    )


# --- the division that costs least ----------------------------------------------------------------


def _least(graph: list[list[Piece]]) -> list[int]:
    """What the division from each cut to the end costs at least."""
    least = [0] * len(graph)
    for at in range(len(graph) - 2, -1, -1):
        least[at] = min(piece.cost + least[piece.end] for piece in graph[at])
    return least


def _until_sure(
    graph: list[list[Piece]], least: list[int], at: int
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
                for piece in graph[cut]
                if piece.cost + least[piece.end] == least[cut]
            ]
        many = many or len(further) > _MOST_DIVISIONS
        ways = list(dict(further).items()) if many else further


def _shared(divisions: list[list[Piece]], stretch: Stretch) -> list[Row]:
    """The rows of a stretch that can be divided in these ways: what all of them share."""
    choices = [[piece.row for piece in way if piece.row is not None] for way in divisions]
    if len(choices) == 1:
        return choices[0]
    labels = [row for rows in choices[:1] for row in rows if not row.says and _in_all(row, choices)]
    saying = [[row for row in rows if row.says] for rows in choices]
    if len({len(rows) for rows in saying}) != 1:
        return [Row({}, frozenset(), stretch)]
    return [*labels, *(_common(rows, stretch) for rows in zip(*saying, strict=True))]


def _in_all(row: Row, choices: Sequence[Sequence[Row]]) -> bool:
    return all(row in rows for rows in choices)


def _common(rows: Sequence[Row], stretch: Stretch) -> Row:
    first = rows[0]
    cells = {
        column: words
        for column, words in first.cells.items()
        if all(row.cells.get(column) == words for row in rows)
    }
    open_columns = {column for row in rows for column in (*row.cells, *row.doubtful)} - cells.keys()
    return Row(cells, frozenset(open_columns), stretch)
