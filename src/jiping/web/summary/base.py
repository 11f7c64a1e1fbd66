"""The rows of all filings that reached the bureau, kept beside the database in one DuckDB file.

A submission never changes: its filing is scored, checked and laid out as rows once. What else is
there is brought up to date row by row, so that a county's summary follows in seconds.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
from django.db.models import F

from jiping import __version__, standards
from jiping.batch import parquet
from jiping.batch.rows import Judged, identity, rows_of, rule_rows
from jiping.batch.schema import DATA_SETS, PARTED, RULES, VERSION
from jiping.batch.wire import lines
from jiping.checks import examine
from jiping.filing import Extraction, Source
from jiping.filing import Filing as Document
from jiping.scoring import score
from jiping.web.filings.assess import around_of
from jiping.web.filings.models import Version
from jiping.web.filings.states import DONE, State

#: The filings that a summary speaks of: those that reached the bureau.
STATES = (State.FINANCE_REVIEW, *DONE)
_TOGETHER = 200


def bring_up_to_date(path: Path) -> int:
    """Bring the file at *path* after the database; how many filings were laid out anew."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with duckdb.connect(str(path)) as base:
        _prepare(base)
        now = dict(versions().values_list("filing_id", "number"))
        taken = dict(base.execute("select filing, version from taken").fetchall())
        gone = [pk for pk, number in taken.items() if now.get(pk) != number]
        new = [pk for pk, number in now.items() if taken.get(pk) != number]
        for some in pieces(gone, _TOGETHER):
            _remove(base, some)
        for some in pieces(new, _TOGETHER):
            _add(base, some)
        return len(new)


def versions() -> Any:
    """The submissions that count: the last of each filing that reached the bureau."""
    return Version.objects.filter(filing__state__in=STATES, number=F("filing__submitted"))


def name_of(pk: int) -> str:
    """The name of a filing in the data sets."""
    return identity(_sha256(pk), 0)


def _sha256(pk: int) -> str:
    return hashlib.sha256(f"filing {pk}".encode()).hexdigest()


def _prepare(base: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, anew where they are another version's."""
    made = "select made from about"
    known = base.execute("select count(*) from duckdb_tables() where table_name = 'about'")
    (there,) = known.fetchone() or (0,)
    version = f"{__version__} {VERSION}"
    if there and base.execute(made).fetchone() == (version,):
        return
    for one in DATA_SETS:
        columns = ", ".join(f"{column.name} {column.type}" for column in one.columns)
        base.execute(f"create or replace table {one.name} ({columns})")
    base.execute("create or replace table taken (filing bigint, version integer)")
    base.execute("create or replace table about (made varchar)")
    base.execute("insert into about values (?)", [version])
    _insert(base, RULES.name, list(rule_rows()))


def _remove(base: duckdb.DuckDBPyConnection, pks: Iterable[int]) -> None:
    held = list(pks)
    names = [name_of(pk) for pk in held]
    for one in PARTED:
        if one.name != "problems":
            query = f"delete from {one.name} where filing in (select unnest(?))"  # noqa: S608
            base.execute(query, [names])
    base.execute("delete from taken where filing in (select unnest(?))", [held])


def _add(base: duckdb.DuckDBPyConnection, pks: Iterable[int]) -> None:
    """Lay out these filings; all of them or, where one fails, none."""
    rows: dict[str, list[dict[str, Any]]] = {one.name: [] for one in PARTED}
    taken = []
    held = (
        versions().filter(filing__in=list(pks)).select_related("filing__campaign", "filing__unit")
    )
    for version in held.iterator(chunk_size=_TOGETHER):
        for name, more in _rows(version).items():
            rows[name] += more
        taken.append((version.filing_id, version.number))
    base.execute("begin")
    for name, more in rows.items():
        _insert(base, name, more)
    base.executemany("insert into taken values (?, ?)", taken)
    base.execute("commit")


def _rows(version: Version) -> dict[str, list[dict[str, Any]]]:
    filing = version.filing
    document = Document.model_validate_json(version.content)
    standard = standards.load(filing.standard_name)
    card = score(document, standard)
    around = around_of(filing, document)
    outcome = examine(document, standard, scorecard=card, surroundings=around)
    source = Source(name=str(filing), media_type="application/json", sha256=_sha256(filing.pk))
    read = Extraction(schema="jiping/filing/1", source=source, filings=(document,))
    return rows_of(read, (Judged(document, card, outcome),), str(filing.pk))


def _insert(base: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    (one,) = (known for known in DATA_SETS if known.name == name)
    with tempfile.TemporaryDirectory(prefix="jiping-") as folder:
        path = Path(folder) / "rows.ndjson"
        path.write_bytes(lines(rows))
        told = parquet.lines_of(one.columns, [path])
        base.execute(f"insert into {name} select * from {told}")  # noqa: S608 (our own names)


def pieces(held: list[int], size: int) -> Iterator[list[int]]:
    """The list in pieces."""
    return (held[at : at + size] for at in range(0, len(held), size))
