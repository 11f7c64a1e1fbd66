"""From data sets to the summary: every table, and the filings that its lines name."""

from __future__ import annotations

from collections.abc import Iterable

from jiping.filing import KIND_NAMES
from jiping.filing.regions import region_by_code

from . import details, groups, totals
from .evidence import evidence
from .ground import Base, Ground, Scope, ground, literal
from .model import Exhibit, Line, Summary, Table

_EVERYTHING = Scope()


def summarise(base: Base, scope: Scope | None = None) -> Summary:
    """Summarise the views or tables of *base* (see `jiping.batch.schema`) within *scope*."""
    on = ground(base, scope or _EVERYTHING)
    found = details.findings(on)
    tables = (
        totals.overview(on), totals.grades(on), totals.execution(on), totals.gaps(on),
        *groups.places(on), details.themes(found), found, details.missed(on), groups.peers(on),
        groups.years(on), details.overstated(on), details.ranking(on),
    )  # fmt: skip
    exhibits = _exhibits(on, tables)
    named = tuple(_with_names(one, exhibits) for one in tables)
    return Summary(_title(on), named, exhibits)


def _title(on: Ground) -> str:
    years = [str(year) for (year,) in on.ask("select distinct year from f where year is not null order by 1")]  # fmt: skip
    told = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}" if years else ""
    return f"{_place(on.scope)}{told}{'年度' if told else ''}预算绩效自评汇总分析"


def _place(scope: Scope) -> str:
    """The name of the region that is summarised, if one was named and is known."""
    code = (scope.region or "").ljust(6, "0")
    try:
        region = region_by_code(code) if scope.region else None
    except (KeyError, StopIteration):
        region = None
    return "".join(filter(None, region[1:])) if region else ""


def _exhibits(on: Ground, tables: Iterable[Table]) -> dict[str, Exhibit]:
    """The filings that the tables name, with what was found in each."""
    wanted = sorted({one for table in tables for line in table.lines for one in line.filings})
    if not wanted:
        return {}
    listed = ", ".join(map(literal, wanted))
    found = evidence(on, listed, tables)
    rows = on.ask(f"""
        select filing, unit, project, nullif(year, 0), place_name, kind, file, self_total, rule_total,
            execution_rate
        from filings where filing in ({listed}) order by filing
    """)
    return {
        filing: Exhibit(
            filing, _called(unit, project, file), year, place or "", KIND_NAMES[kind], file, own, rule, rate,
            found.get(filing, ()),
        )
        for filing, unit, project, year, place, kind, file, own, rule, rate in rows
    }  # fmt: skip


def _called(unit: str | None, project: str | None, file: str) -> str:
    if project:
        return f"{project}（{unit}）" if unit else project
    return unit or file.replace("\\", "/").rpartition("/")[2]


def _with_names(table: Table, exhibits: dict[str, Exhibit]) -> Table:
    """Rankings with the names of the filings in place of their numbers."""
    if table.key not in ("ranking", "overstated"):
        return table
    lines = tuple(
        Line((line.cells[0], exhibits[str(line.cells[1])].name, *line.cells[2:]), line.where, line.filings)
        for line in table.lines
    )  # fmt: skip
    return Table(table.key, table.title, table.about, table.headings, lines, table.chart)
