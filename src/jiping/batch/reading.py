"""One document: read, scored, checked and turned into rows."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from jiping.checks import Project, Settings, load_project
from jiping.checks.case import Case
from jiping.checks.limits import DEFAULT
from jiping.checks.measures import measures_of
from jiping.checks.run import examine_by, rules_for
from jiping.filing import Extraction, Filing
from jiping.filing.joining import placed_in, with_report
from jiping.intake import UnreadableError
from jiping.intake.extraction import extract_bytes
from jiping.intake.opening import Refusal
from jiping.intake.readers.limits import PAGE_BYTES
from jiping.scoring import score
from jiping.standards import Standard, load

from .documents import Spot, digest, open_spot, stored_of
from .job import Comparison, Job, Neighbours, Outcome, Report, Rules
from .rows import Judged, Row, identity, rows_of


class Reading(NamedTuple):
    """What came of a document: the outcome, the rows by data set, the readings by document hash."""

    outcome: Outcome
    rows: dict[str, list[Row]]
    texts: dict[str, bytes]


def read(job: Job, rules: Rules) -> Reading:
    """Read one document; whatever is wrong with it is its outcome.

    Raises StandardError and FormulaError where the rules themselves are faulty.
    """
    try:
        if job.report:
            return _joined(job, job.report, rules)
        data = _data(job.spot, job.sha256)
    except UnreadableError as error:
        return _failed(job, str(error))
    stored = _stored(data)
    found = [stored] if stored else list(extract_bytes(job.spot.name, data))
    read = {one.source.sha256: one for one in found if isinstance(one, Extraction)}
    refused = [_without(job, one.message) for one in found if isinstance(one, Refusal)]
    count = sum(len(one.filings) for one in read.values())
    if not count:
        told = refused + [p.message for one in read.values() for p in one.problems[-1:]]
        return _failed(job, told[0] if told else "没有可读的内容。")
    rows: dict[str, list[Row]] = {}
    for one in read.values():
        for name, more in rows_of(one, _judged(one, rules), job.spot.name).items():
            rows.setdefault(name, []).extend(more)
    reason = _lacking(list(read.values()), refused)
    outcome = Outcome(job.sha256, "partly" if reason else "read", reason, count)
    texts = {sha: data.strip() if stored else _json(one) for sha, one in read.items()}
    return Reading(outcome, rows, texts)


def _data(spot: Spot, sha256: str) -> bytes:
    """The bytes of a document; raises UnreadableError where they are not there or others."""
    data = open_spot(spot)
    if digest(data) != sha256:
        raise UnreadableError("文件在读取期间改变了内容，请重新运行。")
    return data


def _joined(job: Job, report: Report, rules: Rules) -> Reading:
    """One filing of a document with the report that lies in another, as `jiping check` joins them.

    Gives its rows alone: the other filings of the document, and what of both could not be read, are
    told where each is read by itself.
    """
    read, told = _read(job.spot, job.sha256), _read(report.spot, report.sha256)
    filings = list(read.filings)
    filings[report.number] = joined(filings[report.number], told)
    read = read.model_copy(update={"filings": tuple(filings)})
    own = identity(read.source.sha256, report.number)
    rows = {
        name: [row for row in more if row.get("filing") == own]
        for name, more in rows_of(read, _judged(read, rules), job.spot.name).items()
    }
    return Reading(Outcome(job.sha256, "read", "", 1), rows, {})


def joined(filing: Filing, told: Extraction) -> Filing:
    """A filing with the report that lies in another document, which holds nothing else."""
    (with_it,) = (one for one in told.filings if one.report)
    file = told.source.name.replace("\\", "/").rpartition("/")[2]
    return with_report(filing, placed_in(with_it, file))


def _read(spot: Spot, sha256: str) -> Extraction:
    """The reading of one document; raises UnreadableError."""
    data = _data(spot, sha256)
    for one in extract_bytes(spot.name, data):
        if isinstance(one, Refusal):
            raise UnreadableError(one.message)
        return one
    raise UnreadableError("没有可读的内容。")


def _stored(data: bytes) -> Extraction | None:
    """A stored reading, which is its own JSON; what is not quite one, the intake answers for."""
    if len(data) <= PAGE_BYTES and stored_of(data):
        with suppress(ValidationError):
            return Extraction.model_validate_json(data)
    return None


def _json(read: Extraction) -> bytes:
    return read.model_dump_json(by_alias=True).encode("utf-8", "replace")


def failed(job: Job | Comparison | Neighbours, reason: str) -> Outcome:
    """The outcome of a document that could not be read."""
    return Outcome(job.sha256, "failed", reason, 0)


def _failed(job: Job, reason: str) -> Reading:
    return Reading(failed(job, reason), {}, {})


def _without(job: Job, message: str) -> str:
    """The sentence without the name in front: the row that it stands in has the name."""
    name, colon, told = message.partition("：")
    return told if colon and job.spot.name.startswith(name.rstrip("…")) else message


def _lacking(read: list[Extraction], refused: list[str]) -> str:
    """What of the document could not be read, or nothing."""
    problems = [problem.message for one in read for problem in one.problems]
    told = [f"{len(refused)}份材料不能使用：{refused[0]}"] if refused else []
    if any(not filing.complete for one in read for filing in one.filings):
        told.append("文件在中途断开，后面的内容没有审核")
    if problems:
        told.append(f"{len(problems)}处未能读取，如：{problems[0]}")
    return "；".join(told)


def _judged(read: Extraction, rules: Rules) -> tuple[Judged, ...]:
    judged = []
    for filing in read.filings:
        standard, settings = judged_by(rules, filing.standard)
        card = score(filing, standard)
        others = tuple(other for other in read.filings if other is not filing)
        case = Case(filing, standard, card, settings.laid_over(DEFAULT), beside=others)
        found = examine_by((*rules_for(filing, ()), *settings.own), case, settings)
        judged.append(Judged(filing, card, found, measures_of(case)))
    return tuple(judged)


@lru_cache(maxsize=64)
def judged_by(rules: Rules, own: str) -> tuple[Standard, Settings]:
    """By which standard, with which changes of the checks, a filing of the standard *own* is judged.

    Raises StandardError and FormulaError where the rules themselves are faulty.
    """
    project = _project(rules.config)
    named = load(rules.standard) if rules.standard is not None else project.standard
    standard = named or load(own)
    return standard, project.settings.over(standard)


@lru_cache(maxsize=4)
def _project(config: str | None) -> Project:
    return load_project(Path(config) if config else None)
