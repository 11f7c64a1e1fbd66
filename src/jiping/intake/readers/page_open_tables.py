"""Tables ruled across only: their columns are where no text stands, told by places.

Offices print tables open at the sides, with a line above and below every row. Where the rows are is
then exact; columns are the gaps that go down through the rows with many cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from .pdf_rules import Rules
from .pdf_text import Word

_FEWEST = 4  # lines across that make a table
_ALIKE = 6.0  # points within which lines begin or end together
GAP = 0.3  # of the height of a line: nearer words are of one cell
_CLEAR = 1.5  # points that a gap between columns measures at least
_MANY = 0.6  # of the cells of the fullest row: rows with so many tell the columns
_FEW = 0.2  # of these rows may have text over a gap: of cells that reach over several columns

Span = tuple[float, float]


def completed(rules: Rules, words: Callable[[], Iterable[Word]]) -> Rules:
    """*rules* with lines between the columns of a table that has none; else *rules* as they are."""
    if rules.vertical or len(rules.horizontal) < _FEWEST:
        return rules
    left = min(line[1] for line in rules.horizontal)
    right = max(line[2] for line in rules.horizontal)
    whole = [
        line[0] for line in rules.horizontal if line[1] - left < _ALIKE and right - line[2] < _ALIKE
    ]
    if len(whole) < 2:
        return rules
    top, bottom = min(whole), max(whole)
    inside = [w for w in words() if top < w.middle < bottom and w.right > left and w.left < right]
    edges = sorted({line[0] for line in rules.horizontal if top <= line[0] <= bottom})
    bands = [
        [w for w in inside if w.bottom > low + 1 and w.top < high - 1]
        for low, high in pairwise(edges)
    ]
    borders = borders_of([cells_of(band) for band in bands if band], right)
    return Rules(rules.horizontal, _down(edges, bands, [left, *borders, right]))


def _down(
    edges: list[float], bands: list[list[Word]], columns: list[float]
) -> list[tuple[float, float, float]]:
    """The lines between columns, in every row whose text does not reach over them."""
    return [
        (x, low, high)
        for (low, high), band in zip(pairwise(edges), bands, strict=True)
        for x in columns
        if not any(w.left < x < w.right for w in band)
    ]


def cells_of(band: Sequence[Word]) -> list[Span]:
    """Where text stands in a row, from left to right; words near to each other as one."""
    spans: list[Span] = []
    for word in sorted(band, key=lambda w: w.left):
        gap = GAP * (word.bottom - word.top)
        if spans and word.left - spans[-1][1] < gap:
            spans[-1] = spans[-1][0], max(spans[-1][1], word.right)
        else:
            spans.append((word.left, word.right))
    return spans


def borders_of(rows: list[list[Span]], right: float) -> list[float]:
    """The middles of the gaps that hardly a row with many cells closes."""
    most = max((len(row) for row in rows), default=0)
    many = [row for row in rows if len(row) >= _MANY * most]
    if most < 2:
        return []
    steps = sorted(
        [(s, 1) for row in many for s, _ in row] + [(e, -1) for row in many for _, e in row]
    )
    borders, over, gap = list[float](), 0, list[tuple[int, float, float]]()
    for (x, step), (end, _) in pairwise([*steps, (right, 0)]):
        over += step
        if over <= _FEW * len(many):
            gap.append((over, x, end))
        elif gap:
            if gap[-1][2] - gap[0][1] >= _CLEAR:
                borders.append(_emptiest(gap))
            gap = []
    return [x for x in borders if min(s for row in many for s, _ in row) < x < right]


def _emptiest(gap: list[tuple[int, float, float]]) -> float:
    """The middle of the widest part of a gap over which the fewest rows have text."""
    least = min(over for over, start, end in gap if end > start)
    widest = max((end - start, start, end) for over, start, end in gap if over == least)
    return (widest[1] + widest[2]) / 2
