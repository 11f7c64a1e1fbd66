"""Filings side by side: places, peers of one kind and size, years."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from jiping.filing.regions import region_by_code

from .ground import EXAMPLES, Ground, literal, same
from .model import Cell, Chart, Heading, Line, Table
from .statistics import Interval, mean, quotient, share
from .totals import OVERSTATED

_NOTHING = Interval(Decimal(0), None, None)

_MEASURES = f"""
    count(*), count(g), coalesce(sum(g), 0), coalesce(sum(g * g), 0), count(*) filter (g >= {OVERSTATED}),
    count(self_total), sum(self_total), count(rule_total), sum(rule_total),
    sum(executed) filter (adjusted is not null), sum(adjusted) filter (executed is not null),
    coalesce(sum(errors), 0), max_by(filing, row(coalesce(g, -999), filing), {EXAMPLES})
"""  # fmt: skip

_MEASURED = (
    Heading("份数", "count"), Heading("平均自评", "points"), Heading("平均规则", "points"),
    Heading("高评指数", "points"), Heading("下限", "points"), Heading("上限", "points"),
    Heading("高评面", "share"), Heading("总执行率", "share"), Heading("每份错误", "points"),
)  # fmt: skip


def _measured(row: tuple[Any, ...]) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """The measures of a group as cells, and some of its filings, the most overstated first."""
    count, n, total, squares, over, owns, own, rules, rule, executed, adjusted, errors, some = row
    index = mean(n, total, squares)
    spread = share(over, n)
    cells: tuple[Cell, ...] = (
        count, quotient(own, owns, 2), quotient(rule, rules, 2),
        index and index.value, index and index.low, index and index.high,
        spread and spread.value, quotient(executed, adjusted), quotient(errors, count, 2),
    )  # fmt: skip
    return cells, tuple(some or ())


class _Level(NamedTuple):
    """Places of one level: `of` tells that of a filing, '' for one above the level, null unknown."""

    key: str
    title: str
    of: str

    def where(self, place: str | None) -> str:
        """The condition on `filings` of this *place*."""
        if place is None:
            return f"{self.of} is null"
        if place.isdecimal():
            return same(self.key, place)
        return f"{self.of} = {literal(place)}"


#: The levels at which places are ranked, the widest first. Of a county that no table knows (a zone,
#: a county of a new name) its name speaks.
_LEVELS = (
    _Level("region", "省", "nullif(region, '000000')"),
    _Level("prefecture", "市（州）", "case when place_code is not null then coalesce(prefecture, '') end"),
    _Level("county", "县（市、区）", "case when place_code is null then district else coalesce(county, '') end"),
)  # fmt: skip
_ABOVE = {"prefecture": "省本级", "county": "省、市本级"}


def places(on: Ground) -> list[Table]:
    """Places ranked by how much their units overstate, surely before likely; a table a level.

    A level on which all filings lie in one place ranks nothing; where none ranks, the narrowest is
    told.
    """
    counts = {}
    for level in _LEVELS:
        (counts[level],) = on.one(f"select count(distinct nullif({level.of}, '')) from f")
    ranked = [level for level in _LEVELS if counts[level] > 1]
    known = [level for level in _LEVELS if counts[level]]
    return [_places(on, level) for level in ranked or known[-1:] or _LEVELS[:1]]


def _places(on: Ground, level: _Level) -> Table:
    rows = on.ask(f"select {level.of}, {_MEASURES} from f group by 1")
    told = [(place, *_measured(tuple(rest))) for place, *rest in rows]
    told.sort(key=lambda one: (not one[0], _low(one[1]), str(one[0])))
    lines = []
    for rank, (place, cells, some) in enumerate(told, 1):
        head = (rank if place and _has_interval(cells) else None, _name(level, place))
        lines.append(Line((*head, *cells), on.where(level.where(place)), some))
    headings = (Heading("名次", "count"), Heading(level.title), *_MEASURED)
    about = (
        "按高评指数 95% 区间的下限从高到低排列：份数少、区间宽的地方不会只凭几份排到前面。"
        "能按规则计分的不足两份的没有区间，不排名次。"
        "高评指数为自评减规则得分的平均分；高评面为高出 1 分以上的份数占比。"
    )
    chart = Chart("intervals", 1, (5, 6, 7), 30)
    return Table(level.key, f"各{level.title}高评程度", about, headings, tuple(lines), chart)


def _name(level: _Level, place: str | None) -> str:
    if not place:
        return "名称中认不出" if place is None else _ABOVE[level.key]
    try:
        region = region_by_code(place)
    except KeyError:
        return place
    if region.county:
        return f"{region.prefecture or region.province}{region.county}"
    return region.prefecture or region.province


def _has_interval(cells: tuple[Cell, ...]) -> bool:
    return isinstance(cells[4], Decimal)


def _low(cells: tuple[Cell, ...]) -> Decimal:
    low = cells[4]
    return -low if isinstance(low, Decimal) else Decimal(1000)


_SIZES = (
    ("不足 500 万元", "adjusted < 500"),
    ("500–2000 万元", "adjusted >= 500 and adjusted < 2000"),
    ("2000 万–1 亿元", "adjusted >= 2000 and adjusted < 10000"),
    ("1 亿元以上", "adjusted >= 10000"),
    ("规模不明", "adjusted is null"),
)


def peers(on: Ground) -> Table:
    """Units of one kind and size beside each other."""
    sized = " ".join(f"when {condition} then {at}" for at, (_, condition) in enumerate(_SIZES))
    kind = "case when kind in ('project', 'transfer') then '项目' else coalesce(unit_kind, '类别不明') end"
    rows = on.ask(f"select {kind} as k, case {sized} end as s, {_MEASURES} from f group by 1, 2 order by 1, 2")  # fmt: skip
    lines = []
    for name, size, *rest in rows:
        cells, some = _measured(tuple(rest))
        words, condition = _SIZES[size]
        where = on.where(f"{kind} = {literal(name)} and {condition}")
        lines.append(Line((name, words, *cells), where, some))
    headings = (Heading("单位类别"), Heading("规模（全年预算数）"), *_MEASURED)
    about = "单位类别由单位名称认出；项目单列。同类同规模的单位才好比较。"
    return Table("peers", "同类单位比较", about, headings, tuple(lines))


def years(on: Ground) -> Table:
    """The years beside each other, and what changed where a subject filed in both."""
    before = _matched(on)
    rows = on.ask(f"select year, {_MEASURES} from f where year is not null group by 1 order by 1")
    lines = []
    for year, *rest in rows:
        cells, some = _measured(tuple(rest))
        pairs, own, rule = before.get(year, (0, None, None))
        changed = (pairs or None, quotient(own, pairs, 2), quotient(rule, pairs, 2))
        lines.append(Line((str(year), *cells, *changed), on.where(same("year", year)), some))
    headings = (
        Heading("年度"), *_MEASURED, Heading("上年也有的", "count"),
        Heading("自评升降", "points"), Heading("规则升降", "points"),
    )  # fmt: skip
    about = "“升降”只比较两年都报送的同一单位或项目：本年得分减上年得分的平均分。"
    return Table("years", "逐年变化", about, headings, tuple(lines), Chart("lines", 0, (2, 3)))


def _matched(on: Ground) -> dict[int, tuple[int, Decimal, Decimal]]:
    rows: Iterable[tuple[Any, ...]] = on.ask("""
        select b.year, count(*), sum(b.self_total - a.self_total), sum(b.rule_total - a.rule_total)
        from f a join f b on a.subject = b.subject and b.year = a.year + 1
        where a.named and not a.shared and not b.shared and a.self_total is not null and b.self_total is not null
            and a.rule_total is not null and b.rule_total is not null
        group by 1
    """)
    return {year: (count, own, rule) for year, count, own, rule in rows}
