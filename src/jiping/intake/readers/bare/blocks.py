"""What stands together: the text of each cell, and the columns that it takes up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from jiping.intake.readers.page_open_tables import GAP
from jiping.intake.readers.pdf_text import Word, rows

_MOST_BORDERS = 12  # that show only between two cells
_STEP = 2.2  # heights of a line that a line of a cell stands below the one before at most
_BESIDE = 1.0  # heights of a line between two words of a cell at most
_REACHED = 0.2  # of a text: so much of it may reach into the next column


class Block(NamedTuple):
    """The text of one cell and the columns it stands in, its extent to the side and down."""

    words: tuple[Word, ...]
    first: int
    last: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its middle height."""
        return (self.top + self.bottom) / 2


def steps_of(lines: list[list[Word]], height: float) -> list[float]:
    """How far below each other the lines of one cell may stand: none, or as some lines here do."""
    below = [
        min(
            (
                w.middle - word.middle
                for line in lines[n + 1 : n + 9]
                for w in line
                if _over(word, w)
            ),
            default=_STEP * height,
        )
        for n, line in enumerate(lines)
        for word in line
    ]
    steps = sorted(step for step in below if height / 2 < step < _STEP * height)
    ends = [a for a, b in pairwise([*steps, _STEP * height]) if b - a > height / 20]
    return [0.0, *(end + 0.1 for end in ends)]


def _over(above: Word, below: Word) -> bool:
    return above.left < below.right and below.left < above.right


def _blocks(words: Sequence[Word], borders: list[float], step: float) -> list[Block]:
    """Words beside each other in the same columns, and lines at most *step* below each other."""
    closed: list[Block] = []  # above all that comes
    found: list[Block] = []
    for piece in _pieces(words):
        left, right = piece[0].left, piece[-1].right
        height = max(word.bottom - word.top for word in piece)
        above = [b for b in found if b.bottom + step + height < piece[0].top]
        if above:
            closed += above
            found = [b for b in found if b.bottom + step + height >= piece[0].top]
        block = Block(
            piece, *_columns(left, right, borders), left, right,
            min(word.top for word in piece), max(word.bottom for word in piece),
        )  # fmt: skip
        for other in [other for other in found if _touches(other, block, step)]:
            found.remove(other)
            block = Block(
                other.words + block.words,
                min(other.first, block.first), max(other.last, block.last),
                min(other.left, block.left), max(other.right, block.right),
                min(other.top, block.top), max(other.bottom, block.bottom),
            )  # fmt: skip
        found.append(block)
    return closed + found


def _columns(left: float, right: float, borders: list[float]) -> tuple[int, int]:
    """The columns that text stands in; one that it only reaches into is not among them."""
    reached = _REACHED * (right - left)
    first = sum(x <= left + reached for x in borders)
    return first, max(sum(x < right - reached for x in borders), first)


def _pieces(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Words of a line that stand so near to each other that they are of one cell."""
    found: list[tuple[Word, ...]] = []
    for line in rows(list(words)):
        for word in line:
            last = found[-1][-1] if found else None
            if last in line and last and word.left - last.right < GAP * (word.bottom - word.top):
                found[-1] += (word,)
            else:
                found.append((word,))
    return found


def _touches(block: Block, new: Block, most: float) -> bool:
    """Whether a word goes on in a block, on its last line or on the next."""
    if block.first > new.last or new.first > block.last:
        return False
    height = new.bottom - new.top
    last = block.words[-1]
    step = new.words[0].middle - max(word.middle for word in block.words)
    if step < height / 2:
        line = [w for w in block.words if abs(w.middle - last.middle) < height / 2]
        gap = max(new.left, line[0].left) - min(new.right, line[-1].right)
        return gap < _BESIDE * height
    return step <= most and block.left < new.right and new.left < block.right


def columned(
    words: Sequence[Word], borders: list[float], step: float
) -> tuple[list[Block], list[float]]:
    """Blocks, and the borders with those that show only between two of them; none where they clash."""
    for _ in range(_MOST_BORDERS):
        told = _parted(_blocks(words, borders, step), borders)
        if not isinstance(told, float):
            return told, borders
        borders = sorted([*borders, told])
    return [], borders


def _parted(blocks: list[Block], borders: list[float]) -> list[Block] | float:
    """Blocks with columns of their own, or where a border is missing between two; none if they clash."""
    found = sorted(blocks, key=lambda block: block.left)
    downwards = sorted(range(len(found)), key=lambda n: found[n].top)
    for at, one in enumerate(downwards):
        for two in downwards[at + 1 :]:
            if found[two].top > found[one].bottom + 1:
                break
            n, m = min(one, two), max(one, two)
            block, other = found[n], found[m]
            shared = min(block.bottom, other.bottom) - max(block.top, other.top)
            if block.last < other.first:
                continue
            if block.right > other.left or block.last > other.first:
                if shared > 1:
                    return []
            elif block.first == block.last and other.first == other.last:
                return (block.right + other.left) / 2
            elif shared > 1:
                # The column between two wide cells is that one's which fills more of it.
                start, end = borders[block.last - 1], (*borders, other.right)[block.last]
                mine = block.right - start > end - other.left
                if block.first < block.last and not (mine and other.first < other.last):
                    found[n] = block._replace(last=block.last - 1)
                else:
                    found[m] = other._replace(first=other.first + 1)
    return found
