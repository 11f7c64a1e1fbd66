"""The work of `jiping summarise`: the tables on the terminal, or as workbook, paper and page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich import box
from rich.table import Table as Drawn
from rich.text import Text

from . import named
from .terminal import console
from .wrap import wrap

if TYPE_CHECKING:
    from jiping.batch.summary import Scope, Summary, Table

#: Lines of a table on the terminal.
_LINES = 20
_COLOURS = {"错误": "bold red", "疑点": "yellow", "提示": "cyan"}
NAMES = {"xlsx": "汇总.xlsx", "pdf": "汇总.pdf", "html": "汇总.html"}


def run(folder: Path, scope: Scope, forms: list[str], output: Path | None) -> None:
    """Summarise the batch in *folder*: on the terminal, and into the files that were asked for."""
    summary = _summary(folder, scope)
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
    drawn = Drawn(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, width=min(width, 150))
    for heading in one.headings:
        side = "left" if heading.form in ("text", "mark") else "right"
        drawn.add_column(heading.title, justify=side, overflow="fold")  # type: ignore[arg-type]
    for line in one.lines[:_LINES]:
        texts = [shown(cell, heading.form) for cell, heading in zip(line.cells, one.headings, strict=True)]  # fmt: skip
        drawn.add_row(*(Text(text, style=_COLOURS.get(text, "")) for text in texts))
    out.print(drawn)
    if len(one.lines) > _LINES:
        out.print(f"  另有 {len(one.lines) - _LINES} 行", style="dim")
