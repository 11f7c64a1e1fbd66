"""What may stand as one cell at a place in glued text: numbers, values, marks, words.

Every function answers all cells that may begin at a position, each with its *gain*: how many of its
characters are borne out by what cells of the column look like (a known unit, a known word), less what
speaks against it. Which of the cells is right only the whole row can tell, see `rows`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jiping.filing.numbers import HUNDRED

_UNIT_WORDS = (
    "% ‰ 个 人 名 户 家 次 人次 户次 场 场次 期 班 班次 份 篇 条 项 件 起 例 批 批次 宗 处 "
    "座 所 栋 套 台 辆 艘 架 部 册 本 张 幅 块 盏 口 眼 孔 根 支 株 棵 头 只 羽 尾 米 千米 "
    "公里 里 厘米 毫米 平方米 平方公里 平米 立方米 立方 方 吨 万吨 公斤 千克 克 升 亩 万亩 公顷 "
    "万公顷 天 日 年 月 个月 小时 分钟 秒 周 季度 元 万元 亿元 万 亿 万人 万户 万人次 万平方米 "
    "万立方米 亿立方米 千瓦 千瓦时 万千瓦时 度 分 级 类 种 样 门 节 课时 学时 人日 人天 工日 间 床 "
    "张床 村 个村 镇 乡 县 区 校 所学校 组 队 支队伍 站 点 路 线 段 桩 台套 台/套 台次 车次 岗 "
    "岗位 职位 成 倍 百分点 个百分点 万起 万件 万份 万条 万册 万次 套/台 m m2 m3 km km2 "
    "hm2 t kg 档 卷 盒 箱 袋 瓶 令 枚 面 顶 匹 副 双 层 幢 "
)
_UNITS = frozenset(_UNIT_WORDS.split())
_LONGEST_UNIT = max(map(len, _UNITS))
#: What a unit is counted by: `元/人·月`.
_PER = re.compile(
    r"(?:[/·*](?:人次|平方米|平方公里|公里|公斤|立方米|个月|[人户亩天日月年次场个件吨度座台套村校生家米名处]))+"
)
_BOUNDS = ("及以上", "及以下", "以上", "以下", "以内", "之内", "左右", "以前", "之前", "内", "前")
_SIGN = re.compile(
    r">=|<=|=>|=<|≥≥|≤≤|[≥≤><=约]|不低于|不少于|不小于|不高于|不超过|不多于|不大于|大于等于|小于等于|大于或等于"
    r"|小于或等于|大于|小于|高于|低于|至少|控制在|超过|达到"
)
#: How text recognition misreads ≥ and its kin in front of a figure.
_MISREAD_SIGN = re.compile(r"(?:[\^工到第]|5=)(?=[\dO])")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:1[0-2]|0?[1-9])月(?:(?:[12]\d|3[01]|0?[1-9])日|底|末|初|份|[上中下]旬)?"
    r"(?:之?以?前)?(?:完成|完工|竣工|支付|到位|验收|建成)?|(?:19|20)\d\d年(?:底|末|度|内)?(?:之?以?前)?(?:完成|完工|竣工)?"
    r"|(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:[12]\d|3[01]|0?[1-9])(?!\d)"
)
_MONTH = re.compile(r"\d{1,2}月")
_QUALITY = re.compile(
    r"(?:(?:显著|明显|有效|逐步|逐年|不断|持续|进一步|大幅|大力|较大|切实|稳步|得到|有所|基本|全面|充分|长期|全部|按时|按期|按计划|及时|圆满|顺利|已)+"
    r"(?:提升|提高|改善|增强|增加|增长|促进|保障|完成|达到|达标|实现|推进|落实|加强|减少|降低|下降|发挥|缓解|优化|满意|合格|达成|有效|稳定|好转)"
    r"|达成预期指标|达到预期(?:指标|目标|效果)?|效果显著|效果明显|优良中低差|优良中差|高中低|好坏|提升|提高|改善|增强|完成|已完成|达标|合格|显著|明显|有效"
    r"|持续|长期|长效|合规|及时|规范|健全|完善|完整|较高|较好|良好|优秀|较强|满意|高|好|优|良|是|否|有|无|中)"
)
_MARK = re.compile(r"/|-{1,2}|一(?![般定])|\\")
_STOPS = re.compile(r"[\d≥≤><=]")
#: Words of the column 指标性质.
NATURES = ("定性指标", "定量指标", "正向指标", "反向指标", "定性", "定量", "正向", "反向")
_NATURE_CHARS = frozenset(map("".join, (sorted(each) for each in NATURES[:4])))
_LATIN = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,5}[^\d≥≤><=]?(?=[\d≥≤><=])")
#: A percentage has no more digits before its point.
PER_CENT_DIGITS = 3
_LONGEST_WORDS = 40
_COPY = 8
_LONGEST_FREE_UNIT = 8


class Cell(NamedTuple):
    """A cell: its stretch, how well it is borne out, and its number and unit if it has them."""

    start: int
    end: int
    gain: int = 0
    number: str = ""
    unit: str = ""
    #: False where something stands that cannot be read.
    known: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the cell."""
        return self.start == self.end


Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a text that is read: it ends at *stop*; no number runs over one of *breaks*."""

    text: str
    stop: int
    breaks: frozenset[int] = frozenset()
    garbled: bool = False
    #: The line breaks inside the stretch, in order.
    line_ends: tuple[int, ...] = ()

    def line_end(self, at: int) -> int:
        """The end of the line of *at*, or of the stretch."""
        number = bisect_right(self.line_ends, at)
        return self.line_ends[number] if number < len(self.line_ends) else self.stop

    def breaks_in(self, start: int, end: int) -> int:
        """How many line breaks stand between two places."""
        if not self.line_ends:
            return 0
        return bisect_left(self.line_ends, end) - bisect_right(self.line_ends, start)

    def digits_end(self, at: int) -> int:
        """The end of the run of digits at *at*."""
        end = at
        while (
            end < self.stop and self.text[end].isdigit() and (end == at or end not in self.breaks)
        ):
            end += 1
        return end

    def number_ends(self, at: int, decimals: int = 4) -> Iterator[int]:
        """Where a number that begins at *at* may end: no leading zeros, no lone point."""
        text, stop = self.text, self.digits_end(at)
        if stop == at:
            return
        for end in range(at + 1, at + 2) if text[at] == "0" else range(at + 1, stop + 1):
            if not self._point_at(end):
                yield end
                continue
            last = min(self.digits_end(end + 1), end + 1 + decimals)
            yield from (e for e in range(end + 2, last + 1) if not self._point_at(e))
        grouped = _GROUPED.match(text, at, self.stop)
        if grouped and not self._point_at(grouped.end()):
            yield grouped.end()

    def _point_at(self, at: int) -> bool:
        """Whether a decimal point stands at *at*: no number ends in front of one."""
        return at + 1 < self.stop and self.text[at] == "." and self.digits_end(at + 1) > at + 1

    def words_end(self, at: int) -> int:
        """The end of the words at *at*: where the next figure or operator or line begins."""
        stop = self.line_end(at)
        match = _STOPS.search(self.text, at, stop)
        return match.start() if match else stop


def stretch_of(
    text: str, start: int, stop: int, breaks: frozenset[int], *, garbled: bool
) -> Stretch:
    """The stretch from *start* to *stop* of a text with line breaks at *breaks*."""
    inside = tuple(sorted(b for b in breaks if start < b < stop))
    return Stretch(text, stop, frozenset(inside), garbled, inside)


_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?")


@lru_cache(maxsize=16384)
def decimal(text: str) -> Decimal:
    """The exact number of a cell."""
    return Decimal(text.replace(",", ""))


# --- figures --------------------------------------------------------------------------------------


def points(stretch: Stretch, at: int, most: Decimal = HUNDRED) -> Iterator[Cell]:
    """Points of a weight or a score, from 0 to *most*."""
    for end in stretch.number_ends(at, 2):
        number = stretch.text[at:end]
        if decimal(number) <= most:
            yield Cell(at, end, number=number)


def rate(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A rate or a factor: `100%`, `0.958`, `100`."""
    for end in stretch.number_ends(at):
        number = stretch.text[at:end]
        if len(number.split(".")[0]) > PER_CENT_DIGITS:
            continue
        if stretch.text[end : end + 1] == "%" and end < stretch.stop:
            yield Cell(at, end + 1, 1, number, "%")
        else:
            yield Cell(at, end, 0, number)


