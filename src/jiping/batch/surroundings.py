"""What lies around each filing in the same data sets: its own filing of the year before, its peers.

A second pass, partition by partition (year and province), over what was read. A partition is done
anew where documents have come to it, or to the same province's year before, since it was done.

- One filing is what names the same unit (and project) in the same place. Where its place is not
  known, the folder must be the same but for the years in its name. Several that tell the same money
  and points are copies of one filing; where they tell others they may be two units of one name, so
  that nobody of that name is held against last year.
- Peers are the filings of the same kind of unit on the same level, in the same year and province.
  Where no level is told, only those in the same folder. One filing counts once.
- Whose texts are held against each other, says `neighbours`; what is marked in them is kept part by
  part and told with all that is found.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jiping.checks.limits import DEFAULT
from jiping.checks.measures import MEASURES
from jiping.checks.outliers import stands_out
from jiping.checks.peers import DistantGroup
from jiping.checks.spread import Spread, Values
from jiping.filing.identity import name_key

from . import neighbours, pairs, parquet
from .folder import Delivery, Folder, replace
from .job import Among, Comparison, Done, Marked, Part, Ref, Rules
from .reading import judged_by
from .readings import Readings
from .schema import (
    FILINGS,
    FINDINGS,
    INDICATORS,
    MARKS,
    MEASURED,
    STATE,
    TEXTS,
    Column,
    DataSet,
)
from .wire import lines

#: The file of each partition of the findings that holds those of this pass.
FILE = "surroundings"
#: Filings that are compared by one call; their readings travel with it.
_TOGETHER = 64

_FOLDER = r"regexp_replace(regexp_replace(file, '[^/\\]*$', ''), '(19|20)\d\d(年度?)?', '', 'g')"
_YEAR = f"""
    select filing, sha256, number, file, kind, subject, standard, supervisor, complete, indicators,
        unit_key, initial, adjusted, executed, self_total, coalesce(place_code, {_FOLDER}) as place,
        {_FOLDER} as folder
    from {{filings}}
"""
#: Of copies these are alike, as far as they were read.
_ALIKE = " and ".join(
    f"min({column}) is not distinct from max({column})"
    for column in ("initial", "adjusted", "executed", "self_total")
)
#: The filing that stands for its copies.
_ONE = f"""
    select kind, subject, place,
        min_by(struct_pack(filing, sha256, number), row(not complete, -indicators, filing)) as one
    from {{year}} where subject is not null and unit_key is not null
    group by kind, subject, place having {_ALIKE}
"""
_ROWS = """
    with now as ({now}), before as ({before}), same_now as ({same_now}), same_before as ({same_before})
    select n.filing, n.sha256, n.number, n.standard, n.supervisor, n.place,
        coalesce(s.one.filing, n.filing) as own,
        b.one.filing, b.one.sha256, b.one.number,
        m.peer_kind, coalesce(m.level, n.folder) as level, {measures}
    from now n join {measured} m using (filing)
    left join same_now s on s.kind = n.kind and s.subject = n.subject and s.place = n.place
    left join same_before b on b.kind = s.kind and b.subject = s.subject and b.place = s.place
    order by n.file, n.number, n.filing
"""
_HEAD = 12

#: What is written into the filings: with what each was compared.
_BESIDE = tuple(one for one in FILINGS.columns if one.name in ("filing", "last_year", "peers"))
_FOUND = """
    select {columns} from {found} a left join (
        select filing, max(number) as own from {findings} group by filing
    ) using (filing) order by filing, number
"""
#: What is told of filings anew is put in order and laid beside them row by row: whole filings of a
#: large delivery, sorted, would not lie in the memory that the engine is given.
_FILINGS = """
    with these as (select filing, row_number() over () as n from {filings}),
    counted as (
        select filing, count(*) filter (severity = 'error') as errors,
            count(*) filter (severity = 'warning') as warnings,
            count(*) filter (severity = 'notice') as notices
        from {findings} semi join these using (filing) group by filing
    ),
    told as (
        select {anew} from these left join {beside} b using (filing) left join counted c using (filing)
        order by n
    )
    select {columns} from {filings} f positional join told
