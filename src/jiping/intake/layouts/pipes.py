"""Tables printed with pipes, a row a line: `名称 | 10 | 10 | ||||`, broken rows and all.

Merged and empty cells drop out and come back as empty ones at the row's end, so a row has as many
pipes as the table has columns: a row that was broken in the middle is whole again when it has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from jiping.intake import labels
from jiping.intake.document import Line, Table

from . import FormSpan
from .hung_pipes import rows_joined
from .ragged import fits, landmarks
from .ragged.cells import UNKNOWN, Cell, Piece, Strip, cell, pieces_of
from .ragged.forms import read_forms

_FEWEST_LINES = 3
#: A line that says nothing but the number of a page.
_EMPTY = re.compile(r"\s*(?:[-—–－]?\s*\d{1,4}\s*[-—–－]?)?\s*")
#: A label in a cell is broken into so many lines at most, a character each.
_LONGEST_STUB = _MOST_LINES = 8
#: A row is seldom so many cells too long, where its Word cell had a line break.
_SPARE = 2
#: So many rows with an empty cell between others show that empty cells are where they were.
_SHOWN_EMPTY = 3
#: A row of a form has at least so many cells.
_FEWEST_CELLS = 4


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms in tables printed with pipes, a row a line."""
    lines = piped(blocks)
    if lines and (joined := rows_joined(blocks)) is not blocks:
        blocks, lines = joined, piped(joined)
    if len(lines) < _FEWEST_LINES or is_lone(lines) or is_endless(lines):
        return []
    spans: list[FormSpan] = []
    for run in runs(blocks, lines):
        strip = _strip(run, blocks)
        spans += spans_of(strip, run[-1][0].block + 1)
    return spans


def piped(blocks: Sequence[Line | Table]) -> list[list[Piece]]:
    """The cells of each line that has a pipe; one that opens every line is no cell's."""
    if not has_pipe("".join([block.text for block in blocks if isinstance(block, Line)])):
        return []
    upper = set(_upper_lines(blocks))
    lines = [
        pieces_of(number, block)
        for number, block in enumerate(blocks)
        if isinstance(block, Line) and (has_pipe(block.text) or number in upper)
    ]
    said = [line for line in lines if any(piece.text for piece in line)]
    opened = sum(not line[0].text for line in said)
    return [_unopened(line) for line in lines] if said and opened == len(said) else lines


def has_pipe(text: str) -> bool:
    """Whether a line has a pipe of either width."""
    return "|" in text or "｜" in text


def _upper_lines(blocks: Sequence[Line | Table]) -> Iterator[int]:
    """The lines without a pipe that begin a label which its Word cell broke.

    `绩效` / `指标 | 一级`, or a character a line: `绩` / `效` / `指` / `标 | 一级指标`. A level may
    stand whole on its line: `成本指标` / `| 项目成本 | 200万元`.
    """
    upper: list[str] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Table) or not block.text.strip():
            upper = []
        elif not has_pipe(block.text):
            upper = [*upper[1 - _MOST_LINES :], block.text]
        else:
            last = pieces_of(number, block)[0].text
            for count in range(len(upper), 0, -1):
                label = "".join(upper[-count:])
                if len(label) <= _LONGEST_STUB and _is_label(label + last):
                    yield from range(number - count, number)
                    break
            upper = []


def is_heading(text: str) -> bool:
    """Whether *text* is the label of a column or of a block."""
    return labels.column_of(text) is not None or labels.core(text) in labels.BLOCKS


def _is_label(text: str) -> bool:
    """Whether *text* is a heading or a level, which its cell may have broken."""
    return is_heading(text) or bool(labels.level1_of(text) or labels.level2_of(text))


def _unopened(line: list[Piece]) -> list[Piece]:
    return line[1:] if len(line) > 1 and not line[0].text else line


