"""What may stand as one cell at a place in glued text: numbers, marks, words.

Every function answers all cells that may begin at a position, each with its *gain*: how many of its
characters are borne out by what cells of the column look like (a known unit, a known word), less what
speaks against it. Which of the cells is right only the whole row can tell, see `row`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .stretch import Cell, Stretch, decimal, once
from .values import LONGEST_UNIT, PER, PER_CENT_DIGITS, SIGN, UNITS, is_torn_nought

_QUALITY = re.compile(
    r"(?:(?:显著|明显|有效|逐步|逐年|不断|持续|进一步|大幅|大力|较大|切实|稳步|得到|有所|基本|全面|充分|长期|全部|按时|按期|按计划|及时|圆满|顺利|已)+"
    r"(?:提升|提高|改善|增强|增加|增长|促进|保障|完成|达到|达标|实现|推进|落实|加强|减少|降低|下降|发挥|缓解|优化|满意|合格|达成|有效|稳定|好转)"
    r"|达成预期指标|达到预期(?:指标|目标|效果)?|效果显著|效果明显|优良中低差|优良中差|高中低|好坏|提升|提高|改善|增强|完成|已完成|达标|合格|显著|明显|有效"
    r"|持续|长期|长效|合规|及时|规范|健全|完善|完整|较高|较好|良好|优秀|较强|满意|高|好|优|良|是|否|有|无|中)"
)
#: What makes a word of quality the beginning of a name: `完成及时率`, `满意度`.
_MEASURED = re.compile(
    r"率|度|性|及时[率性]|程度|情况|(?:质量|数量|时效|成本)(?!指标)|时间|时限|比例|面积|人数|户数|里程|长度|[及和与]"
)
_MARK = re.compile(r"/|-{1,2}|(?<=\d)一(?![般定])|\\")
#: Words of the column 指标性质.
NATURES = ("定性指标", "定量指标", "正向指标", "反向指标", "定性", "定量", "正向", "反向")
_NATURE_CHARS = frozenset(map("".join, (sorted(each) for each in NATURES[:4])))
_LATIN = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,5}[^\d≥≤><=]?(?=[\d≥≤><=])")
_LONGEST_FREE_UNIT = 8
_LONGEST_WORDS = 40
_COPY = 8
_MOST_POINTS = Decimal(100)


@once
def points(stretch: Stretch, at: int) -> Iterator[Cell]:
    """Points of a weight or a score, from 0 to 100."""
    for end in stretch.number_ends(at, 2):
        number = stretch.text[at:end]
        if decimal(number) <= _MOST_POINTS and not _is_list_mark(stretch.text, end):
            yield Cell(at, end, number=number)


def _is_list_mark(text: str, at: int) -> bool:
    """Whether the number that ends at *at* counts the first of several remarks: `1.全部达成`."""
    return text[at : at + 1] == "." and text[at + 1 : at + 2].isalpha()


@once
def rate(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A rate or a factor: `100%`, `0.958`, `100`."""
    for end in stretch.number_ends(at):
        number = stretch.text[at:end]
        if len(number.split(".")[0]) > PER_CENT_DIGITS:
            continue
        if stretch.text[end : end + 1] == "%" and end < stretch.stop:
            if not is_torn_nought(stretch.text, at):
                yield Cell(at, end + 1, 1, number, "%")
        else:
            yield Cell(at, end, 0, number)


@once
def money(stretch: Stretch, at: int) -> Iterator[Cell]:
    """An amount, with a unit of its own or none."""
    for end in stretch.number_ends(at, 6):
        number = stretch.text[at:end]
        yield Cell(at, end, 0, number)
        for unit in ("万元", "万", "元"):
            if stretch.text.startswith(unit, end):
                yield Cell(at, end + len(unit), 1, number, unit)


@once
def mark(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A mark of an empty or inapplicable cell: `/`, `-`, and `一` as a dash is misread."""
    match = _MARK.match(stretch.text, at, stretch.stop)
    if match:
        yield Cell(at, match.end())


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


@once
def words(stretch: Stretch, at: int) -> Iterator[Cell]:
    """Words that offices answer with, and words that stand twice (target and actual alike)."""
    text = stretch.text
    close = stretch.words_end(at)
    match = _QUALITY.match(text, at, close)
    if match and _MEASURED.match(text, match.end(), close):
        match = None
    if match:
        yield Cell(at, match.end(), match.end() - at - 1)
    for length in range(2, min(_LONGEST_WORDS, (close - at) // 2) + 1):
        end = at + length
        if text.startswith(text[at:end], end) and not (match and match.end() == end):
            yield Cell(at, end)


@once
def nature(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A cell of the column 指标性质: an operator or 定性, 定量; also with its characters jumbled."""
    text = stretch.text
    sign = SIGN.match(text, at, stretch.stop)
    if sign:
        yield Cell(at, sign.end(), 1)
    if stretch.garbled and stretch.text[at] in "^工到第":
        yield Cell(at, at + 1, known=False)
    for word in NATURES:
        if text.startswith(word, at) and at + len(word) <= stretch.stop:
            yield Cell(at, at + len(word), len(word))
            return
    if at + 4 <= stretch.stop and "".join(sorted(text[at : at + 4])) in _NATURE_CHARS:
        yield Cell(at, at + 4, 4)


@once
def measure(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A cell of the column 度量单位."""
    close = min(stretch.words_end(at), at + LONGEST_UNIT + 6)
    for end in range(at + 1, close + 1):
        unit = stretch.text[at:end]
        if unit in UNITS and stretch.text[at - 1 : end] not in UNITS:
            yield Cell(at, end, end - at, unit=unit)
            if match := PER.match(stretch.text, end, close):
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


@once
def yes_no(stretch: Stretch, at: int) -> Iterator[Cell]:
    """A cell of the column 是否核心指标."""
    if at < stretch.stop and stretch.text[at] in "是否":
        yield Cell(at, at + 1, 1)
