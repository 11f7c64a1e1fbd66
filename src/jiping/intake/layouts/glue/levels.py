"""Level labels in glued text, and the stretches of rows between them."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jiping.intake import labels

from .heading import Label, Lexicon

_FULL = {
    **{word: "level1" for word in labels.LEVEL1 if word.endswith("指标")},
    **{word: "level2" for word in labels.LEVEL2 if word.endswith("指标")},
}
_WITH_POINTS = {word: "level1" for word in labels.LEVEL1 if word not in _FULL}
_LEXICON = Lexicon({**_FULL, **_WITH_POINTS})
#: First levels whose characters a narrow cell sets under each other, and text recognition in any order.
_JUMBLED = {
    "".join(sorted(word)): word for word in ("产出指标", "效益指标", "效果指标", "成本指标")
}
_MAY_BE_JUMBLED = re.compile(r"(?=([产出指标效益果成本]{4})(?=[1-9]))")
#: Second levels of the usual kinds that a form prints without 指标.
_SHORT = ("经济效益", "社会效益", "生态效益", "可持续影响")
_FRAMEWORK = Lexicon(dict.fromkeys([*labels.FRAMEWORK_LEVELS, *_SHORT], "level2"))
#: What makes of a framework word a longer name: 财务管理制度有效性.
_NAME_GOES_ON = ("制度", "办法", "规范", "情况", "水平", "能力", "工作")
_POINTS = re.compile(r"[(\[](\d{1,3}(?:\.\d+)?)分?[)\]]")
#: The points of a first level that have a column of their own.
_BARE_POINTS = re.compile(r"([1-9]\d?)(?![\d.%])")
_TEMPLATE = re.compile(r"(?:指标(?:L|\d{1,2}[:.、])|\((?:必填|选填)[^()\d]{0,6}\)|[.…·、,;:。*]+)+")
#: Also the points of a level whose word was lost: `(30分)`.
_TEMPLATE_END = re.compile(r"(?:指标(?:L|\d{1,2}[:.、])|[.…·]{2,}|\(\d{1,3}分\))+$")


class Level(NamedTuple):
    """A level label: where it stands, its words alone, and the points printed behind it."""

    start: int
    end: int
    word: str
    points: Decimal | None


class Segment(NamedTuple):
    """A stretch of rows and the levels that it stands under."""

    start: int
    stop: int
    level1: Level | None
    level2: Level | None


def levels_in(text: str, start: int, stop: int, *, weighted: bool = False) -> Iterator[Level]:
    """The level labels of a stretch; short ones count only with their points behind them.

    *Weighted* where the points of a first level have a column of their own.
    """
    jumbled = _jumbled(text, start, stop) if weighted else []
    for label in heapq.merge(_LEXICON.scan(text, start, stop), jumbled):
        points = _POINTS.match(text, label.end, stop)
        word = label.key if label in jumbled else text[label.start : label.end]
        if points is None and weighted and word in labels.LEVEL1:
            points = _BARE_POINTS.match(text, label.end, stop)
        if points:
            yield Level(label.start, points.end(), word, Decimal(points[1]))
        elif word in _FULL:
            yield Level(label.start, label.end, word, None)


def _jumbled(text: str, start: int, stop: int) -> list[Label]:
    """First levels with their characters in another order, each in front of its points."""
    return [
        Label(match.start(), match.end(1), word)
        for match in _MAY_BE_JUMBLED.finditer(text, start, stop)
        if (word := _JUMBLED.get("".join(sorted(match[1])))) and match[1] != word
    ]


def framework_level(text: str, at: int, stop: int) -> Level | None:
    """The second level of the framework at *at*, where no name of the same words goes on."""
    label = _FRAMEWORK.at(text, at)
    if label is None or label.end >= stop or text.startswith(_NAME_GOES_ON, label.end):
        return None
    return Level(label.start, label.end, text[label.start : label.end], None)


def segments(text: str, start: int, stop: int, *, weighted: bool = False) -> Iterator[Segment]:
    """The stretches between level labels, without what the template leaves at their edges."""
    found = list(levels_in(text, start, stop, weighted=weighted))
    level1: Level | None = None
    level2: Level | None = None
    begin = start
    for level, following in zip(found, [*found[1:], None], strict=False):
        yield from _segment(text, begin, level.start, level1, level2)
        if _is_level1(level, following):
            level1, level2 = level, None
        else:
            level2 = level
            if level1 is not None and not _belongs(level, level1):
                level1 = None
        begin = level.end
    yield from _segment(text, begin, stop, level1, level2)


def _segment(
    text: str, start: int, stop: int, level1: Level | None, level2: Level | None
) -> Iterator[Segment]:
    rest = _TEMPLATE_END.search(text, start, stop)
    end = rest.start() if rest else stop
    start = _past_template(text, start, end)
    if start < end:
        yield Segment(start, end, level1, level2)


def _past_template(text: str, at: int, stop: int) -> int:
    """Where the first row begins; the number of its own name (`指标1:`) belongs to it."""
    match = _TEMPLATE.match(text, at, stop)
    if match is None:
        return at
    last = text.rfind("指标", match.start(), match.end())
    return last if last >= 0 and match.end() < stop else match.end()


def _is_level1(level: Level, following: Level | None) -> bool:
    """Whether a label is one of level 1; some words are both, and then what follows tells."""
    if level.word not in labels.LEVEL2:
        return True
    if level.word not in labels.LEVEL1 or following is None or following.start != level.end:
        return False
    name = labels.LEVEL2.get(following.word)
    return name is not None and labels.LEVEL1_OF.get(name) == labels.LEVEL1[level.word]


def _belongs(level2: Level, level1: Level) -> bool:
    """Whether a level 2 may stand under a level 1; where labels were lost it may not."""
    home = labels.LEVEL1_OF.get(labels.LEVEL2.get(level2.word, ""))
    name = labels.LEVEL1.get(level1.word)
    return home is None or name not in labels.LEVEL1_OF.values() or name == home
