"""Whether a rewritten text may stand for a drafted one: nothing in it is new, nothing of it is lost.

The guard would rather refuse a harmless text than let one wrong figure, name or date through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from jiping.filing.bound import gaps

from .spelled import Spelled, figures, vague

#: How names of bodies, places and officers end; what stands right before is compared.
_NAME_END = re.compile(
    r"人民政府|办公室|委员会|办事处|有限公司|公司|事务所|中心|街道|社区|学校|医院|银行|大学|集团|协会|基金会"
    r"|局长|主任|书记|镇长|乡长|县长|市长|科长|股长|处长|校长|院长|经理|主席|部长|同志|先生|女士"
    r"|[局厅委股科处部所站馆村镇乡县市省区]"
)
#: Words that end so and name nobody.
_NO_NAMES = frozenset(
    ("全部", "内部", "外部", "干部", "局部", "大部", "格局", "布局", "大局", "全局", "场所", "有所", "无所",
     "到处", "好处", "用处", "网站", "本区", "全区", "全县", "全市", "全省", "全镇", "全乡", "本县", "本市",
     "城市", "城镇", "地区", "城乡", "各村", "各部", "各处", "之处", "一部", "分处", "研究所", "委")
)  # fmt: skip
_TITLES = re.compile(r"《[^《》]{1,60}》|“[^“”]{1,60}”")
_WHEN = re.compile(
    r"去年|上年|今年|本年|明年|下年|次年|上半年|下半年|年初|年中|年底|年末|月初|月底|上旬|中旬|下旬|近日|日前|往年|历年|近年"
)
#: Words that turn a sentence round.
_TURNS = re.compile(
    r"增加|增长|上升|提高|减少|下降|降低|高于|低于|超过|超出|完成|没有|未|不|无|扣|早于|晚于|持平|一致"
)
_FOREIGN = re.compile(r"```|\*\*|^#+ |<[a-zA-Z/]|\[\[|https?://", re.MULTILINE)
_LONGER, _SHORTER, _ROOM = 1.6, 0.5, 20


def refusals(before: str, after: str, known: str = "") -> tuple[str, ...]:
    """Why *after* may not stand for *before*, in Chinese; empty where it may.

    *known* is further text whose names may be used: that of the filing.
    """
    return tuple(dict.fromkeys(_refusals(before, after, f"{before}\n{known}")))


def _refusals(before: str, after: str, known: str) -> Iterator[str]:
    if not after.strip():
        yield "没有返回文字"
        return
    if match := _FOREIGN.search(after):
        yield f"含有正文以外的内容“{match[0].strip()}”"
    if not len(before) * _SHORTER - _ROOM <= len(after) <= len(before) * _LONGER + _ROOM:
        yield f"篇幅由{len(before)}字变为{len(after)}字"
    if before.count("\n") != after.count("\n"):
        yield "段落数与原文不同"
    if Counter(gaps(before)) != Counter(gaps(after)):
        yield "待填的空白有增减或改动"
    yield from _of_figures(before, after)
    yield from _of_names(after, known)
    yield from _of_words(before, after)


def _of_figures(before: str, after: str) -> Iterator[str]:
    """Figures come and go as often as they did."""
    ours, theirs = Counter(figures(before)), Counter(figures(after))
    for one in theirs - ours:
        yield f"出现原文没有的数“{_said(one)}”"
    for one in ours - theirs:
        yield f"丢失原文的数“{_said(one)}”"
    for told in vague(after):
        if told not in before:
            yield f"出现原文没有的数量“{told}”"


def _said(one: Spelled) -> str:
    return f"{one.value:f}{one.unit}"


def _of_names(after: str, known: str) -> Iterator[str]:
    for match in _NAME_END.finditer(after):
        start, end = max(0, match.start() - 2), match.end()
        told = after[start:end]
        if told[-2:] in _NO_NAMES or not _han(told) or len(told) <= len(match[0]):
            continue
        if told not in known:
            yield f"出现原文没有的名称“{after[max(0, match.start() - 6) : end]}”"
    for title in _TITLES.findall(after):
        if title[1:-1] not in known:
            yield f"出现原文没有的引文“{title[1:-1]}”"


def _han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def _of_words(before: str, after: str) -> Iterator[str]:
    for word in _WHEN.findall(after):
        if word not in before:
            yield f"出现原文没有的时间“{word}”"
    ours, theirs = Counter(_TURNS.findall(before)), Counter(_TURNS.findall(after))
    for word in (ours - theirs) | (theirs - ours):
        yield f"“{word}”的次数与原文不同，意思可能已变"
