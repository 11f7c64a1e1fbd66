"""Filings that were read, held against what lies around them: a second pass over the data sets.

Of each year and province first the texts of neighbours are held against each other, then filings
against their year before and their peers, in whom the marks of the texts are told as well. Years
and provinces share the workers: while the texts of one are still with a worker, others go on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from . import surroundings
from .folder import Folder
from .job import Done, Neighbours, Part
from .progress import Progress, Tell
from .readings import Readings
from .spreading import Workers
from .surroundings import Partition
from .work import read_part


class _Given(NamedTuple):
    """A part that goes to a worker, and whose it is."""

    partition: Partition
    part: Part


class _Told(NamedTuple):
    """What came of a part, without its texts."""

    partition: Partition
    is_text: bool
    done: Done


def _work(given: _Given) -> _Told:
    is_text = isinstance(given.part.jobs[0], Neighbours)
    return _Told(given.partition, is_text, read_part(given.part))


def compare(
    folder: Folder, template: Part, workers: Workers, progress: Progress, tell: Tell
) -> None:
    """Hold filings against what lies around them, in all partitions where something is new."""
    progress.phase = "compare"
    tell(progress)
    left = surroundings.open_partitions(folder)
    if not left:
        return
    sizes = {partition: partition.size for partition in left}
    progress.to_compare = sum(sizes.values())
    # What takes longest comes first: many filings, and the later of two years, whose texts are held
    # against those of the earlier.
    left.sort(key=lambda partition: (-sizes[partition], -partition.year))
    texts: Counter[Partition] = Counter()  # that are not told yet
    failed: Counter[Partition] = Counter()

    def parts() -> Iterator[_Given | None]:
        for partition in left:
            surroundings.begin(partition)
            for part in surroundings.texts(partition, template):
                texts[partition] += 1
                yield _Given(partition, part)
        readings, told = Readings(folder.readings), surroundings.reports(folder)
        waiting = list(left)
        while waiting:
            if not (ready := [one for one in waiting if not texts[one]]):
                yield None
                continue
            partition = ready[0]
            waiting.remove(partition)
            found = surroundings.comparisons(partition, template.rules, told)
            # Around the others there is nothing, or an earlier run has done them.
            progress.compared += sizes[partition] - len(found)
            progress.compared += surroundings.kept(partition, found)
            for part in surroundings.parts(partition, found, readings, template):
                yield _Given(partition, part)

    for _, (partition, is_text, done) in workers.spread(_work, parts()):
        surroundings.keep(partition, done)
        if is_text:
            texts[partition] -= 1
            progress.texts += sum(one.filings for one in done.outcomes)
        else:
            progress.compared += len(done.outcomes)
        failed[partition] += sum(one.outcome == "failed" for one in done.outcomes)
        tell(progress)
    progress.not_compared = failed.total()
    for partition in left:
        surroundings.write(partition, whole=not failed[partition])
