"""The same summary over rows that are at hand (a campaign's filings), without any file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jiping.batch import parquet
from jiping.batch.schema import DATA_SETS
from jiping.batch.wire import lines

from .ground import Scope
from .measure import summarise
from .model import Summary

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def summary_of_rows(rows: Rows, scope: Scope | None = None) -> Summary:
    """The summary of *rows* by data set, as `jiping.batch.rows.rows_of` makes them of a reading."""
    with tempfile.TemporaryDirectory(prefix="jiping-") as folder, parquet.connect({}) as base:
        for one in DATA_SETS:
            path = Path(folder) / f"{one.name}.ndjson"
            path.write_bytes(lines(rows.get(one.name, ())))
            base.execute(f"create table {one.name} as from {parquet.lines_of(one.columns, [path])}")
        return summarise(base, scope)
