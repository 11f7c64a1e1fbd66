"""Texts of neighbours held against each other: copied paragraphs, and a neighbour's name left in.

Neighbours are the filings of one year and of the year before whose units lie in the same place: of
a county all below it, of a city or province its own. A county that no table knows is told by its
name; where none is told, neighbours lie in the same folder but for the years in its name, or in the
one above where a folder holds but one unit. More than
`TOGETHER` are held against each other in runs of so many, in the order of their folders: time and memory
are bounded however many lie in one place. Within a run it is the checks' own code that compares, so
that the findings are those of `jiping check --peers` with the same filings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from . import parquet
from .job import Neighbours
from .schema import TOGETHER

#: Which part of a filing a piece is, after who it is.
_INDICATOR, _TEXT = 1, 2

_YEARS = r"'(19|20)\d\d(年度?)?', '', 'g'"
_LAST = r"'[^/\\]+[/\\]*$', ''"
_PIECES = rf"""
    with read as (
        select filing, year, kind, unit, unit_key, supervisor, project, standard, file, number,
            coalesce(place_code, district) as known,
            regexp_replace(file, {_YEARS}) as bare, regexp_replace(bare, '[^/\\]*$', '') as folder
        from {{filings}}
    ),
    placed as (
        select *, coalesce(known, case
            when min(unit_key) over lies is distinct from max(unit_key) over lies then folder
            else regexp_replace(folder, {_LAST}) end) as place
        from read window lies as (partition by folder)
    ),
    counted as (
        select *, row_number() over (partition by place order by bare, file, number, filing) - 1 as n from placed
    ),
    met as (
        select *, n // {{most}} as run from counted
        window same as (partition by place, n // {{most}})
        qualify min(unit_key) over same is distinct from max(unit_key) over same and max(year) over same = {{year}}
    ),
    pieces as (
        select filing, 0 as part, 0 as row, null as a, null as b, null as c from met
        union all select filing, {_INDICATOR}, row, level2, name, reason from {{indicators}}
        union all select filing, {_TEXT}, row, pointer, topic, text from {{texts}}
    )
    select place, run, n, year, filing, standard, kind, unit, supervisor, project, part, a, b, c
    from met join pieces using (filing) order by place, run, n, part, row
"""
#: Columns of the pieces: where the filing lies, whose it is, which part of it.
_RUN, _ONE, _HEAD = itemgetter(0, 1), itemgetter(2), 10
_GOALS = {"/goals/expected": "expected", "/goals/achieved": "achieved"}


def pieces(year: int, filings: str, indicators: str, texts: str) -> str:
    """The query for what neighbours say, piece by piece; the tables hold *year* and the year before."""
    return _PIECES.format(
        year=year, most=TOGETHER, filings=filings, indicators=indicators, texts=texts
    )


def together(query: str, beside: Path, year: int) -> Iterator[tuple[Neighbours, bytes]]:
    """Neighbours in order, and what they say, for `marking`; those of *year* are judged."""
    rows = parquet.fetch(query, beside)
    for number, (_, run) in enumerate(groupby(rows, key=_RUN)):
        told = [_told(list(some), year) for _, some in groupby(run, key=_ONE)]
        judged = sum(one for one, _ in told)
        yield Neighbours(f"texts-{number:06}", judged), b"".join(lines for _, lines in told)


def _told(rows: list[tuple[Any, ...]], year: int) -> tuple[bool, bytes]:
    """Whether a filing is judged; a line of who it is and a line of what it says."""
    own_year, filing, standard, kind, unit, supervisor, project = rows[0][3:_HEAD]
    goals: dict[str, str] = {}
    indicators: list[dict[str, str]] = []
    sections: list[dict[str, str]] = []
    for part, a, b, c in (row[_HEAD:] for row in rows):
        if part == _INDICATOR:
            indicators.append({"level2": a, "name": b, "reason": c})
        elif part == _TEXT and a in _GOALS:
            goals[_GOALS[a]] = c
        elif part == _TEXT:
            sections.append({"heading": "", "topic": b, "text": c or ""})
    said = {
        "kind": kind, "unit": unit, "supervisor": supervisor, "project": project,
        "fiscal_year": own_year, "goals": goals, "indicators": indicators,
        "report": {"sections": sections} if sections else None,
    }  # fmt: skip
    judged = own_year == year
    lines = (json.dumps(one, ensure_ascii=False) for one in ([filing, standard, judged], said))
    return judged, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
