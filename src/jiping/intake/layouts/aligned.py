"""Forms in plain text whose columns stand under each other (`pdftotext -layout`, typed tables).

Cells wrap over lines, so that a line is no row, and blanks are no sign of a cell: but a blank that
goes down through all lines of a block parts two columns. What is found so is a true table and is
read as one; a block with a line that fits no column is left to the layouts that read by words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, product

from jiping.filing import Place, Problem
from jiping.filing.model import MONEY
from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import amount, points
from jiping.intake.document import Cell, Line, Table

from . import FormSpan, grid
from .align.pieces import Piece, column_at, columns_of, headed_columns, pieces_of
from .align.rows import Extent, extents_of, spans_of
from .table.closing_row import is_closing

_FEWEST_HEADINGS = 4
_FEWEST_ROWS = 2
_MOST_WRAPPED = 5  # lines of headings
_SEPARATED = re.compile(r"\S\t\S")
_HEADED = re.compile(r"三级指标|指标名称")
#: Each of the headings below has one of these.
_OF_HEADINGS = re.compile("[级称]")
_POINTS = ("weight", "score")
_UNTOLD = "预算资金一块的各列对不齐，不能确定各数属于哪一栏，未读；请对照原表"
_HEADINGS = frozenset(("一级", "二级", "三级", "一级指标", "二级指标", "三级指标", "指标名称"))

Pieces = list[list[Piece]]
Column = tuple[int, int]
#: A cell of a row: its text, the first place that it takes up and the one behind it, and its line.
Set = tuple[str, int, int, int]


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms whose columns stand under each other."""
    lines = [block for block in blocks if isinstance(block, Line)]
    if len(lines) < len(blocks) or not any(_HEADED.search(line.text) for line in lines):
        return []
    may_head = (line.text for line in lines if _OF_HEADINGS.search(line.text))
    if not any(_opens_indicators(pieces_of(text, 0, 1)) for text in may_head):
        return []  # without looking at where on its line each character of the text stands
    if any(_SEPARATED.search(line.text) for line in lines):
        return []  # one tab between cells parts them, wherever they come to stand
    found = [spans for wide in (2, 1) if (spans := _forms(lines, wide))]
    return min(found, key=lambda spans: sum(len(s.form.problems) for s in spans), default=[])


def _forms(lines: Sequence[Line], wide: int) -> list[FormSpan]:
    """All forms, where a Chinese character takes up *wide* places."""
    pieces = [pieces_of(line.text, n, wide) for n, line in enumerate(lines)]
    if pieces[-1] and not _closes(pieces[-1]) and amount(pieces[-1][-1].text) is not None:
        pieces[-1].pop()  # nothing stands behind it: the text may break off within a figure
    parts: list[Line | Table] = []
    starts: list[int] = []
    at = 0
    for number, (start, heading, end) in enumerate(_extents(pieces), 1):
        said = [line for line in pieces[start:end] if line]
        found = _below_headings(said, said.index(pieces[heading]), 0, _indicators)
        if found is None:
            return []
        headed, body = found
        table = _table([*_head(said[:headed]), *body], lines, number)
        parts += [*lines[at:start], table]
        starts += range(at, start + 1)
        at = end
    parts += lines[at:]
    starts += range(at, len(lines) + 1)
    if not any(isinstance(part, Table) for part in parts):
        return []
    spans = grid.find_forms(parts)
    for span, (start, heading, _) in zip(spans, _extents(pieces), strict=False):
        opened = [n for n in range(start, heading) if _opens_budget(pieces[n])]
        if opened and not span.form.budget:
            where = Place(line=lines[opened[0]].number)
            span.form.problems.append(Problem(where=where, message=_UNTOLD))
    return [span._replace(start=starts[span.start], end=starts[span.end]) for span in spans]


def _extents(pieces: Pieces) -> Iterator[tuple[int, int, int]]:
    """Of each form the first line, that of the headings of its indicators, and the one behind it."""
    end = 0
    headings = [n for n, line in enumerate(pieces) if _opens_indicators(line)]
    for heading, following in pairwise([*headings, len(pieces)]):
        start = next(n for n in range(end, heading + 1) if n == heading or len(pieces[n]) > 1)
        closing = [n for n in range(heading, following) if _closes(pieces[n])]
        end = closing[0] + 1 if closing else following
        while end in closing:  # 合计 of the indicators, then 总分
            end += 1
        yield start, heading, end


def _closes(line: list[Piece]) -> bool:
    return bool(line) and is_closing(labels.core(line[0].text))


def _opens_indicators(line: list[Piece]) -> bool:
    named = [squeeze(piece.text) in _HEADINGS for piece in line]
    return len(line) >= _FEWEST_HEADINGS and sum(named) > 1


# --- indicators -----------------------------------------------------------------------------------


Read = Callable[[Pieces, Pieces], list[list[Set]] | None]


