"""Answers to findings: returned work sheets read, shown, and held beside new findings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from .terminal import console

if TYPE_CHECKING:
    from jiping.writers.answers import Answer
    from jiping.writers.dossier import Dossier


def load(sheets: Iterable[str]) -> tuple[dict[str, Answer], int]:
    """The answers of the sheets by the finding's name, and how many sheets could not be used.

    Later sheets hold where two differ; whatever cannot be used is told on standard error.
    """
    from jiping.intake import UnreadableError
    from jiping.writers.answers import merged, read_answers

    found: list[Answer] = []
    refused = 0
    for sheet in sheets:
        try:
            returned = read_answers(Path(sheet))
        except UnreadableError as error:
            refused += 1
            typer.echo(str(error), err=True)
            continue
        found += returned.answers
        for problem in returned.problems:
            typer.echo(f"{problem.where}：{problem.message}", err=True)
    answers, conflicts = merged(found)
    for problem in conflicts:
        typer.echo(f"{problem.where}：{problem.message}", err=True)
    return answers, refused


class Kept:
    """The answers of one call, and which of them have found their finding."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        """Begin with all of them waiting."""
        self.answers = answers
        self._checked: set[str] = set()
        self._found: set[str] = set()

    def note(self, dossier: Dossier) -> None:
        """Remember what was found in a filing, switched-off checks included."""
        self._checked.add(dossier.identity)
        entries = (*dossier.entries, *dossier.suppressed)
        self._found |= {entry.fingerprint for entry in entries}

    def tell_gone(self) -> None:
        """Tell of answers whose findings are gone, and how many belong to filings not checked."""
        other = 0
        for name, answer in self.answers.items():
            if name in self._found:
                continue
            if name.partition("-")[0] in self._checked:
                what = f"{answer.code} {_short(answer.told)}"
                typer.echo(f"{answer.where}：所答复的问题已不再出现：{what}", err=True)
            else:
                other += 1
        if other:
            typer.echo(f"另有{other}条答复属于这次没有审核的自评材料。", err=True)


def show(answers: Iterable[Answer], *, as_json: bool) -> None:
    """Print answers: a table for people, one object a line for programs."""
    if as_json:
        for answer in answers:
            print(json.dumps(answer.as_json(), ensure_ascii=False))
        return
    answers = tuple(answers)
    if not answers:
        console().print("没有填写过的答复。")
        return
    table = Table(box=box.SIMPLE_HEAD)
    for name, width in (
        ("单位", 2),
        ("编号", None),
        ("问题", 3),
        ("单位答复", 4),
        ("是否采纳", None),
        ("复核意见", 3),
    ):
        table.add_column(name, overflow="fold", ratio=width, no_wrap=width is None)
    for answer in answers:
        unit = f"{answer.unit}　{answer.year}" if answer.year else answer.unit
        cells = (unit, answer.code, _short(answer.told), *answer.written)
        table.add_row(*map(escape, cells))
    console().print(table)


def _short(told: str) -> str:
    """The title of a finding, as the sheet writes it before the message."""
    title, closing, _ = told.removeprefix("【").partition("】")
    return title if closing else told
