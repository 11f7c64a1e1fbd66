"""`jiping papers`: the check report and the letter of return of each filing, into a folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import named
from .inputs import Inputs
from .options import (
    Answers,
    Config,
    Files,
    FinalAccounts,
    Force,
    LastYear,
    PeerFilings,
    ReportFiles,
    Standards,
)

if TYPE_CHECKING:
    from jiping.writers.dossier import Dossier
    from jiping.writers.typesetting import Faces

_FORMATS = ("pdf", "xlsx", "docx")


class Least(StrEnum):
    """From which severity upwards remarks go into the letter."""

    error = "error"
    warning = "warning"
    notice = "notice"


@dataclass(frozen=True, slots=True)
class Sender:
    """What the letter says besides its remarks."""

    sender: str
    number: str
    date: dt.date | None
    deadline: dt.date | None
    contact: str
    phone: str
    least: Least


def papers(
    files: Files,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="写入这个文件夹")
    ],
    formats: Annotated[
        str, typer.Option("--as", metavar="格式,…", help="pdf、xlsx、docx，用逗号分开")
    ] = "pdf,xlsx,docx",
    sender: Annotated[str, typer.Option("--from", metavar="机关", help="通知的发文机关")] = "",
    number: Annotated[str, typer.Option("--number", metavar="字号", help="通知的发文字号")] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="日期", help="审核和发文日期，如 2023-05-08")
    ] = "",
    deadline: Annotated[
        str, typer.Option("--deadline", metavar="日期", help="重新报送的期限，如 2023-05-19")
    ] = "",
    contact: Annotated[str, typer.Option("--contact", metavar="姓名", help="联系人")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="电话", help="联系电话")] = "",
    least: Annotated[
        Least, typer.Option("--least", help="哪一级以上的意见写入通知（错误、疑点、提示）")
    ] = Least.warning,
    answers: Answers = None,
    report: ReportFiles = None,
    last_year: LastYear = None,
    accounts: FinalAccounts = None,
    peers: PeerFilings = None,
    standard: Standards = None,
    config: Config = None,
    force: Force = False,
) -> None:
    """写出审核报告和退回修改通知（PDF、Excel、Word）；没有给的日期、联系人留空待填。"""
    from jiping.standards import StandardError
    from jiping.writers.typesetting import found_faces

    from .check import run
    from .surroundings import Named

    wanted = _formats(formats)
    told = Sender(
        sender, number, _date("--date", date), _date("--deadline", deadline), contact, phone, least
    )
    project = named.project(named.project_file(config, files))
    chosen = named.load(standard) if standard else project.standard
    with Inputs(files) as inputs:
        folder = Folder(output, told, wanted, found_faces(project.fonts), inputs, force=force)
        try:
            run(
                inputs,
                lambda one: chosen or named.standard_of(one),
                project.settings,
                folder,
                answers or (),
                Named(*map(tuple, (last_year or (), accounts or (), peers or (), report or ()))),
            )
        except StandardError as error:
            named.refuse(str(error))
        inputs.errors = 0  # they were found as asked, and the papers are written


class Folder:
    """The folder that the papers go to; none is written over another."""

    def __init__(
        self, path: Path, told: Sender, wanted: tuple[str, ...], faces: Faces, inputs: Inputs,
        *, force: bool,
    ) -> None:  # fmt: skip
        """Write nothing yet."""
        self._path = path
        self._told = told
        self._wanted = wanted
        self._faces = faces
        self._inputs = inputs
        self._force = force
        self._taken: set[Path] = set()

    def write(self, dossiers: Iterable[Dossier]) -> None:
        """Write the papers of each; what cannot be written is told and costs only itself."""
        for made in dossiers:
            self._save_all(made)

    def _save_all(self, made: Dossier) -> None:
        from .output import RefusedError
        from .write import save, stem

        number = 1
        for name, form, data in _papers(made, self._told, self._wanted, self._faces):
            while (path := self._path / f"{stem(made.filing, name, number)}.{form}") in self._taken:
                number += 1
            self._taken.add(path)
            try:
                save(path, data, force=self._force)
            except RefusedError as error:
                self._inputs.refused += 1
                typer.echo(str(error), err=True)


def _papers(
    made: Dossier, told: Sender, wanted: tuple[str, ...], faces: Faces
) -> Iterator[tuple[str, str, bytes]]:
    """Name, format and content of each paper; without remarks there is no letter."""
    from jiping.writers import papers as written

    if "pdf" in wanted:
        yield "审核报告", "pdf", written.check_report_pdf(made, told.date, faces)
    if "xlsx" in wanted:
        yield "审核报告", "xlsx", written.check_report_xlsx(made, told.date)
    letter = _letter(made, told)
    if not letter.remarks:
        return
    if "pdf" in wanted:
        yield "退回修改通知", "pdf", written.letter_pdf(letter, faces)
    if "docx" in wanted:
        yield "退回修改通知", "docx", written.letter_docx(letter)


def _letter(made: Dossier, told: Sender) -> Any:
    from jiping.writers.papers import Letter, remarks_of, subject_of

    return Letter(
        made.filing.unit or "", subject_of(made), remarks_of(made, told.least.value),
        told.sender, told.number, told.date, told.deadline, told.contact, told.phone,
        ("审核报告",),
    )  # fmt: skip


def _formats(told: str) -> tuple[str, ...]:
    import re

    wanted = tuple(dict.fromkeys(re.split(r"[,，、\s]+", told.strip().lower())))
    unknown = [one for one in wanted if one not in _FORMATS]
    if unknown:
        named.refuse(f"不能写成“{'、'.join(unknown)}”；可用的格式：{'、'.join(_FORMATS)}。")
    return wanted


def _date(option: str, told: str) -> dt.date | None:
    if not told:
        return None
    try:
        return dt.date.fromisoformat(told)
    except ValueError:
        named.refuse(f"{option}：“{told}”不是日期，请写成 2023-05-19 的样子。")
