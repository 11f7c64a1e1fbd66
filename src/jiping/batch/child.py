"""The process in which documents are read and judged: `python -m jiping.batch.child`.

It is asked to `look` which documents files hold, to `read` documents one after the other, to
`mark` what neighbours say alike, or to `compare` filings that were read.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from jiping.intake.bounded_child import TOO_MUCH_MEMORY, serve

from .comparing import compare, reading_of
from .documents import look
from .job import Outcome
from .marking import marks_of
from .reading import Reading, failed, read
from .wire import Work, answer, asked, asked_to_compare, asked_to_mark, seen_as_json

#: What a document costs that took all memory; the process ends after saying so.
NO_MEMORY = TOO_MUCH_MEMORY.removeprefix("：")

#: New objects after which unused ones are looked for. Thousands of neighbours are at hand at a time:
#: looked through as often as usual, they took as long again as the comparing itself.
_NEW = 50_000

#: Readings that are kept from one comparison to the next: a document may hold many filings.
_AT_HAND = 4


def _work(head: bytes, body: bytes) -> Iterator[bytes]:
    if head == b"look":
        for file in json.loads(body):
            yield seen_as_json(look(file))
        return
    for job, work in _jobs(head, body):
        try:
            yield answer(*work())
        except MemoryError as error:
            yield answer(failed(job, NO_MEMORY), {}, {})
            raise SystemExit from error
        except Exception as error:  # noqa: BLE001 (told to the user as a fault, never swallowed)
            yield answer(_fault(job, error), {}, {})


def _jobs(head: bytes, body: bytes) -> Iterator[tuple[Work, Callable[[], Reading]]]:
    """What is asked, each with the work that it is."""
    if head == b"compare":
        others, texts, by = asked_to_compare(body)
        readings = lru_cache(_AT_HAND)(lambda sha256: reading_of(bytes(texts[sha256])))
        for one in others:
            yield one, partial(compare, one, readings, by)
    elif head == b"mark":
        neighbours, said, by = asked_to_mark(body)
        yield neighbours, partial(marks_of, neighbours, said, by)
    else:
        jobs, rules = asked(body)
        for job in jobs:
            yield job, partial(read, job, rules)


def _fault(job: Work, error: Exception) -> Outcome:
    told = f"{type(error).__name__}: {error}"
    return failed(job, f"读取内容时程序出错（{told}），请附上该文件报告此问题。")


if __name__ == "__main__":
    gc.freeze()  # what is loaded stays, and need not be looked through again and again
    gc.set_threshold(_NEW)
    serve(int(sys.argv[1]), int(sys.argv[2]), _work)
