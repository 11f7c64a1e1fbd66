"""The data sets as views of SQL: read only, nothing but the batch's own files, in bounded memory."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from .folder import Delivery, FolderError
from .parquet import connect
from .schema import DATA_SETS, STATE, DataSet
from .surroundings import FILE

_MEMORY = "700MB"
_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
#: What a program of the user's own would be needed for: settings, files, other bases.
_REFUSED = "只能查询（select）；数据集是只读的。"


class QueryError(Exception):
    """The query cannot be answered; the message is the sentence for the user."""


@contextmanager
def opened(folder: Path, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The data sets of *folder* as views; the folder alone can be read, and nothing written.

    Raises FolderError where the folder holds no finished batch.
    """
    finished = _finished(folder)
    with tempfile.TemporaryDirectory(prefix="jiping-") as spill:
        base = connect(
            {
                "memory_limit": _MEMORY,
                "temp_directory": spill,
                "preserve_insertion_order": False,
                "threads": threads or os.cpu_count() or 1,
            }
        )
        try:
            for one in DATA_SETS:
                base.execute(f"create view {one.name} as {_view(one, folder, finished)}")
            inside = str(folder.resolve()).replace("'", "''")
            base.execute(f"set allowed_directories = ['{inside}/']")
            base.execute("set enable_external_access = false")
            base.execute("set lock_configuration = true")
            yield base
        finally:
            base.close()


def answer(base: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    """Run one query of the user's; raises QueryError, in Chinese, where it is not one or is wrong."""
    try:
        statements = base.extract_statements(query)
        if len(statements) != 1:
            raise QueryError("请一次只写一条查询。" if statements else "没有写查询。")
        if statements[0].type not in _READING:
            raise QueryError(_REFUSED)
        return base.execute(statements[0])
    except duckdb.Error as error:
        raise fault(error) from error


def _finished(folder: Path) -> set[str]:
    """The names of the deliveries whose data sets are in place."""
    state = folder / STATE
    if not state.is_dir():
        raise FolderError(f"{folder}：不是批量结果的文件夹；请先运行 jiping batch。")
    found = (Delivery(int(path.name), path) for path in state.glob("[0-9]*"))
    return {one.name for one in found if one.is_done}


def _view(one: DataSet, folder: Path, finished: set[str]) -> str:
    pattern = "year=*/region=*/*.parquet" if one.partitioned else "*.parquet"
    files = [
        path
        for path in sorted((folder.resolve() / one.name).glob(pattern))
        if not one.partitioned or path.stem.partition("-")[0] in (*finished, FILE)
    ]
    if not files:
        columns = ", ".join(f"null::{column.type} as {column.name}" for column in one.columns)
        return f"select {columns} where false"
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
    return f"select {', '.join(one.names)} from read_parquet([{listed}], hive_partitioning = false)"


_PERMISSION = re.compile(r"Permission Error|disabled by configuration|locked", re.I)


#: A list of functions, longer than all that helps.
_OFFERED = re.compile(r"\s*Candidate functions:.*?(?=\n\n|\Z)", re.S)
#: What the engine says of a faulty query, and how a user reads it; its own words stand below.
_FAULTS = (
    (r'Referenced column "([^"]*[^\x00-\x7f][^"]*)" not found', "没有“{0}”这一列；如果是文字，请用单引号括起来：'{0}'"),
    (r'Referenced column "([^"]*)" not found', "没有“{0}”这一列；列名用 --schema 列出"),
    (r"Table with name (\S+) does not exist", "没有“{0}”这个数据集；数据集用 --schema 列出"),
    (r'column "([^"]*)" must appear in the GROUP BY', "“{0}”没有分组：写进 group by，或用 count、sum 等汇总"),
    (r"No function matches the given name and argument types '([^']*)'", "不能这样计算：{0}；请检查函数名，文字列不能相加"),
    (r"Scalar Function with name (\S+) does not exist", "没有“{0}”这个函数"),
    (r"Could not convert string '([^']*)'", "“{0}”不是数，不能换算"),
    (r'syntax error at or near "([^"]*)"', "“{0}”附近写法不对，请检查关键字、逗号、引号和括号"),
)  # fmt: skip


def fault(error: duckdb.Error) -> QueryError:
    """What the engine raised, as the sentence for the user."""
    return QueryError(_told(error))


def _told(error: duckdb.Error) -> str:
    """What is wrong in Chinese, and below it the engine's words with the place in the query."""
    words = _OFFERED.sub("", str(error).strip())
    if _PERMISSION.search(words):
        return f"不允许读取结果文件夹以外的文件，也不能更改设置（{words.splitlines()[0]}）"
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"查询需要的内存超过上限（{_MEMORY}），请加条件或减少列。"
    for pattern, told in _FAULTS:
        if match := re.search(pattern, words):
            return f"查询有误：{told.format(*match.groups())}。\n{words}"
    return f"查询有误：\n{words}"
