"""Which cell of a row stands under which heading, in true tables drawn by hand.

Borders of such tables are rarely straight: a value may begin a little before its heading, and a
table that goes on behind a page break has columns of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from jiping.intake import labels
from jiping.intake.document import Cell, Table

from .promise import PROMISE
from .strips import COLUMN, TEXT, Strip


class Heading(NamedTuple):
    """One cell of a heading row: the grid columns it covers, and what it names, if anything."""

    start: int
    end: int
    kind: str | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row of a block: its cells from left to right, and the table they stand in.

    `starts` are the grid columns at which the headings begin, `named` those of the headings that
    name something, with what they name.
    """

    headings: tuple[Heading, ...] = ()
    table: Table | None = None
    width: int = 0
    starts: frozenset[int] = field(init=False)
    named: tuple[tuple[int, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Work out once for all rows what is asked of the headings."""
        named = tuple((h.start, h.kind) for h in self.headings if h.kind)
        object.__setattr__(self, "named", named)
        object.__setattr__(self, "starts", frozenset(h.start for h in self.headings))

    @property
    def kinds(self) -> set[str]:
        """What the headings name."""
        return {kind for _, kind in self.named}

    def with_kind(self, end: int, kind: str) -> Columns:
        """The same headings; one that ends at column *end* and names nothing names *kind*."""
        headings = (
            h._replace(kind=kind) if h.end == end and h.kind is None else h for h in self.headings
        )
        return replace(self, headings=tuple(headings))


#: Headings of the actual value that elsewhere head what was achieved of the goals.
_ACHIEVED = frozenset(
    "完成情况 实际完成情况 指标完成情况 全年完成情况 目标完成情况 实际情况 完成 实际".split()  # noqa: SIM905
)


#: Headings of what points are given for, in blocks without targets.
_POINTED = frozenset(("评价内容", "评分内容", "评价指标", "考核内容"))
#: What tells of a budget how it was carried out, but not what it was.
_EXECUTION = frozenset(("executed", "execution_rate", "rate_weight", "rate_score"))


def is_promise(strip: Strip) -> bool:
    """Whether a row heads goals told in sentences and what was done of each."""
    words = [*map(labels.core, map(TEXT, strip.cells))]
    return PROMISE[0] in words and tuple(filter(PROMISE.__contains__, words)) == PROMISE


def kinds_of(strip: Strip) -> list[str | None]:
    """What each cell of a row names, as a heading; nothing where none names anything."""
    if is_promise(strip):
        heads = dict(zip(PROMISE, ("level1", "name", "actual"), strict=True))
        return [heads.get(labels.core(cell.text)) for cell in strip.cells]
    kinds = [*map(labels.column_of, map(TEXT, strip.cells))]
    if not any(kinds):
        return []
    if "name" in kinds and "target" in kinds and "actual" not in kinds:
        kinds = [
            "actual" if kind is None and labels.core(cell.text) in _ACHIEVED else kind
            for kind, cell in zip(kinds, strip.cells, strict=True)
        ]
    if "name" not in kinds and {"weight", "score"} <= {*kinds}:
        kinds = [
            "name" if kind is None and labels.core(cell.text) in _POINTED else kind
            for kind, cell in zip(kinds, strip.cells, strict=True)
        ]
    if "executed" in kinds and labels.BUDGET_COLUMNS.isdisjoint({*kinds} - _EXECUTION):
        # The sources of the money side by side, then their sum: | 中央 | 本级 | 合计 | 执行数 |
        rows = [labels.row_of(cell.text) for cell in strip.cells]
        if rows.count("total") == 1 < len([row for row in rows if row]):
            named = {"total": "adjusted", None: None}
            kinds = [kind or named.get(row, "part") for kind, row in zip(kinds, rows, strict=True)]
    return with_names(_of_the_year(_without_level_weights(kinds)))


def _without_level_weights(kinds: list[str | None]) -> list[str | None]:
    """The kinds without the points of whole levels, which have columns in front of the name's own."""
    if "name" not in kinds or kinds.count("weight") < 2:
        return kinds
    own = len(kinds) - 1 - kinds[::-1].index("weight")
    name = kinds.index("name")
    return [
        None if kind == "weight" and at < name and at != own else kind
        for at, kind in enumerate(kinds)
    ]


def _of_the_year(kinds: list[str | None]) -> list[str | None]:
    """The kinds without the table of the whole period that stands in front of the year's own."""
    table = [kind for kind in kinds if kind in ("name", "target")]
    if table != ["name", "target"] * 2:
        return kinds
    first = kinds.index("target") + 1
    behind = {*kinds[first:]}
    return [None if kind in behind else kind for kind in kinds[:first]] + kinds[first:]


def with_names(kinds: list[str | None]) -> list[str | None]:
    """The kinds of all headings of a form; in one of two levels the second is the name."""
    if "level2" in kinds and "name" not in kinds and {"level1", "actual", "score"} <= {*kinds}:
        kinds[kinds.index("level2")] = "name"
    return kinds


def columns_of(strip: Strip, kinds: Sequence[str | None]) -> Columns:
    """Read a row as a heading row; *kinds* are what its cells name."""
    headings = tuple(
        Heading(cell.column, cell.end, kind) for cell, kind in zip(strip.cells, kinds, strict=True)
    )
    return Columns(headings, strip.table, strip.width)


def under(strip: Strip, columns: Columns) -> list[tuple[str, Cell]] | None:
    """The cells of a row with the heading each stands under; None where the two do not match."""
    cells, headings = strip.cells, columns.headings
    if strip.table is not columns.table and strip.width != columns.width:
        return _in_order(cells, headings)
    at = dict(zip(map(COLUMN, cells), cells, strict=True))
    exact = [(kind, at[start]) for start, kind in columns.named if start in at]
    if strip.table.sparse:
        if at.keys() <= columns.starts:
            return exact
    elif len(exact) == len(columns.named):
        return exact
    elif len(cells) == len(headings):
        return _in_order(cells, headings)
    return _by_overlap(cells, headings)


def _in_order(cells: list[Cell], headings: tuple[Heading, ...]) -> list[tuple[str, Cell]] | None:
    """One cell under each heading; the name of the block on the left may be left out."""
    if len(cells) == len(headings) - 1 and headings[0].kind is None:
        headings = headings[1:]
    if len(cells) != len(headings):
        return None
    return [(h.kind, cell) for h, cell in zip(headings, cells, strict=True) if h.kind]


def _by_overlap(cells: list[Cell], headings: tuple[Heading, ...]) -> list[tuple[str, Cell]]:
    """Each cell under the heading that it begins with, or else covers most of all."""
    found: dict[str, Cell] = {}
    for cell in cells:
        heading = _nearest(cell, headings)
        if heading is None or heading.kind is None:
            continue
        before = found.get(heading.kind)
        if (
            before is None
            or not before.text.strip()
            or (cell.text.strip() and heading.start == cell.column)
        ):
            found[heading.kind] = cell
    return list(found.items())


def _nearest(cell: Cell, headings: tuple[Heading, ...]) -> Heading | None:
    """The heading of a cell; None where two are as near as each other."""
    end = cell.end
    covered = [h for h in headings if h.start < end and cell.column < h.end]
    for heading in covered:
        if heading.start == cell.column:
            return heading
    shared = [min(end, h.end) - max(cell.column, h.start) for h in covered]
    best = [h for h, count in zip(covered, shared, strict=True) if count == max(shared)]
    return best[0] if len(best) == 1 else None
