"""Every input accounted for: read, partly, failed and why, or the same as another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from . import pairs, parquet
from .documents import Seen
from .folder import Folder
from .schema import INPUTS, Column
from .wire import lines

#: What a run saw, in order, and what all deliveries made of it.
_LISTED = (
    Column("n", "BIGINT", ""),
    Column("address", "VARCHAR", ""),
    Column("sha256", "VARCHAR", ""),
    Column("size", "BIGINT", ""),
    Column("fault", "VARCHAR", ""),
)
_READ = (
    Column("address", "VARCHAR", ""),
    Column("sha256", "VARCHAR", ""),
    Column("outcome", "VARCHAR", ""),
    Column("reason", "VARCHAR", ""),
    Column("filings", "INTEGER", ""),
    Column("batch", "SMALLINT", ""),
)

# A document that was read under an address which is no longer there is the one that is there now.
_ACCOUNTED = """
    with seen as (
        select * from {listed} qualify row_number() over (partition by address order by n) = 1
    ),
    read as (
        select * from {read} qualify row_number() over (partition by sha256 order by batch desc) = 1
    ),
    present as (select address from seen where sha256 is not null),
    told as (
        select s.*, r.* exclude (sha256, address), r.address as first,
            r.address <> s.address and r.address in (from present) as again
        from seen s left join read r on s.sha256 = r.sha256
    )
    select address, sha256, size,
        case when first is null then 'failed' when again then 'duplicate' else outcome end as outcome,
        case when first is null then coalesce(fault, '没有读取，请重新运行。')
            when again then '与 ' || first || ' 内容相同' else reason end as reason,
        case when first is null or again then 0 else filings end as filings,
        batch, n, 0 as earlier
    from told
"""
# Inputs of earlier runs that this run did not list stay as they were.
_EARLIER = """
    union all select k.*, row_number() over () as n, 1 as earlier from {kept} k
    where k.address not in (select address from {listed})
"""


def listed(number: int, seen: Seen) -> bytes:
    """The line of a listing that tells a document which was seen."""
    row = {"n": number, "address": seen.spot.name, "sha256": seen.sha256, "size": seen.size}
    return lines([{**row, "fault": seen.fault or None}])


def accounted(folder: Folder, listing: Path) -> Counter[str]:
    """Write the data set `inputs` from the listing of this run; how many of it ended how."""
    path = folder.path / INPUTS.name / "inputs.parquet"
    read = folder.state / "read.ndjson"
    with read.open("wb") as file:
        for piece in _read(folder):
            file.write(piece)
    tables = {
        "listed": parquet.lines_of(_LISTED, [listing]),
        "read": parquet.lines_of(_READ, [read]),
        "kept": parquet.file_of(path),
    }
    query = _ACCOUNTED + (_EARLIER if path.is_file() else "")
    rows = f"from ({query.format_map(tables)})"
    columns = ", ".join(INPUTS.names)
    told = f"select outcome, count(*) {rows} where earlier = 0 group by all"
    counts = Counter(dict(parquet.fetch(told, folder.state)))
    parquet.write_query(f"select {columns} {rows} order by earlier, n", path)
    read.unlink()
    return counts


def _read(folder: Folder) -> Iterable[bytes]:
    for one in folder.deliveries():
        forms = {pair.report_sha256: pair.address for pair in pairs.kept(one)}
        alone = pairs.apart(one)
        for (_, job), outcome in zip(one.jobs(), one.outcomes(), strict=True):
            row = {**outcome._asdict(), "address": job.spot.name, "batch": one.number}
            if form := forms.get(job.sha256):
                told = f"是自评报告，与自评表 {form} 合为一份自评"
                row["reason"], row["filings"] = "；".join(filter(None, (told, outcome.reason))), 0
            elif why := alone.get(job.sha256):
                told = f"是自评报告，没有与自评表合并：{why}"
                row["reason"] = "；".join(filter(None, (told, outcome.reason)))
            row["reason"] = row["reason"] or None
            yield lines([row])
