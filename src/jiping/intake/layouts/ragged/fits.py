"""What a whole cell costs in a column: 0 what the column looks like, more for rarer, None never.

Unlike in running text a cell is never a part of another one, so its kind alone decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from jiping.filing.numbers import HUNDRED, NUMBER, decimal_of
from jiping.filing.text import fold, squeeze
from jiping.filing.values import OPERATORS
from jiping.intake import labels
from jiping.intake.amounts import amount, blank, points, told_rate
from jiping.intake.currency import is_currency
from jiping.intake.layouts.space.shapes import NUMBERED

Cost = int | None

_CJK = re.compile(r"[\u4e00-\u9fff]")
_NUMERIC = re.compile(rf"[+-]?{NUMBER}(?:[%‰]|万?元|分)?|[\d.,]+", re.ASCII)
_DAMAGED = re.compile(r"\d[\d.,]*", re.ASCII)
#: A number with at most a unit behind it, a date, a comparison: no name of an indicator.
_MEASURED = re.compile(rf"(?:[≥≤<>=~+-]*|不[低少小高多大]于|不超过|[大小]于或?等于){NUMBER}(?:\D{{0,4}}|[-~至]{NUMBER}\D{{0,4}})|(?:\d+[年月日.\-/])+[前底末内初]{{0,2}}(?:完成)?", re.ASCII)  # fmt: skip
_SIGNED = re.compile(r"[≥≤<>=]+")
_UNITS = frozenset(
    ("%", "‰", "个", "名", "人", "次", "场", "户", "家", "期", "份", "件", "项", "所", "处", "座", "台", "套", "辆", "年", "月",
     "天", "日", "批", "条", "里", "亩", "元", "分", "村", "只", "头", "株", "起", "例", "支", "部", "册", "本", "种", "类", "宗",
     "吨", "米", "度", "万元", "亿元", "公里", "千米", "平方米", "立方米", "公顷", "小时", "分钟", "工作日", "人次", "人天", "万人",
     "户次", "场次", "批次", "家次", "百分比")
)  # fmt: skip
#: Whole answers in words: more likely a value than the name of an indicator or a reason.
_ANSWER = re.compile(
    r"(?:已|全部|基本|按时|按期|及时|如期|均)*(?:完成|达标|达到|合格|达成|到位|实现|发放|达成预期指标|完成目标)|[是否优良中差高低好有无]|优良|优秀|良好|"
    r"(?:有效|逐步|明显|显著|不断|持续|有所|稳步|大幅|进一步|较|效果|长期|影响)*"
    r"(?:提升|提高|改善|增强|增加|促进|保障|显著|明显|有效|稳定|较高|较好|良好|及时|合规|持续|长期|高|好|下降|减少|降低|增长)"
)
_REASONED = re.compile(r"原因|措施|未能|由于|因为|建议|改进|加强|导致|影响.*完成")
#: What a target was taken from, where a column of its own says so (绩效标准).
_STANDARDS = frozenset(("计划标准", "行业标准", "历史标准", "预算标准", "其他标准"))
#: No rate in percent without its sign.
_NO_RATE = 500
#: Between the units of `元/平方米·天`.
_PARTED = re.compile(r"[/·*]")
_MEASURE = re.compile(r"[^\d≥≤=<>。,;:%]{1,6}")
_LONG = 30
_OWN_LEVEL = re.compile(r"[\u4e00-\u9fff]{2,8}指标")
_POINTED = re.compile(r"\(\d+(?:\.\d+)?分?\)?$")


@lru_cache(maxsize=32768)
def money(text: str) -> Cost:
    """An amount, its unit alone, a mark of none; a damaged number stands here too."""
    if blank(text) or is_currency(text) or amount(text) is not None:
        return 0
    return 1 if _DAMAGED.fullmatch(squeeze(text)) else None


@lru_cache(maxsize=32768)
def score(text: str) -> Cost:
    """Points from 0 to 100."""
    if blank(text):
        return 0
    number = points(text)
    return 0 if number is not None and 0 <= number <= HUNDRED else None


@lru_cache(maxsize=32768)
def rate(text: str) -> Cost:
    """A rate, with percent sign or without; a number far over a hundred is an amount."""
    told = told_rate(text)
    if told is None:
        return 0 if blank(text) else None
    return 0 if told[1] or told[0] < _NO_RATE else None


@lru_cache(maxsize=32768)
def operator(text: str) -> Cost:
    """A cell of the column 指标性质."""
    return 0 if blank(text) or squeeze(text) in OPERATORS else None


@lru_cache(maxsize=32768)
def yes_no(text: str) -> Cost:
    """A cell of the column 是否核心指标."""
    return 0 if blank(text) or squeeze(text) in "是否" else None


@lru_cache(maxsize=32768)
def serial(text: str) -> Cost:
    """A serial number."""
    number = decimal_of(squeeze(text))
    return 0 if number is not None and not number % 1 and 0 < number < 1000 else None


@lru_cache(maxsize=32768)
def measure(text: str) -> Cost:
    """A unit of measure; unusual ones are possible."""
    text = squeeze(text)
    if blank(text) or _is_measure(text):
        return 0
    if operator(text) is not None or is_answer(text) or is_level(text):
        return None
    if not _MEASURE.fullmatch(text):
        return None
    return 1 if "/" in text or text[-1] in _UNITS else 3


@lru_cache(maxsize=32768)
def value(text: str) -> Cost:
    """A target or actual value: a figure, a date, words; a bare sign or unit is none."""
    text = squeeze(text)
    if blank(text):
        return 0
    if _SIGNED.fullmatch(text) or text in ("定性", "定量") or _is_measure(text):
        return None
    if is_level(text):
        return None
    if NUMBERED.match(text):
        return 4
    if is_answer(text) or is_figure(text):
        return 0
    return 2 if any(map(str.isdigit, text)) or len(text) <= _LONG else 3


@lru_cache(maxsize=32768)
def remark(text: str) -> Cost:
    """A reason, an explanation, a standard: words, no figure."""
    text = squeeze(text)
    if blank(text):
        return 0
    if text == "0":
        return 2  # in offices that leave no cell empty
    if is_figure(text) or operator(text) is not None or not _CJK.search(text):
        return None
    if labels.row_of(text) or is_level(text):
        return None
    if NUMBERED.match(text):
        return 4
    if is_answer(text):
        return 4
    if text in _STANDARDS:
        return 0
    return 0 if _REASONED.search(text) or len(text) > _LONG else 1


@lru_cache(maxsize=32768)
def name(text: str) -> Cost:
    """The name of an indicator: words."""
    text = squeeze(text)
    if blank(text) or is_figure(text) or operator(text) is not None:
        return None
    if labels.core(text) in labels.TOTALS or not any(char.isalpha() for char in text):
        return None
    if text in _STANDARDS:
        return None
    if is_level(text):
        return 3
    return 2 if is_answer(text) or _REASONED.match(text) else 0


@lru_cache(maxsize=32768)
def level1(text: str) -> Cost:
    """A label of level 1; own words of a form with other levels."""
    return 0 if labels.level1_of(text) else _own_level(text, labels.level2_of)


@lru_cache(maxsize=32768)
def level2(text: str) -> Cost:
    """A label of level 2; own words of a form with other levels."""
    return 0 if labels.level2_of(text) else _own_level(text, labels.level1_of)


@lru_cache(maxsize=32768)
def known_level1(text: str) -> Cost:
    """A label of level 1 in a form that has the usual ones."""
    return 0 if labels.level1_of(text) else None


@lru_cache(maxsize=32768)
def known_level2(text: str) -> Cost:
    """A label of level 2 in a form that has the usual ones; those of the framework stand beside them,
    and what an office calls so itself (`安全效益指标`).
    """
    if labels.level2_of(text):
        return 0
    text = squeeze(text)
    if text in labels.FRAMEWORK_LEVELS:
        return 1
    own = _OWN_LEVEL.fullmatch(text) and not labels.level1_of(text) and not labels.column_of(text)
    return 2 if own else None


def _own_level(text: str, other: Callable[[str], object]) -> Cost:
    text = squeeze(text)
    if other(text) is not None or blank(text) or is_figure(text) or not _CJK.search(text):
        return None
    if len(text) > _LONG or is_answer(text):
        return None
    return 1 if _POINTED.search(text) else 2


@lru_cache(maxsize=32768)
def row_label(text: str) -> Cost:
    """The label of a budget row; unknown ones where the row is known."""
    if labels.row_of(text):
        return 0
    text = squeeze(text)
    if blank(text) or is_figure(text) or len(text) > _LONG or not _CJK.search(text):
        return None
    return 2 if re.search(r"^其中|(?:资金|支出|拨款|补助|经费|收入|财政)[:：]?$", text) else 4


@lru_cache(maxsize=32768)
def anything(text: str) -> Cost:
    """A cell of a column whose label says nothing to us."""
    return 0 if blank(text) else 1


@lru_cache(maxsize=32768)
def is_figure(text: str) -> bool:
    """Whether a cell is a number, an amount, a rate, a date or a comparison, and no words."""
    text = fold(text).replace(" ", "")
    return bool(_NUMERIC.fullmatch(text) or _MEASURED.fullmatch(text) or _SIGNED.match(text))


def is_answer(text: str) -> bool:
    """Whether a squeezed text is a whole answer in words (`已完成`, `有效提升`)."""
    return _ANSWER.fullmatch(text) is not None


def _is_measure(text: str) -> bool:
    """Whether a cell is a unit of measure such as `万元`, `元/人`, and nothing else."""
    return all(part in _UNITS for part in _PARTED.split(text))


def is_level(text: str) -> bool:
    """Whether a squeezed text is the label of a level."""
    return "指标" in text and bool(labels.level1_of(text) or labels.level2_of(text))


def begins_row(text: str) -> bool:
    """Whether a cell shows by itself that a row begins: a level known or with its points behind it."""
    text = squeeze(text)
    return is_level(text) or _POINTED.search(text) is not None


FITS: dict[str, Callable[[str], Cost]] = {
    "label": row_label,
    "initial": money, "change": money, "adjusted": money, "executed": money,
    "execution_rate": rate,
    "rate_weight": score, "rate_score": score, "level_weight": score, "weight": score, "score": score,
    "reviewed_score": score, "number": serial, "level1": level1, "level2": level2,
    "name": name, "target": value, "adjusted_target": value, "actual": value,
    "operator": operator, "measure": measure, "completion": rate,
    "core": yes_no, "reason": remark, "remark": remark, "explanation": remark,
    "scoring_standard": remark, "fund_source": remark, "unknown": anything, "earlier": value,
}  # fmt: skip


_USUAL: dict[str, Callable[[str], Cost]] = {**FITS, "level1": known_level1, "level2": known_level2}


@lru_cache(maxsize=65536)
def options(text: str, columns: tuple[str, ...], usual: bool) -> tuple[tuple[int, int], ...]:
    """The columns in which *text* can stand, by number, and what it costs there.

    *usual* levels are those of the vocabulary only.
    """
    kinds = _USUAL if usual else FITS
    costs = ((number, kinds[column](text)) for number, column in enumerate(columns))
    return tuple((number, cost) for number, cost in costs if cost is not None)
