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
    from .scan.reading import read_picture, too_many

    pages, problems = [], []
    for number, picture in enumerate(pages_of(data, limits.SCANNED_PAGES + 1), 1):
        if number > limits.SCANNED_PAGES:
            problems.append(too_many(number))
            break
        page, problem = read_picture(number, picture)
        pages.append(page)
        problems.append(problem)
    return Content(tuple(paragraphs(pages).blocks), tuple(problems))
