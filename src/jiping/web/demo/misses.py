"""What went worse than planned: in many example filings some targets are missed, and scored kindly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from jiping.filing import Filing as Document
from jiping.filing import Indicator
from jiping.filing.numbers import ZERO, round_half_up
from jiping.standards import Standard
from jiping.synth.defects.edits import (
    any_place,
    indicator,
    is_floor,
    number,
    places,
    rescored,
    section,
    summed,
    texts,
    written,
)
from jiping.synth.dice import Dice

#: Of a hundred filings so many miss from … to … targets more, which are then reached to a fraction
#: from … to ….
_YEARS = (
    (32, None),
    (28, (1, 2, "0.62", "0.92")),
    (26, (3, 5, "0.45", "0.85")),
    (14, (5, 7, "0.35", "0.75")),
)
#: Of a hundred filings with missed targets so many give points that the rules do not.
_KIND = 60
#: (what happened, what is done about it and by when).
_TROUBLES = (
    ("资金11月底才到账，采购来不及完成", "财务人员已与财政部门约定分季拨付，次年3月前补完"),
    ("中标单位中途退场，重新招标用了68天", "经办人员已改签分段合同，次年5月前完成"),
    ("方案评审退回两次，开工推迟到8月", "业务人员已请专家提前会审，次年2月前报批"),
    ("两名骨干调离，岗位空缺了4个月", "人事人员已补齐岗位，次年2月前完成带教"),
    ("主要设备缺货，到货晚了两个月", "经办人员已备选两家供货商，次年4月前到齐"),
    ("抽调15人参加专项检查，日常工作停了一个半月", "办公室已排定替班名单，次年1月起执行"),
    ("服务对象外出较多，有两成没有联系上", "经办人员已补登记联系方式，次年6月前补做"),
    ("系统升级停用了40天，积压的件到年底没有办完", "业务人员已安排每周两晚加班，次年1月底前清完"),
)


class _Miss(NamedTuple):
    at: int
    cause: str
    measure: str


def with_misses(document: Document, standard: Standard, seed: str) -> Document:
    """*document* of a year that went as years go; the same seed misses the same."""
    dice = Dice("misses", seed)
    year = dice.of_a_hundred(_YEARS)
    if year is None:
        return document
    least, most, low, high = year
    count = dice.whole(least, most)
    met = places(document, lambda one: is_floor(one) and one.level1 != "满意度指标")
    rows = dice.some(met, min(count, len(met)))
    troubles = dice.shuffled(_TROUBLES)
    missed = [_Miss(at, *troubles.pop()) for at in rows]
    for miss in missed:
        document = _missed(document, miss, dice, low, high)
    document = rescored(document, standard) if missed else document
    return _kindly(document, standard, dice) if missed and dice.chance(_KIND) else document


def _missed(document: Document, miss: _Miss, dice: Dice, low: str, high: str) -> Document:
    """One target missed, with its reason in the form and both halves of it in the report."""
    one = document.indicators[miss.at]
    target = number(one, "target")
    # Never a whole target again by rounding: at least one unit of its last place is missing.
    last = Decimal(1).scaleb(int(target.as_tuple().exponent))
    actual = min(dice.times(target, low, high, max(0, -int(last.adjusted()))), target - last)
    reason = f"{miss.cause}；{miss.measure}。"
    reached = written(one, max(actual, ZERO))
    document = indicator(document, miss.at, actual=reached, reason=reason)
    document = _told(document, one, reached)
    said = (
        ("problems", f"{one.name}没有达到指标值，原因是{miss.cause}。"),
        ("measures", f"针对{one.name}未达指标值的问题，{miss.measure}。"),
    )
    for topic, sentence in said:
        added = section(document, topic, lambda text, more=sentence: text + more)  # type: ignore[misc]
        document = added[0] if added else document
    return document


def _told(document: Document, one: Indicator, reached: str) -> Document:
    """What was reached, wherever goals and report name it."""
    before = one.actual.raw if one.actual else ""
    name = re.compile(f"({re.escape(one.name or '')}(?:为|达到)?){re.escape(before)}")
    aim = written(one, number(one, "target"))

    def anew(text: str) -> str:
        return name.sub(rf"\g<1>{reached}，低于{aim}的指标值", text)

    goals = document.goals.model_copy(update={"achieved": anew(document.goals.achieved or "")})
    return texts(document.model_copy(update={"goals": goals}), anew)


def _kindly(document: Document, standard: Standard, dice: Dice) -> Document:
    """One or two missed targets given back some of the points that the rules took."""
    for _ in range(dice.whole(1, 2)):
        at = any_place(document, dice, lambda one: (one.weight or ZERO) - (one.score or ZERO) >= 1)
        if at is None:
            return document
        one = document.indicators[at]
        weight, score = one.weight or ZERO, one.score or ZERO
        given = round_half_up(score + (weight - score) * dice.decimal("0.4", "0.8"), 1)
        document = summed(indicator(document, at, score=given), standard)
    return document
