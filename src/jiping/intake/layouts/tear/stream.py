"""A torn page as a stream of names, values and levels, without the furniture between them.

The labels of the headings stand anywhere in it, broken and stacked; what is left of them are the
columns in the order in which they were met.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import blank
from jiping.intake.layouts.space import kinds, shapes
from jiping.intake.layouts.space.words import Word, label_at

_HALVES = frozenset(("年度", "实际", "全年", "年初", "预期", "总体", "目标", "绩效", "指标"))
_BROKEN = re.compile(r"[(（)）\[\]]?\d*分?[)）\]]?|[(（](?:万?元|[A-Z/]{1,3})[)）]")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{3,24}(?:局|中心|院|政府|委员会|办公室|办事处|学校|中学|小学|站|所|公司|支队|大队)"
)
_MOST_UNIT = 2
#: Shorter words (`成本`) may be a part of a name.
_LONG_LEVEL = 4

Item = Literal["name", "value", "level1", "level2", "total", "text"]


class Part(NamedTuple):
    """A piece of the stream: what it is, and its words."""

    item: Item
    words: tuple[Word, ...]


@dataclass(slots=True)
class Stream:
    """What is left of a torn indicator block."""

    parts: list[Part] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    organs: list[Word] = field(default_factory=list)


def read_stream(words: Sequence[Word]) -> Stream:
    """Sort the words of an indicator block."""
    stream = Stream()
    at = 0
    while at < len(words):
        at = _take(words, at, stream)
    return stream


def _take(words: Sequence[Word], at: int, stream: Stream) -> int:
    word = words[at]
    text = squeeze(word.text)
    parts = stream.parts
    if shapes.NUMBERED.match(text):
        parts.append(Part("name", (word,)))
        return at + 1
    if label := label_at(words, at, labels.column_of):
        stream.columns.append(label[0])
        return label[1]
    if labels.core(text) in labels.TOTALS:
        parts.append(Part("total", (word,)))
        return at + 1
    level: tuple[Item, int] | None = label_at(words, at, _level)
    if level is not None:
        parts.append(Part(level[0], tuple(words[at : level[1]])))
        return level[1]
    if furniture := label_at(words, at, _furniture):
        return furniture[1]
    if shapes.is_value(word.text) and not blank(word.text):
        return _take_value(words, at, stream)
    in_name = bool(parts) and parts[-1].item == "name" and len(text) <= _MOST_UNIT
    if text in _HALVES or _BROKEN.fullmatch(text) or (not in_name and _is_left_over(text)):
        return at + 1
    if _ORGAN.fullmatch(text):
        stream.organs.append(word)
        return at + 1
    if parts and parts[-1].item in ("name", "text"):
        parts[-1] = Part(parts[-1].item, (*parts[-1].words, word))
    else:
        parts.append(Part("text", (word,)))
    return at + 1


def _take_value(words: Sequence[Word], at: int, stream: Stream) -> int:
    """A value and the unit that a blank has parted from it (`不少于12 种`)."""
    end = at + 1
    text = words[at].text
    if end < len(words) and text[-1].isdigit() and not shapes.is_bare(text):
        following = words[end].text
        if len(following) <= _MOST_UNIT and shapes.is_unit(following):
            end += 1
    stream.parts.append(Part("value", tuple(words[at:end])))
    return end


def _level(text: str) -> Item | None:
    """Which level a label in full is of; the points behind it belong to it."""
    if not re.search("指标|[(（]", text):
        return "level2" if len(text) >= _LONG_LEVEL and kinds.level2(text) == 0 else None
    if kinds.level1(text) == 0:
        return "level1"
    return "level2" if kinds.level2(text) is not None else None


def _furniture(text: str) -> str | None:
    label = labels.core(text)
    block = labels.BLOCKS.get(label) or labels.GOALS.get(label)
    return block or labels.row_of(text) or labels.field_of(text)


def _is_left_over(text: str) -> bool:
    """Whether a word is a mark, or a part of a level label and no label by itself."""
    if blank(text):
        return True
    return shapes.is_label_part(text) and not (labels.level1_of(text) or labels.level2_of(text))
