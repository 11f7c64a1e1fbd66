"""What stands behind a figure: the findings and missed indicators of the filings that it names."""

from __future__ import annotations

from collections.abc import Iterable

from jiping.checks import SEVERITIES

from .ground import Ground, literal
from .model import Found, Table

#: Findings shown of a filing, the gravest first; those that a table speaks of come besides.
_SHOWN = 5
#: How a missed indicator is headed among the findings.
MISSED = "规则得分"


def evidence(on: Ground, listed: str, tables: Iterable[Table]) -> dict[str, tuple[Found, ...]]:
    """What was found in each of the filings *listed* (as literals): rule, place, text, figures."""
    tables = tuple(tables)
    found: dict[str, list[Found]] = {}
    for filing, told in (*_findings(on, listed, tables), *_missed(on, tables)):
        found.setdefault(filing, []).append(told)
    return {filing: tuple(told) for filing, told in found.items()}


def _pairs(tables: Iterable[Table], key: str, column: int) -> str:
    """The filings that lines of a table name, each with the line's rule or indicator."""
    pairs = [
        f"({literal(filing)}, {literal(str(line.cells[column]))})"
        for table in tables
        if table.key == key
        for line in table.lines
        for filing in line.filings
    ]
    return f"(values {', '.join(pairs) or '(null, null)'})"


def _findings(on: Ground, listed: str, tables: tuple[Table, ...]) -> list[tuple[str, Found]]:
    rank = " ".join(f"when '{name}' then {at}" for at, name in enumerate(SEVERITIES))
    rows = on.ask(f"""
        with named(filing, code) as {_pairs(tables, "findings", 0)},
        found as (
            select g.*, row_number() over (
                partition by filing order by case g.severity {rank} end, number
            ) as turn
            from findings g where nth = 1 and filing in ({listed})
        )
        select filing, code, found.severity, title, place, quote, message
        from found left join rules using (code)
        where turn <= {_SHOWN} or (filing, code) in (select (filing, code) from named)
        order by filing, turn
    """)
    return [
        (
            filing,
            Found(
                code, SEVERITIES[severity], title or "自编规则", place or "", quote or "", message
            ),
        )
        for filing, code, severity, title, place, quote, message in rows
    ]


def _missed(on: Ground, tables: tuple[Table, ...]) -> list[tuple[str, Found]]:
    """The arithmetic of the indicators that the table of missed ones speaks of."""
    rows = on.ask(f"""
        with named(filing, label) as {_pairs(tables, "missed", 0)}
        select filing, label, i.place, i.target, i.actual, s.explanation
        from named join scores s using (filing, label)
            left join indicators i on i.filing = s.filing and s.pointer = '/indicators/' || i.row
        where s.met = false order by filing, s.pointer
    """)
    return [
        (
            filing,
            Found(MISSED, "提示", label, place or "", f"{target or '—'}　{actual or '—'}", words),
        )
        for filing, label, place, target, actual, words in rows
    ]
