"""What a worker does, be it a thread here or a machine of a cluster: it asks a child of its own.

A document that hangs, crashes or eats memory ends the child; the document is accounted for as
failed, and the next child goes on behind it.
"""

from __future__ import annotations

import gzip
import io
import json
import threading
import zipfile
from collections import defaultdict
from collections.abc import Callable, Sequence

from jiping.intake import Bounds
from jiping.intake.bounded import Child, EndedError

from .child import NO_MEMORY
from .documents import Seen, Spot
from .job import Done, Outcome, Part
from .reading import failed
from .wire import answered, question, seen_of

#: Documents that one child reads before another takes its place.
USES = 5000
#: Of a part: the outcomes of its documents, and their readings as a zip.
OUTCOMES = "outcomes"
READINGS = "readings.zip"
_WRONG = "读取时程序给出无效的答复（文件可能有害），请用Word或WPS打开后另存为.docx或.xlsx再试。"
_OLDEST = (1980, 1, 1, 0, 0, 0)
_QUICKLY = 1  # the level of packing: half the time of the usual one, for an eighth more bytes

Tick = Callable[[Outcome], None]


class StoppedError(Exception):
    """The work was stopped from outside."""


class BrokenProgramError(Exception):
    """The child cannot even start: no document is to blame."""


def look_into(files: Sequence[str], bounds: Bounds) -> list[Seen]:
    """All documents of these files, in order."""
    found: list[Seen] = []
    done = 0
    while left := files[done:]:
        child = _child(bounds)
        body = json.dumps(left).encode("utf-8", "surrogatepass")
        try:
            for message in child.ask(b"look", body, bounds, len(left)):
                found += seen_of(message)
                done += 1
        except (EndedError, ValueError, TypeError) as error:
            _replace(child)
            told = str(error) if isinstance(error, EndedError) else _WRONG
            found.append(Seen(Spot(files[done], files[done]), None, 0, told))
            done += 1
    return found


def read_part(part: Part, tick: Tick | None = None) -> Done:
    """Read or compare all that a part holds; *tick* is told the outcome of each as it comes."""
    outcomes: list[Outcome] = []
    rows: defaultdict[str, list[bytes | memoryview]] = defaultdict(list)
    texts: dict[str, memoryview] = {}

    def note(outcome: Outcome) -> None:
        outcomes.append(outcome)
        if tick:
            tick(outcome)

    while left := part.jobs[len(outcomes) :]:
        child = _child(part.bounds)
        asked = question(part, left)
        try:
            for message in child.ask(*asked, part.bounds, len(left)):
                outcome, sets, stored = answered(message, part.jobs[len(outcomes)])
                for name, piece in sets:
                    rows[name].append(piece)
                texts.update(stored)
                note(outcome)
                if outcome.reason == NO_MEMORY:
                    break  # the child has left; no other document is to blame
        except EndedError as error:
            _replace(child)
            note(failed(part.jobs[len(outcomes)], str(error)))
        except (ValueError, TypeError):
            _replace(child)
            note(failed(part.jobs[len(outcomes)], _WRONG))
        else:
            if len(outcomes) < len(part.jobs) or child.uses >= USES:
                _replace(child)
    files = {f"{name}.ndjson.gz": _packed(pieces) for name, pieces in sorted(rows.items())}
    files[f"{OUTCOMES}.json"] = json.dumps(outcomes, ensure_ascii=False).encode("utf-8", "replace")
    if texts:
        files[READINGS] = _zipped(texts)
    return Done(part.name, files, tuple(outcomes))


def _packed(pieces: Sequence[bytes | memoryview]) -> bytes:
    return gzip.compress(b"".join(pieces), _QUICKLY, mtime=0)


def _zipped(texts: dict[str, memoryview]) -> bytes:
    """The readings of a part, each as its own JSON file, the same bytes at any time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for sha256, text in texts.items():
            # Each says its own level: what the archive is told does not reach an entry with a date.
            entry = zipfile.ZipInfo(f"{sha256}.json", _OLDEST)
            archive.writestr(entry, text, zipfile.ZIP_DEFLATED, _QUICKLY)
    return made.getvalue()


# --- the child of each thread ---------------------------------------------------------------------


class Crew:
    """The children of the threads that work together, so that all of them can be ended."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._children: set[Child] = set()
        self._stopped = threading.Event()

    def start(self, bounds: Bounds) -> Child:
        """A new child; raises StoppedError after `stop`."""
        child = Child(bounds, "jiping.batch.child")
        self._children.add(child)
        self.go_on()
        return child

    def end(self, child: Child) -> None:
        """End a child and leave nothing of it behind."""
        child.end()
        self._children.discard(child)

    def go_on(self) -> None:
        """Raise StoppedError where the work was stopped."""
        if self._stopped.is_set():
            raise StoppedError

    def stop(self) -> None:
        """Kill all children, also those at work, which ends with StoppedError."""
        self._stopped.set()
        for child in tuple(self._children):
            child.kill()

    def clear(self) -> None:
        """End all children of threads that are gone."""
        for child in tuple(self._children):
            self.end(child)


class _Own(threading.local):
    """What belongs to one thread: its crew and its child."""

    crew = Crew()
    child: Child | None = None


_own = _Own()


def join(crew: Crew) -> None:
    """Have this thread's child belong to *crew*."""
    _own.crew = crew


def _child(bounds: Bounds) -> Child:
    """This thread's child, with these bounds."""
    _own.crew.go_on()
    child = _own.child
    if child is not None and child.memory != bounds.memory:
        _own.crew.end(child)
        child = None
    if child is None:
        child = _own.child = _own.crew.start(bounds)
    return child


def _replace(child: Child) -> None:
    """End a child; the next question starts another."""
    _own.crew.end(child)
    _own.child = None
    _own.crew.go_on()
    if child.uses == 0:
        raise BrokenProgramError("读取文件的子进程不能启动；请检查安装和内存限制（--memory）。")
