"""Documents read in a process of its own, so that no file can take the program with it.

A document comes from anyone. Whatever it makes a reader do (endless loops, gigabytes, a crash in a
C library), it happens in a child whose time and memory are bounded; the child is ended and
replaced, and the user reads one sentence. Answers come back as JSON, never as objects, so even a
child that was taken over can only answer wrongly.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from jiping.filing import Extraction

from .document import UnreadableError
from .opening import printable
from .readers.limits import MEGABYTE

_WORKER = "jiping.intake.bounded_child"
_LENGTH = struct.Struct(">Q")
_LARGEST_ANSWER = 256 * MEGABYTE
_LATE = (
    "读取超过{}秒仍未完成，已停止（文件可能已损坏或过于复杂），"
    "请用Word或WPS打开后另存为.docx或.xlsx再试。"
)
_ENDED = "读取时程序意外终止（{}，文件可能已损坏），请用Word或WPS打开后另存为.docx或.xlsx再试。"
#: Else numpy and OpenCV each set memory aside for every core, which counts against the bounds.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
_USES = 400  # documents that one child reads before another takes its place


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may cost: seconds without a sign of progress, seconds in all, bytes.

    A scan of many pages gives a sign with every page; everything else has `seconds`.
    """

    seconds: float = 30
    seconds_in_all: float = 600
    memory: int = 1024 * MEGABYTE


DEFAULT = Bounds()
_START = Bounds(seconds=60)  # for a child to load its program on a busy machine


def extract_bounded(
    source: Path | str, data: bytes | None = None, bounds: Bounds = DEFAULT
) -> Extraction:
    """Do what `extract` does, in a child process within *bounds*; a name that is given is kept.

    May be called from several threads: children are kept for the next document, at most one for
    each core. Raises `UnreadableError` with one sentence for the user where the document cannot be
    used or exceeds its bounds, and OSError where *source* is a path that cannot be opened.
    """
    path = Path(source)
    name = path.name if data is None else str(source)
    answer = _answer(name, path.read_bytes() if data is None else data, bounds)
    if answer[:1] == b"!":
        raise UnreadableError(answer[1:].decode("utf-8"))
    try:
        return Extraction.model_validate_json(answer[1:])
    except ValidationError as error:
        raise UnreadableError(f"{printable(name)}：{_ENDED.format('答复无效')}") from error


def _answer(name: str, data: bytes, bounds: Bounds) -> bytes:
    """What a child says of the document; the child then waits for the next one."""
    with _turns:
        child = _taken(bounds)
        try:
            (answer,) = child.ask(name.encode("utf-8", "surrogateescape"), data, bounds)
        except EndedError as error:
            child.end()
            raise UnreadableError(f"{printable(name)}：{error}") from error
        except BaseException:
            child.end()
            raise
        if child.uses < _USES:
            _idle.put(child)
        else:
            child.end()
        return answer


def end_children() -> None:
    """End the children that wait for documents."""
    with contextlib.suppress(queue.Empty):
        while True:
            _idle.get_nowait().end()


class EndedError(Exception):
    """A child ended before it had answered; the message is the sentence for the user, without name."""


class Child:
    """A running reader: a question of two parts goes in, its answers come out one by one.

    *worker* is the module that it runs (see `bounded_child.serve`).
    """

    def __init__(self, bounds: Bounds, worker: str = _WORKER) -> None:
        """Start it; *bounds* set its memory and its seconds of processor for good."""
        self.memory = bounds.memory
        self.uses = 0
        command = [
            sys.executable,
            "-m",
            worker,
            str(bounds.memory),
            f"{bounds.seconds_in_all:.0f}",
        ]
        self._process = subprocess.Popen(  # noqa: S603 this very program, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ONE_THREAD,
            start_new_session=True,  # with what it starts it makes a group that is ended as one
        )

    def ask(self, head: bytes, body: bytes, bounds: Bounds, answers: int = 1) -> Iterator[bytes]:
        """Its *answers*, each within *bounds*; raises EndedError where it ends before the last."""
        watch = _Watch(self, _START if self.uses == 0 else bounds)
        try:
            if self.uses == 0:
                self._message()  # it has started
                watch.stop()
                watch = _Watch(self, bounds)
            self.uses += answers
            self._send(head, body)
            for _ in range(answers):
                while (answer := self._message()) == b".":
                    watch.go_on()
                watch.begin()
                yield answer
                watch.begin()  # what the caller took of the time is not the child's
        except (OSError, EOFError) as error:
            raise EndedError(watch.why(self._process.wait())) from error
        finally:
            watch.stop()

    def _send(self, *parts: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None  # noqa: S101 for mypy
        for part in parts:
            pipe.write(_LENGTH.pack(len(part)))
            pipe.write(part)
        pipe.flush()

    def _message(self) -> bytes:
        """One message: its length, then as many bytes; raises EOFError where it breaks off."""
        pipe = self._process.stdout
        assert pipe is not None  # noqa: S101 for mypy
        head = pipe.read(_LENGTH.size)
        length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
        if not 0 < length <= _LARGEST_ANSWER:
            raise EOFError
        message = pipe.read(length)
        if len(message) < length:
            raise EOFError
        return message

    def kill(self) -> None:
        """Kill it with all that it started."""
        with contextlib.suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def end(self) -> None:
        """Kill it and leave nothing of it behind."""
        self.kill()
        process = self._process
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()


class _Watch:
    """Ends a child that takes too long, and knows afterwards why it ended."""

    def __init__(self, child: Child, bounds: Bounds) -> None:
        self._child = child
        self._bounds = bounds
        self._late = ""
        self._over = False
        self.begin()
        self._look()

    def _look(self) -> None:
        """Kill a child that is late, or look again when it may be; a sign costs no new timer."""
        if self._over:
            return
        for since, seconds in (
            (self._step, self._bounds.seconds),
            (self._begun, self._bounds.seconds_in_all),
        ):
            if time.monotonic() >= since + seconds:
                self._late = f"{seconds:g}"
                self._child.kill()
                return
        due = min(self._step + self._bounds.seconds, self._begun + self._bounds.seconds_in_all)
        self._timer = threading.Timer(max(due - time.monotonic(), 0), self._look)
        self._timer.daemon = True
        self._timer.start()

    def begin(self) -> None:
        """Take the time of one answer from now on."""
        self._begun = self._step = time.monotonic()

    def go_on(self) -> None:
        """Take a sign of progress: the time for one step begins anew."""
        self._step = time.monotonic()

    def stop(self) -> None:
        """Watch no longer."""
        self._over = True
        self._timer.cancel()

    def why(self, status: int) -> str:
        """The sentence for a child that ended without an answer."""
        if self._late:
            return _LATE.format(self._late)
        return _ENDED.format(f"代码{status}")


def _taken(bounds: Bounds) -> Child:
    """A child with these bounds: one that waits, else a new one."""
    with contextlib.suppress(queue.Empty):
        while True:
            child = _idle.get_nowait()
            if child.memory == bounds.memory:
                return child
            child.end()
    return Child(bounds)


def _begin_anew() -> None:
    """Know no child and no turn: those of the process that was forked are not this one's."""
    global _idle, _turns
    _idle = queue.SimpleQueue()
    _turns = threading.BoundedSemaphore(os.cpu_count() or 1)


_idle: queue.SimpleQueue[Child]
_turns: threading.BoundedSemaphore
_begin_anew()
atexit.register(end_children)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
