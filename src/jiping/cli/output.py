"""Where findings go: to standard output, into one file, or one file a document into a folder."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from .terminal import WIDTH, console

if TYPE_CHECKING:
    from jiping.writers.dossier import Dossier


class Form(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"
    sarif = "sarif"
    xlsx = "xlsx"
    html = "html"


_SUFFIX = {Form.text: ".txt", Form.json: ".jsonl", Form.sarif: ".sarif", Form.xlsx: ".xlsx",
           Form.html: ".html"}  # fmt: skip
_BY_SUFFIX = {".txt": Form.text, ".json": Form.json, ".jsonl": Form.json, ".sarif": Form.sarif,
              ".xlsx": Form.xlsx, ".html": Form.html, ".htm": Form.html}  # fmt: skip


class RefusedError(Exception):
    """The output cannot be written; the message is the sentence for the user."""


class Target:
    """Where and in which form the findings of one call are written."""

    def __init__(self, form: Form | None, output: str | None, kept: Iterable[Path]) -> None:
        """Take the options as typed; *kept* are the work sheets whose answers are passed on.

        The form is told by the file's suffix where it is not named. Raises RefusedError.
        """
        self._path = Path(output) if output is not None else None
        self._kept = {path.resolve() for path in kept}
        self._folder = output is not None and (
            output.endswith(("/", os.sep)) or Path(output).is_dir()
        )
        suffix = self._path.suffix.lower() if self._path and not self._folder else ""
        if suffix and form is None and suffix not in _BY_SUFFIX:
            known = "、".join(_BY_SUFFIX)
            raise RefusedError(f"不能写成“{suffix}”文件；可用的文件名后缀：{known}。")
        self.form = form or _BY_SUFFIX.get(suffix, Form.text)
        if self._path is None and self.form is Form.xlsx and sys.stdout.isatty():
            raise RefusedError("工作表不能显示在终端；请用 -o 指定文件，如 -o 审核意见.xlsx。")
        if self._path and not self._folder:
            self._check(self._path)

    def write(self, dossiers: Iterable[Dossier]) -> None:
        """Write all; what goes to standard output line by line goes out as it is found."""
        if self._path is None:
            self._print(dossiers)
        elif self._folder:
            self._into_folder(self._path, dossiers)
        else:
            found = tuple(dossiers)
            if found:
                self._save(self._path, found)

    def _print(self, dossiers: Iterable[Dossier]) -> None:
        if self.form is Form.text:
            from . import findings

            for dossier in dossiers:
                findings.findings(dossier, console())
        elif self.form is Form.json:
            for line in _json_lines(dossiers):
                sys.stdout.write(line)
        elif found := tuple(dossiers):
            data = rendered(self.form, found)
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()

    def _into_folder(self, folder: Path, dossiers: Iterable[Dossier]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        taken: set[str] = set()
        for name, group in groupby(dossiers, key=lambda dossier: dossier.source.name):
            stem = Path(name.replace("\\", "/")).stem or "findings"
            file = stem + _SUFFIX[self.form]
            number = 2
            while file in taken:
                file = f"{stem}-{number}{_SUFFIX[self.form]}"
                number += 1
            taken.add(file)
            self._check(folder / file)
            self._save(folder / file, tuple(group))

    def _save(self, path: Path, dossiers: tuple[Dossier, ...]) -> None:
        data = rendered(self.form, dossiers)
        try:
            replace_file(path, data)
        except OSError as error:
            from jiping.filing.faults import why

            raise RefusedError(f"{path}：不能写入（{why(error)}），请检查路径和权限。") from error
        count = sum(len(dossier.entries) for dossier in dossiers)
        typer.echo(f"已写入 {path}（{len(dossiers)}份自评，{count}条意见）", err=True)

    def _check(self, path: Path) -> None:
        """Refuse to write over answers that would be lost by it."""
        if path.suffix.lower() != ".xlsx" or not path.is_file() or path.resolve() in self._kept:
            return
        from jiping.intake import UnreadableError
        from jiping.writers.answers import read_answers

        try:
            answers = read_answers(path).answers
        except UnreadableError as error:
            raise RefusedError(
                f"{path}：已有这个文件，而它不是审核意见表；请换一个文件名。"
            ) from error
        if answers:
            raise RefusedError(
                f"{path}：表中已填写{len(answers)}条答复，覆盖会丢失；"
                f"请换一个文件名，或用 --answers {path} 把答复带入新表。"
            )


def rendered(form: Form, dossiers: tuple[Dossier, ...]) -> bytes:
    """The bytes of a file with these findings; raises RefusedError where it cannot hold them."""
    if form is Form.xlsx:
        from jiping.writers.worksheet import TooManyError, worksheet

        try:
            return worksheet(dossiers)
        except TooManyError as error:
            raise RefusedError(str(error)) from error
    if form is Form.html:
        from jiping.writers.page import page

        return page(dossiers).encode("utf-8", "replace")
    if form is Form.sarif:
        from jiping.writers.sarif import sarif

        return (sarif(dossiers) + "\n").encode("utf-8", "replace")
    if form is Form.json:
        return "".join(_json_lines(dossiers)).encode("utf-8", "replace")
    from . import findings

    out = Console(file=StringIO(), highlight=False, width=WIDTH, color_system=None)
    for dossier in dossiers:
        findings.findings(dossier, out)
    assert isinstance(out.file, StringIO)  # noqa: S101 (for the type checker)
    return out.file.getvalue().encode("utf-8", "replace")


def _json_lines(dossiers: Iterable[Dossier]) -> Iterator[str]:
    from . import findings

    return (findings.as_json(dossier) + "\n" for dossier in dossiers)


def replace_file(path: Path, data: bytes) -> None:
    """Write the whole file or leave the old one as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".jiping-")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        made.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
