"""Lines of Chinese text for a terminal: broken anywhere, but no line begins with closing punctuation.

Terminal libraries break at blanks, of which Chinese has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from rich.cells import cell_len

_NOT_FIRST = "，。、；：！？）》〉】〕”’%％,.;:!?)]}>"
_HANGING = 2
_NOT_LAST = "（《〈【〔“‘(["
#: What stays together: a Latin word, number or address with its signs, a dash, else one character.
_PIECE = re.compile(r"(?:[0-9A-Za-z.,%+\-/_]|:(?=//))+|\s+|…+|—+|.", re.DOTALL)


def wrap(text: str, width: int) -> list[str]:
    """Break *text* into lines of at most *width* columns (a Chinese character takes two)."""
    return ["".join(line).rstrip() for line in _lines(text, width)]


def divide(text: str, width: int, fold: bool = True) -> list[int]:
    """Where the lines of a cell of *width* columns begin: what Rich asks, which knows blanks alone."""
    lines = _lines(text, width, hanging=0, cut=fold)
    return list(accumulate(sum(map(len, line)) for line in lines))[:-1]


def _lines(text: str, width: int, hanging: int = _HANGING, *, cut: bool = False) -> list[list[str]]:
    """The pieces of each line; with *cut* those longer than a line are cut."""
    lines: list[list[str]] = [[]]
    room = width
    for piece in _cut(text, width) if cut else _PIECE.findall(text):
        size = cell_len(piece)
        hangs = piece in _NOT_FIRST and room + hanging >= size
        if size > room and lines[-1] and not hangs and not piece.isspace():
            carried: list[str] = []
            # What may not end this line, or the next may not begin with, goes over with its neighbour.
            while len(lines[-1]) > 1 and (
                lines[-1][-1] in _NOT_LAST or (carried or [piece])[0] in _NOT_FIRST
            ):
                carried.insert(0, lines[-1].pop())
            lines.append(carried)
            room = width - sum(map(cell_len, carried))
        lines[-1].append(piece)
        room -= size
    return lines


def _cut(text: str, width: int) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        yield from (piece if cell_len(piece) > width else (piece,))


def indent(text: str, width: int, first: str, rest: str) -> str:
    """Wrap *text* behind *first*, its further lines behind *rest*; punctuation hangs at the edge."""
    lines = wrap(text, width - _HANGING - cell_len(first))
    return "\n".join((first if n == 0 else rest) + line for n, line in enumerate(lines))
