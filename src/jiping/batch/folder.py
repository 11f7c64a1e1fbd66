"""The folder of a batch: what lies where, and how it is written so that no half file ever stands.

    filings/ budget_rows/ …     data sets: year=2022/region=430000/0001.parquet, one file a delivery
    inputs/ rules/              data sets without partitions
    json/0001/00000.zip         the reading of each document as JSON
    数据说明.md                 the columns in Chinese
    _batch/                     plan and state of each delivery, by which a stopped run goes on

A file is written under another name and renamed; a part is committed by renaming its folder, and a
delivery by its `done.json`. What is not committed is made again.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jiping.filing.faults import why

from .documents import Spot
from .job import Done, Job, Outcome, Part, Rules
from .schema import STATE, VERSION, described
from .work import OUTCOMES, READINGS

ABOUT = "数据说明.md"


class FolderError(Exception):
    """The folder cannot be used; the message is the sentence for the user."""


def replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and let it survive a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.new")
    with made.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)


@dataclass(frozen=True)
class Delivery:
    """Documents that came together: planned, read part by part, then written as data sets."""

    number: int
    path: Path

    @property
    def name(self) -> str:
        """Its number as files and folders show it."""
        return f"{self.number:04}"

    @property
    def is_done(self) -> bool:
        """Whether its data sets are written."""
        return (self.path / "done.json").is_file()

    def part_path(self, part: str) -> Path:
        """The folder of a part that was read."""
        return self.path / "parts" / part

    def jobs(self) -> Iterator[tuple[str, Job]]:
        """The planned documents in order, each with its part."""
        with gzip.open(self.path / "plan.ndjson.gz", "rb") as plan:
            for line in plan:
                part, sha256, file, name, at = json.loads(line)
                yield part, Job(Spot(file, name, tuple(at)), sha256)

    def parts_left(self) -> Iterator[tuple[str, tuple[Job, ...]]]:
        """The parts that are not committed, with their documents."""
        name, jobs = "", list[Job]()
        for part, job in self.jobs():
            if part != name:
                if jobs and not self.part_path(name).is_dir():
                    yield name, tuple(jobs)
                name, jobs = part, []
            jobs.append(job)
        if jobs and not self.part_path(name).is_dir():
            yield name, tuple(jobs)

    @cached_property
    def part_names(self) -> tuple[str, ...]:
        """The names of all parts in order; what is planned stays."""
        return tuple(dict.fromkeys(part for part, _ in self.jobs()))

    def commit(self, done: Done, readings: Path) -> None:
        """Keep what came of a part: its readings, then everything else at once."""
        if READINGS in done.files:
            replace(readings / self.name / f"{done.name}.zip", done.files[READINGS])
        folder = self.part_path(done.name)
        made = folder.with_name(f".{done.name}.new")
        shutil.rmtree(made, ignore_errors=True)
        for name, data in done.files.items():
            if name != READINGS:
                replace(made / name, data)
        made.rename(folder)

    def outcomes(self) -> Iterator[Outcome]:
        """How the documents of the committed parts ended, in order."""
        if self.is_done:
            with gzip.open(self.path / "outcomes.ndjson.gz", "rb") as kept:
                yield from (Outcome(*json.loads(line)) for line in kept)
            return
        for part in self.part_names:
            yield from self.outcomes_of(part)

    def outcomes_of(self, part: str) -> Iterator[Outcome]:
        """How the documents of a part ended; nothing where it is not committed."""
        path = self.part_path(part) / f"{OUTCOMES}.json"
        if path.is_file():
            yield from (Outcome(*one) for one in json.loads(path.read_bytes()))

    def finish(self) -> None:
        """Commit the delivery, whose data sets are in place, and clear its parts away."""
        lines = (
            json.dumps(one, ensure_ascii=False).encode("utf-8", "replace")
            for one in self.outcomes()
        )
        replace(
            self.path / "outcomes.ndjson.gz", gzip.compress(b"\n".join(lines) + b"\n", 6, mtime=0)
        )
        replace(self.path / "done.json", json.dumps({"version": VERSION}).encode())
        self.clear()

    def clear(self) -> None:
        """Remove what the data sets were made from."""
        for name in ("parts", "parquet"):
            shutil.rmtree(self.path / name, ignore_errors=True)


class Folder:
    """A batch's folder, locked against a second run."""

    def __init__(self, path: Path) -> None:
        """Know the folder at *path*; nothing is read or written yet."""
        self.path = path
        self.state = path / STATE
        self._lock: int | None = None

    @property
    def readings(self) -> Path:
        """Where the readings lie."""
        return self.path / "json"

    def begin(self, rules: Rules) -> None:
        """Make or take up the folder for results by *rules*; raises FolderError."""
        told = json.dumps({"version": VERSION, "rules": rules._asdict()}, ensure_ascii=False)
        settings = self.state / "settings.json"
        try:
            if self.path.is_dir() and not self.state.is_dir() and any(self.path.iterdir()):
                raise FolderError(f"{self.path}：文件夹不是空的，也不是批量结果；请换一个文件夹。")
            self.state.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            if settings.is_file() and settings.read_text("utf-8") != told:
                raise FolderError(
                    f"{self.path}：已有按其他标准、设置或版本得出的结果，不能混在一起；请换一个文件夹。"
                )
            replace(settings, told.encode())
            replace(self.path / ABOUT, described().encode())
        except OSError as error:
            raise FolderError(
                f"{self.path}：不能写入（{why(error)}），请检查路径和权限。"
            ) from error
        for one in self.deliveries():
            if one.is_done:
                one.clear()

    def end(self) -> None:
        """Let the folder go."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def deliveries(self) -> list[Delivery]:
        """All planned deliveries in order."""
        found = sorted(self.state.glob("[0-9]*/plan.ndjson.gz"))
        return [Delivery(int(plan.parent.name), plan.parent) for plan in found]

    def known(self, *, retry: bool) -> set[bytes]:
        """The documents that are planned, by hash; with *retry* without those that failed."""
        found: set[bytes] = set()
        for one in self.deliveries():
            found.update(bytes.fromhex(job.sha256) for _, job in one.jobs())
            if retry and one.is_done:
                failed = (told.sha256 for told in one.outcomes() if told.outcome == "failed")
                found.difference_update(map(bytes.fromhex, failed))
        return found

    def plan(self, jobs: Iterable[Job]) -> Delivery:
        """Plan one more delivery of these documents."""
        jobs = list(jobs)
        number = len(self.deliveries()) + 1
        size = part_size(len(jobs))
        lines = (
            json.dumps([f"{at // size:05}", job.sha256, *job.spot]).encode("utf-8", "surrogatepass")
            for at, job in enumerate(jobs)
        )
        path = self.state / f"{number:04}"
        replace(path / "plan.ndjson.gz", gzip.compress(b"\n".join(lines) + b"\n", 6, mtime=0))
        return Delivery(number, path)

    def parts(self, delivery: Delivery, template: Part) -> Iterator[Part]:
        """The parts of a delivery that are left to do."""
        for name, jobs in delivery.parts_left():
            yield Part(name, jobs, template.rules, template.bounds)

    def _take_lock(self) -> None:
        handle = os.open(self.state / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        self._lock = handle
        with contextlib.suppress(ImportError):  # Windows: two runs in one folder are not told apart
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise FolderError(f"{self.path}：另一个批量任务正在写入这个文件夹。") from error


def part_size(documents: int) -> int:
    """How many documents a part has: many parts of a small delivery, never large ones.

    It follows from the delivery alone, so that the files are the same however many workers there are.
    """
    return min(max(documents // 64, 8), 500)
