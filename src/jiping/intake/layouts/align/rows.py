"""Which lines make one row: cells of a row are set at its top, or at its middle.

A row has one line with its figures. Set at the top, what is wrapped follows it; set at the middle,
as much stands above it as below. Each is tried, and held against all lines of the block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

_OFF = 2  # half lines
Extent = tuple[int, int]  # first and last line


def extents_of(
    lines: Sequence[int], anchors: Sequence[int], named: set[int]
) -> list[Extent] | None:
    """The rows around *anchors*, the lines with figures; *lines* are all lines that say something
    beside the merged labels, *named* those with a name. None where neither way explains them."""
    top = _at_top(lines, anchors, named)
    return top or _at_middle(lines, anchors, named)


def _at_top(lines: Sequence[int], anchors: Sequence[int], named: set[int]) -> list[Extent] | None:
    if lines[0] != anchors[0] or not named.issuperset(anchors):
        return None
    ends = [max(n for n in lines if n < stop) for stop in (*anchors[1:], lines[-1] + 1)]
    return list(zip(anchors, ends, strict=True))


def _at_middle(
    lines: Sequence[int], anchors: Sequence[int], named: set[int]
) -> list[Extent] | None:
    gaps = [
        [n for n in lines if above < n < below]
        for above, below in pairwise([lines[0] - 1, *anchors, lines[-1] + 1])
    ]
    found: list[Extent] = []
    above = gaps[0]
    for anchor, gap in zip(anchors, gaps[1:], strict=True):
        # As many below as above, and an even number of lines leaves none beside the figures.
        below, rest = gap[: len(above)], gap[len(above) :]
        if len(below) < len(above) or not (named & {*above, anchor, *below}):
            return None
        found.append((min([*above, anchor]), max([anchor, *below])))
        above = rest
    return None if above else found


def spans_of(
    labels: Sequence[Extent], rows: Sequence[Extent], odd: Callable[[int, int], bool]
) -> list[Extent] | None:
    """The rows, from the first to the last, over which each merged label stands.

    Labels begin on the first line of their rows, or stand at their middle; of the ways to part the
    rows so, that with the fewest *odd* pairs of a label and a row is taken.
    """
    starts = [next((n for n, row in enumerate(rows) if row[0] == at), None) for at, _ in labels]
    if starts and None not in starts and starts[0] == 0:
        firsts = [start for start in starts if start is not None]
        return [(a, b - 1) for a, b in pairwise([*firsts, len(rows)])]
    ways = sorted(
        (sum(odd(n, row) for n, (a, b) in enumerate(spans) for row in range(a, b + 1)), off, spans)
        for off, spans in _amid(labels, rows, 0)
    )
    if not ways or (len(ways) > 1 and ways[0][:2] == ways[1][:2]):
        return None
    return ways[0][2]


def _amid(
    labels: Sequence[Extent], rows: Sequence[Extent], row: int
) -> Iterator[tuple[int, list[Extent]]]:
    """The ways to part the rows from *row* on among the labels, each at the middle of its own, with
    twice the distance that they are off it in all."""
    if not labels:
        if row == len(rows):
            yield 0, []
        return
    top, bottom = labels[0]
    for last in range(row, len(rows) - len(labels) + 1):
        off = abs(rows[row][0] + rows[last][1] - top - bottom)
        if off <= _OFF:
            for others, spans in _amid(labels[1:], rows, last + 1):
                yield off + others, [(row, last), *spans]
