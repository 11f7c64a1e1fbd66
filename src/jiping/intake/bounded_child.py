"""The process in which one document after the other is read: `python -m jiping.intake.bounded_child`.

It takes its bounds, bytes of memory and seconds of processor, from its arguments and ends when its input does. For each
document, name and content come in, each with its length in front; out goes `.` at the start and
for every step done, then `=` and the extraction as JSON, or `!` and the sentence for the user.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import struct
import sys
import time
from collections.abc import Callable, Iterator
from typing import IO

from jiping.intake.document import UnreadableError
from jiping.intake.extraction import fault, read_filings
from jiping.intake.opening import printable, read_document
from jiping.intake.readers import progress

_LENGTH = struct.Struct(">Q")
TOO_MUCH_MEMORY = (
    "：读取此文件需要过多的内存（可能已损坏或含有压缩炸弹），请用Word或WPS打开后另存再试。"
)


Work = Callable[[bytes, bytes], Iterator[bytes]]


def serve(memory: int, seconds: int, work: Work) -> None:
    """Answer questions by *work* until there are no more; work that took all memory is the last.

    A question has two parts. Signs of progress go out by themselves; *seconds* of processor are
    given anew for every answer.
    """
    sent, answers = sys.stdin.buffer, _own_output()
    # Memory that is written to; files mapped and addresses only reserved do not count.
    _bound("RLIMIT_DATA", memory)
    _bound("RLIMIT_CORE", 0)
    progress.report_to(lambda: _send(answers, b"."))
    _send(answers, b".")
    while (head := _part(sent)) is not None and (body := _part(sent)) is not None:
        _bound("RLIMIT_CPU", int(time.process_time()) + seconds)
        for answer in work(head, body):
            _send(answers, answer)
            _bound("RLIMIT_CPU", int(time.process_time()) + seconds)


def _work(name: bytes, data: bytes) -> Iterator[bytes]:
    yield from answered(name, lambda told: _extraction(told, data))


def answered(name: bytes, read: Callable[[str], str]) -> Iterator[bytes]:
    """What *read* makes of the document of that name, or the sentence that says why it cannot.

    Without the memory that it needs the child ends behind its sentence.
    """
    told = name.decode("utf-8", "surrogateescape")
    try:
        yield b"=" + read(told).encode("utf-8")
    except UnreadableError as error:
        yield b"!" + str(error).encode("utf-8", "replace")
    except MemoryError as error:
        yield b"!" + (printable(told) + TOO_MUCH_MEMORY).encode("utf-8", "replace")
        raise SystemExit from error
    except Exception as error:  # noqa: BLE001 (told to the user as a fault, never swallowed)
        yield b"!" + fault(told, error).encode("utf-8", "replace")


def _extraction(name: str, data: bytes) -> str:
    return read_filings(read_document(name, data)).model_dump_json(by_alias=True)


def _own_output() -> IO[bytes]:
    """Standard output for answers alone: whatever a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _part(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    return stream.read(length)


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def _bound(what: str, limit: int) -> None:
    """Bound what this process, and each that it starts, may use, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        resource = importlib.import_module("resource")
        kind = getattr(resource, what)
        resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]), _work)
