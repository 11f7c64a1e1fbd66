"""What a text costs as a cell of each column.

Costs are grades of evidence for `readings`: 0 is what a cell of the column looks like, more is
rarer, None is impossible. They are ordered so that no number of oddities in the words of a cell
makes a figure stand in a column of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from jiping.filing.numbers import HUNDRED
from jiping.filing.text import fold, squeeze
from jiping.filing.values import OPERATORS
from jiping.intake import labels
from jiping.intake.amounts import amount, blank, points, told_rate
from jiping.intake.layouts.readings import Column, Cost

from .shapes import (
    ANSWERS,
    EXCUSE,
    EXCUSE_START,
    NUMBERED,
    SIGN,
    TEMPLATE_REST,
    is_bare,
    is_fragment,
    is_level,
    is_no_name,
    is_quantity,
    is_typed,
    is_unit,
    is_value,
)

_GAP = re.compile(r"\s+")
#: How a level label ends that is nothing else.
_FULL = ("指标", *"0123456789")
_MEASURE = re.compile(r"[^\d≥≤=<>。,;:]{1,8}")
_YES_NO = frozenset("是否")
_SMALL, _JOIN, _ODD = 1, 2, 4
#: What a word costs that belongs into another cell.
FOREIGN = 8
_MOST_POINTS = HUNDRED
_POINTS_ALONE = re.compile(r"[(\[]\d+(?:\.\d+)?分[)\]]")


@lru_cache(maxsize=16384)
def money(text: str) -> Cost:
    """An amount or a mark of none."""
    return 0 if blank(text) or (amount(text) is not None and not _GAP.search(text)) else None


@lru_cache(maxsize=16384)
def score(text: str) -> Cost:
    """Points: a number from 0 to 100."""
    if blank(text):
        return None if text == "无" else 0
    number = None if _GAP.search(text) else points(text)
    return 0 if number is not None and 0 <= number <= _MOST_POINTS else None


@lru_cache(maxsize=16384)
def rate(text: str) -> Cost:
    """A rate, with or without percent sign, not below zero."""
    told = None if _GAP.search(text) else told_rate(text)
    return 0 if blank(text) or (told and told[0] >= 0) else None


@lru_cache(maxsize=16384)
def operator(text: str) -> Cost:
    """A cell of the column 指标性质."""
    return 0 if blank(text) or squeeze(text) in OPERATORS else None


@lru_cache(maxsize=16384)
def measure(text: str) -> Cost:
    """A cell of the column 度量单位."""
    if blank(text) or is_unit(text):
        return 0
    return 3 if _MEASURE.fullmatch(fold(text)) else None


@lru_cache(maxsize=16384)
def yes_no(text: str) -> Cost:
    """A cell of the column 是否核心指标."""
    return 0 if blank(text) or squeeze(text) in _YES_NO else None


@lru_cache(maxsize=16384)
def level1(text: str) -> Cost:
    """A label of level 1, or the points alone that its break left (`(50分)`).

    A label of both levels (`成本指标`) is of level 1 where it carries the level's points.
    """
    level = labels.level1_of(text)
    if level is not None:
        return 1 if level.points is None and level2(text) == 0 else 0
    return 1 if _POINTS_ALONE.fullmatch(squeeze(text)) else None


@lru_cache(maxsize=16384)
def level2(text: str) -> Cost:
    """A label of level 2."""
    level = labels.level2_of(text)
    if level is None:
        return None
    return 1 if labels.core(text) == "满意度指标" or level.points is not None else 0


@lru_cache(maxsize=16384)
def name(text: str) -> Cost:
    """The name of an indicator: words, no value, no rest of the template."""
    if (TEMPLATE_REST.fullmatch(text) and not blank(NUMBERED.sub("", text))) or blank(text):
        return None
    folded = fold(text)
    first = folded.split(" ", 1)[0]
    parts = folded.split(" ")
    if is_bare(first) or SIGN.match(first) or blank(first) or is_fragment(first):
        return None
    if (
        is_quantity(folded)
        or any(part in OPERATORS for part in parts)
        or all(map(is_no_name, parts))
    ):
        return None
    cost = _words(text) + (_ODD if is_typed(first) and not NUMBERED.match(text) else 0)
    for part in parts[1:]:
        cost += FOREIGN * is_bare(part) + _ODD * is_typed(part)
    # The reason of the row before it.
    if EXCUSE_START.match(first) or (first != folded and EXCUSE.search(first)):
        cost += FOREIGN
    # Sentences are a reason, that of the row before.
    if not NUMBERED.match(text) and (";" in folded or any(part.endswith("。") for part in parts)):
        return None
    labelled = _labelled(text)
    return None if labelled >= FOREIGN else cost + labelled


@lru_cache(maxsize=16384)
def value(text: str) -> Cost:
    """A target or an actual value: a figure, a date, words; a mark of none is as rare as no text."""
    if blank(text):
        return 2
    if NUMBERED.search(text):
        return FOREIGN + _words(text)
    parts = fold(text).split(" ")
    if len(parts) == 1:
        foreign = is_unit(parts[0]) or parts[0] in OPERATORS
        return FOREIGN if foreign else _words(text) + _labelled(text) + _excusing(text)
    if sum(map(is_bare, parts)) > 1 or any(map(is_level, parts)) or _goes_on(parts):
        return None
    if SIGN.fullmatch(parts[0]) or (len(parts) == 2 and is_bare(parts[0]) and is_unit(parts[1])):
        return _SMALL
    if any(map(is_bare, parts)):
        return _words(text) + FOREIGN
    return _words(text) + (_ODD if any(map(is_value, parts)) else 0) + _excusing(text)


def _goes_on(parts: Sequence[str]) -> bool:
    """Whether the next row begins in these words: its name and then its unit or operator.

    >>> _goes_on(["5", "垃圾分类小区覆盖率", "%"]), _goes_on(["≥", "30"])
    (True, False)
    """
    if any(part in OPERATORS for part in parts[1:]):
        return True
    return len(parts) > 2 and is_bare(parts[0]) and is_unit(parts[-1])


def _excusing(text: str) -> int:
    """What it costs that a value sounds like the reason of a deviation."""
    return FOREIGN if EXCUSE.search(text) else 0


@lru_cache(maxsize=16384)
def remark(text: str) -> Cost:
    """A reason or another remark behind the figures."""
    if blank(text):
        return 0
    if all(
        is_bare(p) or is_typed(p) or p in OPERATORS or is_unit(p) for p in fold(text).split(" ")
    ):
        return None
    cost = (1 if EXCUSE.search(text) else 2) + text.strip().count(" ")
    cost += _labelled(text) + (FOREIGN if NUMBERED.search(text) else 0)
    figures = sum(_ODD if is_bare(part) else 2 * is_typed(part) for part in text.split())
    return cost + figures + sum(FOREIGN for part in text.split() if is_level(part))


def _labelled(text: str) -> int:
    """What it costs that a cell is a level label: little where it may be a name (`服务对象满意度`)."""
    if labels.level1_of(text) or labels.level2_of(text):
        return FOREIGN if text.rstrip("分)）").endswith(_FULL) else 1
    return FOREIGN if is_fragment(text) else 0


def _words(text: str) -> int:
    """What joining its words costs: nothing in brackets and at a line's end (`rows` counts these)."""
    text = text.strip()
    cost = depth = 0
    position = 0
    if prefix := NUMBERED.match(text):
        position = prefix.end()
        while position < len(text) and text[position].isspace():
            position += 1
    rest = text[position:]
    parts = rest.split()
    if len(parts) > 1:
        cost += sum(_JOIN for part in parts if part in ANSWERS)
        cost += sum(FOREIGN for part in parts if is_level(part) or NUMBERED.match(part))
        cost += sum(FOREIGN for part in parts if is_fragment(part))
    for gap in re.finditer(r"[(（]|[)）]|\n|[ \t\u3000\xa0]+", rest):
        sign = gap[0]
        if sign in "(（":
            depth += 1
        elif sign in ")）":
            depth -= 1
        elif depth <= 0 and sign != "\n":
            cost += _JOIN
    return cost + (3 if depth else 0)


