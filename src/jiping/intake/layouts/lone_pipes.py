"""Tables printed with pipes, a cell a line: `值 |`, a lone pipe for an empty cell; or all in one.

The pipe may stand on the line below its cell.

Where rows are filled up with pipes to the table's width the rows can be counted off; else the
cells are a stream in which empty cells are seen, but not the ends of rows. The endless row of the
second kind breaks its line at empty cells only and shows neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import gcd

from jiping.intake.document import Line, Table
from jiping.intake.labels import column_of

from . import FormSpan
from .hung_pipes import closed_up
from .pipes import follows, is_endless, is_lone, piped, runs, spans_of
from .ragged.cells import UNKNOWN, Cell, Piece, Strip, cell

_FEWEST = 8
_NARROWEST = 4


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms in tables printed with pipes whose lines are no rows."""
    lines = piped(blocks)
    if lines and (closed := closed_up(blocks)) is not blocks:
        blocks, lines = closed, piped(closed)
    if sum(map(len, lines)) < _FEWEST:
        return []
    lone, endless = is_lone(lines), is_endless(lines)
    if not (lone or endless):
        return []
    spans: list[FormSpan] = []
    for run in runs(blocks, lines):
        ended, _ = follows(blocks, run[-1][-1].block + 1)
        pieces = [piece for line in run for piece in line]
        if not (ended or pieces[-1].closed):
            pieces.pop()
        width = 0 if endless else _width(run if ended else run[:-1])
        # Where no pipe stands alone, empty cells dropped out.
        gaps = not endless and any(not piece.text for piece in pieces)
        cells = list(_cells(pieces, width, gaps=gaps))
        if cells:
            strip = Strip(cells, rows=bool(width), broken=not ended, ended=ended)
            spans += spans_of(strip, run[-1][-1].block + 1)
    return spans


def _width(run: Sequence[Sequence[Piece]]) -> int:
    """The cells of a row where rows are filled up with pipes, else 0.

    They stand on a line of their own or behind the last cell of the row. Where few rows are filled
    up, what they have in common may be several rows: then the heading tells the width of one.
    """
    for behind in (True, False):
        total = common = 0
        for line in run:
            total += len(line)
            if len(line) > 1 and not any(piece.text for piece in line[behind:]):
                common = gcd(common, total)
        if common >= _NARROWEST:
            headed = _headed(run) if total % common else 0
            fits = headed >= _NARROWEST and not (common % headed or total % headed)
            return headed if fits else common
    return 0


def _headed(run: Sequence[Sequence[Piece]]) -> int:
    """The columns of a table that begins with its heading, else 0."""
    texts = (piece.text for line in run for piece in line)
    return sum(1 for _ in takewhile(lambda text: column_of(text) is not None, texts))


def _cells(pieces: Sequence[Piece], width: int, *, gaps: bool) -> Iterator[Cell]:
    """The cells that say something, with the empty ones in front of them counted."""
    gap = 0
    for number, piece in enumerate(pieces):
        row = number // width + 1 if width else 0
        if width and number % width == 0:
            gap = 0
        if piece.text:
            yield cell(piece, row, gap if gaps else UNKNOWN)
            gap = 0
        else:
            gap += 1
