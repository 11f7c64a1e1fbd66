"""The work of `jiping summarise`: the tables on the terminal, or as workbook, paper and page."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich import box
from rich.cells import cell_len
from rich.table import Table as Drawn
from rich.text import Text

from . import named
from .terminal import console
from .wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiping.batch.summary import Scope, Summary, Table
    from jiping.batch.summary.model import Heading

#: Lines of a table on the terminal.
_LINES = 20
#: Columns of the terminal between two of a table, and of a text that can be read.
_GAP, _READABLE = 2, 14
_COLOURS = {"错误": "bold red", "疑点": "yellow", "提示": "cyan"}
#: What is said where there is nothing to summarise: at all, or within the scope.
_NOTHING = (
    '{folder} 里没有自评，没有可汇总的；每个文件的原因：jiping sql {folder} "select address, reason from inputs"',
    "没有符合 --year、--region、--kind 的自评；有哪些：jiping sql {folder}"
    ' "select year, region, kind, count(*) from filings group by all"',
)
NAMES = {"xlsx": "汇总.xlsx", "pdf": "汇总.pdf", "html": "汇总.html"}


def run(folder: Path, scope: Scope, forms: list[str], output: Path | None) -> None:
    """Summarise the batch in *folder*: on the terminal, and into the files that were asked for."""
    summary = _summary(folder, scope)
    if not summary.tables[0].lines[0].cells[1]:
        named.refuse(_NOTHING[scope.where != "true"].format(folder=shlex.quote(str(folder))))
    if not forms:
        _show(summary, folder)
        return
    target = output or folder
    for form in forms:
        path = target / NAMES[form]
        try:
            target.mkdir(parents=True, exist_ok=True)
            _write(path, _rendered(form, summary, str(folder)))
        except OSError as error:
            from jiping.filing.faults import why

            named.refuse(f"{path}：不能写入（{why(error)}），请检查路径和权限。")
        typer.echo(f"已写入 {path}", err=True)


def _summary(folder: Path, scope: Scope) -> Summary:
    from jiping.batch.folder import FolderError
    from jiping.batch.sql import opened
    from jiping.batch.summary import summarise

    try:
        with opened(folder) as base:
            return summarise(base, scope)
    except FolderError as error:
        named.refuse(str(error))


def _write(path: Path, data: bytes) -> None:
    from jiping.batch.folder import replace

    replace(path, data)


def _rendered(form: str, summary: Summary, folder: str) -> bytes:
    if form == "xlsx":
        from jiping.batch.summary.workbook import workbook

        return workbook(summary)
    if form == "pdf":
        from jiping.batch.summary.paper import paper

        return paper(summary, folder)
    from jiping.batch.summary.page import page

    return page(summary, folder).encode("utf-8", "replace")


def _show(summary: Summary, folder: Path) -> None:
    from jiping.batch.summary.shown import numeral

    out = console()
    out.print(Text(summary.title, style="bold"), justify="center")
    for number, one in enumerate(summary.tables, 1):
        out.print()
        out.print(Text(f"{numeral(number)}、{one.title}", style="bold"))
        out.print(Text("\n".join(wrap(one.about, out.width - 2)), style="dim"))
        _table(one, out.width)
    out.print(
        Text(
            f"每个数字由哪些自评得出：jiping summarise {folder} --as html，或 jiping sql {folder} 查询。",
            style="dim",
        )
    )


def _table(one: Table, width: int) -> None:
    from jiping.batch.summary.shown import shown

    out = console()
    if not one.lines:
        out.print("  没有可列的数据。", style="dim")
        return
    rows = [
        [shown(cell, heading.form) for cell, heading in zip(line.cells, one.headings, strict=True)]
        for line in one.lines[:_LINES]
    ]
    columns = list(zip(one.headings, zip(*rows, strict=True), strict=True))
    needed = [_needed(heading, texts, whole=True) for heading, texts in columns]
    if sum(needed) + _GAP * len(needed) > width:
        needed = [_needed(heading, texts, whole=False) for heading, texts in columns]
    told = sum(
        sum(needed[:count]) + _GAP * (count - 1) <= width for count in range(1, len(needed) + 1)
    )
    drawn = Drawn(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for heading, least in zip(one.headings[:told], needed, strict=False):
        if heading.form in ("text", "mark"):
            drawn.add_column(heading.title, overflow="fold")
        else:
            drawn.add_column(heading.title, justify="right", overflow="fold", width=least)
    for row in rows:
        drawn.add_row(*(Text(text, style=_COLOURS.get(text, "")) for text in row[:told]))
    out.print(drawn)
    if left := "、".join(heading.title for heading in one.headings[told:]):
        out.print(f"  窗口较窄，没有列出：{left}", style="dim")
    if len(one.lines) > _LINES:
        out.print(f"  另有 {len(one.lines) - _LINES} 行", style="dim")


def _needed(heading: Heading, texts: Sequence[str], *, whole: bool) -> int:
    """Columns of the terminal that a column of the table takes at least: no figure is broken.

    The heading stands in one line where it is to be *whole* or hardly wider, else in two.
    """
    longest, title = max(map(cell_len, texts)), cell_len(heading.title)
    if heading.form in ("text", "mark"):
        return min(max(longest, title), _READABLE)
    return max(longest, title if whole or title <= longest + _GAP else title // 4 * 2)