def _below_headings(
    lines: Pieces, at: int, first: int, read: Read
) -> tuple[int, list[list[Set]]] | None:
    """Where the headings around line *at* begin, and what *read* makes of them and all below.

    Headings wrap too: the fewest lines are taken that name every column, none before line *first*.
    None where a line fits no column.
    """
    for above, below in sorted(product(range(_MOST_WRAPPED), repeat=2), key=sum):
        start, stop = at - above, at + below + 1
        if start >= first and stop < len(lines):
            rows = read(lines[start:stop], lines[stop:])
            if rows is not None:
                return start, rows
    return None


def _indicators(heads: Pieces, below: Pieces) -> list[list[Set]] | None:
    """The rows from the headings *heads* on; None where these name not every column."""
    body = [line for line in below if not _closes(line)]
    closing = below[len(body) :]
    if not body:
        return None
    columns = headed_columns(heads, [*body, *(line[1:] for line in closing)])
    if columns is None:
        return None
    kinds = [labels.column_of(_joined(_under(heads, columns, n))) for n in range(len(columns))]
    named = [n for n, kind in enumerate(kinds) if kind]
    if not named or None in kinds[named[0] :] or not {"name", "target"} <= {*kinds}:
        return None
    name = kinds.index("name")
    anchors = _anchors(body, columns, kinds)
    said = [line[0].line for line in body if any(column_at(p, columns) >= name for p in line)]
    named_at = {piece.line for piece in _under(body, columns, name)}
    rows = extents_of(said, anchors, named_at) if len(anchors) >= _FEWEST_ROWS else None
    if rows is None:
        return None
    cells = [[_set(_under(heads, columns, n), columns[n]) for n in range(named[0], len(columns))]]
    levels: dict[int, list[list[Piece]]] = {}
    lower: list[list[Piece]] = []
    for n in reversed(range(named[0], name)):
        merged = _merged(_under(body, columns, n), rows, lower)
        if merged is None:
            return None
        levels[n] = lower = merged
    for number, (first, final) in enumerate(rows):
        held = [line for line in body if first <= line[0].line <= final]
        begun = [(n, levels[n][number]) for n in sorted(levels) if levels[n][number]]
        cells.append(
            [
                *(_set(label, columns[n]) for n, label in begun),
                *(_set(_under(held, columns, n), columns[n]) for n in range(name, len(columns))),
            ]
        )
    for label, *rest in closing:
        sets = [_set([piece], columns[column_at(piece, columns)]) for piece in rest]
        cells.append([(label.text, 0, min([one[1] for one in sets], default=1), label.line), *sets])
    return cells


def _anchors(body: Pieces, columns: Sequence[Column], kinds: Sequence[str | None]) -> list[int]:
    """The lines with points, of each row one."""
    held = [_under(body, columns, n) for n, kind in enumerate(kinds) if kind in _POINTS]
    return sorted({p.line for each in held for p in each if points(p.text) is not None})


def _merged(
    held: list[Piece], rows: Sequence[Extent], lower: Sequence[list[Piece]]
) -> list[list[Piece]] | None:
    """For each row the pieces of the level that begins on it; None where levels fit no rows.

    *lower* is the same of the level below, which may say to which level above it belongs.
    """
    blocks: list[list[Piece]] = []
    for piece in held:
        if blocks and _goes_on(blocks[-1], piece):
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    homes: list[str | None] = []
    for label in lower:
        homes.append(_home(label) or (homes[-1] if homes else None))
    names = [labels.level1_of(_joined(block)) for block in blocks]

    def odd(label: int, row: int) -> bool:
        name = names[label]
        return bool(name and homes and homes[row] not in (None, name.name))

    spans = spans_of([(block[0].line, block[-1].line) for block in blocks], rows, odd)
    if spans is None:
        return None
    firsts = {first: block for (first, _), block in zip(spans, blocks, strict=True)}
    return [firsts.get(number, []) for number in range(len(rows))]


def _home(label: list[Piece]) -> str | None:
    """The level 1 under which a level 2 has its home."""
    level = labels.level2_of(_joined(label)) if label else None
    return labels.LEVEL1_OF.get(level.name) if level else None


def _goes_on(block: list[Piece], piece: Piece) -> bool:
    """Whether a piece is the next line of a label that is not yet whole; the figures of its row may
    stand between."""
    if piece.line > block[-1].line + 2:
        return False
    whole, longer = _joined(block), _joined([*block, piece])
    return not _is_level(whole) or (_is_level(longer) and not _is_level(piece.text))


def _is_level(text: str) -> bool:
    return labels.level1_of(text) is not None or labels.level2_of(text) is not None


# --- what stands above ----------------------------------------------------------------------------


