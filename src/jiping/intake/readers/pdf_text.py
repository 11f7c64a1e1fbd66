"""The text of a pdf page with its places, and how broken lines are joined again."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from .pdf_rules import Turn

# Radicals that some producers write for the characters they look like (NFKC knows only U+2F00 on),
# and the sign by which PDFium tells a hyphen at the end of a line.
_LOOKALIKES = str.maketrans(
    "⺌⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳\x02\ufffe",
    "小母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟--",
)
_LOOKALIKE = re.compile(r"[\u2e80-\u2eff\x02\ufffe]")
_UNREADABLE = re.compile(r"[\x00\ufffd\uffff\ue000-\uf8ff]")
_HALF = re.compile(r"[\ud800-\udfff]")
_LINE = re.compile(r"[^\s][^\r\n]*(?<!\s)")
_WORD = re.compile(r"[^ \r\n]+")
_LOOSE_BOX = pdfium.FPDFText_GetLooseCharBox
_WESTERN = re.compile(r"[!-~]")
_LETTER = re.compile(r"[A-Za-z]")
_DIGIT = re.compile(r"\d")
_ONE_SIGN = re.compile(r"[^\W\d_A-Za-z]|[，、。；：！？（）《》“”]")
#: So many words of a line, and so large a share of them, are single characters where it is spread
#: to its margin because what comes next is long and not broken.
_SPREAD_WORDS, _SPREAD_SHARE = 8, 0.6


class Word(NamedTuple):
    """Text without a gap, and its box (y downwards)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    middle: float  # the height at which it stands
    start: int  # index of its first character on the page
    end: int
    certainty: int | None = None  # in percent, where it was read from a picture


class PageText:
    """The characters of one page."""

    def __init__(self, text_page: Any, turn: Turn, upright: float | None = None) -> None:
        """Take the text; boxes are asked for only where they are needed.

        *upright* is the height of a page that is not turned: its boxes are told faster.
        """
        self._page = text_page
        self._turn = turn
        self._upright = upright
        self._rect = pdfium.FS_RECTF()
        self._reference = ctypes.byref(self._rect)
        count = max(pdfium.FPDFText_CountChars(text_page), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.FPDFText_GetText(text_page, 0, count, buffer)
        text = bytes(buffer).decode("utf-16-le", "replace")[:count]
        if len(text.rstrip("\x00")) != count:
            # Where a character has no or two code units, the two counts part ways: the halves of a
            # rare character (𬭎) stay apart here, and are put together in words.
            get = pdfium.FPDFText_GetUnicode
            text = "".join(map(_character, (get(text_page, index) for index in range(count))))
        self.text = text.translate(_LOOKALIKES) if _LOOKALIKE.search(text) else text

    def lines(self) -> Iterator[Word]:
        """The lines as PDFium tells them: by gaps and in the order of the file."""
        for match in _LINE.finditer(self.text):
            yield self._word(*match.span())

    def words(self) -> Iterator[Word]:
        """The words of the page, parted at blanks."""
        for match in _WORD.finditer(self.text):
            yield self._word(*match.span())

    def characters(self, word: Word) -> Iterator[Word]:
        """The single characters of a word."""
        index = word.start
        while index < word.end:
            end = index + (2 if "\ud800" <= self.text[index] < "\udc00" else 1)
            yield self._word(index, end)
            index = end

    def _word(self, start: int, end: int) -> Word:
        left, top, right, bottom = self._box(start)
        if end - start > 1:
            _, top2, right, bottom2 = self._box(end - 1)
            if top2 < top:
                top = top2
            if bottom2 > bottom:
                bottom = bottom2
        text = self.text[start:end]
        if _HALF.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Word(text, left, top, right, bottom, (top + bottom) / 2, start, end)

    def _box(self, index: int) -> tuple[float, float, float, float]:
        rect = self._rect
        _LOOSE_BOX(self._page, index, self._reference)
        if self._upright is not None:
            return rect.left, self._upright - rect.top, rect.right, self._upright - rect.bottom
        left, top = self._turn(rect.left, rect.top)
        right, bottom = self._turn(rect.right, rect.bottom)
        if left > right:
            left, right = right, left
        return (left, top, right, bottom) if top <= bottom else (left, bottom, right, top)


def unreadable_share(text: str) -> float:
    """How much of *text* stands in characters that mean nothing (fonts without a code table)."""
    return len(_UNREADABLE.findall(text)) / len(text) if text else 0.0


def rows(words: list[Word]) -> list[list[Word]]:
    """Words by the line they stand on, from top to bottom and left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.middle):
        if found:
            last = found[-1][-1]
            reach = min(word.bottom - word.top, last.bottom - last.top) / 2
            if word.middle - last.middle < reach:
                found[-1].append(word)
                continue
        found.append([word])
    for row in found:
        row.sort(key=lambda w: w.left)
    return found


def row_text(row: list[Word]) -> str:
    """One line of text from its words; a narrow gap between Chinese characters is no blank."""
    text = row[0].text
    for before, word in pairwise(row):
        gap, height = word.left - before.right, word.bottom - word.top
        western = _WESTERN.match(word.text) and _WESTERN.match(before.text[-1])
        touching = gap < height * (0.1 if western else 0.4)
        text += word.text if touching else " " + word.text
    words = text.split(" ")
    return _closed_up(words) if is_spread(words) else text


def is_spread(words: Sequence[str]) -> bool:
    """Whether a line of prose is spread over its width, so that each character seems a word."""
    if len(words) < _SPREAD_WORDS:
        return False
    single = sum(_ONE_SIGN.fullmatch(word) is not None for word in words)
    return single >= _SPREAD_SHARE * len(words)


def _closed_up(words: Sequence[str]) -> str:
    """The text of a line that was spread: blanks stay between Latin words and figures."""
    text = words[0]
    for before, word in pairwise(words):
        western = _WESTERN.match(word) and _WESTERN.match(before[-1:])
        text += f" {word}" if western else word
    return text


def cell_text(words: list[Word], width: float) -> str:
    """The text of a cell *width* points wide: a full line goes on, a short one has ended."""
    if len(words) == 1:
        return words[0].text
    lines = rows(words)
    text = row_text(lines[0])
    for line, following in pairwise(lines):
        space = width - (line[-1].right - line[0].left)
        height = line[-1].bottom - line[-1].top
        text += _seam(text[-1], following[0].text[0], space / height if height else 0)
        text += row_text(following)
    return text


def certainty_of(words: Iterable[Word]) -> int | None:
    """That of the least certain word with a figure, or of all where there is none."""
    known = [(w.certainty, w.text) for w in words if w.certainty is not None]
    if not known:
        return None
    figures = [certainty for certainty, text in known if _DIGIT.search(text)]
    return min(figures or [certainty for certainty, _ in known])


def _seam(before: str, after: str, space: float) -> str:
    """What joins two lines where *space* character widths (and the cell's margins) were left."""
    if not (_WESTERN.match(before) and _WESTERN.match(after)):
        return "" if space < 3 else "\n"
    if _LETTER.match(before) and _LETTER.match(after):
        return " "
    # Digits are broken only where not one more would fit; else they are two figures.
    return "" if space < 1.5 else "\n"


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
