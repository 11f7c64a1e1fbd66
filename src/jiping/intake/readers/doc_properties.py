"""Property lists of the Word 97–2003 format ([MS-DOC] sprm), and the cells that the end of a row
tells by them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from .edges import Edge

# Property codes (sprm).
_IN_TABLE, _ROW_END = 0x2416, 0x2417
_INNER_CELL, _INNER_ROW = 0x244B, 0x244C  # of a table within a cell
_ELSEWHERE = (0x6645, 0x6646, 0x646B)
_DEFINE, _MERGE, _VERTICAL, _INSERT, _DELETE = 0xD608, 0x5624, 0xD62B, 0x7621, 0x5622
_CHANGE_TABS = 0xC615
REVISED_AWAY, HIDDEN, SYMBOL = 0x0800, 0x083C, 0x6A09
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


class UnknownLayoutError(Exception):
    """The file is a Word file, but not laid out as this module knows it."""


def codes(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """The property codes of a list with their operands."""
    at = 0
    while at + 2 < len(properties):
        code = struct.unpack_from("<H", properties, at)[0]
        at += 2
        kind = code >> 13
        if code == _DEFINE:
            size = struct.unpack_from("<H", properties, at)[0] - 1
            at += 2
        elif kind == 6:
            size = properties[at]
            at += 1
            if code == _CHANGE_TABS and size == 255:
                return
        else:
            size = _SIZES[kind]
        yield code, properties[at : at + size]
        at += size


class State(NamedTuple):
    """Whether a paragraph is in a table or ends a row, and where more of its properties stand.

    `inner` is what follows it where it ends a cell (a blank) or row (a newline) of a table within
    a cell.
    """

    in_table: bool
    ends_row: bool
    inner: str
    elsewhere: int | None


@lru_cache(maxsize=4096)
def state_of(properties: bytes) -> State:
    """What the properties of a paragraph say of its place in tables."""
    in_table, ends_row, inner, elsewhere = False, False, "", None
    for code, operand in codes(properties):
        if code == _IN_TABLE:
            in_table = operand[:1] != b"\x00"
        elif code == _ROW_END:
            ends_row = operand[:1] != b"\x00"
        elif code == _INNER_ROW or (code == _INNER_CELL and inner != "\n"):
            inner = "\n" if code == _INNER_ROW else " "
        elif code in _ELSEWHERE and len(operand) == 4:
            elsewhere = struct.unpack("<I", operand)[0]
    return State(in_table, ends_row, inner, elsewhere)


@lru_cache(maxsize=1024)
def row_of(*lists: bytes) -> tuple[int, tuple[Edge, ...]]:
    """The cells of a row from the properties of its end; raises UnknownLayoutError for none."""
    edges: list[int] = []
    flags: list[int] = []
    for code, operand in chain.from_iterable(map(codes, lists)):
        if code == _DEFINE:
            count = operand[0]
            edges = list(struct.unpack_from(f"<{count + 1}h", operand, 1))
            cells = operand[1 + 2 * (count + 1) :]
            flags = [
                struct.unpack_from("<H", cells, 20 * index)[0]
                if 20 * index + 2 <= len(cells)
                else 0
                for index in range(count)
            ]
        elif code == _MERGE and len(operand) == 2:
            for index in range(operand[0] + 1, min(operand[1], len(flags))):
                flags[index] |= 0x02
        elif code == _VERTICAL and len(operand) == 2 and operand[0] < len(flags):
            flags[operand[0]] = (flags[operand[0]] & ~0x60) | (operand[1] << 5 & 0x60)
        elif code in (_INSERT, _DELETE):
            raise UnknownLayoutError
    if not flags or any(left > right for left, right in pairwise(edges)):
        raise UnknownLayoutError
    return edges[0], tuple(
        Edge(right, bool(flag & 0x02 and not flag & 0x01), flag & 0x60 == 0x20)
        for right, flag in zip(edges[1:], flags, strict=True)
    )
