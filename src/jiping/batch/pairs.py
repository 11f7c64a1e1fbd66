"""Forms and reports that lie in two documents of one folder: which of a delivery are one filing.

A form without a report and a document that is nothing but a report are one where they lie in the
same folder (or the same folder of one archive) and are the only ones there, but for copies in other
formats, of which one of these is true, the first that is:

1. they name the same unit, or project of it, and the same year;
2. they name the same project and year, and one of them no unit;
3. their files are named alike but for words such as 自评表 and 自评报告, and neither names another
   unit, project or year;
4. the folder holds nothing else, and neither names another.

Where the first leaves a choice, the others do not make it.
Copies are forms of the same money and points, and reports of the same length; they are joined in the
order of their names. A document that holds form and report is neither. Which are one follows from
what was read alone; a report that stays by itself is told with the reason.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from . import parquet
from .folder import Delivery, part_size, replace
from .job import Job, Part, Report
from .rows import identity
from .schema import FILINGS

_JOINED = "joined.ndjson.gz"
_ALONE = "alone.json.gz"
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
    _alike("report_length", "is_report"), *(_alike(column, "not is_report") for column in _TOLD),
    "count(distinct unit_key) < 2", "count(distinct project) < 2", "count(distinct year) < 2",
))  # fmt: skip
#: What a file's name says of what is in it, not whose it is.
_WORDS = "(部门整体支出|项目支出|整体支出|预算|绩效|自我评价|自评|评价|情况|报告|表|word|excel|[-_—·.、（）()\\s])"
_NAMED = "is_report or report_length is null"
#: What each document is known by: a key of each rank, the surest first.
_READ = rf"""
    with stored as materialized (
        select sha256, number, file, kind, kind = 'report' as is_report, unit_key,
            regexp_replace(subject, '项目(支出|资金|经费)?$', '') as subject,
regexp_replace(case when unit_key is null then subject else substr(subject, length(unit_key) + 2) end,
                '项目(支出|资金|经费)?$', '') as told, case when project is not null then nullif(told, '') end as project,
            nullif(year, 0) as year, report_length, {", ".join(_TOLD[1:])},
            regexp_replace(file, '[^/\\]*$', '') as folder,
            regexp_replace(regexp_replace(file, '^.*[/\\]', ''), '\.[^.]*$', '') as stem,
            regexp_replace(lower(stem), '{_WORDS}', '', 'g') as bare
        from {{filings}}
    ),
    several as (select sha256 from stored group by sha256 having count(*) > 1),
    read as (select *, sha256 in (from several) as has_others from stored),
    keyed as (
        select *, 1 as rank, subject || ' ' || year as key from read where {_NAMED}
        union all select *, 2, project || ' ' || year from read where {_NAMED}
        union all select *, 3, case when regexp_full_match(bare, '((19|20)\d\d年?度?)?') then null else bare end from read where {_NAMED}
        union all select *, 4, '' from read
    ),
    unclear as (
        select folder, key from keyed where rank = 1 and key is not null group by all
        having bool_or(is_report) and bool_or(not is_report) and not ({_FITS})
    ),
    fitting as (
        select folder, rank, key from keyed where key is not null group by all
        having {_FITS} and (rank < 4 or count(*) = 2 and count(report_length) filter (not is_report) = 0)
    ),
    met as (
        select * from keyed semi join fitting using (folder, rank, key)
        where (sha256, number) not in (from (select sha256, number from keyed semi join unclear using (folder, key) where rank = 1))
        qualify row_number() over (partition by sha256, number order by rank) = 1
    )
