"""How the columns of indicators share the width: by what they say, so that rows take few lines.

The shares of a form are where it begins. Width goes from one column to another where that saves
lines, or a last line of one character; nothing moves without such a gain, and no label or figure
is broken for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from .widths import PADDING, POINT, SIZE, ems

#: Thousandths of the width that are moved at a time.
_STEPS = (3, 6, 9, 12, 18, 24, 32)
#: The least and the most of its share that a column comes to have, and the least of one without
#: texts: other blocks stand on its lines, with labels of their own.
_LEAST, _MOST, _LEAST_FIRM = 0.7, 1.5, 0.85
_ROUNDS = 16
#: What is given for a line of a label or figure, for a line saved of a row, for a last line of one
#: character, for a line within a row that is no higher for it, and for each thousandth moved.
_FIRM, _ROW, _LONELY, _LINE, _MOVED = 9.0, 1.0, 0.8, 0.05, 0.0005
#: Faces differ: so much of a character is left free, of texts and of what is firm.
_SPARE, _FIRM_SPARE = 0.15, 0.1
#: What a line is not broken in: a word or number with its signs, else each character.
_PIECE = re.compile(r"[!-~≥≤±℃²³‰]+|.")


class Column(NamedTuple):
    """A column: its share of the width, labels and figures that are not to be broken, texts by row."""

    share: int
    firm: tuple[str, ...]
    texts: tuple[str, ...] = ()


class _Taken(NamedTuple):
    """What a column takes at a width: what it costs by itself, and the lines of each of its texts."""

    cost: float
    lines: tuple[int, ...]


@lru_cache(maxsize=256)  # a form is laid out once for each format
def fitted(columns: tuple[Column, ...], width: float) -> tuple[int, ...]:
    """The shares of *columns* on a block of *width* millimetres; their sum stays the same."""
    shares = [column.share for column in columns]
    scale = width / sum(shares)
    worded = [at for at, column in enumerate(columns) if column.texts]

    @cache
    def taken(at: int, share: int) -> _Taken:
        room = (share * scale - PADDING) / (SIZE * POINT)
        firm = sum(_lines(text, room - _FIRM_SPARE)[0] for text in columns[at].firm)
        found = [_lines(text, room - _SPARE) for text in columns[at].texts]
        lonely = sum(alone for _, alone in found)
        lines = tuple(count for count, _ in found)
        return _Taken(_FIRM * firm + _LINE * sum(lines) + _LONELY * lonely, lines)

    def cost(shares: Sequence[int]) -> float:
        found = [taken(at, share) for at, share in enumerate(shares)]
        rows = zip(*(found[at].lines for at in worded), strict=True)
        high: int = sum(max(row) for row in rows)
        moved = sum(
            abs(share - column.share) for share, column in zip(shares, columns, strict=True)
        )
        return sum(one.cost for one in found) + _ROW * high + _MOVED * moved

    def spare(at: int, share: int) -> int:
        """What a column of this *share* can give without loss."""
        least, now = _least(columns[at]), taken(at, share)
        below = range(share - 1, least - 1, -1)
        return sum(1 for _ in takewhile(lambda less: taken(at, less).cost <= now.cost, below))

    def moves(shares: list[int]) -> Iterator[tuple[int, list[int]]]:
        """What may be moved to a column of texts, and the shares after it."""
        left = [spare(at, share) for at, share in enumerate(shares)]
        for taker in worded:
            for step in _STEPS:
                if shares[taker] + step > _MOST * columns[taker].share:
                    break
                others = [at for at in range(len(columns)) if at != taker]
                for at in others:
                    if shares[at] - step >= _least(columns[at]):
                        yield step, _moved(shares, taker, {at: step})
                if step <= sum(left[at] for at in others):
                    given = _collected(step, {at: left[at] for at in others})
                    yield step, _moved(shares, taker, given)

    for _ in range(_ROUNDS if worded else 0):
        now = cost(shares)
        # The move that gains most for its width: a wide one would use up what several small ones need.
        gains = (((now - cost(after)) / step, after) for step, after in moves(shares))
        gain, best = max(gains, default=(0.0, shares))
        if gain <= 0:
            break
        shares = best
    return tuple(shares)


def _least(column: Column) -> int:
    """The least share that *column* comes to have."""
    return math.ceil((_LEAST if column.texts else _LEAST_FIRM) * column.share)


def _moved(shares: Sequence[int], taker: int, given: Mapping[int, int]) -> list[int]:
    """The shares after *taker* has what the others have *given*."""
    after = [share - given.get(at, 0) for at, share in enumerate(shares)]
    after[taker] += sum(given.values())
    return after


def _collected(step: int, left: Mapping[int, int]) -> dict[int, int]:
    """What each gives of *step*, those first that have most left."""
    given: dict[int, int] = {}
    for at in sorted(left, key=lambda at: (-left[at], at)):
        given[at] = min(left[at], step - sum(given.values()))
    return given


def _lines(text: str, room: float) -> tuple[int, bool]:
    """How many lines *text* takes, and whether the last of several is one character."""
    lines, signs, used = 0, 0, 0.0
    for part in text.split("\n"):
        lines, signs, used = lines + 1, 0, 0.0
        for piece in _PIECE.findall(part):
            size = ems(piece)
            if used and used + size > room:
                lines, signs, used = lines + 1, 0, 0.0
            signs += len(piece)
            used += size
            while used > max(room, 1.0):  # a word that is longer than a line
                lines, used = lines + 1, used - max(room, 1.0)
    return lines, lines > 1 and signs == 1
