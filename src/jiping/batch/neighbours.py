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
#: The filings in the order of their places and folders, each with its number. What many filings have
#: in common is worked out by groups: a window keeps all of them in memory.
_ORDER = rf"""
    with read as (
        select filing, year, kind, unit, unit_key, supervisor, project, standard, file, number,
            coalesce(place_code, district) as known,
            regexp_replace(file, {_YEARS}) as bare, regexp_replace(bare, '[^/\\]*$', '') as folder
        from {{filings}}
    ),
    folders as (
        select folder, min(unit_key) is distinct from max(unit_key) as shared from read group by folder
    ),
    placed as (
        select *, coalesce(known,
            case when shared then folder else regexp_replace(folder, {_LAST}) end) as place
        from read join folders using (folder) order by place, bare, file, number, filing
    )
    select filing, year, kind, unit, unit_key, supervisor, project, standard, place,
        row_number() over () as seat
    from placed
"""
#: The runs that are held against each other, and the filings of each.
_RUNS = """
    with places as (select place, min(seat) as lowest from {order} group by place),
    counted as (
        select o.*, seat - lowest as n, (seat - lowest) // {most} as part from {order} o join places using (place)
    ),
    met as (
        select place, part, count(*) filter (year = {year}) as judged from counted group by place, part
        having min(unit_key) is distinct from max(unit_key) and max(year) = {year}
    ),
    numbered as (select *, row_number() over (order by place, part) - 1 as run from met),
    runs as (select * from counted join numbered using (place, part))
"""
#: What is said in a filing's head, in its indicators and in its texts.
_SAID = f"""
    {_RUNS}
    select run, n, 'filing' as kind, 0 as row,
        [filing, year::varchar, standard, kind, unit, supervisor, project] as texts from runs
    union all select run, n, 'indicator', row, [level2, name, reason] from runs join {{indicators}} using (filing)
    union all select run, n, 'text', row, [pointer, topic, text] from runs join {{texts}} using (filing)
"""
_JUDGED = f"{_RUNS} select run, judged from numbered order by run"


class Tables(NamedTuple):
    """Tables of SQL that hold a year and the year before."""

    filings: str
    indicators: str
    texts: str


def together(tables: Tables, beside: Path, year: int) -> Iterator[tuple[Neighbours, bytes]]:
    """Neighbours in order, and what they say, for `marking`; those of *year* are judged.

    A piece is a line of JSON: the filing's place in the run, what of it, the row, the texts. Pieces
    come in any order: they are put away run by run *beside*, since texts of a province, sorted,
    would not lie in the memory that the engine is given.
    """
    given = {**tables._asdict(), "year": year, "most": TOGETHER}
    with TemporaryDirectory(dir=beside) as made:
        folder = Path(made)
        order, said, lines = folder / "order.parquet", folder / "said", folder / "lines.gz"
        parquet.write_query(_ORDER.format_map(given), order)
        given["order"] = parquet.file_of(order)
        judged = list(parquet.fetch(_JUDGED.format_map(given), beside))
        parquet.write_parted(_SAID.format_map(given), "run", said)
        for run, count in judged:
            files = parquet.files_of(sorted((said / f"run={run}").iterdir()))
            parquet.write_lines(f"select n, kind, row, texts from {files}", lines)
            yield Neighbours(f"texts-{run:06}", year, count), lines.read_bytes()
