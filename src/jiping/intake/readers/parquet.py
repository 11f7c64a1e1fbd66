"""Parquet files of stored readings: a column `extraction` of JSON text, a document a row.

DuckDB reads them; it is loaded when the first such file comes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from jiping.intake.document import UnreadableError

COLUMN = "extraction"
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "400MB",
    "threads": "1",
    "autoinstall_known_extensions": "false",
}
_BATCH = 500


def rows(data: bytes) -> Iterator[str]:
    """The JSON texts of column `extraction`; raises UnreadableError where there is no such column."""
    try:
        import duckdb
    except ImportError as error:
        raise UnreadableError(
            "是Parquet数据，读取它需要安装duckdb（pip install duckdb），或改用extract命令输出的JSON。"
        ) from error
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(data)
        file.flush()
        with duckdb.connect(config=dict(_SETTINGS)) as base:
            try:
                cursor = base.execute(
                    "select extraction::varchar from read_parquet(?)", [file.name]
                )
                while batch := cursor.fetchmany(_BATCH):
                    yield from (text for (text,) in batch if text)
            except duckdb.Error as error:
                raise UnreadableError(
                    f"Parquet数据中没有文本列“{COLUMN}”，或数据已损坏，请重新导出。"
                ) from error
