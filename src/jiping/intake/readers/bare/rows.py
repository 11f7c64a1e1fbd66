"""Which rows the blocks of a table stand in, told by their middles or by their upper edges."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from .blocks import Block

_FEWEST_ROWS = 3
_NEAR = 0.3  # of the height of a line: within it cells stand on one height
_SPANNED = 0.45  # of the height: so near is the middle of a merged cell to that of its rows


class Placed(NamedTuple):
    """A block, its first row and how many it covers."""

    block: Block
    row: int
    rows: int = 1


def placed_in(blocks: list[Block], height: float) -> list[Placed] | None:
    """Every block in its rows, which share their middle or their upper edge."""
    middles = _heights([block.middle for block in blocks], height)
    tops = _heights([block.top for block in blocks], height)
    placed = _by_top(blocks, tops, height) if len(tops) < len(middles) else None
    return placed or _by_middle(blocks, height, sure=len(middles) != len(tops))


def disorder(blocks: list[Block], height: float) -> float:
    """On how many heights blocks stand, of their number: the fewer, the better they make rows."""
    if not blocks:
        return 1.0
    middles = _heights([block.middle for block in blocks], height)
    tops = _heights([block.top for block in blocks], height)
    return min(len(middles), len(tops)) / len(blocks)


def _heights(places: list[float], height: float) -> list[float]:
    """Where places stand near to each other, the first of each."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] >= _NEAR * height:
            found.append(place)
    return found


def _by_top(blocks: list[Block], tops: list[float], height: float) -> list[Placed] | None:
    """Each block in the row that begins where it does."""
    placed = []
    for block in blocks:
        row = max(n for n, top in enumerate(tops) if block.top >= top)
        end = next(
            (n for n in range(row + 1, len(tops)) if block.bottom <= tops[n] + _NEAR * height),
            len(tops),
        )
        placed.append(Placed(block, row, end - row))
    counts = [sum(p.row == n for p in placed) for n in range(len(tops))]
    if any(counts[p.row] == 1 and not _stands_alone(p.block, blocks) for p in placed):
        return None
    return placed


def _by_middle(blocks: list[Block], height: float, *, sure: bool) -> list[Placed] | None:
    """Blocks that share their middle in rows, the others merged over those they stand amid.

    *sure* where the rows do not share their upper edges as well.
    """
    at = _heights([block.middle for block in blocks], height)
    groups: list[list[Block]] = [[] for _ in at]
    for block in blocks:
        groups[max(n for n, place in enumerate(at) if block.middle >= place)].append(block)
    full = [group for group in groups if len(group) > 1 or _stands_alone(group[0], blocks)]
    if len(full) < _FEWEST_ROWS:
        return None
    heading = max(full, key=lambda row: (_is_heading(row), len(row)))
    body = _first_filled(full[full.index(heading) + 1 :])
    filled = [block for block in blocks if block.last >= body]
    full = [
        row for row in full
        if row[0].top <= heading[0].bottom
        or any(block.last >= body for block in row)
        or not any(_beside(block, other) for block in row for other in filled)
    ]  # fmt: skip
    head = full.index(heading)
    loose = [block for group in groups if group not in full for block in group]
    edges = _edges(full, body, height)
    if edges is None or any(block.first >= body for block in loose):
        return None
    placed = [
        Placed(b, n) for n, row in enumerate(full) for b in row if n <= head or b.first >= body
    ]
    for block in [b for b in loose if b.middle < edges[head]]:
        if told := _amid(block, edges[: head + 1], height):
            placed.append(Placed(block, *told))
            loose.remove(block)
    for column in range(body):
        own = {n: b for n, row in enumerate(full) for b in row if b.first == column and n >= head}
        merged = [b for b in loose if b.first == column]
        spans = _merged(own, merged, edges, head, height, sure=sure)
        if spans is None:
            return None
        placed += spans
    return placed


def _stands_alone(block: Block, blocks: list[Block]) -> bool:
    """Whether nothing stands beside a block."""
    return not any(other is not block and _beside(block, other) for other in blocks)


def _beside(block: Block, other: Block) -> bool:
    return block.top < other.bottom and other.top < block.bottom


def _is_heading(row: list[Block]) -> bool:
    """Whether a row says words only."""
    return not any(map(str.isdigit, (sign for b in row for w in b.words for sign in w.text)))


def _first_filled(full: list[list[Block]]) -> int:
    """The first column with a cell in nearly every row; merged labels stand left of it."""
    filled = [0] * (max((block.last for row in full for block in row), default=0) + 1)
    for row in full:
        for column in {c for block in row for c in range(block.first, block.last + 1)}:
            filled[column] += 1
    return next(c for c, count in enumerate(filled) if count >= min(len(full) - 1, max(filled)))


def _edges(full: list[list[Block]], body: int, height: float) -> list[float] | None:
    """Where rows end: half way between their texts; None where these overlap."""
    extents = [_extent([block for block in row if block.first >= body] or row) for row in full]
    for n, row in enumerate(full):
        above = extents[n - 1][1] if n else float("-inf")
        below = extents[n + 1][0] if n + 1 < len(full) else float("inf")
        inside = [block for block in row if block.top > above and block.bottom < below]
        extents[n] = _extent(inside or row)
    edges = []
    for (_, bottom), (top, _) in pairwise(extents):
        if bottom > top + _NEAR * height:
            return None
        edges.append((bottom + top) / 2)
    first, last = extents[0], extents[-1]
    return [first[0] + first[1] - edges[0], *edges, last[0] + last[1] - edges[-1]]


def _extent(blocks: list[Block]) -> tuple[float, float]:
    return min(block.top for block in blocks), max(block.bottom for block in blocks)


def _amid(block: Block, edges: list[float], height: float) -> tuple[int, int] | None:
    """The first row and the number of the fewest rows that a block stands in the middle of."""
    found = [
        (end - row, row)
        for row in range(len(edges))
        for end in range(row + 2, len(edges))
        if abs(edges[row] + edges[end] - 2 * block.middle) < 2 * _SPANNED * height
    ]
    return (min(found)[1], min(found)[0]) if found else None


def _merged(
    own: dict[int, Block],
    loose: list[Block],
    edges: list[float],
    head: int,
    height: float,
    *,
    sure: bool,
) -> list[Placed] | None:
    """The labels of one column below its heading, each over the rows around its middle.

    *own* stand on the middle of a row, the others between rows. Not one row may lie between them,
    but at the end where every row has a label of its own. None where the rows cannot be told, or
    where labels may as well stand on the first of their rows (not *sure*).
    """
    row = head + (head in own)
    placed = []
    last = len(edges) - 1
    held = [*((n, b) for n, b in own.items() if n > head), *((-1, b) for b in loose)]
    for at, block in sorted(held, key=lambda told: told[1].middle):
        reach = 2 * block.middle - edges[row] if row < last else edges[-1]
        end = next(
            (n for n, edge in enumerate(edges) if abs(edge - reach) < 2 * _SPANNED * height), 0
        )
        if end <= row:
            if at < 0 or not all(n in own for n in range(at, last)):
                return (
                    [Placed(b, n) for n, b in own.items() if n > head]
                    if not (sure or loose)
                    else None
                )
            row, end = at, at + 1
        placed.append(Placed(block, row, end - row))
        row = end
    if not (sure or loose) and any(p.rows > 1 for p in placed) and placed[0].rows == 1:
        return None
    return placed
