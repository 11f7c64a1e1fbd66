"""What a word or a few of them look like: a figure, a unit, a level label, an answer, a reason."""

from __future__ import annotations

import re
from functools import lru_cache

from jiping.filing.numbers import NUMBER
from jiping.filing.text import fold, squeeze
from jiping.filing.values import OPERATORS
from jiping.intake import labels
from jiping.intake.amounts import blank

#: The name of an indicator as the form numbers it.
NUMBERED = re.compile(r"指标\s*\d{1,2}\s*[:：.、]")
#: What a form leaves where no indicator was filled in.
TEMPLATE_REST = re.compile(r"(?:指标\s*\d{1,2}\s*[:：.、]?)?[.…·。\s/\\—\-]*")

_BARE = re.compile(rf"[+-]?{NUMBER}", re.ASCII)
_TYPED = re.compile(
    rf"(?:[≥≤<>=~]+|不[少低高多]于|不超过|大于等于|小于等于)?{NUMBER}\D{{0,6}}", re.ASCII
)
_DATE = re.compile(
    r"(?=.*[年月])(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?[底末初])?(?:之?前|以前|内)?(?:完成)?"
)
_PAGE_MARK = re.compile(r"-\d{1,3}-|第\d{1,3}页")
_QUANTITY = re.compile(rf"{NUMBER}(\D+)", re.ASCII)
SIGN = re.compile(r"[≥≤<>=]{1,2}")
_UNIT = re.compile(
    r"(?:百分比|百分点|平方米|平方公里|立方米|公里|公顷|小时|千克|公斤|人次|剂次|万元|亿元|"
    r"[%‰㎡℃个人户次座期台卷份亩批元套米吨辆场件条家名村所项册部天月年日只头株点处组站起例篇种篇本门间栋根盏面块艘架支棵度])"
    r"(?:[/·*](?:[a-z0-9]|\w)+)?"
)
#: What a line's end left of a level label.
_FRAGMENTS = frozenset(("指标", "标", "度指标", "响指标", "意度指标", "益指标", "影响指标"))
EXCUSE_START = re.compile("因|由于|主要是")
EXCUSE = re.compile(
    r"^(?:因|由于|受|主要是)|原因|推迟|滞后|导致|下一步|影响了|不到位|未及时|加快进度|措施"
)
#: Whole answers in words: they are no part of a longer cell.
ANSWERS = frozenset(
    [
        "达成预期指标",
        "完成",
        "已完成",
        "全部完成",
        "基本完成",
        "按时完成",
        "未完成",
        "部分完成",
        "达成",
        "达到",
        "达标",
        "基本达到",
        "合格",
        "是",
        "优",
        "良",
        "良好",
        "优秀",
        "有效",
        "有效提升",
        "显著",
        "显著提升",
        "明显",
        "明显提升",
        "效果显著",
        "效果明显",
        "有所提升",
        "有所提高",
        "提升",
        "提高",
        "逐步提高",
        "逐步改善",
        "持续",
        "持续提升",
        "及时",
        "合规",
        "健全",
        "基本健全",
        "完善",
        "长期",
        "高",
        "好",
        "较高",
        "较好",
        "程度较高",
    ]
)
_POINTS_BEHIND = re.compile(r"[(\[]\d+(?:\.\d+)?分?[)\]]?$")
#: Every level label and everything that a line's end can leave of one, as one text.
_ALL_LEVELS = "\n".join((*labels.LEVEL1, *labels.LEVEL2))


@lru_cache(maxsize=16384)
def is_bare(word: str) -> bool:
    """Whether *word* is a number alone."""
    return _BARE.fullmatch(fold(word)) is not None


@lru_cache(maxsize=16384)
def is_typed(word: str) -> bool:
    """Whether *word* is a number with an operator or a unit: a value and nothing else."""
    text = squeeze(word)
    return _TYPED.fullmatch(text) is not None and not _BARE.fullmatch(text)


@lru_cache(maxsize=16384)
def is_quantity(word: str) -> bool:
    """Whether *word* is a number with a unit of measure."""
    match = _QUANTITY.fullmatch(squeeze(word))
    return match is not None and is_unit(match[1])


@lru_cache(maxsize=16384)
def is_level(word: str) -> bool:
    """Whether *word* is a level label spelled in full (`质量指标`)."""
    return "指标" in word and (labels.level1_of(word) or labels.level2_of(word)) is not None


def is_value(word: str) -> bool:
    """Whether *word* is a figure or a whole answer in words (`完成`), and no name."""
    if is_bare(word) or is_typed(word) or word in ANSWERS or blank(word):
        return True
    return _DATE.fullmatch(squeeze(word)) is not None


@lru_cache(maxsize=16384)
def is_page_mark(text: str) -> bool:
    """Whether *text* begins with an explicit page mark (`-3-`, `第3页`)."""
    return _PAGE_MARK.match(squeeze(text)) is not None


def is_no_name(word: str) -> bool:
    """Whether *word* stands in a column of values, signs, units or points only."""
    return is_value(word) or word in OPERATORS or is_unit(word)


@lru_cache(maxsize=16384)
def begins_row(word: str) -> bool:
    """Whether *word* is a numbered name or a level label in full."""
    return NUMBERED.match(word) is not None or is_level(word)


@lru_cache(maxsize=16384)
def is_label_part(text: str) -> bool:
    """Whether *text* is a level label, two of them, or a part of one (`可持续影`, `(50分)`)."""
    text = _POINTS_BEHIND.sub("", squeeze(text))
    return text in _ALL_LEVELS


#: A unit spelled out behind its sign: `%(百分比)`.
_SPELLED_OUT = re.compile(r"(?<=.)\([\u4e00-\u9fff]{1,4}\)$")


@lru_cache(maxsize=16384)
def is_unit(text: str) -> bool:
    """Whether *text* is a unit of measure and nothing else."""
    return _UNIT.fullmatch(_SPELLED_OUT.sub("", squeeze(text))) is not None


def excuses(word: str) -> bool:
    """Whether *word* sounds like the reason of a deviation, or says that there is none."""
    return EXCUSE.search(word) is not None or blank(word)


def is_fragment(text: str) -> bool:
    """Whether *text* is what a line's end left of a level label, with its points or without."""
    return _POINTS_BEHIND.sub("", squeeze(text)) in _FRAGMENTS