def _head(lines: Pieces) -> Iterator[list[Set]]:
    """The rows above the indicators: fields, the budget, the goals."""
    at = 0
    while at < len(lines):
        if _kinds(lines[at], labels.GOALS) >= {"expected", "achieved"}:
            yield from _goals(lines[at:])
            return
        if _opens_budget(lines[at]):
            end = next((n for n in range(at, len(lines)) if _is_of_goals(lines[n])), len(lines))
            found = _below_headings(lines[:end], at, at, _budget)
            if found:
                yield from found[1]
            elif columns_of(lines[at:end]) and all(len(line) > 1 for line in lines[at:end]):
                yield from _table_rows(lines[at:end])
            at = end
            continue
        end = at + 1
        while end < len(lines) and min(len(lines[at]), len(lines[end])) > 2:
            if _opens_budget(lines[end]) or _is_of_goals(lines[end]):
                break
            end += 1
        yield from _table_rows(lines[at:end])
        at = end


def _opens_budget(line: list[Piece]) -> bool:
    return len(_kinds(line, labels.COLUMNS) & labels.BUDGET_COLUMNS) > 1


def _kinds(line: list[Piece], words: Mapping[str, str]) -> set[str]:
    return {kind for piece in line if (kind := words.get(labels.core(piece.text)))}


def _is_of_goals(line: list[Piece]) -> bool:
    return bool(_kinds(line, labels.GOALS)) or labels.core(line[0].text).startswith("年度总体")


def _table_rows(lines: Pieces) -> Iterator[list[Set]]:
    """Each line as a row; the cells begin where their columns do, if these can be told."""
    columns = columns_of(lines)
    for line in lines:
        yield [
            _set(
                [piece],
                columns[column_at(piece, columns)] if columns else (piece.left, piece.right),
            )
            for piece in line
        ]


def _budget(heads: Pieces, body: Pieces) -> list[list[Set]] | None:
    """The rows of the budget: the headings, and what stands around each line with money."""
    columns = columns_of([*heads, *body])
    if columns is None:
        return None
    kinds = [labels.column_of(_joined(_under(heads, columns, n))) for n in range(len(columns))]
    money = min((n for n, kind in enumerate(kinds) if kind in MONEY), default=0)
    if not money or None in kinds[money:]:
        return None
    anchors = [line[0].line for line in body if any(column_at(p, columns) >= money for p in line)]
    said = [line[0].line for line in body if any(column_at(p, columns) >= money - 1 for p in line)]
    named = {piece.line for piece in _under(body, columns, money - 1)}
    rows = extents_of(said, anchors, named) if anchors else None
    if rows is None:
        return None
    block = [p for n in range(money - 1) for p in _under([*heads, *body], columns, n)]
    cells = [
        [
            *([_set(block, (columns[0][0], columns[money - 2][1]))] if block else []),
            *(_set(_under(heads, columns, n), columns[n]) for n in range(money - 1, len(columns))),
        ]
    ]
    for first, final in rows:
        held = [line for line in body if first <= line[0].line <= final]
        cells.append(
            [_set(_under(held, columns, n), columns[n]) for n in range(money - 1, len(columns))]
        )
    return cells


def _goals(lines: Pieces) -> Iterator[list[Set]]:
    """The headings of the goals, and under each all that stands below it."""
    named = [piece for piece in lines[0] if labels.GOALS.get(labels.core(piece.text))]
    before = [piece for piece in lines[0] if piece not in named]
    starts = [min([piece.left, *_lefts(lines[1:], piece)]) for piece in named]
    ends = [*starts[1:], max(piece.right for line in lines for piece in line) + 1]
    yield [
        *(_set([piece], (piece.left, piece.right)) for piece in before),
        *(
            _set([piece], column)
            for piece, column in zip(named, zip(starts, ends, strict=True), strict=True)
        ),
    ]
    below = [piece for line in lines[1:] for piece in line]
    yield [
        _set([p for p in below if start <= p.left < end], (start, end))
        for start, end in zip(starts, ends, strict=True)
    ]


def _lefts(lines: Pieces, heading: Piece) -> list[int]:
    """Where the texts below a heading begin that stand under it."""
    return [
        piece.left
        for line in lines
        for piece in line
        if piece.left < heading.right and heading.left < piece.right
    ]


# --- cells ----------------------------------------------------------------------------------------


def _under(lines: Pieces, columns: Sequence[Column], number: int) -> list[Piece]:
    """The pieces of *lines* in one column."""
    return [piece for line in lines for piece in line if column_at(piece, columns) == number]


def _joined(held: Sequence[Piece]) -> str:
    return "\n".join(piece.text for piece in held)


def _set(held: Sequence[Piece], column: Column) -> Set:
    left, right = column
    return _joined(held), left, right, held[0].line if held else -1


def _table(rows: Sequence[list[Set]], lines: Sequence[Line], number: int) -> Table:
    cells = []
    for row, sets in enumerate(rows):
        first = next((line for _, _, _, line in sets if line >= 0), 0)
        cells += [
            Cell(text, row, left, 1, right - left, lines[line if line >= 0 else first].number)
            for text, left, right, line in sets
        ]
    return Table(tuple(cells), number, sparse=True)
