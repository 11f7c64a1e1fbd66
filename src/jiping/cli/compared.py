"""A comparison on the terminal: tables of fields and scores, sentences with what changed in them."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .show import heading, number
from .terminal import WIDTH, console

if TYPE_CHECKING:
    from jiping.comparison import SentenceChange
    from jiping.writers.papers import Versions

_GONE, _COME = "red strike", "green"


def text(held: Versions, *, colour: bool) -> str:
    """The comparison as text for a terminal, or plain where it goes elsewhere."""
    from jiping.writers.papers.comparison import summary

    terminal = colour and sys.stdout.isatty()
    width = console().width if terminal else WIDTH
    out = Console(
        file=StringIO(), width=width, highlight=False, force_terminal=terminal,
        color_system="standard" if terminal else None,
    )  # fmt: skip
    out.print(Text(heading(held.new.filing, held.new.file), style="bold"))
    out.print(Text(f"{held.old.file} → {held.new.file}：{summary(held)}"))
    for table in (_changes(held), _scores(held)):
        if table.row_count:
            out.print(table)
    _sections(held, out, marks=not terminal)
    _fared(held, out)
    out.print()
    assert isinstance(out.file, StringIO)  # noqa: S101 (for the type checker)
    return out.file.getvalue()


def _table(title: str, *labels: str) -> Table:
    table = Table(
        title=title, box=box.SIMPLE, title_justify="left", title_style="bold", pad_edge=False
    )
    for label in labels:
        table.add_column(label, overflow="fold")
    return table


def _changes(held: Versions) -> Table:
    from jiping.comparison.model import FATES
    from jiping.writers.papers.comparison import difference

    table = _table("字段", "项目", "字段", "修改前", "修改后", "相差", "变化")
    for one in held.comparison.changes:
        told = (
            one.item or one.block,
            one.field,
            one.old,
            one.new,
            difference(one),
            FATES[one.fate],
        )
        table.add_row(*map(Text, told))
    return table


def _scores(held: Versions) -> Table:
    table = _table("得分", "指标", "自评", "规则", "算法")
    for one in held.comparison.scores:
        table.add_row(
            Text(one.label),
            f"{number(one.self_before)} → {number(one.self_after)}",
            f"{number(one.rule_before)} → {number(one.rule_after)}",
            Text(one.why_after or one.why_before),
        )
    return table


def _sections(held: Versions, out: Console, *, marks: bool) -> None:
    if held.comparison.sections:
        out.print(Text("报告文字", style="bold"))
    for section in held.comparison.sections:
        out.print(Text(f"  {section.heading}"))
        for one in section.sentences:
            for line in _sentence(one, marks=marks):
                out.print(line)


def _sentence(one: SentenceChange, *, marks: bool) -> list[Text]:
    """The old and the new sentence; without colours the changed pieces stand in brackets."""
    lines = []
    for sign, pieces, style in (("-", one.old, _GONE), ("+", one.new, _COME)):
        if not pieces:
            continue
        line = Text(f"    {sign} ")
        for piece, marked in pieces:
            bracketed = marks and marked and one.fate == "changed"
            line.append(f"［{piece}］" if bracketed else piece, style=style if marked else "")
        lines.append(line)
    return lines


def _fared(held: Versions, out: Console) -> None:
    from jiping.writers.papers.comparison import OUTCOMES

    if held.fared:
        out.print(Text("意见", style="bold"))
    for one in held.fared:
        finding = one.entry.finding
        out.print(Text(f"  {OUTCOMES[one.outcome]} {finding.code} {finding.title}　{one.place}"))
