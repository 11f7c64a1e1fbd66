"""The filings that a summary counts: each unit's or project's of a year once, within its scope."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb

Base = duckdb.DuckDBPyConnection
#: How many filings a line names.
EXAMPLES = 6

#: Names of units whose place is not known that may be several units': in one year they tell other
#: money or other points. As far as they were read, copies of one filing are alike in these.
_TOLD = ("initial", "adjusted", "executed", "self_total")
SHARED = f"""
    select subject, kind, district from filings where place_code is null and subject is not null
    group by subject, kind, district, year having {" or ".join(f"min({c}) <> max({c})" for c in _TOLD)}
"""
#: The condition on `filings` that leads to them.
SHARED_NAMES = f"""place_code is null and (subject, kind, coalesce(district, '')) in (
    select subject, kind, coalesce(district, '') from ({SHARED}))"""

# One subject's filing of a year counts once, however often it came: the whole one with the most
# indicators. Of a name that may be several units', those that tell other figures are others; which
# of them is which in another year nobody knows, so that they are in no comparison of years.
# Points outside 0 to 100 are a finding of their own and no measure of overstatement.
_GROUND = f"""
    create or replace temp table counted as
    with shared as (select distinct *, true as is_shared from ({SHARED})),
    marked as (
        select f.*, coalesce(s.is_shared and f.place_code is null, false) as shared
        from filings f left join shared s
            on f.subject = s.subject and f.kind = s.kind and f.district is not distinct from s.district
    ),
    known as (
        select *, hash(subject, kind, coalesce(place_code, district), case when shared then
            dense_rank() over (partition by subject, kind, place_code, district, year order by {", ".join(_TOLD)}) end) as unit_id
        from marked where {{where}}
    )
    select filing, nullif(year, 0) as year, region, prefecture, county, place_code, district, kind, unit_kind,
        adjusted, executed, execution_rate, self_total, rule_total,
        case when abs(gap) <= 100 then cast(gap as decimal(9, 6)) end as g,
        self_grade, rule_grade, errors, warnings, notices, subject is not null as named, shared,
        unit_id as subject,
        case when subject is null then 1 else row_number() over (
            partition by unit_id, year order by complete desc, indicators desc, filing
        ) end as turn
    from known;
    create or replace temp view f as select * exclude turn from counted where turn = 1;
    create or replace temp table again as select filing from counted where turn > 1
"""


class Scope(NamedTuple):
    """Which filings are summarised: of a year, a region (code or the beginning of one), a kind."""

    year: int | None = None
    region: str | None = None
    kind: str | None = None

    @property
    def where(self) -> str:
        """The condition on `filings`."""
        told = []
        if self.year is not None:
            told.append(f"year = {int(self.year)}")
        if self.region:
            code = "".join(sign for sign in self.region if sign.isdigit()).removesuffix("0000")
            short = code.removesuffix("00") if len(code) == 6 else code
            told.append(f"place_code like '{short}%'")
        if self.kind:
            told.append(f"kind = '{''.join(sign for sign in self.kind if sign.isalpha())}'")
        return " and ".join(told) or "true"


class Ground(NamedTuple):
    """The base with table `f` of the filings counted, and the condition that they meet."""

    base: Base
    scope: Scope

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        return self.base.execute(query).fetchall()

    def one(self, query: str) -> tuple[Any, ...]:
        """The only row that a query gives."""
        (row,) = self.ask(query)
        return row

    @property
    def counted(self) -> str:
        """The join that leaves those rows of another data set that belong to filings counted.

        Where all filings are in the scope, leaving out the few that came again is quicker.
        """
        return "anti join again" if self.scope.where == "true" else "semi join f"

    def some(self, condition: str = "") -> tuple[str, ...]:
        """Some filings that meet a condition on `f`, the most overstated first."""
        query = "select max_by(filing, row(coalesce(g, -999), filing), {}) from f where {}"
        (found,) = self.one(query.format(EXAMPLES, condition or "true"))
        return tuple(found or ())

    def where(self, condition: str = "") -> str:
        """A condition on `filings`, within the scope."""
        told = [part for part in (condition, self.scope.where) if part and part != "true"]
        return " and ".join(told) or "true"


def ground(base: Base, scope: Scope) -> Ground:
    """Lay the ground: table `f`."""
    base.execute(_GROUND.format(where=scope.where))
    return Ground(base, scope)


def literal(text: str) -> str:
    """Text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def same(column: str, value: object) -> str:
    """The condition that a column has this value."""
    if value is None:
        return f"{column} is null"
    return f"{column} = {literal(value) if isinstance(value, str) else value}"
