"""Lines of pdf pages joined into the paragraphs that were broken over them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiping.intake.document import Cell

from .flow import Flow

_HEADING = re.compile(
    r"(?:第?[一二三四五六七八九十]+[、.．章节]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．](?!\d)|[①-⑳])"
)
_FEW = 4  # lines that do not yet show where the margins are
#: What is not broken: a number, a Latin word or a character, with what opens before and closes
#: behind it. A line may end early in front of it.
_UNBROKEN = re.compile(r"[“‘（(《〈【〔]{0,3}(?:[!-~]{1,12}|.)[”’）》〉】〕，、。；：！？％]{0,3}")
_ENDED = re.compile(r"[。；：！？;:!?]$")
#: Times by which type is larger that is not the same paragraph's: Latin stands less high than
#: Chinese of the same size; and by which it is larger than most of a page.
_OTHER_TYPE, _LARGE = 1.5, 1.2


class TextLine(NamedTuple):
    """A line of text outside the tables, and whether it can be part of a paragraph."""

    text: str
    left: float
    top: float
    right: float
    height: float
    prose: bool
    certainty: int | None = None  # in percent, where it was read from a picture


class PageItems(NamedTuple):
    """What stands on a page, from top to bottom; columns of prose as pages within it."""

    number: int
    width: float
    height: float
    items: list[TextLine | list[Cell] | PageItems]

    def parts(self) -> Iterator[PageItems]:
        """What stands over the whole width, and each column, in reading order."""
        held: list[TextLine | list[Cell] | PageItems] = []
        for item in self.items:
            if isinstance(item, PageItems):
                if held:
                    yield self._replace(items=held)
                    held = []
                yield item
            else:
                held.append(item)
        if held:
            yield self._replace(items=held)


def paragraphs(pages: list[PageItems]) -> Flow:
    """Join the lines of a paragraph, also over the end of a page."""
    flow = Flow()
    paragraph: list[TextLine] = []  # the lines so far
    began = 0  # on which page

    def close() -> None:
        if paragraph:
            if flow.page != began:
                flow.turn_to(began)
            certainties = [line.certainty for line in paragraph if line.certainty is not None]
            text = "".join(line.text for line in paragraph)
            flow.line(text, min(certainties, default=None))
        paragraph.clear()

    margins = _Margins(0.0, 0.0, 0.0)
    for page in (part for whole in pages for part in whole.parts()):
        margins = _margins(page, margins)
        for item in page.items:
            if isinstance(item, PageItems):
                continue  # its columns have none of their own
            if isinstance(item, list):
                close()
                if flow.page != page.number:
                    flow.turn_to(page.number)
                flow.table(item)
                continue
            if paragraph and not margins.goes_on(paragraph[-1], item, page.width):
                close()
            began = began if paragraph else page.number
            paragraph.append(item)
    close()
    return flow


class _Margins(NamedTuple):
    """Between which edges the text of a page runs, and how high its lines are."""

    left: float
    right: float
    height: float

    def goes_on(self, line: TextLine, following: TextLine, width: float) -> bool:
        """Whether the paragraph of *line*, a full one, goes on with *following*."""
        ended = _ENDED.search(line.text) is not None
        early = line.height * (2 if ended else _early(following.text))
        # Where no line reaches the margin, it lies as far from the edge as the left one at least;
        # the columns of a page begin at 0.
        right = max(self.right, width - self.left) if ended and self.left else self.right
        full = right - line.right < early and line.right - line.left > width * 0.5
        if not (full and line.prose and following.prose) or _HEADING.match(following.text):
            return False
        low, high = sorted((line.height, following.height))
        if high > _OTHER_TYPE * low and high > _LARGE * self.height:
            return False
        if following.left <= self.left + following.height:
            return True
        # A title in larger type goes on in the middle of the next line.
        off = (following.left + following.right - self.left - self.right) / 2
        large = following.height > _LARGE * self.height
        alike = abs(line.height - following.height) < 0.05 * following.height
        return large and alike and abs(off) < following.height


def _early(following: str) -> float:
    """How many characters before the margin a line may end that goes on with *following*."""
    match = _UNBROKEN.match(following)
    width = sum(0.5 if sign.isascii() else 1.0 for sign in match[0]) if match else 0
    return max(2.0, width + 1.5)


def _margins(page: PageItems, before: _Margins) -> _Margins:
    """The margins of *page*; with few lines those of the page *before* where they fit them."""
    lines = [item for item in page.items if isinstance(item, TextLine) and item.prose]
    if not lines:
        return before
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    height = sorted(line.height for line in lines)[len(lines) // 2]
    if len(lines) < _FEW and before.left - height <= left and right <= before.right + height:
        return before
    return _Margins(left, right, height)
