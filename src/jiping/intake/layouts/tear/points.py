"""Lists of points without any heading: `(10 分) 必要性 5 5 可行性 5 5`.

Groups print their points in brackets; an entry has its weight and score behind its name, or the
weight in brackets behind the name and then the score. A group is believed only if the weights of
its entries add up to the points it prints; then a page number among the figures shows itself too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from jiping.filing.numbers import NUMBER, ZERO, decimal_of
from jiping.filing.text import fold
from jiping.intake.document import Found
from jiping.intake.form_text import Row
from jiping.intake.layouts.space.words import Word, found

_FIGURE = re.compile(
    rf"[(（]\s*[\u4e00-\u9fff]{{0,6}}\s*(?P<of>{NUMBER})\s*分?\s*[)）]"
    rf"|(?<!\S)(?P<left>{NUMBER})\s*分\s*[)）]"
    rf"|(?<!\S)(?P<number>{NUMBER})(?!\S)",
    re.ASCII,
)
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")
_SENTENCE = re.compile(r"[。;；!?:：]|\.{4,}|\d\.")
_LONGEST_NAME = 40
#: Labels of groups in the frame for projects of Sichuan (2017); print glues them to a name.
_GROUPS = (
    "科学决策", "绩效目标", "资金管理", "资金投入", "组织实施", "项目执行", "项目完成", "项目效益", "项目管理",
)  # fmt: skip
_FEWEST_GROUPS, _FEWEST_ENTRIES = 3, 6


class Figure(NamedTuple):
    """A number of the text, in brackets as points or bare, and the words in front of it."""

    name: tuple[int, int]
    value: Decimal
    start: int
    end: int
    #: The offset behind the closing bracket; None for a bare number.
    closed: int | None


class Entry(NamedTuple):
    """A name with its weight and score, as slices of the text."""

    name: tuple[int, int]
    weight: Figure
    score: Figure


def entries(words: Sequence[Word]) -> list[Row]:
    """The entries of all groups that are borne out, as indicators; none where these are few."""
    text = " ".join(word.text for word in words)
    groups = [group for group in _groups(text, _figures(text)) if group]
    listed = [entry for group in groups for entry in group]
    if len(groups) < _FEWEST_GROUPS or len(listed) < _FEWEST_ENTRIES:
        return []
    starts: list[int] = []
    length = 0
    for word in words:
        starts.append(length)
        length += len(word.text) + 1

    def at(start: int, end: int) -> Found:
        number = max(n for n, begin in enumerate(starts) if begin <= start)
        word = words[number]
        return found([word._replace(start=word.start + start - starts[number])], text[start:end])

    return [
        {
            "name": at(*entry.name),
            "weight": at(entry.weight.start, entry.weight.end),
            "score": at(entry.score.start, entry.score.end),
        }
        for entry in listed
    ]


def _figures(text: str) -> list[Figure]:
    figures: list[Figure] = []
    end = 0
    for match in _FIGURE.finditer(text):
        group = match.lastgroup or "number"
        value = decimal_of(fold(match[group]))
        if value is not None:
            name = _trimmed(text, end, match.start())
            closed = match.end() if group != "number" else None
            figures.append(Figure(name, value, match.start(group), match.end(group), closed))
            end = match.end()
    return figures


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _groups(text: str, figures: Sequence[Figure]) -> list[list[Entry]]:
    """The entries of each group; an empty list where they do not make up its points."""
    groups: list[list[Entry]] = []
    points: Decimal | None = None
    listed: list[Entry | None] = []
    at = 0
    while at < len(figures):
        figure = figures[at]
        end = at + 1
        while end < len(figures) and figures[end].closed is None and _nameless(figures[end]):
            end += 1
        run = figures[at:end]
        if figure.closed is not None and (len(run) == 1 or _nameless(figure)):
            # Points that head a group: no figure behind them, or no name before them.
            groups.append(_believed(listed, points))
            points, listed = figure.value, []
            listed += [_entry(text, run[1:])] if len(run) > 1 else []
        else:
            listed.append(_entry(text, run))
        at = end
    return [*groups, _believed(listed, points)]


def _nameless(figure: Figure) -> bool:
    return figure.name[0] >= figure.name[1]


def _entry(text: str, run: Sequence[Figure]) -> Entry | None:
    """The one pair of neighbouring figures in which the score lies within the weight."""
    start, end = run[0].name
    words = text[start:end]
    if not _WORDS.search(words) or len(words) > _LONGEST_NAME or _SENTENCE.search(words):
        return None
    closed = run[0].closed
    pairs = pairwise(run) if closed is None else ((run[0], figure) for figure in run[1:])
    fitting = [(weight, score) for weight, score in pairs if ZERO <= score.value <= weight.value]
    if len(fitting) != 1:
        return None
    label = next((each for each in _GROUPS if words.startswith(each) and words != each), "")
    weight, score = fitting[0]
    return Entry((start + len(label), closed or end), weight, score)


def _believed(listed: Sequence[Entry | None], points: Decimal | None) -> list[Entry]:
    known = [entry for entry in listed if entry is not None]
    if len(known) < len(listed) or points is None:
        return []
    return known if sum((entry.weight.value for entry in known), ZERO) == points else []
