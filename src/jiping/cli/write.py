"""`jiping write`: the documents of each filing into a folder, none written over another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .inputs import Inputs
from .named import refuse
from .output import RefusedError, replace_file

if TYPE_CHECKING:
    from jiping.filing import Accounts, Filing
    from jiping.standards import Standard
    from jiping.writers.documents import Written
    from jiping.writers.typesetting import Faces

#: What no system takes in a file's name, and the blanks around it.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')
_LONGEST = 60


def formats_of(told: str) -> tuple[str, ...]:
    """The formats of `--as docx,pdf`; an unknown one ends the program with its sentence."""
    from jiping.writers.documents import FORMATS

    wanted = tuple(dict.fromkeys(re.split(r"[,，、\s]+", told.strip().lower())))
    unknown = [one for one in wanted if one not in FORMATS]
    if unknown:
        refuse(f"不能写成“{'、'.join(unknown)}”；可用的格式：{'、'.join(FORMATS)}。")
    return wanted


def run(
    inputs: Inputs, folder: Path, formats: Sequence[str], standard_of: Callable[[Filing], Standard],
    faces: Faces, accounts: Sequence[str], *, force: bool,
) -> None:  # fmt: skip
    """Write the documents of all filings; what cannot be written is told and costs only itself."""
    from jiping.filing.identity import accounts_of
    from jiping.writers.documents import write_documents
    from jiping.writers.form import Books
    from jiping.writers.typesetting import SettingError

    found = _accounts(inputs, accounts)
    taken: set[Path] = set()
    for _, _, filing in inputs.filings():
        year = filing.fiscal_year
        before = filing.model_copy(update={"fiscal_year": year - 1 if year else None})
        books = Books(accounts_of(filing, found), accounts_of(before, found) if year else None)
        documents = write_documents(filing, standard_of(filing), formats, faces, books)
        try:
            for path, written in _named(folder, filing, documents, taken):
                _save(inputs, path, written.data, force=force)
        except SettingError as error:
            inputs.refused += 1
            typer.echo(f"{filing.unit or '这份自评'}：PDF 无法排版（{error}）。", err=True)


def _save(inputs: Inputs, path: Path, data: bytes, *, force: bool) -> None:
    try:
        save(path, data, force=force)
    except RefusedError as error:
        inputs.refused += 1
        typer.echo(str(error), err=True)


def _accounts(inputs: Inputs, files: Sequence[str]) -> tuple[Accounts, ...]:
    """The final accounts in *files*; what cannot be read is told and counted."""
    from jiping.intake.accounts import read_accounts
    from jiping.intake.document import Document
    from jiping.intake.opening import Refusal, open_documents

    found: list[Accounts] = []
    for opened in open_documents(files):
        if isinstance(opened, Document):
            found.append(read_accounts(opened))
        elif isinstance(opened, Refusal):
            inputs.refused += 1
            typer.echo(opened.message, err=True)
    return tuple(found)


def _named(
    folder: Path, filing: Filing, documents: Iterable[Written], taken: set[Path]
) -> Iterator[tuple[Path, Written]]:
    """The documents of a filing with the files that they go to, which no other of this call has."""
    number = 1
    for written in documents:
        while (path := folder / f"{stem(filing, written.name, number)}.{written.format}") in taken:
            number += 1
        taken.add(path)
        yield path, written


def stem(filing: Filing, name: str, number: int) -> str:
    """`2022-云岭镇人民政府-自评表`; a project's name stands behind its unit's."""
    year = str(filing.fiscal_year) if filing.fiscal_year else ""
    parts = [year, filing.unit or "", filing.project or "", name, str(number) if number > 1 else ""]
    safe = (_NOT_IN_NAMES.sub("", part).strip(". ")[:_LONGEST] for part in parts)
    return "-".join(part for part in safe if part)


def save(path: Path, data: bytes, *, force: bool) -> None:
    """Write one file; raises RefusedError where it is there already or cannot be written."""
    if path.exists() and not force:
        raise RefusedError(f"{path}：已有这个文件；请换一个文件夹，或用 --force 覆盖。")
    try:
        replace_file(path, data)
    except OSError as error:
        from jiping.filing.faults import why

        raise RefusedError(f"{path}：不能写入（{why(error)}），请检查路径和权限。") from error
    typer.echo(f"已写入 {path}", err=True)
