"""Tables printed with pipes that stand on other lines than their cells.

A pipe hangs below its cell, which may take up several lines (`预算数` / `|`): a line of pipes below
another one is an empty cell for each of its pipes. Or it stands in front of its cell (`项目效益` /
`| 社会效益` / `| 投诉率` / `| |`): pipes alone end the row, whose first cell has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jiping.intake.document import Line, Table

_FEWEST = 8
#: A cell has at most so many lines; more are text between two tables.
_MOST_LINES = 20
#: A row in which each line is a cell has at most so many.
_MOST_ROW = 60
#: The first cell of a row is a label of at most so many short lines.
_LABEL_LINES, _LABEL_LENGTH = 4, 12
_PIPES = "|｜"


def closed_up(blocks: Sequence[Line | Table]) -> Sequence[Line | Table]:
    """The blocks with each pipe behind its cell, on the cell's first line; the others are empty.

    Every block keeps its number. Blocks of another way of printing come back as they are.
    """
    texts = [block.text.strip() if isinstance(block, Line) else "" for block in blocks]
    below = beside = 0
    for upper, text in pairwise(texts):
        if _is_pipes(text):
            below += bool(upper) and not _has_pipe(upper)
        else:
            beside += _has_pipe(text)
    if below < _FEWEST or beside * 4 > below:
        return blocks
    closed = list(blocks)
    start: int | None = None
    for number, text in enumerate(texts):
        if not _is_pipes(text):
            continue
        if start is None:
            # What stands above the first cell is no part of the table.
            start = number - 1
        _join(closed, texts, _cell(texts, start, number), number)
        start = number + 1
    return closed


def rows_joined(blocks: Sequence[Line | Table]) -> Sequence[Line | Table]:
    """The blocks with each row whose pipes stand in front of its cells on the row's first line."""
    texts = [block.text.strip() if isinstance(block, Line) else "" for block in blocks]
    ahead = [text[:1] in _PIPES and not _is_pipes(text) for text in texts if _has_pipe(text)]
    if sum(ahead) < _FEWEST or sum(ahead) * 2 < len(ahead):
        return blocks
    joined = list(blocks)
    start: int | None = None
    for number, text in enumerate(texts):
        if start is not None and number - start > _MOST_ROW:
            start = None
        if start is None and _has_pipe(text):
            start = _label(texts, number) if text[0] in _PIPES else number
        if start is not None and _is_pipes(text):
            _join(joined, texts, start, number)
            start = None
    if start is not None and len(texts) - start <= _MOST_ROW and _breaks_off(texts[start:]):
        _join(joined, texts, start, len(texts) - 1)
    return joined


def _breaks_off(texts: Sequence[str]) -> bool:
    """Whether a row goes on to the end of the text."""
    first = next(number for number, text in enumerate(texts) if _has_pipe(text))
    return all(text[:1] in _PIPES for text in texts[first:])


def _has_pipe(text: str) -> bool:
    return "|" in text or "｜" in text


def _is_pipes(text: str) -> bool:
    """Whether a line has pipes and nothing else."""
    return _has_pipe(text) and not text.replace(" ", "").strip(_PIPES)


def _cell(texts: Sequence[str], start: int, stop: int) -> int:
    """The first line of the cell that ends before *stop*, or *stop* for an empty one."""
    said = [number for number in range(start, stop) if texts[number]]
    if not said:
        return stop
    return said[0] if len(said) <= _MOST_LINES else said[-1]


def _label(texts: Sequence[str], first: int) -> int:
    """Where the label in front of the first pipe of a row begins: the line above it, and those of
    a few characters above that one.
    """
    start = first
    while first - start < _LABEL_LINES and start and texts[start - 1]:
        if _has_pipe(texts[start - 1]) or (start < first and len(texts[start - 1]) > _LABEL_LENGTH):
            break
        start -= 1
    return start


def _join(blocks: list[Line | Table], texts: Sequence[str], start: int, end: int) -> None:
    """Put the lines from *start* to *end*, the last of them with pipes, on the first one."""
    said = "\n".join(filter(None, texts[start:end])) + " " + texts[end]
    for number in range(start, end + 1):
        block = blocks[number]
        if isinstance(block, Line):
            blocks[number] = block._replace(text=said.strip() if number == start else "")
