"""Forms and reports that lie in two documents of one folder: which of a delivery are one filing.

A form without a report and a document that is nothing but a report are one where they lie in the
same folder (or the same folder of one archive), name the same unit, or project of it, and the same
year, and are the only ones there that do, but for copies in other formats: forms of the same money
and points, reports of the same length. Copies are joined in the order of their names. Where a folder
holds nothing but the two, a name or year may be absent, as in `filing.identity.belonging`. Which
they are follows from what was read alone.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from . import parquet
from .folder import Delivery, part_size, replace
from .job import Job, Part, Report
from .rows import identity
from .schema import FILINGS

_JOINED = "joined.ndjson.gz"
#: Names of parts that join; those of documents are numbers.
PART = "join-"
_FILE = re.compile(r"[^/\\]*$")

#: Pairs by name, and behind them those that are alone in their folder, whose names may be absent.
_PAIRS = """
    with read as (
        select sha256, number, kind, kind = 'report' as is_report,
            count(*) over (partition by sha256) > 1 as has_others, subject, nullif(year, 0) as year,
            report_length, initial, adjusted, executed, self_total, indicators, file,
            regexp_replace(file, '[^/\\\\]*$', '') as folder
        from {filings}
    ),
    named as (
        select {both}, false as alone from read where subject is not null and year is not null
        group by folder, subject, year having {fits}
    ),
    lonely as (
        select {both}, true as alone from read group by folder
        having {fits} and count(*) = 2 and count(distinct subject) < 2 and count(distinct year) < 2
    ),
    met as (
        from named union all from lonely where forms not in (select forms from named)
    ),
    counted as (
        select *, unnest(range(1, greatest(len(forms), len(reports)) + 1)) as nth from met
    )
    select forms[least(nth, len(forms))] as form, reports[least(nth, len(reports))] as report,
        nth > len(forms) as copied, folder, alone
    from counted order by form, report
"""
_BOTH = """
    list(struct_pack(sha256, number) order by file, number) filter (not is_report) as forms,
    list(struct_pack(sha256, number) order by file, number) filter (is_report) as reports,
    folder
"""
_FITS = """
    count(*) filter (is_report) > 0 and count(distinct kind) filter (not is_report) = 1
    and count(*) = count(distinct sha256) and not bool_or(has_others) filter (is_report)
    and count(report_length) filter (not is_report) = 0
    and count(distinct report_length) filter (is_report) < 2
    and count(distinct initial) filter (not is_report) < 2
    and count(distinct adjusted) filter (not is_report) < 2
    and count(distinct executed) filter (not is_report) < 2
    and count(distinct self_total) filter (not is_report) < 2
    and count(distinct indicators) filter (not is_report) < 2
"""


class Joined(NamedTuple):
    """A form and a report that became one: the filings they were, and their documents.

    A report that is `copied` is but left out: the form is one with another copy of it.
    """

    form: str
    report: str
    address: str
    report_sha256: str
    copied: bool = False


#: With what is to be read for it.
Pair = tuple[Joined, Job]


def parts(found: Sequence[Pair], template: Part) -> list[Part]:
    """Pairs as parts of a delivery, to be read once more."""
    jobs = [job for one, job in found if not one.copied]
    size = part_size(len(jobs))
    return [
        Part(
            f"{PART}{start // size:05}",
            tuple(jobs[start : start + size]),
            template.rules,
            template.bounds,
        )
        for start in range(0, len(jobs), size)
    ]


def read_parts(delivery: Delivery) -> list[str]:
    """The names of the parts that joined, in order."""
    return sorted(path.name for path in delivery.part_path("").glob(f"{PART}*"))


def keep(delivery: Delivery, found: Sequence[Pair]) -> None:
    """Keep which pairs became one, for the data sets and the account of the inputs."""
    read = {
        outcome.sha256
        for part in read_parts(delivery)
        for outcome in delivery.outcomes_of(part)
        if outcome.outcome != "failed"
    }
    lines = (
        json.dumps(one, ensure_ascii=False).encode("utf-8", "replace")
        for one, job in found
        if job.sha256 in read
    )
    replace(delivery.path / _JOINED, gzip.compress(b"\n".join(lines), 6, mtime=0))


def kept(delivery: Delivery) -> Iterator[Joined]:
    """What `keep` kept; nothing for a delivery of before there were pairs."""
    path = delivery.path / _JOINED
    if path.is_file():
        for line in gzip.decompress(path.read_bytes()).splitlines():
            yield Joined(*json.loads(line))


def find(delivery: Delivery) -> list[Pair]:
    """The pairs among the documents of a delivery, which are all read."""
    files = [
        delivery.part_path(part) / f"{FILINGS.name}.ndjson.gz" for part in delivery.part_names()
    ]
    present = [path for path in files if path.is_file()]
    if not present:
        return []
    query = _PAIRS.format(
        filings=parquet.lines_of(FILINGS.columns, present), both=_BOTH, fits=_FITS
    )
    rows: list[tuple[Any, ...]] = parquet.fetch(query, delivery.path)
    jobs = {job.sha256: job for _, job in delivery.jobs()} if rows else {}
    crowd = Counter(_FILE.sub("", job.spot.name) for job in jobs.values())
    found: list[Pair] = []
    for form, report, copied, folder, alone in rows:
        job, told = jobs.get(form["sha256"]), jobs.get(report["sha256"])
        # What could not be read may be the form that the report belongs to.
        if job and told and not (alone and crowd[folder] > 2):
            one = Joined(
                identity(job.sha256, form["number"]),
                identity(told.sha256, report["number"]),
                job.spot.name,
                told.sha256,
                copied,
            )
            found.append((one, job._replace(report=Report(form["number"], *told[:2]))))
    return found
