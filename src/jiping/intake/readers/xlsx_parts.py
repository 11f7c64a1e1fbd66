"""What the parts of a workbook hold, however they are spelled."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .sheet import Place


class Sheet(NamedTuple):
    """The shown cells of a sheet as stored, and its merged ranges by their first and last cell.

    A cell is its place, the number of its style, its kind and its value, as the file spells them;
    an inline text has the kind `inlineStr`.
    """

    cells: list[tuple[Place, str, str, str]]
    merged: list[tuple[Place, Place]]


def at(column: str, row: str) -> Place:
    """The place of a reference: `B`, `3` → (2, 1)."""
    return int(row) - 1, column_of(column)


@lru_cache(maxsize=32768)
def column_of(letters: str) -> int:
    """The number of a column from 0: `A` → 0, `AA` → 26."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1
