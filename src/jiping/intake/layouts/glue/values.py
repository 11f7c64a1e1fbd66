"""Target and actual values in glued text: figures with operator and unit, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from .stretch import Cell, Stretch, once

_UNIT_WORDS = (
    "% ‰ 个 人 名 户 家 次 人次 户次 场 场次 期 班 班次 份 篇 条 项 件 起 例 批 批次 宗 处 "
    "座 所 栋 套 台 辆 艘 架 部 册 本 张 幅 块 盏 口 眼 孔 根 支 株 棵 头 只 羽 尾 米 千米 "
    "公里 里 厘米 毫米 平方米 平方公里 平米 立方米 立方 方 吨 万吨 公斤 千克 克 升 亩 万亩 公顷 "
    "万公顷 天 日 年 月 个月 小时 分钟 秒 周 季度 元 万元 亿元 万 亿 万人 万户 万人次 万平方米 "
    "万立方米 亿立方米 千瓦 千瓦时 万千瓦时 度 分 级 类 种 样 门 节 课时 学时 人日 人天 工日 间 床 "
    "张床 村 个村 镇 乡 县 区 校 所学校 组 队 支队伍 站 点 路 线 段 桩 台套 台/套 台(套) 套(台) /10万 /十万 /万 台次 车次 岗 "
    "岗位 职位 成 倍 百分比 百分点 个百分点 万起 万件 万份 万条 万册 万次 套/台 m m2 m3 km km2 "
    "hm2 t kg 剂次 剂 针 针次 例次 床日 趟 单 字 页 版 档 卷 盒 箱 袋 瓶 令 枚 面 顶 匹 副 双 层 幢 "
)
UNITS = frozenset(_UNIT_WORDS.split())
LONGEST_UNIT = max(map(len, UNITS))
#: What a unit is counted by: `元/人·月`.
PER = re.compile(
    r"(?:[/·*](?:人次|平方米|平方公里|公里|公斤|立方米|个月|[人户亩天日月年次场个件吨度座台套村校生家米名处份册本辆艘架头只株棵羽尾条盏间床张篇期班项支盒箱袋瓶块把栋幢路站点米升克]))+(?:、[人户天日月年次])?"
)
_BOUNDS = ("及以上", "及以下", "以上", "以下", "以内", "之内", "左右", "以前", "之前", "内", "前")
SIGN = re.compile(
    r"(>=|<=|=>|=<|≥≥|≤≤|[≥≤><=约]|不低于|不少于|不小于|不高于|不超过|不多于|不大于|大于等于|小于等于|大于或等于"
    r"|小于或等于|大于|小于|高于|低于|至少|控制在|超过|达到)\1?"
)
#: How text recognition misreads ≥ and its kin in front of a figure.
MISREAD_SIGN = re.compile(r"(?:[\^工到第]|5=)(?=[\dO])")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:1[0-2]|0?[1-9])月(?:(?:[12]\d|3[01]|0?[1-9])日|底|末|初|份|[上中下]旬)?"
    r"(?:之?以?前)?(?:完成|完工|竣工|支付|到位|验收|建成)?|(?:19|20)\d\d年(?:底|末|度|内)?(?:之?以?前)?(?:完成|完工|竣工)?"
    r"|(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:[12]\d|3[01]|0?[1-9])(?!\d)"
)
_MONTH = re.compile(r"\d{1,2}月")
#: What a date has for a unit.
DATE = "date"
#: A percentage has no more digits before its point.
PER_CENT_DIGITS = 3
_LONGEST_UNKNOWN = 4
#: Words that are a value of their own, no unit.
_ANSWERS = frozenset(
    "长期 完成 已完成 提升 提高 改善 增强 达标 合格 良好 及时 有效 健全 完善 显著 明显 持续 较高 较好".split()  # noqa: SIM905
)
STOPS = re.compile(r"[\d≥≤><=]")


@once
def bare(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A value whose operator and unit stand in columns of their own; no figure ends within a date."""
    within = 0
    for within in _dates(stretch.text, at, stretch.stop):
        yield Cell(at, within, 3, unit=DATE)
    for end in stretch.number_ends(at):
        if end >= within:
            yield Cell(at, end, 0, stretch.text[at:end])