def money(stretch: Stretch, at: int) -> Iterator[Cell]:
    """An amount, with a unit of its own or none."""
    for end in stretch.number_ends(at, 6):
        number = stretch.text[at:end]
        yield Cell(at, end, 0, number)
        for unit in ("万元", "元"):
            if stretch.text.startswith(unit, end):
                yield Cell(at, end + len(unit), 1, number, unit)


def mark(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A mark of an empty or inapplicable cell: `/`, `-`, and `一` as a dash is misread."""
    match = _MARK.match(stretch.text, at, stretch.stop)
    if match:
        yield Cell(at, match.end())


# --- values ---------------------------------------------------------------------------------------


def bare(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A value whose operator and unit stand in columns of their own."""
    for end in stretch.number_ends(at):
        yield Cell(at, end, 0, stretch.text[at:end])


def value(stretch: Stretch, at: int, *, signed: bool = True) -> Iterator[Cell]:
    """A target or an actual value that is a figure or a date; *signed* if an operator may open it."""
    text = stretch.text
    for date in _dates(text, at, stretch.stop):
        yield Cell(at, date, 3, unit="date")
    sign = _SIGN.match(text, at, stretch.stop) if signed else None
    start = sign.end() if sign else at
    for end in stretch.number_ends(start):
        number = text[start:end]
        for close, unit, gain in _units(stretch, end):
            if unit != "%" or len(number.split(".")[0]) <= PER_CENT_DIGITS:
                yield Cell(at, close, gain + (1 if sign else 0), number, unit)
    if stretch.garbled and sign is None and (misread := _MISREAD_SIGN.match(text, at)):
        yield from _misread(stretch, at, misread.end())


def _misread(stretch: Stretch, at: int, start: int) -> Iterator[Cell]:
    """A figure behind a misread operator: its digits cannot be trusted either."""
    end = start + 1
    while end < stretch.stop and (stretch.text[end].isdigit() or stretch.text[end] in ".O"):
        end += 1
    for close, unit, gain in _units(stretch, end):
        yield Cell(at, close, gain - 1, "", unit, known=False)


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
    longest = min(stretch.words_end(at), at + _LONGEST_UNIT + 6)
    spelled = False
    for end in range(at + 1, min(longest, at + _LONGEST_UNIT) + 1):
        if text[at:end] in _UNITS:
            spelled = spelled or end == longest
            cut = any(text[at:far] in _UNITS for far in range(end + 1, end + 3))
            yield from _bounded(stretch, end, text[at:end], end - at - cut)
            if match := _PER.match(text, end, longest):
                yield match.end(), text[at : match.end()], match.end() - at
    behind = text[longest : longest + 1]
    if not spelled and at < longest < stop and behind and _STOPS.match(behind):
        unit = text[at:longest]
        if len(unit) <= 4 and unit.isalpha():
            yield longest, unit, 0


def _bounded(stretch: Stretch, end: int, unit: str, gain: int) -> Iterator[tuple[int, str, int]]:
    """A unit, and the unit with a word of a bound behind it (`以内`)."""
    yield end, unit, gain
    for bound in _BOUNDS:
        if stretch.text.startswith(bound, end) and end + len(bound) <= stretch.stop:
            yield end + len(bound), unit, gain
            return


def opens_with_unit(text: str, at: int) -> bool:
    """Whether a unit stands at *at*: what begins there may belong to the figure before."""
    return any(text[at : at + length] in _UNITS for length in (1, 2, 3))


def copy(stretch: Stretch, at: int, of: Cell) -> Iterator[Cell]:
    """The same text once more."""
    text = stretch.text[of.start : of.end]
    end = at + len(text)
    if text and of.known and end <= stretch.stop and stretch.text.startswith(text, at):
        if text[-1].isdigit() and stretch.text[end : end + 1] == ".":
            return
        # That the number is the same counts once, for the row as a whole.
        gain = len(of.unit) if of.number else min(len(text), _COPY)
        yield Cell(at, end, gain, of.number, of.unit)


def words(stretch: Stretch, at: int) -> Iterator[Cell]:
    """Words that offices answer with, and words that stand twice (target and actual alike)."""
    text = stretch.text
    close = stretch.words_end(at)
    match = _QUALITY.match(text, at, close)
    if match:
        yield Cell(at, match.end(), match.end() - at - 1)
    for length in range(2, min(_LONGEST_WORDS, (close - at) // 2) + 1):
        end = at + length
        if text.startswith(text[at:end], end) and not (match and match.end() == end):
            yield Cell(at, end)


def nature(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A cell of the column 指标性质: an operator or 定性, 定量; also with its characters jumbled."""
    text = stretch.text
    sign = _SIGN.match(text, at, stretch.stop)
    if sign:
        yield Cell(at, sign.end(), 1)
    for word in NATURES:
        if text.startswith(word, at) and at + len(word) <= stretch.stop:
            yield Cell(at, at + len(word), len(word))
            return
    if at + 4 <= stretch.stop and "".join(sorted(text[at : at + 4])) in _NATURE_CHARS:
        yield Cell(at, at + 4, 4)


def measure(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A cell of the column 度量单位."""
    close = min(stretch.words_end(at), at + _LONGEST_UNIT + 6)
    for end in range(at + 1, close + 1):
        unit = stretch.text[at:end]
        if unit in _UNITS and stretch.text[at - 1 : end] not in _UNITS:
            yield Cell(at, end, end - at, unit=unit)
            if match := _PER.match(stretch.text, end, close):
                far = match.end()
                yield Cell(at, far, far - at, unit=stretch.text[at:far])
    # Between two figures all words are the unit, known or not.
    whole = stretch.words_end(at)
    if (
        at < whole < stretch.stop
        and whole - at <= _LONGEST_FREE_UNIT
        and stretch.text[at - 1].isdigit()
    ):
        yield Cell(at, whole, unit=stretch.text[at:whole])
    if stretch.garbled and (match := _LATIN.match(stretch.text, at, stretch.stop + 1)):
        yield Cell(at, match.end(), -1, known=False)


def yes_no(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A cell of the column 是否核心指标."""
    if at < stretch.stop and stretch.text[at] in "是否":
        yield Cell(at, at + 1, 1)
