"""Filings side by side: places, peers of one kind and size, years."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

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


#: The levels at which places are ranked, the widest first, and the name of what they hold.
_LEVELS = (("region", "省"), ("prefecture", "市（州）"), ("county", "县（市、区）"))


def places(on: Ground) -> list[Table]:
    """Places ranked by how much their units overstate, surely before likely; a table a level."""
    found = []
    for column, level in _LEVELS:
        query = f"select count(distinct {column}) from f where {column} <> '000000'"
        (count,) = on.one(query)
        if count > 1:
            found.append(_places(on, column, level))
    return found or [_places(on, *_LEVELS[0])]


def _places(on: Ground, column: str, level: str) -> Table:
    rows = on.ask(f"select {column}, {_MEASURES} from f group by 1")
    told = [(code, *_measured(tuple(rest))) for code, *rest in rows]
    told.sort(key=lambda one: (one[0] in (None, "000000"), _low(one[1]), str(one[0])))
    lines = []
    for rank, (code, cells, some) in enumerate(told, 1):
        known = code not in (None, "000000")
        place = (rank if known and _has_interval(cells) else None, _name(code))
        lines.append(Line((*place, *cells), on.where(same(column, code)), some))
    headings = (Heading("名次", "count"), Heading(level), *_MEASURED)
    about = (
        "按高评指数 95% 区间的下限从高到低排列：份数少、区间宽的地方不会只凭几份排到前面。"
        "能按规则计分的不足两份的没有区间，不排名次。"
        "高评指数为自评减规则得分的平均分；高评面为高出 1 分以上的份数占比。"
    )
    chart = Chart("intervals", 1, (5, 6, 7), 30)
    return Table(column, f"各{level}高评程度", about, headings, tuple(lines), chart)


def _name(code: str | None) -> str:
    if code is None or code == "000000":
        return "名称中认不出"
    try:
        region = region_by_code(code)
    except KeyError:
        return code
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
