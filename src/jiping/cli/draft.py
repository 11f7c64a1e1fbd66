"""The work of `jiping draft`: the report proposed for each filing, as text, JSON or Word."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .surroundings import Around, Named

if TYPE_CHECKING:
    from jiping.filing import Extraction, Filing
    from jiping.standards import Standard
    from jiping.writers.draft import Draft
    from jiping.writers.draft.polish import Ask

    from .inputs import Inputs

FORMATS = ("text", "docx", "json")
_ENDINGS = {"text": "txt", "docx": "docx", "json": "json"}
SCHEMA = "jiping/draft/1"


class TargetError(Exception):
    """What the user asked to write cannot be written so; the message is for the user."""


def formats_of(told: str | None, output: Path | None) -> tuple[str, ...]:
    """The formats named, else the one of the output's name, else text.

    Raises TargetError where one is unknown.
    """
    if told is None:
        ending = output.suffix.lstrip(".") if output else ""
        return (next((one for one, end in _ENDINGS.items() if end == ending), "text"),)
    named = tuple(dict.fromkeys(one.strip() for one in told.split(",") if one.strip()))
    unknown = [one for one in named if one not in FORMATS]
    if unknown or not named:
        raise TargetError(f"--as “{told}”无法识别，可用的有：{'、'.join(FORMATS)}（逗号分隔）。")
    return named


def run(
    inputs: Inputs,
    standard_of: Callable[[Filing], Standard],
    named: Named,
    output: Path | None,
    formats: tuple[str, ...],
    ask: Ask | None = None,
) -> None:
    """Draft the report of every filing; without *output* print it.

    Raises TargetError where it cannot be written.
    """
    from jiping.writers.draft import draft

    if output is None and "docx" in formats:
        raise TargetError("Word 文件不能显示在屏幕上，请用 -o 写明文件或文件夹。")
    around = Around(named, standard_of)
    used: set[Path] = set()
    for extraction, _, filing in inputs.filings():
        beside = around.of(filing)
        made = draft(filing, standard_of(filing), beside.accounts, beside.filing_of_last_year)
        made = _polished(made, ask) if ask else made
        if output is None:
            for form in formats:
                sys.stdout.write(_text(made) if form == "text" else _json(made, extraction) + "\n")
        else:
            for form in formats:
                path = _path(output, made, form, used)
                _write(path, made, extraction, form)
                typer.echo(f"已写入 {path}", err=True)
        typer.echo(_told(made), err=True)
    inputs.refused += around.refused


def asking(settings: Mapping[str, str]) -> Ask:
    """The language model that *settings* and the environment name.

    Raises TargetError where none is set up.
    """
    from jiping.writers.draft import language_model
    from jiping.writers.draft.polish import PolishError

    try:
        model = language_model.of(settings, os.environ)
    except PolishError as error:
        raise TargetError(str(error)) from error
    if model is None:
        raise TargetError(
            "没有设置润色服务：请在 jiping.toml 的 [polish] 写明 address 和 model，"
            f"或设环境变量 {language_model.ADDRESS}、{language_model.MODEL}。不用 --polish 也能拟稿。"
        )
    return model


def _polished(made: Draft, ask: Ask) -> Draft:
    """The draft as far as the model polished it; what it may not is told, what fails stays."""
    from jiping.writers.draft.polish import PolishError, polished

    try:
        made, notes = polished(made, ask)
    except PolishError as error:
        typer.echo(str(error), err=True)
        return made
    for note in notes:
        if note.refused:
            typer.echo(f"“{note.heading}”的润色未采用：{'；'.join(note.refused)}。", err=True)
    taken = sum(not note.refused for note in notes)
    typer.echo(f"润色采用{taken}节，其余保持原样。润色过的文字请逐句核对。", err=True)
    return made


def _told(made: Draft) -> str:
    count = len(made.gaps)
    if not count:
        return "初稿没有待填的空白，请通读核对。"
    return f"初稿有{count}处“【待填：……】”，只有经办人知道，填完才能报送。"


def _text(made: Draft) -> str:
    lines = [made.title, ""]
    for one in made.sections:
        lines += [f"{one.number or ''}{one.heading}", *filter(None, [made.text(one)])]
    return "\n".join(lines) + "\n"


def _json(made: Draft, extraction: Extraction) -> str:
    sections = [
        {
            "number": one.number, "heading": one.heading, "topic": one.topic,
            "text": made.text(one), "template": one.template,
        }
        for one in made.sections
    ]  # fmt: skip
    gaps = [{"heading": heading, "gap": gap} for heading, gap in made.gaps]
    told = {
        "schema": SCHEMA, "source": extraction.source.model_dump(), "title": made.title,
        "sections": sections, "gaps": gaps,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None)


def _path(output: Path, made: Draft, form: str, used: set[Path]) -> Path:
    """Where one draft goes: the file named, or a file of its title in the folder named."""
    ending = _ENDINGS[form]
    if output.suffix.lstrip(".") == ending and not output.is_dir():
        if output in used:
            raise TargetError(f"{output}：有几份自评，请用 -o 写明文件夹（以 / 结尾）。")
        used.add(output)
        return output
    if output.suffix and not output.is_dir():
        raise TargetError(f"{output}：文件名与格式 {form} 不符，请改用 .{ending}，或写明文件夹。")
    stem = "".join(char for char in made.title if char not in '\\/:*?"<>|\n【】')[:80] or "初稿"
    path, number = output / f"{stem}.{ending}", 2
    while path in used:
        path, number = output / f"{stem}（{number}）.{ending}", number + 1
    used.add(path)
    return path


def _write(path: Path, made: Draft, extraction: Extraction, form: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if form == "docx":
            from jiping.writers.report import docx

            path.write_bytes(docx(made.report))
        else:
            told = _text(made) if form == "text" else _json(made, extraction)
            path.write_text(told, encoding="utf-8")
    except OSError as error:
        raise TargetError(f"{path}：无法写入，请检查路径和权限。") from error
