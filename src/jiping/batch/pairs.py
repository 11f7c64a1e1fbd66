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

#: Forms of which these are alike are copies of one, and so are reports of the same length.
_TOLD = ("kind", "initial", "adjusted", "executed", "self_total", "indicators")


def _alike(column: str, of: str) -> str:
    return f"min({column}) filter ({of}) is not distinct from max({column}) filter ({of})"


_FITS = " and ".join((
    "count(*) filter (is_report) > 0", "count(*) filter (not is_report) > 0",
    "count(*) = count(distinct sha256)", "not bool_or(is_report and has_others)",
    "count(report_length) filter (not is_report) = 0", _alike("report_length", "is_report"),
    *(_alike(column, "not is_report") for column in _TOLD),
))  # fmt: skip
#: Pairs by name, and those that are alone in their folder, whose names may be absent. Of copies
#: those of one rank are one, and what is left over goes with the last of the others.
_PAIRS = rf"""
    with stored as materialized (
        select sha256, number, file, kind, kind = 'report' as is_report, subject,
            nullif(year, 0) as year, report_length, {", ".join(_TOLD[1:])},
            regexp_replace(file, '[^/\\]*$', '') as folder
        from {{filings}}
    ),
    several as (select sha256 from stored group by sha256 having count(*) > 1),
    read as (select *, sha256 in (from several) as has_others from stored),
    named as (
        select folder, subject, year from read where subject is not null and year is not null
        group by all having {_FITS}
    ),
    lonely as (
        select folder from read where folder not in (select folder from named) group by folder
        having count(*) = 2 and {_FITS} and count(distinct subject) < 2 and count(distinct year) < 2
    ),
    met as (
        select r.folder, r.subject, r.year, false as alone, is_report, sha256, number, file
        from read r join named using (folder, subject, year)
        union all
        select folder, null, null, true, is_report, sha256, number, file
        from read join lonely using (folder)
    ),
    ranked as (
        select * exclude file, row_number() over (own order by file, number) as rank,
            count(*) over own as last
        from met window own as (partition by folder, subject, year, is_report)
    )
    select f.sha256, f.number, r.sha256, r.number, r.rank > f.last, folder, f.alone
    from (from ranked where not is_report) f join (from ranked where is_report) r using (folder)
    where f.subject is not distinct from r.subject and f.year is not distinct from r.year
        and (f.rank = r.rank or (f.rank > r.last and r.rank = r.last)
            or (r.rank > f.last and f.rank = f.last))
    order by all
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
    query = _PAIRS.format(filings=parquet.lines_of(FILINGS.columns, present))
    rows = list(parquet.fetch(query, delivery.path))
    jobs = {job.sha256: job for _, job in delivery.jobs()} if rows else {}
    crowd = Counter(_FILE.sub("", job.spot.name) for job in jobs.values())
    found: list[Pair] = []
    for form, number, report, report_number, copied, folder, alone in rows:
        job, told = jobs.get(form), jobs.get(report)
        # What could not be read may be the form that the report belongs to.
        if job and told and not (alone and crowd[folder] > 2):
            one = Joined(
                identity(job.sha256, number),
                identity(told.sha256, report_number),
                job.spot.name,
                told.sha256,
                copied,
            )
            found.append((one, job._replace(report=Report(number, *told[:2]))))
    return found
