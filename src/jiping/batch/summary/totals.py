"""All filings together: how many, how much money, grades, execution, overstatement as it is spread."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jiping.filing.numbers import round_half_up

from .ground import EXAMPLES, SHARED_NAMES, Ground, same
from .model import Cell, Chart, Heading, Line, Table
from .statistics import mean, quotient, share

_GRADES = ("优", "良", "中", "差")
#: The share overstated counts from this difference, points.
OVERSTATED = Decimal(1)

OVERVIEW = (Heading("指标"), Heading("数值"), Heading("说明"))


def overview(on: Ground) -> Table:
    """The key figures."""
    (
        count, units, projects, adjusted, budgets, executed, spendings, paired, spent, pairs,
        selves, own, ruled, rules, n, total, squares, over, errors, warnings, notices, clean,
    ) = on.one(f"""
        select count(*), count(distinct subject) filter (kind <> 'project' and named),
            count(*) filter (kind = 'project'), sum(adjusted), count(adjusted), sum(executed), count(executed),
            sum(adjusted) filter (executed is not null), sum(executed) filter (adjusted is not null),
            count(*) filter (adjusted is not null and executed is not null),
            count(self_total), sum(self_total), count(rule_total), sum(rule_total),
            count(g), coalesce(sum(g), 0), coalesce(sum(g * g), 0), count(*) filter (g >= {OVERSTATED}),
            coalesce(sum(errors), 0), coalesce(sum(warnings), 0), coalesce(sum(notices), 0),
            count(*) filter (errors = 0)
        from f
    """)  # fmt: skip
    (given,) = on.one(f"select count(*) from filings where {on.scope.where}")
    names, apart = on.one(f"select count(distinct (subject, kind, district)), count(*) from filings where {on.where(SHARED_NAMES)}")  # fmt: skip
    again = f"；重复报送的 {given - count} 份不重复计" if given > count else ""
    told: list[tuple[str, Cell, str, str]] = [
        ("自评份数", count, f"单位 {units} 个，项目 {projects} 个{again}", ""),
        ("全年预算数", _wan(adjusted), f"{budgets} 份写有，年度资金总额合计", "adjusted is not null"),
        ("全年执行数", _wan(executed), f"{spendings} 份写有，年度资金总额合计", "executed is not null"),
        (
            "总执行率", _percent(quotient(spent, paired)), f"{pairs} 份两者都有，执行数合计除以预算数合计",
            "adjusted is not null and executed is not null",
        ),
        ("平均自评得分", quotient(own, selves, 2), f"{selves} 份有总分", "self_total is not null"),
        (
            "平均规则得分", quotient(rules, ruled, 2), f"{ruled} 份各项都能按规则计分",
            "rule_total is not null",
        ),
        *_overstatement(n, total, squares, over),
        *_shared(names, apart),
        (
            "审核意见", errors + warnings + notices,
            f"错误 {errors:,}，疑点 {warnings:,}，提示 {notices:,}；没有错误的自评 {clean:,} 份",
            "errors + warnings + notices > 0",
        ),
    ]  # fmt: skip
    lines = (
        Line((name, value, words), on.where(where), on.some(_of_counted(where)))
        for name, value, words, where in told
    )
    about = (
        "高评指数为自评总分减规则总分的平均分，大于 0 即自评偏高；95% 区间是它的可信范围，份数越少越宽。"
        "合计为精确十进制，比率和平均数只在最后四舍五入一次。"
    )
    return Table("overview", "总体情况", about, OVERVIEW, tuple(lines))


def _of_counted(where: str) -> str:
    """A condition on `filings` as one on the filings that are counted."""
    return "shared" if where == SHARED_NAMES else where.replace("gap", "g")


def _overstatement(
    n: int, total: Decimal, squares: Decimal, over: int
) -> list[tuple[str, Cell, str, str]]:
    index, spread = mean(n, total, squares), share(over, n)
    if index is None or spread is None:
        return []
    limits = "只有一份，没有区间"
    if index.low is not None and index.high is not None:
        limits = f"95% 区间 {index.low} 至 {index.high}，{_said(index.low, index.high)}"
    low, high = _percent(spread.low), _percent(spread.high)
    return [
        ("高评指数", index.value, f"自评减规则的平均分，{n} 份；{limits}", "gap is not null"),
        (
            "高评面", _percent(spread.value),
            f"自评高出规则得分 {OVERSTATED} 分以上的占比；95% 区间 {low} 至 {high}",
            f"gap >= {OVERSTATED}",
        ),
    ]  # fmt: skip


def _said(low: Decimal, high: Decimal) -> str:
    """What an interval of the overstatement says."""
    if low > 0:
        return "在 0 以上：普遍高评"
    return "在 0 以下：没有普遍高评" if high < 0 else "含 0：说不上普遍高评"


def _shared(names: int, apart: int) -> list[tuple[str, Cell, str, str]]:
    """What is said of names that may be several units'; nothing where there are none."""
    if not names:
        return []
    words = (
        f"{apart} 份自评的单位（项目）同名、所在地不明，同一年度的金额或得分不同："
        "可能是几个单位，也可能是改过的几份，各算一份，不计升降；请核对"
    )
    return [("可能重名", names, words, SHARED_NAMES)]