def is_lone(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether cells stand alone on their lines."""
    said = [sum(bool(piece.text) for piece in line) for line in lines]
    return sum(count > 1 for count in said) * 5 <= sum(count > 0 for count in said)


def is_endless(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether lines mean nothing for rows: a heading goes on in its line with rows of its block."""
    for line in lines:
        said = [piece.text for piece in line if piece.text]
        named = [n for n, text in enumerate(said) if labels.column_of(text)]
        if len(named) >= 3 and any(
            labels.row_of(text) or labels.level1_of(text) for text in said[named[2] :]
        ):
            return True
    return False


def runs(
    blocks: Sequence[Line | Table], lines: Sequence[list[Piece]]
) -> Iterator[list[list[Piece]]]:
    """Lines with pipes between which no other text stands."""
    run: list[list[Piece]] = []
    for line in lines:
        if run and _text_between(blocks, run[-1][0].block + 1, line[0].block):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _text_between(blocks: Sequence[Line | Table], start: int, stop: int) -> bool:
    between = blocks[start:stop]
    return any(
        isinstance(b, Table) or not (_EMPTY.fullmatch(b.text) or labels.is_continued(b.text))
        for b in between
    )


def spans_of(strip: Strip, end: int) -> list[FormSpan]:
    """The forms of *strip* with the blocks they take up; the last one to *end*."""
    forms = read_forms(strip)
    starts = [strip.cells[form.start].block for form in forms]
    stops = [*starts, end][1:]
    return [
        FormSpan(form.text, start, stop)
        for form, start, stop in zip(forms, starts, stops, strict=True)
    ]


def follows(blocks: Sequence[Line | Table], start: int) -> tuple[bool, bool]:
    """Whether text follows from *start* on, and whether it may be the rest of a broken cell."""
    lines = (b.text for b in islice(blocks, start, None) if isinstance(b, Line))
    texts = list(islice((text for text in lines if text.strip()), 2))
    stub = len(texts) == 1 and not landmarks.is_closing(texts[0])
    return bool(texts) and not stub, stub


def _strip(run: Sequence[list[Piece]], blocks: Sequence[Line | Table]) -> Strip:
    ended, stub = follows(blocks, run[-1][-1].block + 1)
    rows = list(rows_of(list(_with_whole_labels(run))))
    broken = not ended and (stub or not rows[-1][-1].closed or len(rows[-1]) < width_of(run))
    if broken and not rows[-1][-1].closed and _closing_pipes(run):
        rows[-1].pop()
    exact = sum(map(_has_gap, rows)) >= _SHOWN_EMPTY
    between = exact and _parts_cells(run)
    cells = [
        each._replace(behind=_behind(each, row) if between else None)
        for number, row in enumerate(rows, 1)
        for each in _cells(row, number, exact=exact)
    ]
    return Strip(cells, rows=True, broken=broken, ended=ended)


def _parts_cells(run: Sequence[Sequence[Piece]]) -> bool:
    """Whether pipes stand between cells only, so that an empty one at the end of a row shows."""
    opened = sum(not line[-1].closed for line in run if len(line) >= _FEWEST_CELLS)
    return opened >= _SHOWN_EMPTY


def _behind(each: Cell, row: Sequence[Piece]) -> int | None:
    """The cells behind one in its row; None where the row takes up several lines."""
    if any(piece.line is not row[0].line for piece in row) or each.column is None:
        return None
    return sum(piece.closed for piece in row) + 1 - each.column


def _closing_pipes(run: Sequence[Sequence[Piece]]) -> bool:
    """Whether a pipe stands behind every cell, so that a cell without one is broken off."""
    return sum(line[-1].closed for line in run) * 2 > len(run)


def _has_gap(row: Sequence[Piece]) -> bool:
    said = [n for n, piece in enumerate(row) if piece.text]
    return bool(said) and said[-1] - said[0] >= len(said)


def _cells(row: Sequence[Piece], number: int, *, exact: bool) -> Iterator[Cell]:
    gap = 0
    for column, piece in enumerate(row, 1):
        if piece.text:
            yield cell(piece, number, gap if exact else UNKNOWN, column)
            gap = 0
        else:
            gap += 1


# --- rows -----------------------------------------------------------------------------------------


def rows_of(run: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """The rows of the tables in *run*: lines joined until a row is whole.

    It is where its line ends with an empty cell, and where it has all cells of the table.
    """
    if not any(_is_filled_up(line) for line in run):
        yield from _by_lines(run)
        return
    width = width_of(run)
    row: list[Piece] = []
    for line in run:
        if row and len(row) + len(line) > width + _SPARE * _begins_with_figure(line):
            yield row
            row = []
        row += line
        if _is_filled_up(line) or len(row) >= width:
            yield row
            row = []
    if row:
        yield row


def _with_whole_labels(run: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """The lines; a label that its Word cell broke over several stands on the last, whole."""
    upper: list[Piece] = []
    for number, line in enumerate(run, 1):
        if upper:
            line = [*upper[:-1], _joined(upper[-1], line[0]), *line[1:]]
        if _is_broken(line[-1], run[number : number + _MOST_LINES]):
            upper = line
        else:
            upper = []
            yield line


def _is_broken(upper: Piece, below: Sequence[Sequence[Piece]]) -> bool:
    """Whether no pipe stands behind a piece that makes a label only with those below it."""
    label = upper.text
    if upper.closed or is_heading(label):
        return False
    for line in below:
        label += line[0].text
        if is_heading(label) or len(line) > 1 or line[0].closed:
            return _is_label(label)
    return False


def _joined(upper: Piece, lower: Piece) -> Piece:
    return upper._replace(text=f"{upper.text}\n{lower.text}", closed=lower.closed)


def width_of(run: Sequence[Sequence[Piece]]) -> int:
    """The cells of a row: so many as most lines have."""
    counts = Counter(len(line) for line in run)
    return max(counts, key=lambda count: (counts[count], count))


def _begins_with_figure(line: Sequence[Piece]) -> bool:
    """Whether a line can hardly begin a row: its first cell is a figure, and no serial number."""
    said = [piece.text for piece in line if piece.text]
    serial = len(said) > 1 and fits.serial(said[0]) is not None and not fits.is_figure(said[1])
    return bool(said) and fits.is_figure(said[0]) and not serial


def _is_filled_up(line: Sequence[Piece]) -> bool:
    """Whether a line ends with an empty cell, as rows with merged or empty cells do."""
    return line[-1].closed and not line[-1].text


def _by_lines(run: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """A row a line; a line that begins with a figure goes on with the row before it."""
    row: list[Piece] = []
    for line in run:
        if row and not _begins_with_figure(line):
            yield row
            row = []
        row += line
    if row:
        yield row
