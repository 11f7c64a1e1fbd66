"""Pages in pictures → what stands on them, with a problem for what could not be recognised."""

from __future__ import annotations

from jiping.filing import Place, Problem
from jiping.intake.readers import limits, progress
from jiping.intake.readers.page_layout import laid_out
from jiping.intake.readers.pdf_paragraphs import PageItems

from .engine import Picture
from .page import read_page

_NOTHING = "此页是图像，没有识别出文字，请核对原件。"
_RECOGNISED = "此页由图像识别得来，请对照原件核对。"
_TOO_MANY = f"图像页超过{limits.SCANNED_PAGES}页，此页及以后的图像页未识别，请分开后重试。"


def read_picture(number: int, picture: Picture) -> tuple[PageItems, Problem]:
    """What stands on page *number*, and the notice that it was recognised, or that nothing was."""
    page = read_page(picture)
    progress.step_done()
    laid = laid_out(number, page, page.grids, page.width, page.height)
    message = _RECOGNISED if laid.items else _NOTHING
    told = Problem(where=Place(page=number), message=message)
    return laid, told


def too_many(number: int) -> Problem:
    """The problem of the first page in a picture that is one too many."""
    return Problem(where=Place(page=number), message=_TOO_MANY)