def _wan(amount: Decimal | None) -> str | None:
    """An amount as people read it: 万元, or 亿元 where it is large."""
    if amount is None:
        return None
    if abs(amount) >= 10_000:
        return f"{round_half_up(amount / 10_000):,} 亿元"
    return f"{round_half_up(amount):,} 万元"


def _percent(value: Decimal | None) -> str | None:
    return None if value is None else f"{round_half_up(value * 100, 2)}%"


def grades(on: Ground) -> Table:
    """How many filings have which grade, by themselves and by the rules."""
    own = dict(_grade(on, "self_grade"))
    ruled = dict(_grade(on, "rule_grade"))
    names = [*_GRADES, *sorted({g for g in (*own, *ruled) if g and g not in _GRADES})]
    owns, rules = (sum(n for g, (n, _) in one.items() if g) for one in (own, ruled))
    lines = []
    for name in names:
        (self_count, examples), (rule_count, _) = own.get(name, (0, [])), ruled.get(name, (0, []))
        cells = (
            name,
            self_count,
            quotient(self_count, owns),
            rule_count,
            quotient(rule_count, rules),
        )
        lines.append(Line(cells, on.where(same("self_grade", name)), tuple(examples)))
    headings = (
        Heading("等级"), Heading("自评份数", "count"), Heading("自评占比", "share"),
        Heading("规则份数", "count"), Heading("规则占比", "share"),
    )  # fmt: skip
    about = "自评等级按自评总分、规则等级按规则总分，用各自标准的分档；规则总分要求各项都能计分。"
    return Table("grades", "等级分布", about, headings, tuple(lines), Chart("columns", 0, (2, 4)))


def _grade(on: Ground, column: str) -> list[tuple[str | None, tuple[int, list[str]]]]:
    rows = on.ask(f"select {column}, count(*), max_by(filing, row(coalesce(g, -999), filing), {EXAMPLES}) from f group by 1")  # fmt: skip
    return [(grade, (count, examples or [])) for grade, count, examples in rows]


class _Band(NamedTuple):
    name: str
    condition: str


_EXECUTION = (
    _Band("超过 100%", "execution_rate > 1"),
    _Band("100%", "execution_rate = 1"),
    _Band("95%–100%", "execution_rate >= 0.95 and execution_rate < 1"),
    _Band("90%–95%", "execution_rate >= 0.9 and execution_rate < 0.95"),
    _Band("80%–90%", "execution_rate >= 0.8 and execution_rate < 0.9"),
    _Band("60%–80%", "execution_rate >= 0.6 and execution_rate < 0.8"),
    _Band("低于 60%", "execution_rate < 0.6"),
    _Band("算不出", "execution_rate is null"),
)


def execution(on: Ground) -> Table:
    """How many filings and how much money lie in which band of the execution rate."""
    lines = []
    (whole,) = on.one("select count(*) from f")
    for band in _EXECUTION:
        count, adjusted, executed, examples = on.one(
            f"select count(*), sum(adjusted), sum(executed), max_by(filing, row(coalesce(adjusted, 0), filing), {EXAMPLES})"
            f" from f where {band.condition}"
        )  # fmt: skip
        cells = (band.name, count, quotient(count, whole), adjusted, executed)
        lines.append(Line(cells, on.where(band.condition), tuple(examples or ())))
    headings = (
        Heading("执行率"), Heading("份数", "count"), Heading("占比", "share"),
        Heading("全年预算数", "amount"), Heading("全年执行数", "amount"),
    )  # fmt: skip
    about = "执行率由全年执行数除以全年预算数重算，不用表上所写的数；金额为万元。"
    return Table(
        "execution", "预算执行率", about, headings, tuple(lines), Chart("columns", 0, (1,))
    )


_GAPS = (
    _Band("低 10 分以上", "{g} <= -10"),
    _Band("低 5–10 分", "{g} > -10 and {g} <= -5"),
    _Band("低 1–5 分", "{g} > -5 and {g} <= -1"),
    _Band("相差不到 1 分", "{g} > -1 and {g} < 1"),
    _Band("高 1–5 分", "{g} >= 1 and {g} < 5"),
    _Band("高 5–10 分", "{g} >= 5 and {g} < 10"),
    _Band("高 10–20 分", "{g} >= 10 and {g} < 20"),
    _Band("高 20 分以上", "{g} >= 20"),
)


def gaps(on: Ground) -> Table:
    """How the difference of self and rule score is spread."""
    (whole,) = on.one("select count(g) from f")
    lines = []
    for band in _GAPS:
        count, examples = on.one(
            f"select count(*), max_by(filing, row(abs(g), filing), {EXAMPLES}) from f where {band.condition.format(g='g')}"
        )  # fmt: skip
        cells: tuple[Cell, ...] = (band.name, count, quotient(count, whole))
        where = on.where(band.condition.format(g="gap"))
        lines.append(Line(cells, where, tuple(examples or ())))
    headings = (Heading("自评减规则"), Heading("份数", "count"), Heading("占比", "share"))
    about = "只计满分 100、自评总分和规则总分都有的自评。"
    return Table(
        "gaps", "自评与规则得分之差", about, headings, tuple(lines), Chart("columns", 0, (1,))
    )
