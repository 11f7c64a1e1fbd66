"""What a text with known cells still tells of its table: the cells, their rows, the empty ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from jiping.filing import Place
from jiping.intake.amounts import blank
from jiping.intake.document import Found, Line

#: How many empty cells stand in front of a cell: a number, or one of these.
UNKNOWN, SOME = -1, -2
_EDGE = " \t\r\n\u3000\xa0\u200b\ufeff"


class Cell(NamedTuple):
    """A cell that says something: its text and place, its row, the empty cells in front of it.

    `gap` counts from the cell before it in the same row, or from the beginning of the text where
    rows are not known. `behind` are the cells behind it in its row, empty ones too, where these show.
    """

    text: str
    block: int
    line: int
    page: int | None = None
    column: int | None = None
    row: int = 0
    gap: int = UNKNOWN
    behind: int | None = None

    def found(self, text: str | None = None) -> Found:
        """The cell as published, or a part of its text."""
        return Found(
            self.text if text is None else text,
            Place(page=self.page, line=self.line, column=self.column),
        )


class Strip(NamedTuple):
    """Cells that stand together, in their order.

    `rows` tells whether the cells' rows are known, `broken` whether the text breaks off behind the
    last cell so that its row may go on, `ended` whether other text follows.
    """

    cells: Sequence[Cell]
    rows: bool
    broken: bool = False
    ended: bool = False


class Piece(NamedTuple):
    """A cell as printed, empty or not, and whether a sign closes it."""

    text: str
    block: int
    line: Line
    column: int
    closed: bool = True


def pieces_of(block: int, line: Line) -> list[Piece]:
    """The cells of a line with pipes; what stands behind the last pipe is not closed by one."""
    parts = line.text.replace("｜", "|").split("|")
    pieces = [
        Piece(part.strip(_EDGE), block, line, number) for number, part in enumerate(parts[:-1], 1)
    ]
    if rest := parts[-1].strip(_EDGE):
        pieces.append(Piece(rest, block, line, len(parts), closed=False))
    return pieces


def cell(piece: Piece, row: int, gap: int, column: int | None = None) -> Cell:
    """The cell of a piece that says something."""
    return Cell(piece.text, piece.block, piece.line.number, piece.line.page, column, row, gap)


def without(cells: Iterable[Cell], dropped: Callable[[Cell], bool]) -> list[Cell]:
    """The cells that are not *dropped*; these count as empty in front of the next one."""
    kept: list[Cell] = []
    gap: int | None = None
    row = 0
    for each in cells:
        if gap is not None and each.row == row:
            each = each._replace(gap=_behind(gap, each.gap))
        gap = None
        if dropped(each):
            gap, row = each.gap, each.row
        else:
            kept.append(each)
    return kept


def _behind(before: int, gap: int) -> int:
    """The empty cells in front of a cell when the one before it is empty, too."""
    if UNKNOWN in (before, gap):
        return UNKNOWN
    return SOME if SOME in (before, gap) else before + 1 + gap


def joined(cells: Iterable[Cell]) -> Found:
    """Several cells that were paragraphs of one, placed at the first that says something."""
    said = list(cells)
    said = [each for each in said if not blank(each.text)] or said[:1]
    return said[0].found("\n".join(each.text for each in said))
