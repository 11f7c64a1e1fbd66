"""Labels inside glued text: a scan for the longest spelling, and the column headings they make.

Text recognition damages headings too. A gap between two labels that holds about the characters of a
label (`年成值全完值` for 全年完成值) is read as that label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from jiping.intake import labels

_BRACKET = re.compile(r"\([^()]{0,24}\)")
#: Labels of one heading stand no further apart.
_WIDEST_GAP = 10
#: A shorter gap is noise, not a column.
_SHORTEST_LABEL = 4
_LIKE = 75
#: What stands in front of 指标值 where a target is that of several years.
_PERIODS = frozenset(("实施期", "中期", "三年", "规划期", "项目期", "总体", "总"))
_HALF = "half"
#: The column of the points of a whole first level, in front of its second levels.
LEVEL_WEIGHT = "level_weight"
_HALF_WORD = re.compile(r"年度|实际|全年|年初|预期|目标")
_HALVES = re.compile(rf"(?:{_HALF_WORD.pattern})+")
#: Each level has a name and a weight: points that look like those of the rows.
_LEVEL_WEIGHTS = re.compile(r"名称权重(?:\(%\)|\(分\))?名称")
_ROW_COLUMNS = frozenset(("target", "actual", "weight", "score"))


class Label(NamedTuple):
    """A label found in a text and what it means."""

    start: int
    end: int
    key: str


class Lexicon:
    """Spellings by their first two characters, the longest first."""

    def __init__(self, words: Mapping[str, str], shortest: int = 2) -> None:
        """Take the spellings of *words* that have at least *shortest* characters."""
        self._words: dict[str, list[tuple[str, str]]] = {}
        for word in sorted(words, key=len, reverse=True):
            if len(word) >= shortest:
                self._words.setdefault(word[:2], []).append((word, words[word]))

    def at(self, text: str, position: int) -> Label | None:
        """The longest spelling that begins at *position*."""
        for word, key in self._words.get(text[position : position + 2], ()):
            if text.startswith(word, position):
                return Label(position, position + len(word), key)
        return None

    def scan(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[Label]:
        """All labels from *start* to *stop*, each the longest at its place."""
        stop = len(text) if stop is None else stop
        while start < stop:
            label = self.at(text, start)
            if label is not None and label.end <= stop:
                yield label
                start = label.end
            else:
                start += 1


class Heading(NamedTuple):
    """The columns of a heading, in order, and the stretch of text that they take up."""

    columns: tuple[str, ...]
    start: int
    end: int
    spelled: tuple[str, ...]

    @property
    def is_budget(self) -> bool:
        """Whether the columns are those of the budget block."""
        return len(labels.BUDGET_COLUMNS.intersection(self.columns)) >= 2

    @property
    def is_indicators(self) -> bool:
        """Whether the columns are those of the indicator block, in an order that a form has."""
        columns = self.columns
        if "name" not in columns or _ROW_COLUMNS.isdisjoint(columns):
            return False
        return not {"target", "score"} <= set(columns) or columns.index("target") < columns.index(
            "score"
        )


_BLOCK = "block"
_COLUMNS = Lexicon({**dict.fromkeys(labels.BLOCKS, _BLOCK), **labels.COLUMNS})
#: Where a level begins, the heading ends: `产出指标数量指标单位成本` names no column 单位.
_LEVELS = Lexicon(dict.fromkeys([*labels.LEVEL1, *labels.LEVEL2], "level"), _SHORTEST_LABEL)


def headings(text: str) -> list[Heading]:
    """The headings of both blocks, in the order of the text."""
    found = (_heading(text, group) for group in _groups(text, _COLUMNS.scan(text)))
    return [
        heading
        for heading in found
        if heading.is_budget
        or (heading.is_indicators and not _LEVEL_WEIGHTS.search(text, heading.start, heading.end))
    ]


def _groups(text: str, found: Iterable[Label]) -> Iterator[list[Label]]:
    """Labels that stand next to each other; what stands in brackets behind one belongs to it."""
    group: list[Label] = []
    for label in found:
        if group and label.start < group[-1].end:
            continue
        gap = text[group[-1].end : label.start] if group else ""
        if label.key == _BLOCK or _ends_heading(gap):
            yield from [group] if group else []
            group = []
        elif gap and len(group) == 1 and group[0].end - group[0].start < _SHORTEST_LABEL:
            # A short word in the text before is no label of the heading.
            group = []
        if label.key != _BLOCK:
            bracket = _BRACKET.match(text, label.end)
            group.append(label._replace(end=bracket.end()) if bracket else label)
    yield from [group] if group else []


def _ends_heading(gap: str) -> bool:
    """Whether what stands between two labels shows that they are not in one heading."""
    if len(gap) > _WIDEST_GAP or any(map(str.isdigit, gap)):
        return True
    return len(gap) >= _SHORTEST_LABEL and any(_LEVELS.scan(gap))


def _heading(text: str, group: list[Label]) -> Heading:
    """The columns that a group of labels names."""
    spelled: list[tuple[str, str]] = []
    end = group[0].start
    for label in group:
        gap = text[end : label.start]
        known = [(label.key, text[label.start : label.end])]
        if gap and _HALVES.fullmatch(gap):
            # The upper halves of labels whose lower halves follow.
            spelled += [(_HALF, half) for half in _HALF_WORD.findall(gap)]
        elif gap in _PERIODS and label.key == "target":
            known = [("remark", gap + known[0][1])]
        elif len(gap) >= _SHORTEST_LABEL:
            known = _with_gap(gap, known[0])
        elif label.key == "rate_score" and "rate_weight" not in dict(spelled):
            known = [("execution_rate", "执行率"), ("score", "得分")]
        for column, word in known:
            _put(spelled, column, word)
        end = label.end
    columns = tuple(column for column, _ in spelled)
    return Heading(columns, group[0].start, end, tuple(word for _, word in spelled))


def _with_gap(gap: str, label: tuple[str, str]) -> list[tuple[str, str]]:
    """A label and what stands unread in front of it: its own damaged beginning, or another label."""
    whole = like(gap + label[1])
    if whole and (labels.COLUMNS[whole] != label[0] or "(" in gap):
        return [(labels.COLUMNS[whole], gap + label[1])]
    alone = like(gap)
    return [(labels.COLUMNS[alone] if alone else "remark", gap), label]


def _put(spelled: list[tuple[str, str]], column: str, word: str) -> None:
    """Add a column, in the place of its upper half where that stands already."""
    for number, (known, half) in enumerate(spelled):
        if known == _HALF and labels.COLUMNS.get(half + word) == column:
            spelled[number] = (column, half + word)
            return
    there = [known for known, _ in spelled]
    if column == "weight" and column in there and there.index(column) < _first_of_row(there):
        # In front of the second levels stand the points of a whole first level.
        at = there.index(column)
        spelled[at] = (LEVEL_WEIGHT, spelled[at][1])
    # A second name behind a target begins the table of another period.
    other = "target" in there and (column == "name" or there.count("name") > 1)
    if column not in dict(spelled) or (other and column in ("name", "target")):
        spelled.append((column, word))


def _first_of_row(columns: Sequence[str]) -> int:
    """Where the columns of a single indicator begin; 0 where there is none yet."""
    return min((columns.index(c) for c in ("level2", "name") if c in columns), default=0)


@lru_cache(maxsize=256)
def like(damaged: str) -> str | None:
    """The one label that has nearly the characters of *damaged*, in whatever order.

    >>> like("年成值全完值"), like("绩效目标")
    ('全年完成值', None)
    """
    mine = Counter(_BRACKET.sub("", damaged))
    likeness = {word: _share(mine, word) for word in labels.COLUMNS if len(word) >= _SHORTEST_LABEL}
    top = max(likeness, key=likeness.__getitem__)
    rivals = {labels.COLUMNS[word] for word in likeness if likeness[word] == likeness[top]}
    return top if likeness[top] >= _LIKE and len(rivals) == 1 else None


def _share(mine: Counter[str], word: str) -> int:
    """How many per cent of the characters of both are shared."""
    shared = (mine & Counter(word)).total()
    return 200 * shared // (len(word) + mine.total())