"""
_COUNTS = ("errors", "warnings", "notices")


@dataclass(frozen=True)
class Partition:
    """Filings of a year in a province: their files, those of the year before, and the state."""

    folder: Path
    year: int
    region: str

    def files(self, one: DataSet, year: int | None = None) -> list[Path]:
        """The files of deliveries of a data set, in order."""
        return sorted(self._path(one, year or self.year).glob("[0-9]*.parquet"))

    @property
    def size(self) -> int:
        """How many filings it has."""
        query = f"select count(*) from {_table(FILINGS, self.files(FILINGS))}"
        return int(next(parquet.fetch(query, self.folder))[0])

    @property
    def found(self) -> Path:
        """The file of what is found."""
        return self._path(FINDINGS, self.year) / f"{FILE}.parquet"

    @property
    def state(self) -> Delivery:
        """Where its parts lie until they are written."""
        return Delivery(0, self.folder / STATE / FILE / f"{self.year}-{self.region}")

    @property
    def stand(self) -> bytes:
        """Of which deliveries the filings are, from which everything here follows."""
        years = (self.year, self.year - 1)
        return json.dumps(
            [[path.stem for path in self.files(FILINGS, year)] for year in years]
        ).encode()

    @property
    def is_done(self) -> bool:
        """Whether nothing has come since it was done."""
        done = self.state.path / "done.json"
        return done.is_file() and done.read_bytes() == self.stand

    def _path(self, one: DataSet, year: int) -> Path:
        return self.folder / one.name / f"year={year}" / f"region={self.region}"


class Row(NamedTuple):
    """A filing of a partition with what lies around it; *own* stands for it among the peers."""

    ref: Ref
    filing: str
    own: str
    last_year: tuple[str, Ref] | None
    standard: str
    supervisor: str | None
    group: tuple[str, str] | None
    under: tuple[str, str] | None
    measured: dict[str, Decimal]


def open_partitions(folder: Folder) -> list[Partition]:
    """The partitions that are not done, in order; filings that tell no year have no surroundings."""
    found = (
        Partition(folder.path, int(path.parent.name[5:]), path.name[7:])
        for path in sorted((folder.path / FILINGS.name).glob("year=*/region=*"))
    )
    return [one for one in found if one.year and not one.is_done]


def reports(folder: Folder) -> dict[str, str]:
    """Of filings whose report lies in another document, that document."""
    return {
        pair.form: pair.report_sha256
        for one in folder.deliveries()
        for pair in pairs.kept(one)
        if not pair.copied
    }


def begin(partition: Partition) -> None:
    """Keep the parts of a run that was stopped, unless documents have come since."""
    begun = partition.state.path / "begun.json"
    if not begun.is_file() or begun.read_bytes() != partition.stand:
        shutil.rmtree(partition.state.path, ignore_errors=True)
        replace(begun, partition.stand)


def texts(partition: Partition, template: Part) -> Iterator[Part]:
    """The texts of neighbours as parts that are left to do."""
    tables = neighbours.Tables(
        *(
            _table(one, [*partition.files(one), *partition.files(one, partition.year - 1)])
            for one in (FILINGS, INDICATORS, TEXTS)
        )
    )
    for one, body in neighbours.together(tables, partition.state.path, partition.year):
        if not partition.state.part_path(one.name).is_dir():
            yield Part(one.name, (one,), template.rules, template.bounds, {one.name: body})


def comparisons(partition: Partition, rules: Rules, told: dict[str, str]) -> list[Comparison]:
    """What is to be compared in a partition, and beside it what each filing is compared with.

    *told* are the `reports`. Writes down for `write` with what each filing is compared.
    Raises StandardError and FormulaError where the rules themselves are faulty.
    """
    rows = list(_rows(partition, told))
    groups = _Groups(rows)
    marked = _marked(partition)
    found: list[Comparison] = []
    beside = []
    for row in rows:
        among, peers = groups.among(row, rules)
        marks = tuple(marked.get(row.filing, ()))
        if row.last_year or among or marks:
            found.append(Comparison(row.ref, row.last_year and row.last_year[1], among, marks))
        last_year = row.last_year and row.last_year[0]
        beside.append({"filing": row.filing, "last_year": last_year, "peers": peers or None})
    replace(_beside(partition), lines(beside))
    return found


def parts(
    partition: Partition, found: Sequence[Comparison], readings: Readings, template: Part
) -> Iterator[Part]:
    """The comparisons as parts that are left to do, with the readings that they need."""
    for name, some in _named(found):
        if not partition.state.part_path(name).is_dir():
            wanted = sorted(set[str]().union(*(one.readings for one in some)))
            texts = {sha256: readings.text(sha256) for sha256 in wanted}
            yield Part(name, some, template.rules, template.bounds, texts)


def kept(partition: Partition, found: Sequence[Comparison]) -> int:
    """How many of the comparisons an earlier run has done."""
    path = partition.state.part_path
    return sum(len(some) for name, some in _named(found) if path(name).is_dir())


def _named(found: Sequence[Comparison]) -> Iterator[tuple[str, tuple[Comparison, ...]]]:
    """The comparisons of each part, with its name."""
    for start in range(0, len(found), _TOGETHER):
        yield f"{start // _TOGETHER:06}", tuple(found[start : start + _TOGETHER])


def keep(partition: Partition, done: Done) -> None:
    """Keep what came of a part."""
    partition.state.commit(done, Path())


def write(partition: Partition, *, whole: bool) -> None:
    """Write what was found and how many findings each filing has; done where that is the *whole*."""
    state = partition.state
    found = sorted(state.part_path("").glob(f"*/{FINDINGS.name}.ndjson.gz"))
    own = partition.files(FINDINGS)
    if found:
        number = "a.number + coalesce(own, 0) as number"
        query = _FOUND.format(
            columns=_picked(FINDINGS, {"number": number}, "a"),
            found=parquet.lines_of(FINDINGS.columns, found),
            findings=_table(FINDINGS, own),
        )
        parquet.write_query(query, partition.found)
    else:
        partition.found.unlink(missing_ok=True)
    anew = _anew()
    columns = _picked(FILINGS, {name: f"told.{name}" for name in anew}, "f")
    held = [*own, *([partition.found] if found else [])]
    for path in partition.files(FILINGS):
        query = _FILINGS.format(
            anew=", ".join(anew.values()),
            columns=columns,
            findings=_table(FINDINGS, held),
            filings=_table(FILINGS, [path]),
            beside=parquet.lines_of(_BESIDE, [_beside(partition)]),
        )
        parquet.write_query(query, path)
    if whole:
        replace(state.path / "done.json", partition.stand)
    shutil.rmtree(state.part_path(""), ignore_errors=True)


def _anew() -> dict[str, str]:
    counts = {name: f"coalesce(c.{name}, 0)::INTEGER as {name}" for name in _COUNTS}
    return {**counts, "last_year": "b.last_year", "peers": "b.peers"}


def _picked(one: DataSet, changed: dict[str, str], own: str) -> str:
    return ", ".join(changed.get(name, f"{own}.{name}") for name in one.names)


def _marked(partition: Partition) -> dict[str, list[Marked]]:
    """What was marked in texts, by filing."""
    files = sorted(partition.state.part_path("").glob(f"*/{MARKS.name}.ndjson.gz"))
    found: dict[str, list[Marked]] = {}
    for path in files:
        for line in gzip.decompress(path.read_bytes()).splitlines():
            told = json.loads(line)
            found.setdefault(told.pop("filing"), []).append(Marked(**told))
    return found


def _beside(partition: Partition) -> Path:
    return partition.state.path / "beside.ndjson"


def _table(one: DataSet, files: Sequence[Path]) -> str:
    """Files of a data set as a table of SQL, also where there are none."""
    return parquet.files_of(files) if files else f"({_nothing(one.columns)})"


def _nothing(columns: Iterable[Column]) -> str:
    return f"select {', '.join(f'null::{c.type} as {c.name}' for c in columns)} where false"


def _rows(partition: Partition, told: dict[str, str]) -> Iterator[Row]:
    """The filings of a partition, in the order of their documents."""
    query = _ROWS.format(
        now=_YEAR.format(filings=_table(FILINGS, partition.files(FILINGS))),
        before=_YEAR.format(filings=_table(FILINGS, partition.files(FILINGS, partition.year - 1))),
        same_now=_ONE.format(year="now"),
        same_before=_ONE.format(year="before"),
        measured=_table(MEASURED, partition.files(MEASURED)),
        measures=", ".join(f"m.{name}" for name in MEASURES),
    )
    known: dict[Decimal, Decimal] = {}  # a country has few different points and rates
    for row in parquet.fetch(query, partition.state.path):
        measures = [
            value if value is None else known.setdefault(value, value) for value in row[_HEAD:]
        ]
        yield _row(row[:_HEAD], measures, told)


def _row(head: tuple[Any, ...], measures: Sequence[Decimal | None], told: dict[str, str]) -> Row:
    (
        filing, sha256, number, standard, supervisor, place, own,
        last, last_sha256, last_number, kind, level,
    ) = head  # fmt: skip
    return Row(
        Ref(sha256, number, told.get(filing)),
        filing,
        own,
        (last, Ref(last_sha256, last_number, told.get(last))) if last else None,
        standard,
        supervisor,
        (kind, level) if kind else None,
        (name_key(supervisor), place) if supervisor else None,
        {
            name: value
            for name, value in zip(MEASURES, measures, strict=True)
            if value is not None
        },
    )  # fmt: skip


class _Groups:
    """The peers of each filing of a partition, as how their values lie."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Put the values of all in order, group by group."""
        values: defaultdict[tuple[object, ...], list[Decimal]] = defaultdict(list)
        self._measured: dict[str, dict[str, Decimal]] = {}
        self._sizes: defaultdict[object, int] = defaultdict(int)
        for row in rows:
            if row.filing != row.own or row.group is None:
                continue
            self._measured[row.own] = row.measured
            self._sizes[row.group] += 1
            for name, value in row.measured.items():
                values[row.group, name].append(value)
            if row.under and "self_total" in row.measured:
                values[row.group, row.under].append(row.measured["self_total"])
        self._values = {key: Values(some) for key, some in values.items()}

    def among(self, row: Row, rules: Rules) -> tuple[Among | None, int]:
        """Where a filing stands, if a check may speak of it, and with how many it is compared."""
        if row.group is None:
            return None, 0
        own = self._measured.get(row.own, {})
        size = self._sizes[row.group] - (row.own in self._measured)
        standard, settings = judged_by(rules, row.standard)
        limits = settings.laid_over(DEFAULT)
        if size < limits.peers_least:
            return None, 0

        spreads = {
            name: told
            for name in row.measured
            if (told := self._spread(row.group, name, own.get(name)))
        }
        under = self._spread(row.group, row.under, own.get("self_total"))
        among = Among(row.group[0], spreads, under)
        limits_of = partial(settings.laid_over_for, limits=limits)
        group = DistantGroup(*among)
        speaks = stands_out(row.measured, group, row.supervisor, standard, limits_of)
        return (among if speaks else None), size

    def _spread(self, group: object, name: object, own: Decimal | None) -> Spread | None:
        """How the values of a group lie without its *own*."""
        values = self._values.get((group, name))
        return values.without(own) if values else None
