"""The grammar of target and actual values: `≥90分`, `百分之九十五`, `2022年12月底前`, `10–15`.

One grammar for both columns: an operator (sign or words), a number or a range or a date, a unit;
what it cannot read as such is text. Nothing is guessed: `价格2元至5元不等，共3批` is text.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from .model import Operator, Value
from .numbers import NUMBER, decimal_of
from .text import fold

#: Words and signs before the number → operator. Longest first; squeezed spelling.
_BEFORE: tuple[tuple[str, Operator], ...] = (
    ("大于或等于", "≥"), ("大于等于", "≥"), ("小于或等于", "≤"), ("小于等于", "≤"),
    ("不少于", "≥"), ("不低于", "≥"), ("不小于", "≥"), ("不得低于", "≥"), ("不得少于", "≥"),
    ("至少达到", "≥"), ("至少", "≥"), ("达到", "≥"), ("超过", ">"), ("大于", ">"), ("高于", ">"), ("多于", ">"),
    ("不高于", "≤"), ("不超过", "≤"), ("不多于", "≤"), ("不大于", "≤"), ("不得超过", "≤"), ("不得高于", "≤"),
    ("控制在", "≤"), ("最多", "≤"), ("小于", "<"), ("低于", "<"), ("少于", "<"), ("等于", "="),
    (">=", "≥"), ("=>", "≥"), ("<=", "≤"), ("=<", "≤"),
    ("≥", "≥"), ("≤", "≤"), (">", ">"), ("<", "<"), ("=", "="),
)  # fmt: skip
#: Words behind the number → operator.
_AFTER: tuple[tuple[str, Operator], ...] = (
    ("及以上", "≥"), ("或以上", "≥"), ("(含)以上", "≥"), ("以上", "≥"),
    ("及以下", "≤"), ("或以下", "≤"), ("(含)以下", "≤"), ("以下", "≤"), ("以内", "≤"), ("之内", "≤"),
    ("内", "≤"),
)  # fmt: skip

#: Words of a column 指标性质 that name a direction.
_DIRECTIONS: dict[str, Operator] = {
    "正向": "≥", "正向指标": "≥", "反向": "≤", "反向指标": "≤", "逆向指标": "≤",
}  # fmt: skip
#: What a cell of a column 指标性质 says and no other cell does, squeezed. (`达到` is an answer too.)
OPERATORS = frozenset((*(word for word, _ in _BEFORE if word != "达到"), *_DIRECTIONS, "~",
                     "定性", "定量", "定性指标", "定量指标"))  # fmt: skip
#: A blank between two Chinese characters is the layout's, not the writer's.
_GAP = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")

_DIGIT = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
_STEP = {"十": 10, "百": 100, "千": 1000}
_CN = "零〇○一二两三四五六七八九十百千"
_CN_NUMBER = re.compile(rf"[{_CN}]+(?:万[{_CN}]*)?(?:点[零〇○一二三四五六七八九]+)?")
_NUM = re.compile(rf"[+-]?{NUMBER}", re.ASCII)
_RANGE = re.compile(
    rf"(?P<low>{NUMBER})(?P<u1>[%‰]|[^\d\s.,~-]{{0,4}}?)(?:-|~|至|到)(?P<high>{NUMBER})(?P<unit>\D{{0,12}})",
    re.ASCII,
)
#: What may stand behind a number as its unit: words, `元/人·月`, `m2`, `次/10万公顷`, `/10万`, `%`.
_UNIT = re.compile(
    r"(?:[%‰]|[万亿千百]?[^\W\d_](?:[^\W\d_]|[/*·.]|(?<=m)[23]|(?<=/)\d+)*|m[23]|/(?:10{0,5})?[十百千万亿][人户例]?)(?:\([^()]{1,8}\))?"
)
_PER_CENT = re.compile(rf"(?P<scale>百|千)分之(?P<number>[{_CN}点]+|{NUMBER})")
_YEAR = r"(?P<year>(?:19|20)\d\d)(?:年|[-./])"
_DATE = re.compile(
    rf"(?:{_YEAR})?(?P<month>0?[1-9]|1[0-2])(?:月份?|[-./](?=\d))"
    r"(?:(?P<day>0?[1-9]|[12]\d|3[01])日?|(?P<part>底|末|初|上旬|中旬|下旬|中))?"
    r"(?P<bound>(?:之?以?前|之前|前)?)(?P<done>(?:内|全部|完成|完工|支付|到位|验收|完毕|建成|发放)*)"
)
_WHEN = re.compile(r"^(?:(?:完成|实施|开展|截止)?时间[为:]|于|在)")
_YEAR_END = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?P<part>底|末|内|度|年底|年末|)(?P<bound>(?:之?以?前|之前|前)?)"
    r"(?P<done>(?:完成|完工|支付|到位|验收)*)"
)
#: Words without any numeral, then one value.
_SENTENCE = re.compile(
    rf"(?P<words>[^\d{_CN}%≥≤<>=~]{{2,40}}?)(?P<value>(?:达到|不低于|不少于|不超过|不高于|[≥≤<>=]{{1,2}})?"
    rf"{NUMBER}(?:%|[^\W\d_]{{1,4}}(?:[/·][^\W\d_]{{1,3}})*)(?:及?以上|及?以下|以内)?)"
)
#: What was done, how many, of what.
_DONE = re.compile(
    rf"(?P<words>[^\d{_CN}%]{{0,10}}(?:完成|建成|新建|改造|开展|举办|发放|救助|培训|补助|保障))(?:了|共)?"
    rf"(?P<value>{NUMBER}(?:[个家户所处座台套辆场期起件项次名人村]|人次|户次|公里))"
    rf"(?!以)[^\d{_CN}%]{{2,40}}"
)
#: Words that make the number of a sentence something other than the value itself.
_UNSURE = re.compile(r"每|第|约|近|较|比|同|另|其|提高|增长|增加|减少|下降|降低|节约|级|标准|文|号")
#: A number that in front of 年 is a year's own.
_CALENDAR = re.compile(r"(?:19|20)\d\d")
_DAY_OF = {"上旬": 10, "中旬": 20, "中": 15, "初": 10}
_NUMBER_WORD_UNITS = (
    "个名人次场户家期份件项所处座台套辆年月天日批条里亩元分项村只头株起例支部册本种类期宗"
)
#: A period in front of what is done in it, each time.
_EACH = re.compile(
    r"(?:平均)?每一?个?(?P<period>半年|学年|学期|年度?|季度?|月度?|周|星期|日|天)(?:开展|组织|举办|召开|更新|完成)?(?=[^\W_]|[≥≤<>=])"
)
_COUNTED = re.compile(r"(?![日号月点时周前底%‰])[^/]+$")
_PUNCTUATION = "。;；,，. "


@lru_cache(maxsize=32768)
def parse_value(raw: str, operator: str | None = None, unit: str | None = None) -> Value:
    """Read one published value; *operator* and *unit* come from columns of their own, if any.

    >>> v = parse_value("不低于90分"); v.operator, v.number, v.unit
    ('≥', Decimal('90'), '分')
    """
    text = _GAP.sub("", fold(raw)).strip(_PUNCTUATION)
    sign = _sign(operator)
    measure = _measure(unit)
    rest, own_sign = _take_sign(text)
    found = (
        _per_period(rest, raw, own_sign or sign)
        or _date(rest, raw, own_sign or sign)
        or _per_cent(rest, raw, own_sign or sign)
        or _range(rest, raw, measure)
        or _number(rest, raw, own_sign or sign, measure)
        or _told(rest, raw, own_sign or sign)
    )
    if found is not None:
        return found
    return Value(raw=raw, operator=own_sign or sign, unit=measure, text=text or None)


def write_value(value: Value) -> str:
    """Write *value* back exactly as it was published."""
    return value.raw


def _sign(operator: str | None) -> Operator | None:
    """The operator of a column 指标性质; 定性 and 定量指标 say nothing of the direction."""
    if not operator:
        return None
    rest, sign = _take_sign(fold(operator).replace(" ", ""))
    return _DIRECTIONS.get(rest) if rest else sign


def _measure(unit: str | None) -> str | None:
    measure = fold(unit or "").strip(_PUNCTUATION)
    # `(万元` has lost a bracket, `(万元)` is in brackets; the brackets of `台(套)` are its own.
    if measure.startswith("(") or measure.count("(") != measure.count(")"):
        measure = measure.strip("()")
    measure = {"百分比": "%", "百分点": "%", "无": "", "/": "", "-": ""}.get(measure, measure)
    return measure or None


def _take_sign(text: str) -> tuple[str, Operator | None]:
    """Take the operator in front of *text*, doubled ones (`≥≥`) as one."""
    sign: Operator | None = None
    while text:
        for word, operator in _BEFORE:
            if text.startswith(word):
                if sign is not None and operator != sign:
                    return text, sign
                text, sign = text[len(word) :].lstrip(" :"), operator
                break
        else:
            return text, sign
    return text, sign


def _per_cent(text: str, raw: str, sign: Operator | None) -> Value | None:
    """`百分之九十五`, `千分之3`, `百分之百`."""
    match = _PER_CENT.match(text)
    if match is None:
        return None
    told = match["number"]
    if told == match["scale"]:  # `百分之百`
        told = "一" + told
    number = decimal_of(told) if told[0].isdigit() else chinese_number(told)
    rest, after = _take_after(text[match.end() :])
    if number is None or rest:
        return None
    return Value(
        raw=raw, operator=after or sign, number=number, unit="%" if match["scale"] == "百" else "‰"
    )


def _per_period(text: str, raw: str, sign: Operator | None) -> Value | None:
    """`每月不少于2次`, `每季度至少3次`: the period belongs to the unit (`次/月`)."""
    match = _EACH.match(text)
    if match is None:
        return None
    value = parse_value(text[match.end() :], sign)
    # `每月10日前` is a day, `每年10%` a growth.
    if value.number is None or value.text is not None or not _COUNTED.match(value.unit or ""):
        return None
    return value.model_copy(update={"raw": raw, "unit": f"{value.unit}/{match['period']}"})


def _range(text: str, raw: str, measure: str | None) -> Value | None:
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    low, high = decimal_of(match["low"]), decimal_of(match["high"])
    unit, after = _take_after(match["unit"].strip())
    unit = _measure(unit) or ""
    own = _measure(match["u1"]) or ""
    if low is None or high is None or low > high or after or (unit and not _UNIT.fullmatch(unit)):
        return None
    if own and unit and own != unit:
        return None
    if (unit or own) in ("月", "月份"):
        return None  # `1-12月` is when, `3-5个月` how long
    return Value(raw=raw, operator="~", number=low, high=high, unit=unit or own or measure)


def _number(text: str, raw: str, sign: Operator | None, measure: str | None) -> Value | None:
    match = _NUM.match(text)
    if match is not None:
        number = decimal_of(match[0])
    else:
        match = _CN_NUMBER.match(text)
        number = chinese_number(match[0]) if match is not None else None
        # `一般`, `一是` begin with a numeral: only a counting word makes it a number.
        if (
            match is None
            or (len(match[0]) == 1 and text[1:2] not in _NUMBER_WORD_UNITS)
            or len(text) == match.end()
        ):
            return None
    if number is None:
        return None
    rest, after = _take_after(text[match.end() :].strip())
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    if after is not None and sign is not None and after != sign and {after, sign} != {"≥", ">"}:
        return None
    unit = _measure(rest)
    if unit and (not _UNIT.fullmatch(unit) or len(unit) > 12):
        return None
    if unit and unit.startswith("年") and _CALENDAR.fullmatch(match[0]):
        return None  # `2020年全年` is when
    return Value(raw=raw, operator=after or sign, number=number, unit=unit or measure)


def _told(text: str, raw: str, sign: Operator | None) -> Value | None:
    """A sentence around its only number: `建成卫生室352个`, `已完成37个机构的补助`, `合格率达到95%以上`."""
    match = _SENTENCE.fullmatch(text) or _DONE.fullmatch(text)
    if match is None or _UNSURE.search(match["words"]):
        return None
    value = parse_value(match["value"])
    if value.number is None or not value.unit or value.high is not None:
        return None
    if value.unit.startswith("年") and _CALENDAR.fullmatch(str(value.number)):
        return None  # `完成2021年任务` names the year and no amount
    return Value(
        raw=raw, operator=value.operator or sign, number=value.number, unit=value.unit, text=text
    )


def _take_after(rest: str) -> tuple[str, Operator | None]:
    for word, operator in _AFTER:
        if rest.endswith(word):
            return rest[: -len(word)].strip(), operator
    return rest, None


def _date(text: str, raw: str, sign: Operator | None) -> Value | None:
    """`2022年12月底前` is `≤` the last day; `2021年12月31日` names the day it should be done."""
    squeezed = text.replace(" ", "")
    squeezed = _WHEN.sub("", squeezed)
    match = _YEAR_END.fullmatch(squeezed) or _DATE.fullmatch(squeezed)
    if match is None:
        return None
    groups = match.groupdict()
    if not (groups.get("month") or groups.get("year")) or _is_plain_number(squeezed):
        return None
    day = _day(groups)
    before = bool(groups.get("bound")) or sign in ("≤", "<")
    return Value(raw=raw, operator="≤" if before else None, date=day, text=None if day else text)


def _is_plain_number(text: str) -> bool:
    return (
        "年" not in text
        and "月" not in text
        and text.count("-") + text.count("/") + text.count(".") < 2
    )


def _day(groups: dict[str, str | None]) -> dt.date | None:
    """The last day a date means; None where no year is printed (`9月前`)."""
    if not groups.get("year"):
        return None
    year, month = int(groups.get("year") or 0), int(groups.get("month") or 12)
    last = calendar.monthrange(year, month)[1]
    day = int(groups.get("day") or _DAY_OF.get(groups.get("part") or "", last))
    return dt.date(year, month, day) if day <= last else None


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> Decimal | None:
    """Read `十一`, `二百零五`, `一万二千`, `九十五点五`; None where it is not a number.

    >>> chinese_number("十一"), chinese_number("九十五点五"), chinese_number("十百")
    (Decimal('11'), Decimal('95.5'), None)
    """
    whole, point, decimals = text.partition("点")
    high, wan, low = whole.partition("万")
    parts = [_below_wan(high), _below_wan(low) if low else 0] if wan else [0, _below_wan(whole)]
    if any(part is None for part in parts) or (point and not decimals):
        return None
    number = (parts[0] or 0) * 10000 + (parts[1] or 0)
    return (
        Decimal(f"{number}.{''.join(str(_DIGIT[c]) for c in decimals)}")
        if point
        else Decimal(number)
    )


def _below_wan(text: str) -> int | None:
    total, digit, last_step = 0, None, 10000
    for char in text:
        if char in _DIGIT:
            if digit:
                return None
            digit = _DIGIT[char]
        else:
            step = _STEP[char]
            if step >= last_step or (digit is None and not (step == 10 and total == 0)):
                return None
            total, digit, last_step = total + (digit if digit is not None else 1) * step, None, step
    return (total + (digit or 0)) if text else None
