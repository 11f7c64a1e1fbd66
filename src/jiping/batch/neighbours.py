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

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from . import parquet
from .job import Neighbours
from .schema import TOGETHER

#: Pieces that are put away at a time.
_AT_ONCE = 5000

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
    select run, n, 'filing', 0, [filing, year::varchar, standard, kind, unit, supervisor, project] from runs
    union all select run, n, 'indicator', row, [level2, name, reason] from runs join {{indicators}} using (filing)
    union all select run, n, 'text', row, [pointer, topic, text] from runs join {{texts}} using (filing)
"""


def pieces(year: int, filings: str, indicators: str, texts: str) -> str:
    """The query for what neighbours say, piece by piece; the tables hold *year* and the year before."""
    return _PIECES.format(
        year=year, most=TOGETHER, filings=filings, indicators=indicators, texts=texts
    )


def together(query: str, beside: Path, year: int) -> Iterator[tuple[Neighbours, bytes]]:
    """Neighbours in order, and what they say, for `marking`; those of *year* are judged.

    A piece is a line `[filing's place in the run, what it is, row, texts]`. Pieces come in the order
    of their files and are put away run by run *beside*, packed: texts of a province, sorted, would
    not lie in the memory that the engine is given.
    """
    judged: Counter[int] = Counter()
    with TemporaryDirectory(dir=beside) as folder:
        rows = parquet.fetch(query, beside)
        while some := list(islice(rows, _AT_ONCE)):
            lines: defaultdict[int, list[str]] = defaultdict(list)
            for run, *piece in some:
                lines[run].append(json.dumps(piece, ensure_ascii=False))
                judged[run] += piece[1] == "filing" and piece[3][1] == str(year)
            for run, own in lines.items():
                with gzip.open(Path(folder) / str(run), "at", 1, "utf-8") as file:
                    file.write("\n".join((*own, "")))
        for run in sorted(judged):
            body = (Path(folder) / str(run)).read_bytes()
            yield Neighbours(f"texts-{run:06}", year, judged[run]), body
