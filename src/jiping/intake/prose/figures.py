"""Expenditure told in a report: `工资福利支出769.41万元，比上年增加302.16万元，原因是…`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jiping.filing import Evidence, Problem, ReportFigure
from jiping.filing.model import Direction
from jiping.filing.numbers import NUMBER
from jiping.intake.amounts import amount

from .running import Prose

#: Item of the contract → how a report names it (政府收支分类科目: 301, 302, 303, 309, 310). Every
#: spelling begins with a plain character, so that the search skips over text without any.
_ITEMS = {
    "301": r"工资和?福利支出",
    "302": r"一般商品和?服务支出|商品和?服务支出",
    "303": r"对个人和?家庭的?补助支出|对个人和?家庭的?补助",
    "309": r"资本性支出\(基本建设\)",
    "310": r"资本性支出(?!\()|其他资本性支出",
    "basic_expenditure": r"基本支出",
    "project_expenditure": r"项目支出",
    "both": r"收(?:入)?、?支(?:出)?总(?:计|额)?",
    "total_expenditure": r"支出合计|支出总计|支出总额|总支出|本年支出|全年支出",
    "total_revenue": r"收入合计|收入总计|收入总额|总收入|本年收入|全年收入",
    "three_public": r"\"三公\"经费支出|\"三公\"经费|三公经费支出|三公经费",
    "official_reception": r"公务接待(?:经?费)?(?:支出)?",
    "vehicles": r"公务用车(?:购置[及和、]?)?(?:运行)?(?:维护)?费?(?:支出)?",
    "abroad": r"因公出国\(境\)(?:经?费用?)?(?:支出)?",
}
#: Revenue and expenditure told as one amount are two figures.
_FIGURES_OF = {"both": ("total_revenue", "total_expenditure")}
#: What an item of a list tells by its word alone: `2、支出:799.12万元`.
_OF_LIST = {"收入": "total_revenue", "支出": "total_expenditure"}
_LISTED = [rf"{word}(?<=\d[、.]..)(?=:)" for word in _OF_LIST]
_LABEL = re.compile("|".join([*_ITEMS.values(), *_LISTED]))
_KEYWORDS = re.compile("支出|收入|经费|接待|用车|出国|收、支")
_MONEY = rf"{NUMBER}(?:万元|亿元|元|[万亿](?=[,。;、:)(\n]))"
#: Between the name and its amount: words that make it what was spent this year, nothing else.
_AMOUNT = re.compile(
    rf"(?:(?:19|20)\d\d年度?|决算|执行|实际|共计?|合计|总计|支出|费用|数额?|总额|金额|完成|均|为|是|:|全年|本年度?|财政拨款){{0,6}}(?P<amount>{_MONEY})",
    re.ASCII,
)
_CHANGE = re.compile(
    rf"[,;(。]?(?:与|比|较|同比)(?P<base>上年度?|去年|(?:19|20)\d\d年度?|上年同期|去年同期|同期)?(?:决算数?|同期|执行数|数|相比|相比较|的)*,?(?:共|总共)?"
    rf"(?:(?P<word>增加|增长|上升|提高|减少|下降|降低|下滑|减|增)了?(?:为|约)?(?P<change>{_MONEY}|{NUMBER}%)?|(?P<same>持平|一致|相同|基本持平))",
    re.ASCII,
)
_PERCENT = re.compile(
    rf"[,(]?(?:同比)?(?:增长|增加|增幅|上升|下降|减少|降低|降幅|减幅|变动)率?(?:为|了|约)?-?{NUMBER}%\)?|[)]",
    re.ASCII,
)
_CAUSE = re.compile(
    r"[,。;]?(?:主要|其|增加|减少|增长|下降|变动|变化|增减|的|具体|是)*(?:原因(?:主要)?(?:是|为|在于|有|:)+|(?:由于|因为|是因|因|系)(?=[^\d])|用于(?=$))"
    r"(?P<cause>[^。;\n]{2,200})"
)
_BEFORE = re.compile(
    r"(?:上年度?|去年|年初|预算|计划|下年度?|占|减少|增加|增长|下降|原|应|平均|人均)(?:的|为)?$"
)
#: In front of 基本支出 and 项目支出: other words make it the spending of one project (`免费开放项目支出`)
#: or of a part of the department (`本级项目支出`).
_OF_ALL = re.compile(
    r"(?:^|[^\u4e00-\u9fff])(?:(?:19|20)\d\d年度?|其中|本年度?|全年|年度|当年|部门|单位|我|局|财政拨款|一般公共预算|总|的|和|及|与|是|为|共|完成|实际|年)*$"
)
_NOT_OF_PARTS = ("basic_expenditure", "project_expenditure")
_UP = frozenset(("增加", "增长", "上升", "提高", "增"))


class Figures(NamedTuple):
    """The figures of a report in their order, with evidence by JSON pointer, and what is in doubt."""

    figures: tuple[ReportFigure, ...]
    evidence: dict[str, Evidence]
    problems: list[Problem]


class _Told(NamedTuple):
    item: str
    value: Decimal
    label: tuple[int, int]
    amount: tuple[int, int]
    change: re.Match[str] | None
    cause: re.Match[str] | None


def read_figures(prose: Prose) -> Figures:
    """The expenditure figures that *prose* tells; an item told with two amounts is left out."""
    by_item: dict[str, list[_Told]] = {}
    if _KEYWORDS.search(prose.text):
        for match in _LABEL.finditer(prose.text):
            for told in _told(prose.text, match):
                by_item.setdefault(told.item, []).append(told)
    figures: list[ReportFigure] = []
    evidence: dict[str, Evidence] = {}
    problems: list[Problem] = []
    for item, tellings in by_item.items():
        if len({told.value for told in tellings}) > 1:
            shown = "、".join(dict.fromkeys(prose.raw[slice(*t.amount)] for t in tellings))
            name = prose.raw[slice(*tellings[0].label)]
            problems.append(
                Problem(
                    where=prose.place(tellings[0].amount[0]),
                    message=f"报告中{name}前后金额不同（{shown}），留空未读",
                )
            )
            continue
        fullest = max(tellings, key=lambda told: (told.change is not None, told.cause is not None))
        figures.append(_figure(prose, item, fullest, f"/report/figures/{len(figures)}", evidence))
    return Figures(tuple(figures), evidence, problems)


def _told(text: str, label: re.Match[str]) -> list[_Told]:
    """The figure at one naming of an item; two where revenue and expenditure are told as one."""
    if _BEFORE.search(text, max(0, label.start() - 8), label.start()):
        return []
    money = _AMOUNT.match(text, label.end())
    value = amount(money["amount"]) if money else None
    if money is None or value is None:
        return []
    change = _CHANGE.match(text, money.end())
    if change and change["base"] is None and not change[0].lstrip(",;(。").startswith("同比"):
        change = None
    at = change.end() if change else money.end()
    while percent := _PERCENT.match(text, at):
        at = percent.end()
    item = _item(label[0])
    if item in _NOT_OF_PARTS and not _OF_ALL.search(
        text[max(0, label.start() - 20) : label.start()]
    ):
        return []
    cause = _CAUSE.match(text, at)
    return [
        _Told(i, value, label.span(), money.span("amount"), change, cause)
        for i in _FIGURES_OF.get(item, (item,))
    ]


@lru_cache(maxsize=256)
def _item(label: str) -> str:
    return _OF_LIST.get(label) or next(
        item for item, words in _ITEMS.items() if re.fullmatch(words, label)
    )


def _figure(
    prose: Prose, item: str, told: _Told, at: str, evidence: dict[str, Evidence]
) -> ReportFigure:
    def shown(name: str, start: int, end: int) -> str:
        text = prose.raw[start:end]
        evidence[f"{at}/{name}"] = Evidence(text, prose.place(start))
        return text

    label = shown("label", *told.label)
    shown("amount", *told.amount)
    change = direction = cause = None
    if told.change:
        direction = _direction(told.change)
        shown("direction", *told.change.span())
        if told.change["change"] and not told.change["change"].endswith("%"):
            change = amount(told.change["change"])
            shown("change", *told.change.span("change"))
    if told.cause:
        cause = shown("cause", *told.cause.span("cause"))
    return ReportFigure(
        item=item, label=label, amount=told.value, change=change, direction=direction, cause=cause
    )


def _direction(change: re.Match[str]) -> Direction:
    if change["same"]:
        return "unchanged"
    return "increase" if change["word"] in _UP else "decrease"
