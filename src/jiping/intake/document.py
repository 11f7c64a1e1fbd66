"""The neutral page, table and line model that every reader produces and every recogniser reads.

A reader knows a file format and nothing of self-evaluations; a recogniser knows forms and reports
and nothing of file formats. Between them stand only these values, the many small ones plain tuples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jiping.filing import Place, Problem


class Line(NamedTuple):
    """One line or paragraph of running text, as published; in a sheet its number is the row's.

    `certainty` is that of the least certain figure in percent where it was read from a picture.
    """

    text: str
    number: int
    page: int | None = None
    sheet: str | None = None
    certainty: int | None = None


class Cell(NamedTuple):
    """One cell as published; a merged cell stands once, at its first row and column (from 0).

    `line` is the text line it came from where the table was found in running text, `certainty`
    that of its least certain figure in percent where it was read from a picture.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    line: int | None = None
    certainty: int | None = None

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + self.columns


@dataclass(frozen=True, slots=True)
class Table:
    """A table with true columns: from a docx, xlsx or html table, or a pdf's ruling lines.

    `sparse` where empty cells are left out, as sheets do: then the number of a row's cells tells
    nothing, and each stands in its true column.
    """

    cells: tuple[Cell, ...]
    number: int
    page: int | None = None
    sheet: str | None = None
    sparse: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read: its lines and tables in reading order."""

    name: str
    media_type: str
    sha256: str
    blocks: tuple[Line | Table, ...] = ()
    problems: tuple[Problem, ...] = ()


class Found(NamedTuple):
    """A piece of published text that a layout assigned to a field, and where it stood."""

    text: str
    place: Place = Place()


class UnreadableError(Exception):
    """The document cannot be used; the message is the sentence the user reads, in Chinese."""


class Content(NamedTuple):
    """What a reader found in a file: blocks in reading order, and what it could not read."""

    blocks: tuple[Line | Table, ...]
    problems: tuple[Problem, ...] = ()
