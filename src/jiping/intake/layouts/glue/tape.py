"""The text of a glued document on one tape, on which every character knows where it stood.

Lines are joined, blanks dropped, characters folded; the page marks that document-sharing sites put
at the head of a page (`2、`) are left out, since they stand in the middle of rows and of numbers.
Well-known misreadings of characters are repaired and remembered: a figure that was repaired counts
only where another figure of its row bears it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jiping.filing import Place
from jiping.filing.text import fold
from jiping.intake.document import Found, Line

#: Words as text recognition misreads them in form labels.
_WORDS = {
    "项Fl": "项目", "顼目": "项目", "项日": "项目", "万兀": "万元", "预匏": "预算", "预第": "预算",
    "测第": "测算", "第位": "单位", "单何": "单位", "部n": "部门", "部f": "部门", "[门": "门", "指怀": "指标",
    "曰标": "目标", "日标": "目标", "(八)": "(A)",
}  # fmt: skip
_DIGITS = {"I": "1", "l": "1", "O": "0", "o": "0", "M": "14"}
_GARBLED = re.compile(
    "|".join(map(re.escape, _WORDS))
    + r"|(?<![A-Za-z])(?=[\dIlOo]*[IlO])(?=[\dIlOo]*\d|IO|lO)[\dIlOo]{2,}(?![A-Za-z])"
    + r"|(?<![A-Za-z])M(?=\.\d)"
)
_PAGE_MARK = re.compile(r"\s*(\d{1,3})、")


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    return fold(char)


@dataclass(slots=True)
class Tape:
    """Folded text without blanks; `shown` holds for each character what was published."""

    text: str
    shown: list[str]
    spots: list[tuple[int, int]]
    lines: Sequence[Line]
    #: Where a line begins that is no mere page break: no number runs over it.
    breaks: frozenset[int] = frozenset()
    #: Characters that are repaired digits.
    repaired: frozenset[int] = frozenset()
    #: Where pages begin that a page mark opened.
    pages: tuple[int, ...] = ()
    #: The first sign of bad text recognition: a page mark or a repaired misreading.
    first_sign: int | None = None

    def found(self, start: int, end: int) -> Found:
        """The published text of a stretch of the tape and where it begins."""
        line, column = self.spots[start] if start < len(self.spots) else (len(self.lines) - 1, 0)
        block = self.lines[line]
        text = "".join(self.shown[start:end]).strip()
        return Found(text, Place(page=block.page, line=block.number, column=column + 1))

    def block_of(self, position: int) -> int:
        """The number of the line, among the tape's, on which a character stands."""
        return self.spots[min(position, len(self.spots) - 1)][0]


def tape_of(lines: Iterable[Line]) -> Tape:
    """Put *lines* on one tape."""
    lines = list(lines)
    chars: list[str] = []
    shown: list[str] = []
    spots: list[tuple[int, int]] = []
    breaks: set[int] = set()
    pages: list[int] = []
    for number, line in enumerate(lines):
        start = 0
        mark = _PAGE_MARK.match(line.text)
        if mark and int(mark[1]) == len(pages) + 1:
            start = mark.end()
            pages.append(len(chars))
        elif line.text.strip():
            breaks.add(len(chars))
        for column, char in enumerate(line.text[start:], start):
            folded = _folded(char)
            if not folded:
                if shown:
                    shown[-1] += " "
                continue
            for extra, part in enumerate(folded):
                if part != " ":
                    chars.append(part)
                    shown.append("" if extra else char)
                    spots.append((number, column))
        if shown:
            shown[-1] = shown[-1].rstrip()
    sign = pages[0] if pages else None
    tape = Tape(
        "".join(chars), shown, spots, lines, frozenset(breaks), frozenset(), tuple(pages), sign
    )
    return _repaired(tape)


def _repaired(tape: Tape) -> Tape:
    """The tape with well-known misreadings put right."""
    matches = list(_GARBLED.finditer(tape.text))
    if not matches:
        return tape
    text: list[str] = []
    shown: list[str] = []
    spots: list[tuple[int, int]] = []
    moved: list[int] = []
    repaired: set[int] = set()

    def keep(start: int, end: int) -> None:
        moved.extend(range(len(shown), len(shown) + end - start))
        text.append(tape.text[start:end])
        shown.extend(tape.shown[start:end])
        spots.extend(tape.spots[start:end])

    done = 0
    for match in matches:
        keep(done, match.start())
        moved.extend([len(shown)] * (match.end() - match.start()))
        word = _WORDS.get(match[0])
        for char, right in [(word, word)] if word else [(c, _DIGITS.get(c, c)) for c in match[0]]:
            if char != right:
                repaired.update(range(len(shown), len(shown) + len(right)))
            text.append(right)
            shown.extend(right)
            spots.extend([tape.spots[match.start()]] * len(right))
        done = match.end()
    keep(done, len(tape.text))
    return replace(
        tape,
        text="".join(text),
        shown=shown,
        spots=spots,
        breaks=frozenset(moved[at] for at in tape.breaks if at < len(moved)),
        repaired=frozenset(repaired),
        pages=tuple(moved[at] for at in tape.pages if at < len(moved)),
        first_sign=min(at for at in (tape.first_sign, matches[0].start()) if at is not None),
    )