#: Column of `labels` → what a text costs there, and what an empty cell costs.
KINDS: dict[str, tuple[Callable[[str], Cost], Cost]] = {
    "initial": (money, 1), "change": (money, 1), "adjusted": (money, 1), "executed": (money, 1),
    "execution_rate": (rate, 1), "rate_weight": (score, 1), "rate_score": (score, 1),
    "number": (score, 1), "level1": (level1, 0), "level2": (level2, 0), "name": (name, None),
    "target": (value, 2), "adjusted_target": (value, 1), "actual": (value, 2),
    "operator": (operator, 1), "measure": (measure, 1), "completion": (rate, 3),
    "level_weight": (score, 1), "weight": (score, 3), "score": (score, 3), "reviewed_score": (score, 1), "core": (yes_no, 1),
    "reason": (remark, 0), "remark": (remark, 0), "explanation": (remark, 0),
    "scoring_standard": (remark, 0), "fund_source": (remark, 0),
}  # fmt: skip
#: How many words a cell of a kind has at most.
_MOST: dict[Callable[[str], Cost], int] = {
    **dict.fromkeys((money, rate, score, operator, measure, yes_no), 1),
    **dict.fromkeys((level1, level2), 6),
}
_MOST_WORDS = 16


def columns_of(names: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of an indicator heading for the engine, in their order."""
    return tuple(
        Column(each, *KINDS[each], _MOST.get(KINDS[each][0], _MOST_WORDS)) for each in names
    )


def budget_columns_of(names: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a budget heading: any of its cells may be empty."""
    return tuple(Column(each, KINDS[each][0], 1, most=1) for each in names)
