"""`jiping compare`: two versions of a filing, on the terminal or as a paper."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import named
from .inputs import Inputs
from .options import Config, Force, Standards

if TYPE_CHECKING:
    from jiping.checks import Project
    from jiping.writers.dossier import Dossier
    from jiping.writers.papers import Versions


class Form(StrEnum):
    """How the comparison is written."""

    text = "text"
    json = "json"
    xlsx = "xlsx"
    pdf = "pdf"


def compare(
    old: Annotated[str, typer.Argument(metavar="修改前", help="修改前的自评文件")],
    new: Annotated[str, typer.Argument(metavar="修改后", help="修改后的自评文件")],
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="输出格式；默认按 -o 的文件名，否则为text")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写入文件（.xlsx、.pdf、.json）"),
    ] = None,
    standard: Standards = None,
    config: Config = None,
    force: Force = False,
) -> None:
    """比较同一份自评的两个版本：改了哪些字段、得分怎样变化、文字改动、意见是否落实。"""
    written = form or _form_of(output)
    if output is None and written in (Form.xlsx, Form.pdf):
        named.refuse(
            f"{written.value}不能显示在终端；请用 -o 指定文件，如 -o 比对表.{written.value}。"
        )
    project = named.project(named.project_file(config, [old, new]))
    with Inputs([old]) as first:
        before = _read(first, standard, project)
    with Inputs([new]) as second:
        after = _read(second, standard, project)
    _deliver(_matched(before, after, old, new), written, output, project, force=force)


def _read(inputs: Inputs, standard: str | None, project: Project) -> list[Dossier]:
    from jiping.standards import StandardError
    from jiping.writers.dossier import dossier

    chosen = named.load(standard) if standard else project.standard
    try:
        return [
            dossier(extraction, at, chosen or named.standard_of(filing), project.settings)
            for extraction, at, filing in inputs.filings()
        ]
    except StandardError as error:
        named.refuse(str(error))


def _matched(before: list[Dossier], after: list[Dossier], old: str, new: str) -> list[Versions]:
    """The versions that belong together: of one unit or project, or the only ones on each side."""
    from jiping.filing.identity import same_subject
    from jiping.writers.papers import versions

    if len(before) == len(after) == 1:
        return [versions(before[0], after[0])]
    found = [
        versions(there, here)
        for here in after
        for there in before
        if same_subject(there.filing, here.filing)
        and there.filing.fiscal_year == here.filing.fiscal_year
    ]
    if not found:
        named.refuse(f"{old} 与 {new}：没有同一单位（项目）同一年度的自评，无法比较。")
    matched = {id(one.new) for one in found} | {id(one.old) for one in found}
    for one in (*before, *after):
        if id(one) not in matched:
            typer.echo(f"{one.title}：只在一份文件里，没有比较。", err=True)
    return found


def _form_of(output: Path | None) -> Form:
    if output is None:
        return Form.text
    suffix = output.suffix.lower().removeprefix(".")
    known = {"txt": Form.text, "jsonl": Form.json, **{one.value: one for one in Form}}
    if suffix not in known:
        named.refuse(f"不能写成“{output.suffix}”文件；可用：.xlsx、.pdf、.json、.txt。")
    return known[suffix]


def _deliver(
    found: list[Versions], form: Form, output: Path | None, project: Project, *, force: bool
) -> None:
    from .output import RefusedError
    from .write import save

    if output is None:
        sys.stdout.write(_text(found) if form is Form.text else _json(found))
        return
    try:
        for at, held in enumerate(found):
            path = output if at == 0 else output.with_stem(f"{output.stem}-{at + 1}")
            save(path, _bytes(held, form, project), force=force)
    except RefusedError as error:
        named.refuse(str(error))


def _bytes(held: Versions, form: Form, project: Project) -> bytes:
    from jiping.writers.papers import comparison_pdf, comparison_xlsx
    from jiping.writers.typesetting import found_faces

    if form is Form.pdf:
        return comparison_pdf(held, faces=found_faces(project.fonts))
    if form is Form.xlsx:
        return comparison_xlsx(held)
    told = _text([held], colour=False) if form is Form.text else _json([held])
    return told.encode("utf-8", "replace")


def _json(found: list[Versions]) -> str:
    from jiping.writers.papers.comparison import as_json

    return "".join(json.dumps(as_json(held), ensure_ascii=False) + "\n" for held in found)


def _text(found: list[Versions], *, colour: bool = True) -> str:
    from . import compared

    return "".join(compared.text(held, colour=colour) for held in found)
