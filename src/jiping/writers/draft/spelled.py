"""Every figure of a text, however it is spelled: `98%`, `百分之九十八`, `九成`, `四分之三`, `二〇二二年`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from jiping.filing.text import fold
from jiping.filing.values import chinese_number

_CN = "零〇○一二两三四五六七八九十百千"
_DIGITS = {char: str(n) for n, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_WHOLES = {"百": 100, "千": 1000, "万": 10_000}
_SCALES = {"万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|[{_CN}]+(?:点[{_CN}]+)?)"
_FIGURE = re.compile(
    rf"(?P<parts>万|{_NUMBER})分之(?P<share>{_NUMBER})"
    rf"|(?P<year>[{_CN}]{{4}})(?=年)"
    rf"|(?P<number>{_NUMBER})(?P<scale>万亿|[万亿])?(?P<half>半)?(?P<unit>个百分点|百分点|%|‰|成(?:半|[一二三四五六七八九])?|倍|元|季度|[\u4e00-\u9fffA-Za-z]?)"
)
#: Units that make a single Chinese numeral a figure; without one it is part of a word (一致, 统一).
_COUNTED = frozenset(
    "个项名人次年月日座所家倍成条份户处季天位只台辆套件场期批村镇乡县米亩吨分元点类种层届轮周岁号级%‰"
)
#: Quantities without a number.
_VAGUE = re.compile(
    r"过半|半数|一半|多半|翻番|翻[一两]番|双倍|[数几]倍|[数几近上]?[十百千万]余|[数几上近][十百千万]|大多数|绝大部分|若干"
)


class Spelled(NamedTuple):
    """A figure's value in its plainest unit: money in 元, shares in percent, else what stands behind it."""

    value: Decimal
    unit: str


def figures(text: str) -> Iterator[Spelled]:
    """The figures of *text* in their order."""
    folded = fold(text).replace(" ", "")
    for match in _FIGURE.finditer(folded):
        if (found := _figure(match)) is not None:
            yield found


def vague(text: str) -> list[str]:
    """The quantities of *text* that are told without a number: 过半, 数百, 翻番."""
    return _VAGUE.findall(text)


def _figure(match: re.Match[str]) -> Spelled | None:
    if match["parts"]:
        parts, share = match["parts"], _value(match["share"])
        whole = Decimal(_WHOLES[parts]) if parts in _WHOLES else _value(parts)
        if not whole or share is None:
            return None
        return Spelled((share * 100 / whole).normalize(), "%")
    if match["year"]:
        if all(char in _DIGITS for char in match["year"]):
            return Spelled(Decimal("".join(_DIGITS[char] for char in match["year"])), "年")
        return None
    number, unit = match["number"], match["unit"]
    if number[0] in _CN and len(number) == 1 and not match["scale"] and unit[:1] not in _COUNTED:
        return None
    value = _value(number)
    return None if value is None else _in_plain_unit(value, match["scale"] or "", unit)


def _in_plain_unit(value: Decimal, scale: str, unit: str) -> Spelled:
    value *= _SCALES.get(scale, Decimal(1))
    if unit.startswith("成"):
        more = "5" if unit.endswith("半") else _DIGITS.get(unit[1:], "0")
        value, unit = value * 10 + Decimal(more), "%"
    elif unit == "百分点":
        unit = "个百分点"
    return Spelled(value.normalize() if value else Decimal(0), unit)


def _value(spelled: str) -> Decimal | None:
    if spelled[0] in _CN:
        return chinese_number(spelled) if "点" in spelled or len(spelled) < 20 else None
    try:
        return Decimal(spelled.replace(",", ""))
    except InvalidOperation:
        return None
