"""Forms and reports that lie in two documents of one folder: which of a delivery are one filing.

A form without a report and a document that is nothing but a report are one where they lie in the
same folder (or the same folder of one archive), name the same unit, or project of it, and the same
year, and are the only ones there that do. Where a folder holds nothing but the two, a name or year
may be absent, as in `filing.identity.belonging`. Which they are follows from what was read alone.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
        select sha256, number, kind = 'report' as is_report, subject, nullif(year, 0) as year,
            report_length is not null as has_report, regexp_replace(file, '[^/\\\\]*$', '') as folder
        from {filings}
    ),
    reports as (
        select sha256 from read group by sha256 having count(*) = 1 and bool_and(is_report)
    ),
    named as (
        select {pair}, false as alone from read where subject is not null and year is not null
        group by folder, subject, year having {fits}
    ),
    lonely as (
        select {pair}, true as alone from read group by folder
        having {fits} and count(distinct subject) < 2 and count(distinct year) < 2
    )
    from named union all from lonely where (form, number) not in (select form, number from named)
    order by form, number
"""
_PAIR = """
    any_value(sha256) filter (not is_report) as form,
    any_value(number) filter (not is_report) as number,
    any_value(sha256) filter (is_report) as report,
    any_value(number) filter (is_report) as report_number,
    folder
"""
_FITS = """
    count(*) = 2 and count(*) filter (is_report) = 1
    and not bool_or(has_report) filter (not is_report) and report in (from reports)
"""


class Joined(NamedTuple):
    """A form and a report that became one: the filings they were, and their documents."""

    form: str
    report: str
    address: str
    report_sha256: str


#: With what is to be read for it.
Pair = tuple[Joined, Job]


def parts(found: Sequence[Pair], template: Part) -> list[Part]:
    """Pairs as parts of a delivery, to be read once more."""
    size = part_size(len(found))
    return [
        Part(
            f"{PART}{start // size:05}",
            tuple(job for _, job in found[start : start + size]),
            template.rules,
            template.bounds,
        )
        for start in range(0, len(found), size)
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
        filings=parquet.lines_of(FILINGS.columns, present), pair=_PAIR, fits=_FITS
    )
    rows = parquet.fetch(query, delivery.path)
    jobs = {job.sha256: job for _, job in delivery.jobs()} if rows else {}
    crowd = Counter(_FILE.sub("", job.spot.name) for job in jobs.values())
    found: list[Pair] = []
    for form, number, report, report_number, folder, alone in rows:
        job, told = jobs.get(str(form)), jobs.get(str(report))
        # What could not be read may be the form that the report belongs to.
        if job and told and not (alone and crowd[str(folder)] > 2):
            at = int(str(number))
            one = Joined(
                identity(job.sha256, at),
                identity(told.sha256, int(str(report_number))),
                job.spot.name,
                told.sha256,
            )
            found.append((one, job._replace(report=Report(at, *told[:2]))))
    return found
