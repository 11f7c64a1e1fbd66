"""The process in which documents are read and judged: `python -m jiping.batch.child`.

It is asked to `look` which documents a file holds, or to `read` documents one after the other.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator

from jiping.intake.bounded_child import TOO_MUCH_MEMORY, serve

from .documents import look
from .job import Job, Outcome
from .reading import failed, read
from .wire import answer, asked, seen_as_json

#: What a document costs that took all memory; the process ends after saying so.
NO_MEMORY = TOO_MUCH_MEMORY.removeprefix("：")


def _work(head: bytes, body: bytes) -> Iterator[bytes]:
    if head == b"look":
        yield seen_as_json(look(json.loads(body)))
        return
    jobs, rules = asked(body)
    for job in jobs:
        try:
            yield answer(*read(job, rules))
        except MemoryError as error:
            yield answer(failed(job, NO_MEMORY), {}, {})
            raise SystemExit from error
        except Exception as error:  # noqa: BLE001 (told to the user as a fault, never swallowed)
            yield answer(_fault(job, error), {}, {})


def _fault(job: Job, error: Exception) -> Outcome:
    told = f"{type(error).__name__}: {error}"
    return failed(job, f"读取内容时程序出错（{told}），请附上该文件报告此问题。")


if __name__ == "__main__":
    gc.freeze()  # what is loaded stays, and need not be looked through again and again
    serve(int(sys.argv[1]), int(sys.argv[2]), _work)
