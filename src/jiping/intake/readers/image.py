"""Pictures of pages (.png, .jpg, .tif, …): recognised by the extra `ocr`."""

from __future__ import annotations

from jiping.intake.document import Content

from . import limits
from .pdf_paragraphs import paragraphs
from .scan import engine


def read(data: bytes) -> Content:
    """Recognise the pages of a picture file.

    Raises UnreadableError for a damaged file, and where the extra is not installed.
    """
    engine.require()
    from .scan.pictures import pages_of
    from .scan.reading import read_pictures

    found = enumerate(pages_of(data, limits.SCANNED_PAGES + 1), 1)
    pages, problems = read_pictures((number, lambda it=it: it) for number, it in found)  # type: ignore[misc]
    return Content(tuple(paragraphs(list(pages.values())).blocks), tuple(problems))
