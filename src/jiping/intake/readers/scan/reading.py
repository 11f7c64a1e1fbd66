"""Pages in pictures → what stands on them, with a problem for what could not be recognised."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from jiping.filing import Place, Problem
from jiping.intake.readers import limits
from jiping.intake.readers.page_layout import laid_out
from jiping.intake.readers.pdf_paragraphs import PageItems

from .engine import Picture
from .page import read_page

_NOTHING = "此页是图像，没有识别出文字，请核对原件。"
_RECOGNISED = "此页由图像识别得来，请对照原件核对。"
_TOO_MANY = "图像页过多（最多{}页、{}秒），此页及以后的图像页未识别，请分开后重试。"


def read_pictures(
    pictures: Iterable[tuple[int, Callable[[], Picture]]],
) -> tuple[dict[int, PageItems], list[Problem]]:
    """What stands on pages that are pictures, by their numbers, within the bounds of a document."""
    pages: dict[int, PageItems] = {}
    problems = []
    began = time.monotonic()
    for number, picture in pictures:
        late = time.monotonic() - began > limits.SCANNED_SECONDS
        if late or len(pages) == limits.SCANNED_PAGES:
            told = _TOO_MANY.format(limits.SCANNED_PAGES, limits.SCANNED_SECONDS)
            problems.append(Problem(where=Place(page=number), message=told))
            break
        pages[number], problem = _read_picture(number, picture())
        problems.append(problem)
    return pages, problems


def _read_picture(number: int, picture: Picture) -> tuple[PageItems, Problem]:
    """What stands on page *number*, and the notice that it was recognised, or that nothing was."""
    page = read_page(picture)
    laid = laid_out(number, page, page.grids, page.width, page.height)
    message = _RECOGNISED if laid.items else _NOTHING
    told = Problem(where=Place(page=number), message=message)
    return laid, told
