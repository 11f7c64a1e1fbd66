"""The core's summary in the language of the page: its titles, headings, steps and notes by name.

The core writes Chinese. Its fixed words are given to be translated here, figures in them as `{}`;
names of units, projects and indicators stay as they are.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from jiping.checks.registry import REGISTRY, THEMES

_WORDS = frozenset(
    {
        # tables
        _("总体情况"), _("等级分布"), _("预算执行率"), _("自评与规则得分之差"), _("审核意见主题"),
        _("审核意见"), _("最常未达到的指标"), _("同类单位比较"), _("逐年变化"), _("规则得分排名"),
        _("高评最多的自评"), _("{}年度预算绩效自评汇总分析"),
        # what is said below their titles
        _("高评指数为自评总分减规则总分的平均分，大于 {} 即自评偏高；{} 区间是它的可信范围，份数越少越宽。合计为精确十进制，比率和平均数只在最后四舍五入一次。"),
        _("自评等级按自评总分、规则等级按规则总分，用各自标准的分档；规则总分要求各项都能计分。"),
        _("执行率由全年执行数除以全年预算数重算，不用表上所写的数；金额为万元。"),
        _("只计满分 {}、自评总分和规则总分都有的自评。"), _("按审核规则的主题合计条数。"),
        _("按涉及的自评份数排列；同一份中的多条只计一份。规则的依据和改法见 jiping rules 编号。"),
        _("“平均少得”为未达到的指标按规则比分值少得的平均分；“仍得满分”为自评仍给满分的次数。"),
        _("单位类别由单位名称认出；项目单列。同类同规模的单位才好比较。"),
        _("“升降”只比较两年都报送的同一单位或项目：本年得分减上年得分的平均分。"),
        _("自评高出规则得分最多的 {} 份。"),
        _("按规则得分从高到低，同分同名次；同分时错误少、自评与规则相近的在前。"),
        _("按规则得分从高到低，同分同名次；同分时错误少、自评与规则相近的在前。共 {} 份，列出前 {} 份和后 {} 份。"),
        # headings
        _("指标"), _("数值"), _("说明"), _("等级"), _("自评份数"), _("自评占比"), _("规则份数"),
        _("规则占比"), _("执行率"), _("份数"), _("占比"), _("全年预算数"), _("全年执行数"),
        _("自评减规则"), _("主题"), _("错误"), _("疑点"), _("提示"), _("合计"), _("规则"), _("级别"),
        _("条数"), _("三级指标"), _("一级指标"), _("未达到"), _("共有"), _("未达到占比"), _("平均少得"),
        _("仍得满分"), _("单位类别"), _("规模（全年预算数）"), _("平均自评"), _("平均规则"),
        _("高评指数"), _("下限"), _("上限"), _("高评面"), _("总执行率"), _("每份错误"), _("年度"),
        _("上年也有的"), _("自评升降"), _("规则升降"), _("名次"), _("单位或项目"), _("自评分"),
        _("规则分"), _("相差"),
        # figures of the overview and their notes
        _("平均自评得分"), _("平均规则得分"), _("{} 份写有，年度资金总额合计"),
        _("{} 份两者都有，执行数合计除以预算数合计"), _("单位 {} 个，项目 {} 个"),
        _("单位 {} 个，项目 {} 个；重复报送的 {} 份不重复计"), _("{} 份有总分"),
        _("{} 份各项都能按规则计分"),
        _("自评减规则的平均分，{} 份；{} 区间 {} 至 {}，在 {} 以上：普遍高评"),
        _("自评减规则的平均分，{} 份；{} 区间 {} 至 {}，在 {} 以下：没有普遍高评"),
        _("自评减规则的平均分，{} 份；{} 区间 {} 至 {}，含 {}：说不上普遍高评"),
        _("自评减规则的平均分，{} 份；只有一份，没有区间"), _("自评高出规则得分 {} 分以上的占比；{} 区间 {} 至 {}"),
        _("可能重名"),
        _("{} 份自评的单位（项目）同名、所在地不明，同一年度的金额或得分不同：可能是几个单位，也可能是改过的几份，各算一份，不计升降；请核对"),
        _("错误 {}，疑点 {}，提示 {}；没有错误的自评 {} 份"), _("{} 亿元"), _("{} 万元"),
        # steps
        _("优"), _("良"), _("中"), _("差"), _("超过 {}"), _("低于 {}"), _("算不出"),
        _("低 {} 分以上"), _("低 {}–{} 分"), _("相差不到 {} 分"), _("高 {}–{} 分"), _("高 {} 分以上"),
        _("不足 {} 万元"), _("{}–{} 万元"), _("{} 万–{} 亿元"), _("{} 亿元以上"), _("规模不明"),
        _("项目"), _("类别不明"), _("自编规则"),
    }
)  # fmt: skip
_FIGURE = re.compile(r"-?\d[\d,.]*%?")
#: English for what the core titles itself.
_TITLES = {
    **{theme.title: theme.title_en for theme in THEMES.values()},
    **{check.title: check.title_en for check in REGISTRY.values()},
    # Elsewhere the word is of what reviewers write.
    _("审核意见"): "Findings",
}
#: Headings of scores, which are told apart from the things of the same name.
_SCORES = {_("自评"): _("自评分"), _("规则"): _("规则分")}


def told(word: str) -> str:
    """A fixed word of the summary, with the figures in it, in the language of the page."""
    if get_language() == "en" and word in _TITLES:
        return _TITLES[word]
    bare = _FIGURE.sub("{}", word)
    if word in _WORDS:
        return gettext(word)
    return gettext(bare).format(*_FIGURE.findall(word)) if bare in _WORDS else word


def in_language(table: dict[str, Any]) -> dict[str, Any]:
    """A table of the page with what is told of it in the language of the page."""
    forms = [heading["form"] for heading in table["headings"]]
    return {
        **table,
        "title": told(table["title"]),
        "about": told(table["about"]),
        "headings": [
            {
                **one,
                "title": told(_score(one["title"]) if one["form"] == "points" else one["title"]),
            }
            for one in table["headings"]
        ],
        "lines": [
            {
                **line,
                "cells": [
                    told(cell) if form in ("text", "mark") else cell
                    for cell, form in zip(line["cells"], forms, strict=True)
                ],
            }
            for line in table["lines"]
        ],
    }


def _score(title: str) -> str:
    return _SCORES.get(title, title)
