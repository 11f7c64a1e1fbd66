"""Which direction a target means: the operator it prints, or the reading of the standard."""

from __future__ import annotations

import re
from functools import lru_cache

from jiping.filing import Indicator, Value
from jiping.filing.model import Operator
from jiping.standards.rules import Reading

from .units import RATIO, TIME, measure

#: A time span without direction, or what is paid by a standard: less or more may be the better one.
UNCERTAIN = "?"
_PRINTED = frozenset("≥≤><~")
#: What is paid out by a standard: to pay less of it saves nothing.
_PAID_BY = re.compile(
    r"(?:补助|补贴|资助|救助|奖补|奖励|津贴|供养|抚恤|低保|发放|生均|人均)\S{0,6}标准"
)
#: What is good, denied: the share of it should be small.
_DENIED = re.compile(r"[不未](?:合格|达标|满意|及时|完成|到位)")
_RATE_NAME = re.compile(r"率|满意度|比例|占比")


def direction(target: Value, indicator: Indicator, rules: Reading) -> tuple[Operator | str, str]:
    """Return the operator that *target* means and, where it prints none, how it was read."""
    printed = target.operator
    if printed in _PRINTED:
        return printed or "=", ""
    name = indicator.name or ""
    base = measure(target.unit)[0] if target.unit else ""
    is_rate = base == RATIO or _RATE_NAME.search(name) is not None
    written = "写作“=”" if printed else "未写明方向"
    if indicator.level2 in rules.ceiling_categories or indicator.level1 in rules.ceiling_categories:
        saves = _any(rules.saving_names).search(name) or (
            is_rate and _any(rules.floor_names).search(name)
        )
        if saves:
            return "≥", f"指标{written}，按“不低于”计"
        if _PAID_BY.search(name):
            return UNCERTAIN, ""
        return "≤", f"成本指标{written}，按“不超过”计"
    if (
        target.number
        and _closing(rules.ceiling_names).search(name)
        and not _any(rules.floor_names).search(_DENIED.sub("", name))
        and not _any(rules.saving_names).search(name)
    ):
        return "≤", f"指标越低越好而{written}，按“不超过”计"
    if indicator.level2 in rules.timing_categories and base in TIME:
        return UNCERTAIN, ""
    if printed:
        return "=", ""
    if target.number and is_rate:
        return "≥", "比率未写明方向，按“不低于”计"
    return "=", "未写明方向，按“等于”计"


@lru_cache(maxsize=64)
def _closing(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of *words* as what a name is about: `投诉率`, `事故发生次数`, but not `投诉办结率`."""
    tail = r"(?:发生|案件|事件)?(?:率|数|量|数量|次数|起数|件数|人数)?(?:\([^()]*\))?$"
    return re.compile(f"(?:{'|'.join(map(re.escape, words)) or '(?!)'}){tail}")


@lru_cache(maxsize=64)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)) or "(?!)")