"""
#: Each report with the forms that it is one with, if any, and why it stays by itself where it does.
#: Of copies those of one place are one, and what is left over goes with the last of the others.
_REPORTS = (
    _READ
    + """
    , ranked as (
        select *, row_number() over (own order by file, number) as place, count(*) over own as last
        from met window own as (partition by folder, rank, key, is_report)
    ),
    pairs as (
        select f.sha256 as form, f.number as form_number, r.sha256, r.number,
            r.place > f.last as copied, rank = 4 as alone
        from (from ranked where not is_report) f join (from ranked where is_report) r using (folder, rank, key)
        where f.place = r.place or (f.place > r.last and r.place = r.last) or (r.place > f.last and f.place = f.last)
    ),
    around as (
        select folder, subject, year, count(*) filter (not is_report and report_length is null) as forms,
            count(*) filter (not is_report and report_length is not null) as whole
        from read group by all
    )
    select form, form_number, sha256, number, copied, folder, alone, case
        when has_others then '所在的文件里还有别的自评'
        when subject is null or year is null then '没有写明' ||
            case when subject is null then '单位或项目' else '年度' end || '，文件名也没有对得上的自评表'
        when forms > 0 then '同一单位（项目）、年度的表或报告不止一份，内容不同，分不清属于哪一份'
        when whole > 0 then '同一单位（项目）、年度另有表和报告在一起的文件'
        else '同一文件夹里没有同一单位（项目）、年度的自评表' end
    from read left join pairs using (sha256, number) left join around using (folder, subject, year)
    where is_report
    order by all
"""
)


class Joined(NamedTuple):
    """A form and a report that became one: the filings they were, and their documents.

    A report that is `copied` is but left out: the form is one with another copy of it.
    """

    form: str
    report: str
    address: str
    report_sha256: str
    copied: bool = False


class Found(NamedTuple):
    """The pairs of a delivery, each with what is to be read for it; of every report, why it would stay alone."""

    pairs: list[tuple[Joined, Job]]
    why: dict[str, str]


def parts(found: Found, template: Part) -> list[Part]:
    """Pairs as parts of a delivery, to be read once more."""
    jobs = [job for one, job in found.pairs if not one.copied]
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


def keep(delivery: Delivery, found: Found) -> None:
    """Keep which pairs became one and which reports did not, for data sets and account of inputs."""
    read = {
        outcome.sha256
        for part in read_parts(delivery)
        for outcome in delivery.outcomes_of(part)
        if outcome.outcome != "failed"
    }
    joined = [one for one, job in found.pairs if job.sha256 in read]
    lines = (json.dumps(one, ensure_ascii=False).encode("utf-8", "replace") for one in joined)
    replace(delivery.path / _JOINED, gzip.compress(b"\n".join(lines), 6, mtime=0))
    not_alone = {one.report_sha256 for one in joined}
    alone = {report: why for report, why in found.why.items() if report not in not_alone}
    told = json.dumps(alone, ensure_ascii=False).encode("utf-8", "replace")
    replace(delivery.path / _ALONE, gzip.compress(told, 6, mtime=0))


def kept(delivery: Delivery) -> Iterator[Joined]:
    """What `keep` kept; nothing for a delivery of before there were pairs."""
    path = delivery.path / _JOINED
    if path.is_file():
        for line in gzip.decompress(path.read_bytes()).splitlines():
            yield Joined(*json.loads(line))


def find(delivery: Delivery) -> Found:
    """The pairs among the documents of a delivery, which are all read."""
    rows = _reports(delivery)
    jobs = {job.sha256: job for _, job in delivery.jobs()} if rows else {}
    crowd = Counter(_FILE.sub("", job.spot.name) for job in jobs.values())
    found = Found([], {})
    for form, number, report, report_number, copied, folder, alone, why in rows:
        found.why[report] = why
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
            found.pairs.append((one, job._replace(report=Report(number, *told[:2]))))
    return found


def apart(delivery: Delivery) -> dict[str, str]:
    """Of the reports of a delivery that no form was found for, why; `keep` keeps it."""
    path = delivery.path / _ALONE
    return json.loads(gzip.decompress(path.read_bytes())) if path.is_file() else {}


def _reports(delivery: Delivery) -> list[tuple[Any, ...]]:
    """What `_REPORTS` says of the filings of a delivery, part by part as they were read."""
    files = [delivery.part_path(part) / f"{FILINGS.name}.ndjson.gz" for part in delivery.part_names]
    present = [path for path in files if path.is_file()]
    if not present:
        return []
    filings = parquet.lines_of(FILINGS.columns, present)
    return list(parquet.fetch(_REPORTS.format(filings=filings), delivery.path))
