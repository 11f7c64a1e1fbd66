"""Suspicious PDF files are read in a process of their own, with memory and time bounded.

PDFium inflates streams up to 1 GB and follows forms within forms; nothing in it can be told to stop
earlier. Ordinary files, recognised by their streams' plain ratio of compression, are read at once.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

from jiping.intake.document import UnreadableError

from . import limits

if TYPE_CHECKING:
    from .pdf_paragraphs import PageItems
    from .pdf_picture import PagePicture

_LARGE = 16 * limits.MEGABYTE
_SMALL_STREAM = 2048  # bytes; cannot inflate to more than 2 MB
_SAMPLE = 512
_RATIO = 60  # of compression, beyond which no page, font or table is found
_FORMS = 2000
_PATIENCE = 30  # seconds in all, on a busy machine
_CHILD = f"{__package__}.pdf_apart"
REFUSED = "读取此PDF需要过多的内存或时间（可能已损坏或含有压缩炸弹），请另行导出PDF后再试。"


def is_suspicious(data: bytes) -> bool:
    """Whether a file is large, or squeezed as no ordinary one is."""
    if len(data) > _LARGE or data.count(b"/Form") > _FORMS:
        return True
    at = data.find(b"stream")
    while at >= 0:
        start = at + 6
        end = data.find(b"endstream", start)
        if end < 0:
            end = len(data)
        if end - start > _SMALL_STREAM and _is_squeezed(data[start : start + _SAMPLE].lstrip()):
            return True
        at = data.find(b"stream", end + 9)
    return False


def _is_squeezed(sample: bytes) -> bool:
    if sample[:1] not in (b"\x78", b"\x68", b"\x58", b"\x48"):
        return False
    with contextlib.suppress(zlib.error):
        return len(zlib.decompressobj().decompress(sample, _SAMPLE * _RATIO)) >= _SAMPLE * _RATIO
    return False


def pages_apart(data: bytes) -> list[PageItems | None]:
    """Read *data* in another process; raises UnreadableError where that exceeds its bounds."""
    pages: list[PageItems | None] = _apart(data)
    return pages


def picture_apart(data: bytes, index: int) -> PagePicture:
    """Draw a page in another process; raises UnreadableError where that exceeds its bounds."""
    picture: PagePicture = _apart(data, str(index))
    return picture


def _apart(data: bytes, *arguments: str) -> Any:
    try:
        done = subprocess.run(  # noqa: S603 this very program, no shell
            [sys.executable, "-m", _CHILD, *arguments],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise UnreadableError(REFUSED) from error
    answer = pickle.loads(done.stdout)  # noqa: S301 from this program
    if isinstance(answer, UnreadableError):
        raise answer
    return answer
