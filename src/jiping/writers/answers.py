"""Returned work sheets read in again: the unit's answers by the lasting names of findings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from jiping.filing import Place, Problem
from jiping.intake import UnreadableError
from jiping.intake.document import Cell, Table
from jiping.intake.readers import limits, xlsx
from jiping.intake.readers.kinds import kind_of

from .columns import ACCEPTED, ANSWERED, IDENTITY, LABELS
from .fingerprint import PATTERN

NO_SHEET = "不是审核意见表（没有“标识”和“单位答复”两列），请提供由 jiping check 输出并填写过的 .xlsx 文件。"


class Answer(NamedTuple):
    """What the unit and the officer wrote beside one finding; nothing written is an empty text.

    `accepted` is one of `columns.ACCEPTED`. `unit`, `year`, `code` and `told` repeat the sheet's
    own words, so that an answer whose finding is gone can still be told of.
    """

    fingerprint: str
    unit: str
    year: str
    code: str
    told: str
    reply: str
    accepted: str
    opinion: str
    where: Place

    @property
    def written(self) -> tuple[str, str, str]:
        """What was written: reply, acceptance, opinion."""
        return (self.reply, self.accepted, self.opinion)

    def as_json(self) -> dict[str, Any]:
        """The answer as JSON-able data."""
        return {**self._asdict(), "where": self.where.as_json()}


class Returned(NamedTuple):
    """What the rows of work sheets hold, in their order, and what in them cannot be used."""

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]


def read_answers(path: Path, data: bytes | None = None) -> Returned:
    """Read one returned work sheet, filtered and sorted rows included.

    Raises UnreadableError with one Chinese sentence where the file is no work sheet.
    """
    try:
        data = _bytes(path) if data is None else data
        if kind_of(data) != "xlsx":
            raise UnreadableError(NO_SHEET)
        content = xlsx.read(data, hidden=True)
    except UnreadableError as error:
        raise UnreadableError(f"{path.name}：{error}") from error
    answers: list[Answer] = []
    problems: list[Problem] = []
    known = False
    for table in content.blocks:
        if isinstance(table, Table) and (columns := _columns(table)):
            known = True
            for row, cells in _rows(table, columns):
                where = Place(file=path.name, sheet=table.sheet, row=row)
                told = _answer(cells, where)
                if isinstance(told, Answer):
                    told, complaint = _settled(told)
                    answers += [told] if any(told.written) else []
                    problems += [complaint] if complaint else []
                elif told:
                    problems.append(told)
    if not known:
        raise UnreadableError(f"{path.name}：{NO_SHEET}")
    return Returned(tuple(answers), tuple(problems))


def merged(answers: Iterable[Answer]) -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    """The answers by name; where two sheets differ the later one holds, and that is told."""
    kept: dict[str, Answer] = {}
    problems = []
    for answer in answers:
        before = kept.get(answer.fingerprint)
        if before is None:
            kept[answer.fingerprint] = answer
            continue
        pairs = list(zip(before.written, answer.written, strict=True))
        if any(old and new and old != new for old, new in pairs):
            message = f"{answer.code}的答复与{before.where}的不同，以这里的为准。"
            problems.append(Problem(where=answer.where, message=message))
        reply, accepted, opinion = (new or old for old, new in pairs)
        kept[answer.fingerprint] = answer._replace(reply=reply, accepted=accepted, opinion=opinion)
    return kept, tuple(problems)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableError("文件打不开，请检查路径和权限。") from error
    limits.check_size(data, limits.FILE_BYTES, "文件")
    return data


def _columns(table: Table) -> tuple[int, dict[int, str]] | None:
    """The number of the heading row, and its columns by field; None in any other table."""
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        if field := LABELS.get(cell.text.strip()):
            rows.setdefault(cell.row, {})[cell.column] = field
    for row, columns in rows.items():
        if {IDENTITY, "reply"} <= set(columns.values()):
            return row, columns
    return None


def _rows(
    table: Table, heading: tuple[int, dict[int, str]]
) -> Iterable[tuple[int, dict[str, str]]]:
    """Each row under the heading (its number from 1) with its texts by field."""
    head, columns = heading
    rows: dict[int, dict[str, str]] = {}
    for cell in table.cells:
        if cell.row > head and cell.column in columns:
            rows.setdefault(cell.row + 1, {})[columns[cell.column]] = _text(cell)
    return rows.items()


def _text(cell: Cell) -> str:
    return cell.text.strip()


def _answer(cells: dict[str, str], where: Place) -> Answer | Problem | None:
    """The answer of a row; a problem where something is written but the finding's name is lost."""
    name = cells.get(IDENTITY, "")
    if not PATTERN.fullmatch(name):
        if not any(cells.get(field) for field in ANSWERED):
            return None
        return Problem(where=where, message="有答复，但“标识”一列已被改动或删去，无法对应到意见。")
    texts = {field: cells.get(field, "") for field in ("unit", "year", "code", "told", *ANSWERED)}
    return Answer(fingerprint=name, where=where, **texts)


def _settled(answer: Answer) -> tuple[Answer, Problem | None]:
    """The answer with an acceptance that is one of the choices, or with none and a problem."""
    if not answer.accepted or answer.accepted in ACCEPTED:
        return answer, None
    choices = "、".join(ACCEPTED)
    message = f"“是否采纳”写的是“{answer.accepted}”，应为{choices}之一，此格没有采用。"
    return answer._replace(accepted=""), Problem(where=answer.where, message=message)
