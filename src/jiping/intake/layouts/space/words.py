"""Running text as a stream of words: where each stands, and the labels that some of them make.

A label may be broken over words and lines (`可持续影 / 响指标`), so labels are looked for in the
words joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from jiping.filing import Place
from jiping.intake.document import Found, Line, Table

_WORD = re.compile(r"[^\s\u3000\xa0\u200b\ufeff]+")
#: A label is broken into this many words at most, and this long.
_MOST, _LONGEST = 5, 30
#: Longer words in brackets are no part of a label.
_REMARK = 8
T = TypeVar("T")


class Word(NamedTuple):
    """A run of characters without blanks: its text and place."""

    text: str
    block: int
    line: int
    page: int | None
    start: int
    #: Whether it is the first word of its line.
    first: bool


def words_of(blocks: Sequence[Line | Table]) -> list[Word]:
    """All words of the lines among *blocks*."""
    words: list[Word] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Line):
            first = True
            for match in _WORD.finditer(block.text):
                words.append(Word(match[0], number, block.number, block.page, match.start(), first))
                first = False
    return words


def joined(words: Sequence[Word]) -> str:
    """The words as text: a blank between words of a line, a line break between lines.

    >>> joined(words_of([Line("经济效益", 1), Line("指标  造林", 2)]))
    '经济效益\\n指标 造林'
    """
    return "".join(
        word.text if not number else ("\n" if word.first else " ") + word.text
        for number, word in enumerate(words)
    )


def found(words: Sequence[Word], text: str | None = None) -> Found:
    """The words as a found piece of text, placed at the first; *text* where it is only a part."""
    head = words[0]
    return Found(
        joined(words) if text is None else text,
        Place(page=head.page, line=head.line, column=head.start + 1),
    )


def label_at(
    words: Sequence[Word], at: int, meaning: Callable[[str], T | None], most: int = _MOST
) -> tuple[T, int] | None:
    """What the longest label beginning at word *at* means, and the word behind it.

    Words that are labels each by itself make no longer one: `执行率 得分` are two.
    """
    text = words[at].text
    if len(text) > _LONGEST:
        return None
    meant = meaning(text)
    best = None if meant is None else (meant, at + 1)
    for end, word in enumerate(words[at + 1 : at + most], at + 2):
        text += word.text
        if len(text) > _LONGEST or (best is not None and _apart(word.text, meaning)):
            break
        if (meant := meaning(text)) is not None:
            best = meant, end
    return best


def _apart(word: str, meaning: Callable[[str], T | None]) -> bool:
    """Whether *word* cannot go on with the label in front of it: a label itself, or a remark."""
    return meaning(word) is not None or (len(word) > _REMARK and word[0] in "(（[")
