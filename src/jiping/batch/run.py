"""A batch from its paths to its data sets: look, plan, read part by part, join, write, compare, account.

Everything that is written is a function of the documents and the rules: the same by processes and
by a cluster, stopped and gone on with, bit for bit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import IO

from jiping.intake import Bounds, UnreadableError
from jiping.intake.bounded import DEFAULT

from . import pairs, parquet, second_pass
from .addresses import walk
from .documents import Seen, Spot
from .folder import Delivery, Folder
from .inputs import accounted, listed
from .job import NO_RULES, Done, Job, Outcome, Part, Rules
from .progress import Progress, Tell
from .rows import rule_rows
from .schema import RULES
from .spreading import Workers, in_order
from .work import look_into, read_part

#: Files that are looked into by one call.
_CHUNK = 64
#: Documents of a delivery: its rows are written at once.
DELIVERY = 100_000


def batch(
    paths: Sequence[str],
    output: Path,
    workers: Workers,
    rules: Rules = NO_RULES,
    bounds: Bounds = DEFAULT,
    tell: Tell = lambda _: None,
    *,
    retry: bool = False,
    alone: bool = False,
) -> Counter[str]:
    """Read all documents of *paths* into the folder *output*; how many inputs ended how.

    Unless each filing is to be judged *alone*, those that something has come around of are then
    held against their year before and their peers.

    What an earlier run has read is not read again (with *retry*, what failed is), and a run that
    was stopped is taken up.
    Raises FolderError where the folder cannot be used.
    """
    folder = Folder(output)
    folder.begin(rules)
    progress = Progress()
    try:
        listing = folder.state / "listing.ndjson"
        for delivery in _planned(
            folder, paths, listing, workers, bounds, progress, tell, retry=retry
        ):
            template = Part("", (), rules, bounds)
            _read(folder, delivery, template, workers, progress, tell)
            _join(folder, delivery, template, workers, progress, tell)
            progress.phase = "write"
            tell(progress)
            instead_of = [one for pair in pairs.kept(delivery) for one in pair[:2]]
            joined = pairs.read_parts(delivery)
            parquet.write(delivery, folder, workers.count, joined, instead_of)
            delivery.finish()
        if not alone:
            second_pass.compare(folder, Part("", (), rules, bounds), workers, progress, tell)
        counts = accounted(folder, listing)
        _write_rules(folder)
        progress.reports_alone = sum(len(pairs.apart(one)) for one in folder.deliveries())
        progress.phase = "done"
        tell(progress)
        return counts
    finally:
        folder.end()


def _planned(
    folder: Folder, paths: Sequence[str], listing: Path, workers: Workers, bounds: Bounds,
    progress: Progress, tell: Tell, *, retry: bool,
) -> list[Delivery]:  # fmt: skip
    """Look for documents, plan those that are new, and give the deliveries that are not done."""
    known = folder.known(retry=retry)
    progress.before = len(known)
    with listing.open("wb") as file:
        new = _new(_seen(paths, workers, bounds), known, file, progress, tell)
        while jobs := list(islice(new, DELIVERY)):
            folder.plan(jobs)
    left = [one for one in folder.deliveries() if not one.is_done]
    open_jobs = sum(len(jobs) for one in left for _, jobs in one.parts_left())
    progress.total = open_jobs
    return left


def _seen(paths: Sequence[str], workers: Workers, bounds: Bounds) -> Iterator[Seen]:
    """All documents of *paths* in order, and what cannot be looked into."""
    faults: list[Seen] = []

    def files() -> Iterator[str]:
        for path in paths:
            try:
                yield from walk(path)
            except UnreadableError as error:
                faults.append(Seen(Spot(path, path), None, 0, str(error)))

    def chunks() -> Iterator[list[str]]:
        all_files = files()
        while chunk := list(islice(all_files, _CHUNK)):
            yield chunk

    for found in in_order(workers.spread(partial(look_into, bounds=bounds), chunks())):
        yield from found
    yield from faults


def _new(
    seen: Iterable[Seen], known: set[bytes], listing: IO[bytes], progress: Progress, tell: Tell
) -> Iterator[Job]:
    """List everything that is seen; give the documents whose content is not known yet."""
    for one in seen:
        listing.write(listed(progress.seen, one))
        progress.seen += 1
        progress.faults += one.sha256 is None
        tell(progress)
        if one.sha256 is not None and (key := bytes.fromhex(one.sha256)) not in known:
            known.add(key)
            yield Job(one.spot, one.sha256)


def _read(
    folder: Folder, delivery: Delivery, template: Part, workers: Workers, progress: Progress,
    tell: Tell,
) -> None:  # fmt: skip
    progress.phase = "read"
    tell(progress)

    counting = Lock()

    def tick(outcome: Outcome) -> None:
        with counting:
            progress.counts[outcome.outcome] += 1
            tell(progress)

    call: Callable[[Part], Done] = partial(read_part, tick=tick) if workers.near else read_part
    for _, done in workers.spread(call, folder.parts(delivery, template)):
        delivery.commit(done, folder.readings)
        if not workers.near:
            for outcome in done.outcomes:
                tick(outcome)


def _join(
    folder: Folder, delivery: Delivery, template: Part, workers: Workers, progress: Progress,
    tell: Tell,
) -> None:  # fmt: skip
    """Judge forms and reports that lie in two documents once more, as the one filing they are."""
    progress.phase = "join"
    tell(progress)
    found = pairs.find(delivery)
    parts = pairs.parts(found, template)
    left = (part for part in parts if not delivery.part_path(part.name).is_dir())
    for _, done in workers.spread(read_part, left):
        delivery.commit(done, folder.readings)
    pairs.keep(delivery, found)


def _write_rules(folder: Folder) -> None:
    parquet.write_rows(RULES, rule_rows(), folder.path / RULES.name / "rules.parquet")
