"""What stands on a line of text set in columns: pieces parted by blanks, and where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

_TAB = 8
_PIECE = re.compile(r"[^ ]+(?: [^ ]+)*")


class Piece(NamedTuple):
    """A text without a gap and the places it takes up; `line` counts from 0."""

    text: str
    left: int
    right: int
    line: int


def pieces_of(text: str, line: int, wide: int) -> list[Piece]:
    """The pieces of a line: two blanks or more, a wide blank or a tab part them.

    A Chinese character takes up *wide* places: two as it is typed and seen, one in what programs
    make that lay out pages as text (`pdftotext -layout`).
    """
    spread, at = _spread(text, wide)
    return [
        Piece(match[0], at[match.start()], at[match.end()], line)
        for match in _PIECE.finditer(spread)
    ]


def _spread(text: str, wide: int) -> tuple[str, list[int]]:
    """The text with plain blanks for all others, and at which place each character begins."""
    spread: list[str] = []
    at, place = [], 0
    for sign in text:
        if sign == "\t":
            step = _TAB - place % _TAB
            signs = " " * max(step, 2)
        else:
            step = wide if unicodedata.east_asian_width(sign) in "WF" else 1
            signs = "  " if sign == "\u3000" else " " if sign.isspace() else sign
        at += [place + min(n, step) for n in range(len(signs))]
        spread.append(signs)
        place += step
    return "".join(spread), [*at, place]


def columns_of(lines: Iterable[Sequence[Piece]]) -> list[tuple[int, int]] | None:
    """The columns, parted by blanks that go down through all lines; None where two pieces share one."""
    held = [list(line) for line in lines]
    columns: list[list[int]] = []
    for left, right in sorted((piece.left, piece.right) for line in held for piece in line):
        if columns and left < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    found = [(left, right) for left, right in columns]
    for line in held:
        at = [column_at(piece, found) for piece in line]
        if any(one == other for one, other in pairwise(at)):
            return None
    return found


def headed_columns(
    heads: Sequence[Sequence[Piece]], body: Sequence[Sequence[Piece]]
) -> list[tuple[int, int]] | None:
    """The columns of a block; a heading that stands beside its column, with nothing below it, is of it."""
    columns = columns_of([*heads, *body])
    if columns is None:
        return None
    headed, filled = (
        {column_at(p, columns) for line in part for p in line} for part in (heads, body)
    )
    found = [columns[0]]
    for n in range(1, len(columns)):
        alone = {n - 1, n} - headed, {n - 1, n} - filled
        if all(len(each) == 1 for each in alone) and alone[0] != alone[1]:
            found[-1] = found[-1][0], columns[n][1]
        else:
            found.append(columns[n])
    return found


def column_at(piece: Piece, columns: Sequence[tuple[int, int]]) -> int:
    """The number of the column that a piece stands in."""
    return next(n for n, (left, right) in enumerate(columns) if left <= piece.left < right)
