"""The work of `jiping sql`: a query over the data sets of a batch, answered as table, JSON or CSV."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from . import named
from .terminal import console

if TYPE_CHECKING:
    import duckdb


class Answer(StrEnum):
    """How the answer is printed."""

    text = "text"
    json = "json"
    csv = "csv"


#: Rows of a table for people; programs get all.
_SHOWN = 200
_AT_ONCE = 2000
#: Rows that are shown as blocks.
_BLOCKS = 10
#: What a column of text needs to be read, and the gap between two.
_READABLE, _GAP = 10, 2


def run(folder: Path, query: str, form: Answer) -> None:
    """Answer *query* over the data sets of *folder*."""
    from jiping.batch.folder import FolderError
    from jiping.batch.sql import QueryError, answer, opened

    try:
        with opened(folder) as base:
            found = answer(base, query)
            names = [str(column[0]) for column in found.description or ()]
            {Answer.text: _table, Answer.json: _json, Answer.csv: _csv}[form](names, _rows(found))
    except (FolderError, QueryError) as error:
        named.refuse(str(error))


def describe() -> None:
    """Print the data sets and their columns."""
    from jiping.batch.schema import described

    from . import show

    show.markdown(described())


def _rows(found: duckdb.DuckDBPyConnection) -> Iterable[tuple[object, ...]]:
    import duckdb

    from jiping.batch.sql import fault

    try:
        while rows := found.fetchmany(_AT_ONCE):
            yield from rows
    except duckdb.Error as error:
        raise fault(error) from error


def _table(names: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    """A line for each row, or where they are too wide a block for each."""
    out, waiting = console(), iter(rows)
    first = list(islice(waiting, _SHOWN))
    if not first:
        out.print(f"没有这样的行；各列为：{'、'.join(names)}。", style="dim")
        return
    if _is_wide(names, first, out.width):
        blocks, first = first[:_BLOCKS], first[_BLOCKS:]
        for row in blocks:
            out.print(_block(names, row))
            out.print()
        left = len(first)
    else:
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for name in names:
            table.add_column(name, overflow="fold", min_width=cell_len(name))
        for row in first:
            table.add_row(*(Text(_shown(value), justify=_side(value)) for value in row))
        out.print(table)
        left = 0
    left += sum(1 for _ in waiting)
    if left:
        out.print(f"另有 {left} 行；用 --format csv 或 json 取得全部。", style="dim")


def _is_wide(names: Sequence[str], rows: Sequence[tuple[object, ...]], width: int) -> bool:
    """Whether columns would be narrower than their names, or than a few characters of their texts."""
    needed = sum(
        max(
            cell_len(name),
            min(max((cell_len(_shown(row[at])) for row in rows), default=0), _READABLE),
        )
        + _GAP
        for at, name in enumerate(names)
    )
    return needed > width


def _block(names: Sequence[str], row: tuple[object, ...]) -> Table:
    block = Table.grid(padding=(0, _GAP, 0, 0))
    block.add_column(style="dim")
    block.add_column(overflow="fold")
    for name, value in zip(names, row, strict=True):
        block.add_row(name, _shown(value))
    return block


def _json(names: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        told = dict(zip(names, map(_plain, row), strict=True))
        sys.stdout.write(json.dumps(told, ensure_ascii=False, default=str) + "\n")


def _csv(names: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    sys.stdout.write("\ufeff")  # without it Excel takes the text for GBK
    writer = csv.writer(sys.stdout)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_harmless(_plain(value)) for value in row])


def _plain(value: object) -> object:
    """Decimals as text, so that they stay exact."""
    from jiping.filing.numbers import plain

    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value


def _harmless(value: object) -> object:
    """Text that a table calculation would take for a formula, marked as text."""
    from jiping.filing.text import FORMULA_SIGNS

    formula = isinstance(value, str) and value.startswith(FORMULA_SIGNS) and not _is_number(value)
    return f"'{value}" if formula else value


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _shown(value: object) -> str:
    return "—" if value is None else str(_plain(value))


def _side(value: object) -> Literal["left", "right"]:
    return "right" if isinstance(value, int | Decimal) and not isinstance(value, bool) else "left"
