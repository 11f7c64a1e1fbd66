"""Names of indicators in glued text: what speaks against a stretch as a name."""

from __future__ import annotations

import re
from functools import lru_cache

from .values import opens_with_unit

NUMBERED = re.compile(r"^指标\d{1,2}[:.、]?|指标\d{1,2}[:.、]|^\d{1,2}[.、]")
_BRACKETED = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NAME_START = re.compile(r"[^\d,.;:)%\-/≥≤><=、。·]")
_NAME_SIGN = re.compile(r"[≥≤><=%^]")
#: A comparison is a target, and so is a share at the end.
_COMPARISON = re.compile(r"[≥≤><=](?:\d|$)|\d[%‰]$")
_SIGN_WORD = re.compile(
    r"(?:不低于|不少于|不小于|不高于|不超过|不多于|不大于|大于等于|小于等于|大于|小于|高于|低于|至少|控制在|约|不|不得)$"
    r"|定[性量]指?标?"
)
#: A figure in a name, mostly with a unit or as part of a code (`G108`).
_FIGURE = re.compile(
    r"(?<![A-Za-z\d])(?:\d{1,2}(?P<code>[A-Za-z])|\d+(?:\.\d+)?"
    r"(?P<unit>万|亿|元|公里|千米|米|亩|公顷|个|人|户|家|名|岁|类|项|级|年|月|日|小时|分钟|号|座|所|处|条|吨|%|-)?)"
)
#: A name that opens with a figure: `2021年…`, `5G…`, `65岁以上…`.
_FIGURE_NAME = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d年)|(?P<code>[1-9]\d{0,2}[A-Za-z])"
    r"|[1-9]\d{0,3}(?:个|类|项|岁|周岁|人|名|家|户|级|号|座|所|处|条|米|公里|亩|吨|村|镇))"
)
#: What no name says: the answer to the row before, an enumeration that breaks off, the mark of the next
#: name, the same figure twice (`5亩5亩`), a sign of another currency where ≥ was.
_NO_NAME = re.compile(
    r"预期指标|[$￡€]|^指标$|、$|^已?(?:完成|达标|合格)$|(?<=[^★])★|(?P<told>\d[\d.]*[\u4e00-\u9fff]{1,3})(?P=told)"
)
#: Letters that text recognition leaves where other characters stood.
_NOISE = re.compile(r"[a-z]{2,}|(?<![A-Za-z])[OIl](?![A-Za-z])|[到第]$")


def opening_cost(text: str, at: int) -> int | None:
    """What speaks against a name that begins at *at*; None where none can.

    Behind a figure a name rarely opens with a digit, a unit or a Latin letter: then the border may
    stand elsewhere (`4|4|5G基站`, `10|10|65岁以上老人`).
    """
    behind_figure = at > 0 and text[at - 1].isdigit()
    if match := _FIGURE_NAME.match(text, at):
        return 0 if match["year"] or match["code"] else 3
    if not _NAME_START.match(text, at):
        return None
    if behind_figure and text[at].isascii() and text[at].isalpha():
        return 3
    if behind_figure and text[at] == "年":
        # `2021|年新增就业` is one year.
        return 6
    if not (behind_figure and opens_with_unit(text, at)):
        return 0
    # Of one character it opens many names (`村民`, `人均`), `公里` does not.
    return 6 if opens_with_unit(text, at, shortest=2) else 2


@lru_cache(maxsize=16384)
def name_cost(text: str) -> int | None:
    """What speaks against *text* as the name of an indicator; None where it is none."""
    marks = list(NUMBERED.finditer(text))
    words = text[marks[-1].end() :] if marks else text
    foreign = 4 * bool(marks and marks[-1].start() > 0)
    # What stands in brackets counts only where there is nothing else.
    rest = _BRACKETED.sub("", words) or words[1:-1]
    if len(_CHINESE.findall(rest)) < 2 or _COMPARISON.search(rest) or _NO_NAME.search(words):
        return None
    rest = _FIGURE_NAME.sub("", rest, count=1) if rest[0].isdigit() else rest
    figures = sum(
        2 if match["unit"] or match["code"] else 5
        for match in _FIGURE.finditer(_YEAR.sub("", rest))
    )
    signs = len(_NAME_SIGN.findall(rest)) + (rest[1:2] in "/*") + bool(_SIGN_WORD.search(rest))
    brackets = rest.count("(") + rest.count(")")
    signs += 2 * rest.endswith(("/", "*"))
    return figures + 4 * signs + 3 * brackets + 2 * len(_NOISE.findall(rest)) + foreign
