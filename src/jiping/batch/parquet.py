"""Rows as lines of JSON → Parquet data sets, by DuckDB with bounded memory.

One thread for each, so that the same rows give the same bytes. DuckDB alone is 67 MB and was the quickest
of what can be installed everywhere (`benchmarks/batch.py` has the figures); decimals go in as text
and stay exact.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb

from .folder import Delivery, Folder
from .schema import PARTED, TEXTS, Column, DataSet
from .wire import lines

Setting = str | bool | int | float | list[str]
_SETTINGS: dict[str, Setting] = {
    "threads": 1,
    "memory_limit": "300MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_FETCHED = 10_000  # rows that are fetched at a time
#: Rows of a row group. One lies in memory several times before it is written: texts make small ones.
_GROUP, _GROUP_OF_TEXTS = 20_480, 2_048
#: Partitions that are written at a time: all years and provinces of a usual delivery.
_OPEN = 400
#: Data sets that are written beside each other, each in the memory of `_SETTINGS`.
MOST_AT_ONCE = 2


def write(
    delivery: Delivery,
    folder: Folder,
    at_once: int = 1,
    joined: Sequence[str] = (),
    instead_of: Sequence[str] = (),
) -> None:
    """Write the data sets of a delivery whose parts are all read, and put them in their places.

    The rows of the parts *joined* stand instead of the rows of the filings *instead_of*.
    Up to `MOST_AT_ONCE` of *at_once* are written beside each other, the largest first; each by one
    thread and in the same memory, so that its bytes do not hang on how many there are.
    """
    made = delivery.path / "parquet"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    parts = [*delivery.part_names, *joined]
    sources: dict[DataSet, list[Path]] = {}
    for one in PARTED:
        found = [delivery.part_path(part) / f"{one.name}.ndjson.gz" for part in parts]
        if present := [path for path in found if path.is_file()]:
            sources[one] = present
    largest = sorted(sources, key=lambda one: -sum(path.stat().st_size for path in sources[one]))
    with ThreadPoolExecutor(min(at_once, MOST_AT_ONCE)) as threads:
        list(
            threads.map(
                lambda one: _partitioned(one, sources[one], made, joined, instead_of), largest
            )
        )
    for partition in sorted(made.glob("*/year=*/region=*")):
        # Of more partitions than `_OPEN` some are begun anew, in another file.
        for number, path in enumerate(sorted(partition.glob("*.parquet"))):
            own = f"{delivery.name}-{number}" if number else delivery.name
            target = folder.path / partition.relative_to(made) / f"{own}.parquet"
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)


def write_rows(one: DataSet, rows: Iterable[Mapping[str, object]], path: Path) -> None:
    """Write a data set without partitions from its rows."""
    source = path.with_name(f".{one.name}.ndjson")
    path.parent.mkdir(parents=True, exist_ok=True)
    with source.open("wb") as file:
        for row in rows:
            file.write(lines([row]))
    write_query(f"from {lines_of(one.columns, [source])}", path)
    source.unlink()


def write_query(query: str, path: Path) -> None:
    """Write what a query gives as one file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.new")
    with _base(path.parent) as base:
        base.execute(f"copy ({query}) to {_quoted(made)} ({_format(_GROUP)})")
    made.replace(path)


def write_parted(query: str, part: str, folder: Path) -> None:
    """Write what a query gives as files in *folder*, by the column *part*."""
    with _base(folder.parent) as base:
        _bound(base, _GROUP_OF_TEXTS)
        base.execute(
            f"copy ({query}) to {_quoted(folder)} ({_format(_GROUP_OF_TEXTS)}, partition_by ({part}))"
        )


def write_lines(query: str, path: Path) -> None:
    """Write what a query gives as one file of packed lines of JSON."""
    with _base(path.parent) as base:
        base.execute(
            f"copy ({query}) to {_quoted(path)} (format json, compression gzip, overwrite_or_ignore true)"
        )


def fetch(query: str, beside: Path) -> Iterator[tuple[Any, ...]]:
    """The rows that a query gives; what of its work memory does not hold is put *beside*."""
    with _base(beside) as base:
        found = base.execute(query)
        while rows := found.fetchmany(_FETCHED):
            yield from rows


def lines_of(columns: Sequence[Column], files: Sequence[Path]) -> str:
    """Files of lines of JSON as a table of SQL with these columns."""
    typed = ", ".join(f"{column.name}: '{column.type}'" for column in columns)
    return f"read_ndjson([{', '.join(map(_quoted, files))}], columns = {{{typed}}})"


def file_of(path: Path) -> str:
    """A Parquet file as a table of SQL."""
    return files_of([path])


def files_of(paths: Sequence[Path]) -> str:
    """Parquet files as one table of SQL."""
    return f"read_parquet([{', '.join(map(_quoted, paths))}], hive_partitioning = false)"


def _format(group: int) -> str:
    return f"format parquet, compression zstd, row_group_size {group}"


def _partitioned(
    one: DataSet,
    sources: Sequence[Path],
    made: Path,
    joined: Sequence[str],
    instead_of: Sequence[str],
) -> None:
    """Write one data set; each of its files lies in the folder of its part."""
    rows = []
    if plain := [path for path in sources if path.parent.name not in joined]:
        own = instead_of and "filing" in one.names
        but = f" where filing not in ({', '.join(map(repr, instead_of))})" if own else ""
        rows.append(f"from {lines_of(one.columns, plain)}{but}")
    if again := [path for path in sources if path.parent.name in joined]:
        rows.append(f"from {lines_of(one.columns, again)}")
    group = _GROUP_OF_TEXTS if one is TEXTS else _GROUP
    with _base(made) as base:
        _bound(base, group)
        base.execute(
            f"copy ({' union all '.join(rows)}) to {_quoted(made / one.name)} ({_format(group)},"
            " partition_by (year, region), write_partition_columns true)"
        )


def _bound(base: duckdb.DuckDBPyConnection, group: int) -> None:
    """Let partitions hold but *group* rows before they are written."""
    base.execute(f"set partitioned_write_flush_threshold = {group}")
    base.execute(f"set partitioned_write_max_open_files = {_OPEN}")


def _base(beside: Path) -> duckdb.DuckDBPyConnection:
    return connect({"temp_directory": str(beside / ".tmp")})


def connect(settings: dict[str, Setting]) -> duckdb.DuckDBPyConnection:
    """A base in memory, with *settings* over the usual ones, that prints nothing by itself."""
    base = duckdb.connect(config={**_SETTINGS, **settings})
    base.execute("set enable_progress_bar = false")  # it would go to standard output
    return base


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
