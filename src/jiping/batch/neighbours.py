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

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from . import parquet
from .job import Neighbours
from .schema import TOGETHER

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
        select *, n // {{most}} as part from counted
        window same as (partition by place, n // {{most}})
        qualify min(unit_key) over same is distinct from max(unit_key) over same and max(year) over same = {{year}}
    ),
    runs as (select *, dense_rank() over (order by place, part) - 1 as run from met)
"""
_SAID = f"""
    {_PIECES}
    select run, n, 'filing' as kind, 0 as row,
        [filing, year::varchar, standard, kind, unit, supervisor, project] as texts from runs
    union all select run, n, 'indicator', row, [level2, name, reason] from runs join {{indicators}} using (filing)
    union all select run, n, 'text', row, [pointer, topic, text] from runs join {{texts}} using (filing)
"""
_JUDGED = (
    f"{_PIECES} select run, count(*) filter (year = {{year}}) from runs group by run order by run"
)


class Tables(NamedTuple):
    """Tables of SQL that hold a year and the year before."""

    filings: str
    indicators: str
    texts: str


def together(tables: Tables, beside: Path, year: int) -> Iterator[tuple[Neighbours, bytes]]:
    """Neighbours in order, and what they say, for `marking`; those of *year* are judged.

    A piece is a line of JSON: the filing's place in the run, what of it, the row, the texts. Pieces
    come in the order of their files and are put away run by run *beside*, packed: texts of a
    province, sorted, would not lie in the memory that the engine is given.
    """
    given = {**tables._asdict(), "year": year, "most": TOGETHER}
    judged = list(parquet.fetch(_JUDGED.format_map(given), beside))
    with TemporaryDirectory(dir=beside) as folder:
        parquet.write_lines(_SAID.format_map(given), "run", Path(folder))
        for run, count in judged:
            files = sorted(Path(folder, f"run={run}").iterdir())
            yield Neighbours(f"texts-{run:06}", year, count), b"".join(map(Path.read_bytes, files))
