"""Scores of indicators in words: which band the answer belongs to, and what the band allows."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from jiping.filing import Value
from jiping.filing.numbers import ONE, plain, round_half_up
from jiping.filing.text import squeeze
from jiping.standards import Standard
from jiping.standards.rules import Qualitative

from .verdict import Verdict, percent, unscored

_CLOSING = ".。;；,，!！"
#: The answers to choose from, printed in place of the one chosen: 好坏, 优良中低差, 是/否.
_CHOICES = re.compile(
    r"好[/、]?(?:中[/、]?|一般[/、]?)?[坏差]|高[/、]?中[/、]?低|优[/、]?(?:良[/、]?)?(?:中[/、]?)?(?:低[/、]?)?差"
    r"|[是有][/、]?[否无]"
)


def words_of(value: Value) -> str:
    """The answer as it is compared: folded, without blanks and closing stops."""
    return squeeze(value.text or value.raw).strip(_CLOSING)


def qualitative(
    target: Value,
    actual: Value,
    weight: Decimal | None,
    self_score: Decimal | None,
    standard: Standard,
) -> Verdict:
    """Score an answer in words: reached is full, otherwise the band limits the self score."""
    rules = standard.qualitative
    basis = standard.basis[rules.source]
    answer = words_of(actual)
    if _CHOICES.fullmatch(answer):
        return unscored(f"完成情况“{answer}”是备选的答案，没有选定其一", basis)
    goal = words_of(target)
    same = answer == goal or answer.removeprefix("已") == goal
    place = 0 if same else _band(answer, rules)
    if place is None:
        return unscored(f"完成情况“{answer}”未说明达成程度，不能确定档次", basis)
    band = rules.bands[place]
    how = "与指标值相同，" if same and answer not in rules.reached else ""
    said = f"完成情况“{answer}”{how}属“{band.name}”（{percent(band.low)}–{percent(band.high)}）"
    if weight is None:
        return Verdict("qualitative", f"{said}；表中无分值", basis, met=place == 0)
    places = standard.rounding.places
    low = round_half_up(weight * band.low, places)
    high = round_half_up(weight * band.high, places)
    closing = "]" if band.high == ONE else ")"
    text = f"{said}，得分应在 [{plain(low)}, {plain(high)}{closing} 分"
    if self_score is not None:
        inside = low <= self_score and (self_score < high or (self_score == high == weight))
        text += f"，自评 {plain(self_score)} {'在' if inside else '不在'}此档之内"
    if place:
        return Verdict(
            "qualitative", f"{text}；具体分数由评价人裁量", basis, met=False, band=(low, high)
        )
    score = round_half_up(weight, places)
    text += f"；按达成计满分 {plain(score)}"
    return Verdict("qualitative", text, basis, score=score, met=True, band=(low, high))


def _band(answer: str, rules: Qualitative) -> int | None:
    """The place of the band (0 best), or None where the words do not tell."""
    if _any(rules.missed).search(answer):
        return 2
    if _any(rules.partly).search(answer):
        return 1
    return 0 if answer in rules.reached else None


@lru_cache(maxsize=64)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of *words*, unless it is denied: 无未完成事项 does not miss."""
    return re.compile(f"(?<![无零])(?:{'|'.join(map(re.escape, words)) or '(?!)'})")
