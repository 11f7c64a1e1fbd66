"""What is found, what is missed, and who stands first and last."""

from __future__ import annotations

from jiping.checks import SEVERITIES, THEMES

from .ground import EXAMPLES, Ground, literal
from .model import Chart, Heading, Line, Table
from .statistics import quotient

#: Lines of the long tables.
_RULES = 300
_MISSED = 100
RANKED = 100
#: The name of an indicator without the number that a template gives it: `指标1：渠道长度`.
_CALLED = r"case when label like '指标%' then regexp_replace(label, '^指标\d{1,2}[:：.、]\s*(.)', '\1') else label end"


def findings(on: Ground) -> Table:
    """The rules of the catalogue by how many filings they speak of."""
    (whole,) = on.one("select count(*) from f")
    rows = on.ask(f"""
        select t.code, any_value(r.title), t.severity, t.filings, t.n, t.some
        from (
            select code, mode(severity) as severity, count(*) filter (nth = 1) as filings, count(*) as n,
                min(filing, {EXAMPLES}) filter (nth = 1) as some
            from findings {on.counted} using (filing) group by code
        ) t left join rules r using (code)
        group by all order by t.filings desc, t.code limit {_RULES}
    """)
    lines = [
        Line(
            (code, title or "自编规则", SEVERITIES[severity], _theme(code), filings, quotient(filings, whole), count),
            on.where(f"filing in (select filing from findings where code = {literal(code)})"),
            tuple(some),
        )
        for code, title, severity, filings, count, some in rows
    ]  # fmt: skip
    headings = (
        Heading("规则"), Heading("审核意见"), Heading("级别", "mark"), Heading("主题"),
        Heading("自评份数", "count"), Heading("占比", "share"), Heading("条数", "count"),
    )  # fmt: skip
    about = "按涉及的自评份数排列；同一份中的多条只计一份。规则的依据和改法见 jiping rules 编号。"
    return Table("findings", "审核意见", about, headings, tuple(lines), Chart("bars", 1, (4,)))


def _theme(code: str) -> str:
    theme = THEMES.get(code[2:3]) if code.startswith("JP") else None
    return theme.title if theme else "自编规则"


def themes(of: Table) -> Table:
    """The findings by theme and severity."""
    counts: dict[str, dict[str, int]] = {}
    for line in of.lines:
        theme, severity, count = str(line.cells[3]), str(line.cells[2]), line.cells[6]
        counts.setdefault(theme, dict.fromkeys(SEVERITIES.values(), 0))[severity] += int(count or 0)
    by_theme = sorted(counts.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    lines = []
    for theme, told in by_theme:
        codes = ", ".join(literal(str(one.cells[0])) for one in of.lines if one.cells[3] == theme)
        where = f"filing in (select filing from findings where code in ({codes}))"
        some = next(one.filings for one in of.lines if one.cells[3] == theme)
        lines.append(Line((theme, *told.values(), sum(told.values())), where, some))
    headings = (
        Heading("主题"), *(Heading(name, "count") for name in SEVERITIES.values()), Heading("合计", "count"),
    )  # fmt: skip
    return Table("themes", "审核意见主题", "按审核规则的主题合计条数。", headings, tuple(lines), Chart("bars", 0, (1, 2, 3)))  # fmt: skip


def missed(on: Ground) -> Table:
    """The indicators that are most often not reached."""
    rows = on.ask(f"""
        with called as not materialized (
            select filing, met, weight, rule_score, self_score,
                {_CALLED} as label, coalesce(level1, '') as level1
            from scores {on.counted} using (filing) where pointer like '/indicators/%'
        ), top as (
            select label, level1, count(*) as missed from called where met = false
            group by label, level1 order by missed desc, label, level1 limit {_MISSED}
        ), told as (
            select label, level1, count(*) as n,
                sum(weight - rule_score) filter (met = false) as lost,
                count(weight - rule_score) filter (met = false) as scored,
                count(*) filter (met = false and self_score >= weight) as full_points,
                min(filing, {EXAMPLES}) filter (met = false) as examples
            from called where label in (select label from top) group by label, level1
        )
        select label, level1, missed, n, lost, scored, full_points, examples
        from top join told using (label, level1) order by missed desc, label, level1
    """)
    lines = [
        Line(
            (label, level1 or None, count, n, quotient(count, n), quotient(lost, scored, 2), full),
            on.where(f"filing in (select filing from scores where met = false and {_CALLED} = {literal(label)})"),
            tuple(some),
        )
        for label, level1, count, n, lost, scored, full, some in rows
    ]  # fmt: skip
    headings = (
        Heading("三级指标"), Heading("一级指标"), Heading("未达到", "count"), Heading("共有", "count"),
        Heading("未达到占比", "share"), Heading("平均少得", "points"), Heading("仍得满分", "count"),
    )  # fmt: skip
    about = "“平均少得”为未达到的指标按规则比分值少得的平均分；“仍得满分”为自评仍给满分的次数。"
    return Table(
        "missed", "最常未达到的指标", about, headings, tuple(lines), Chart("bars", 0, (2,))
    )


def ranking(on: Ground) -> Table:
    """Filings in the order of their rule totals, the first and the last of them."""
    (whole,) = on.one("select count(rule_total) from f")
    rows = on.ask(f"""
        select rank, filing, year, self_total, rule_total, g, execution_rate, errors from (
            select *, rank() over (order by rule_total desc) as rank,
                row_number() over (order by rule_total desc, errors, abs(g), filing) as place
            from f where rule_total is not null
        ) where place <= {RANKED} or place > {whole} - {RANKED} order by place
    """)
    lines = [
        Line((rank, filing, str(year or "—"), own, rule, gap, rate, errors), f"filing = {literal(filing)}", (filing,))
        for rank, filing, year, own, rule, gap, rate, errors in rows
    ]  # fmt: skip
    return Table("ranking", "规则得分排名", _ranked(whole), _RANKING, tuple(lines))


def overstated(on: Ground) -> Table:
    """The filings that overstate most."""
    rows = on.ask(f"""
        select filing, year, self_total, rule_total, g, execution_rate, errors from f
        where g >= 1 order by g desc, filing limit {RANKED}
    """)
    lines = [
        Line((at, filing, str(year or "—"), own, rule, gap, rate, errors), f"filing = {literal(filing)}", (filing,))
        for at, (filing, year, own, rule, gap, rate, errors) in enumerate(rows, 1)
    ]  # fmt: skip
    about = f"自评高出规则得分最多的 {RANKED} 份。"
    return Table("overstated", "高评最多的自评", about, _RANKING, tuple(lines))


_RANKING = (
    Heading("名次", "count"), Heading("单位或项目"), Heading("年度"), Heading("自评", "points"),
    Heading("规则", "points"), Heading("相差", "points"), Heading("执行率", "share"), Heading("错误", "count"),
)  # fmt: skip


def _ranked(whole: int) -> str:
    told = "按规则得分从高到低，同分同名次；同分时错误少、自评与规则相近的在前。"
    if whole > 2 * RANKED:
        return f"{told}共 {whole} 份，列出前 {RANKED} 份和后 {RANKED} 份。"
    return told
