"""The process in which a suspicious PDF file is read: bytes in, pages or a picture out, bounded."""

from __future__ import annotations

import contextlib
import importlib
import pickle
import sys

from jiping.intake.document import UnreadableError

from . import limits
from .pdf import pages_within
from .pdf_guard import REFUSED
from .pdf_paragraphs import PageItems
from .pdf_picture import PagePicture, picture_within

_MEMORY = 384 * limits.MEGABYTE
_SECONDS = 8  # of a processor


def _bound() -> None:
    """Bound memory and time of this process, where the system can."""
    with contextlib.suppress(ImportError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def main() -> None:
    """Read the file from standard input, all its pages or the picture of one, and answer."""
    data = sys.stdin.buffer.read()
    _bound()
    answer: list[PageItems | None] | PagePicture | UnreadableError
    try:
        answer = picture_within(data, int(sys.argv[1])) if sys.argv[1:] else pages_within(data)
    except UnreadableError as error:
        answer = error
    except MemoryError:
        answer = UnreadableError(REFUSED)
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