@once
def value(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A target or an actual value that is a figure or a date."""
    yield from _value(stretch, at, signed=True)


@once
def unsigned_value(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A value whose operator stands in a column of its own."""
    yield from _value(stretch, at, signed=False)


def _value(stretch: Stretch, at: int, *, signed: bool) -> Iterator[Cell]:
    text = stretch.text
    for date in _dates(text, at, stretch.stop):
        yield Cell(at, date, 3, unit=DATE)
    sign = SIGN.match(text, at, stretch.stop) if signed else None
    start = sign.end() if sign else at
    for end in stretch.number_ends(start):
        number = text[start:end]
        for close, unit, gain in _units(stretch, end):
            if unit == "年" and _MONTH.match(text, close):
                continue
            if unit != "%" or (
                len(number.split(".")[0]) <= PER_CENT_DIGITS and not is_torn_nought(text, start)
            ):
                yield Cell(at, close, gain + (1 if sign else 0), number, unit)
    if stretch.garbled and sign is None and (misread := MISREAD_SIGN.match(text, at)):
        yield from _misread(stretch, at, misread.end())


def _misread(stretch: Stretch, at: int, start: int) -> Iterator[Cell]:
    """A figure behind a misread operator: its digits cannot be trusted either."""
    if stretch.text[at] == "5":
        # The figure behind `5=` is whole, but the 5 may belong to the figure before.
        for end in stretch.number_ends(start):
            for close, unit, gain in _units(stretch, end):
                yield Cell(at, close, gain, stretch.text[start:end], unit, known=False)
        return
    end = start + 1
    while end < stretch.stop and (stretch.text[end].isdigit() or stretch.text[end] in ".O"):
        end += 1
    for close, unit, gain in _units(stretch, end):
        yield Cell(at, close, gain - 1, "", unit, known=False)


def behind_two(stretch: Stretch, at: int, cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells once more where the 2 that they begin with may be a misread ≥."""
    if stretch.garbled and stretch.text[at] == "2":
        for cell in cells:
            if cell.number[:1] == "2" and cell.number[1:2].isdigit():
                yield replace(cell, gain=cell.gain - 1, number=cell.number[1:], known=False)


def _dates(text: str, at: int, stop: int) -> Iterator[int]:
    if text[at].isdigit() and (match := _DATE.match(text, at, stop)):
        yield match.end()


def _units(stretch: Stretch, at: int) -> Iterator[tuple[int, str, int]]:
    """The units that may stand at *at*: end, spelling, gain."""
    text, stop = stretch.text, stretch.stop
    if at < stop and text[at] in "%‰":
        yield from _bounded(stretch, at + 1, text[at], 1)
        return
    yield at, "", 0
    longest = min(stretch.words_end(at), at + LONGEST_UNIT + 6)
    spelled = False
    for end in range(at + 1, min(longest, at + LONGEST_UNIT) + 1):
        if text[at:end] in UNITS:
            spelled = spelled or end == longest
            cut = any(text[at:far] in UNITS for far in range(end + 1, end + 3))
            yield from _bounded(stretch, end, text[at:end], end - at - cut)
            if match := PER.match(text, end, longest):
                yield match.end(), text[at : match.end()], match.end() - at
    behind = text[longest : longest + 1]
    if not spelled and at < longest < stop and behind and STOPS.match(behind):
        unit = text[at:longest]
        if len(unit) <= _LONGEST_UNKNOWN and unit.isalpha() and unit not in _ANSWERS:
            yield longest, unit, -1


def _bounded(stretch: Stretch, end: int, unit: str, gain: int) -> Iterator[tuple[int, str, int]]:
    """A unit, and the unit with a word of a bound behind it (`以内`)."""
    yield end, unit, gain
    for bound in _BOUNDS:
        if stretch.text.startswith(bound, end) and end + len(bound) <= stretch.stop:
            yield end + len(bound), unit, gain
            return


def is_torn_nought(text: str, at: int) -> bool:
    """Whether a 0 stands behind a digit: `0%` is the end of `90%` rather than a cell of its own."""
    return text[at : at + 1] == "0" and at > 0 and text[at - 1].isdigit()


def opens_with_unit(text: str, at: int, shortest: int = 1) -> bool:
    """Whether a unit stands at *at*: what begins there may belong to the figure before."""
    return any(text[at : at + length] in UNITS for length in range(shortest, 4))
