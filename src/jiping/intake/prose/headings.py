"""Headings of a report: where they stand, even run into the text or without their numeral.

A heading is a numbered short line, or the words that headings are made of (`项目资金执行情况分析`)
in front of the text that follows them without a stop. Numbers stay as published: offices mix
`一、` and `1、` on one level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jiping.filing.model import Topic

from .running import Prose

#: The words headings are put together from; a run of them is a heading or its beginning.
_WORDS = """
项目 专项 资金 预算 决算 支出 收入 收支 绩效 目标 任务 自评 自我 评价 工作 组织 开展 实施 执行 完成
实现 管理 使用 到位 投入 安排 分配 下达 分解 落实 拨付 总体 整体 具体 主要 部门 单位 机构 设置 职能
职责 人员 编制 基本 情况 概况 概述 简介 背景 内容 分析 结论 结果 应用 公开 拟 及其 及 和 与 、 的
存在 问题 原因 偏离 偏差 不足 未完成 改进 整改 措施 建议 意见 经验 做法 打算 下一步 有关 相关 几点
其他 其它 需要 说明 事项 产出 效益 指标 数量 质量 时效 实效 成本 节约 经济 社会 生态 环境 可持续
影响 满意度 满意 服务 对象 群众 制度 财务 过程 决策 一般 公共 政府性 基金 国有 资本 经营 保险 三公
经费 转移 支付 中央 省内 省级 市级 县级 市县 区域 地方 设定 依据 立项 申报 批复 综合 主体 责任 建设
规模 意义 必要性 构成 组成 成效 成绩 效果 年度 全年 本年 当年 上年 结转 结余 收、支 总计 总额 预期
各项 进度 计划 部署 发现 下步 今后 后续 方案 方法 体系 标准 设计 科学性 规范性 合规性 有效性 财政
拨款 基础 概要 总结 综述 核心 业务 重点 履职 效能 内设 构成情况 反映 情形 努力 方向 评估 监控 监督
检查 前期 准备 收集 审核 受益 公众 佐证 方面 明细
"""


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_FIRST = "".join({word[0] for word in _WORDS.split()})
#: A word is only looked for where one may begin: there are hundreds to try.
_RUN = re.compile(f"(?:(?=[{_FIRST}])(?:{_any_of(_WORDS)})){{1,40}}+")
#: A heading ends with one of these.
_LAST_WORDS = """
情况 概况 概述 概要 简介 背景 分析 结论 结果 应用 公开 问题 原因 措施 建议 意见 经验 做法 事项 打算
方向 目标 指标 内容 依据 意义 必要性 构成 组成 职能 职责 设置 编制 成效 成绩 效果 效益 影响 满意度 支出
管理 说明 总结 综述 数量 质量 进度 时效 实效 成本 任务 部署 方法 规模 安排 经费
"""
_FINAL = tuple(_LAST_WORDS.split())
#: Without a number only these words make a line a heading; others are a site's navigation.
_ALONE = ("情况", "概况", "概述", "分析", "原因", "措施", "建议", "总体情况说明")
_UP_TO_FINAL, _UP_TO_ALONE = (re.compile(f".*(?:{'|'.join(w)})") for w in (_FINAL, _ALONE))
#: What makes a sentence of the words before it: `项目进度不均衡`.
_SAYS = ("不", "未", "没", "较", "仍", "偏", "还", "尚", "滞后", "缓慢")
_CN = "一二三四五六七八九十"
_MARK = re.compile(
    rf"(?P<part>第[{_CN}]{{1,3}}(?:部分|章|节)|[{_CN}]{{1,2}}部分|部分(?=(?:19|20)\d\d))[、:.]?|"
    rf"(?P<high>[{_CN}]{{1,3}}\s?(?:、|\.(?!\d)|,(?=\D)))|"
    rf"(?P<middle>\([{_CN}]{{1,3}}\)[、.]?)|"
    r"(?P<lost>、|\(\)、?)|"
    r"(?P<low>\d{1,2}(?:、|\.(?!\d)|\))|\(\d{1,2}\)[、.]?|[①-⑳])"
)
#: The numbers of the two upper levels inside a line, where a heading runs on from the text before.
#: They begin with one of a class, so that the search skips to it.
_INNER = re.compile(
    rf"[{_CN}(\d](?:(?<=[{_CN}])[{_CN}]{{0,2}}、|(?<=\()[{_CN}]{{1,3}}\)|(?<=[。;]\d)\.(?!\d))"
)
#: Whether there may be one.
_MARKED = re.compile(rf"[{_CN}(。;](?:、|[{_CN}]|\d\.)")
_STOP = re.compile(r"[。:;!?]")
_SHORT = 40


class Heading(NamedTuple):
    """A heading: from where, its number as published, where its words stand and its text begins."""

    start: int
    number: str | None
    title: tuple[int, int]
    end: int


class Section(NamedTuple):
    """A piece of text under one heading: where the words of the heading stand, and the text."""

    number: str | None
    title: tuple[int, int]
    start: int
    begin: int
    end: int


def sections_of(prose: Prose) -> list[Section]:
    """All of *prose* by its headings; what stands before the first has an empty title."""
    found = headings(prose)
    first = found[0].start if found else len(prose.text)
    sections = [Section(None, (0, 0), 0, 0, first)] if first else []
    for n, heading in enumerate(found):
        end = found[n + 1].start if n + 1 < len(found) else len(prose.text)
        sections.append(Section(heading.number, heading.title, heading.start, heading.end, end))
    return sections


def headings(prose: Prose) -> list[Heading]:
    """The headings of *prose* in their order."""
    found: list[Heading] = []
    text, start = prose.text, 0
    for line in text.split("\n"):
        end = start + len(line)
        if heading := _at_line(prose, line, start):
            found.append(heading)
            start = heading.end
        if _MARKED.search(text, start, end) or ("。" in line and line[-1] not in "。;)"):
            found += _inside(prose, start, end)
        start = end + 1
    return found


def _at_line(prose: Prose, line: str, start: int) -> Heading | None:
    """The heading that a paragraph begins with."""
    mark = _MARK.match(line)
    if mark is None:
        return _unnumbered(line, start)
    at = mark.end()
    rest = line[at:].strip()
    at += len(line) - at - len(line[at:].lstrip())
    length = _title_length(rest, mark.lastgroup in ("part", "high", "middle"))
    if not length:
        return None
    number = (
        None
        if mark.lastgroup == "lost" or mark[0] == "部分"
        else prose.raw[start : start + mark.end()]
    )
    after = start + at + length
    return Heading(start, number and number.strip(), (start + at, after), _past(prose, after))


def _past(prose: Prose, offset: int) -> int:
    """Behind the stop that closes a heading."""
    stop = _STOP.match(prose.text, offset)
    return stop.end() if stop else offset


def _title_length(rest: str, upper: bool) -> int:
    """How many characters of *rest* are a heading's words; 0 where it is an item of the text."""
    stop = _STOP.search(rest)
    first = rest[: stop.start()] if stop else rest
    closes = first.endswith(_FINAL)
    short = 1 < len(first) <= _SHORT and "," not in first and not first.startswith("(")
    if upper and short and (stop is None or closes):
        return len(first)
    run = _RUN.match(first)
    if run and run.end() == len(first) and closes:
        return len(first)
    return _run_length(run, upper)


def _run_length(run: re.Match[str] | None, upper: bool) -> int:
    """The part of a run of heading words that ends like a heading; items need plainer words."""
    if run is None:
        return 0
    final = (_UP_TO_FINAL if upper else _UP_TO_ALONE).match(run[0])
    if final is None or run.string.startswith(_SAYS, run.start() + final.end()):
        return 0
    return final.end() if final.end() >= (4 if upper else 6) else 0


def _unnumbered(line: str, start: int) -> Heading | None:
    """A line that is nothing but heading words (`项目资金执行情况分析`)."""
    if not 4 <= len(line) <= _SHORT:
        return None
    title = line.rstrip(":。")
    if not title.endswith(_ALONE) or title[0] in "、的及和与" or not _RUN.fullmatch(title):
        return None
    return Heading(start, None, (start, start + len(title)), start + len(line))


def _inside(prose: Prose, start: int, end: int) -> Iterator[Heading]:
    """Headings that run on inside a paragraph, in counting order, and one at its very end."""
    text, last = prose.text, 0
    for mark in _INNER.finditer(text, start, end):
        if mark.start() < last or mark.start() == start or text[mark.start() - 1] in "第之":
            continue
        length = _run_length(_RUN.match(text, mark.end(), end), upper=True)
        if length:
            last = mark.end() + length
            yield Heading(
                mark.start(),
                mark[0] and prose.raw[mark.start() : mark.end()],
                (mark.end(), last),
                _past(prose, last),
            )
    stop = text.rfind("。", max(start, last), end) + 1
    if stop > max(start, last) and 6 <= end - stop <= _SHORT:
        tail = _unnumbered(text[stop:end], stop)
        if tail:
            yield tail


#: Topic → words in a heading that tell it; the first that fits.
_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    ("other", re.compile("其[他它](?:需要)?说明|其[他它]有?需|自评工作(?:的)?(?:组织|开展)|评价工作(?:组织|开展)|组织(?:开展|实施)情况|^名词解释")),
    ("application", re.compile("结果.{0,4}(?:应用|运用|使用)|应用.{0,4}公开|公开情况")),
    ("problems", re.compile("问题|原因|不足|偏离|偏差")),
    ("measures", re.compile("措施|建议|整改|打算|改进|下一步")),
    ("basic_expenditure", re.compile("基本支出(?!.{0,6}绩效)|^一般公共预算.{0,6}支出(?:决算)?情况")),
    ("project_expenditure", re.compile("项目支出(?!.{0,6}(?:绩效|评价|自评))")),
    ("profile", re.compile("基本情况|概况|概述|概要|简介|背景|职能|职责|机构|人员|编制")),
    ("performance", re.compile("绩效|目标|完成|产出|效益|效果|满意|自评|评价|指标|时效|质量|成效|执行|资金|管理|影响")),
)  # fmt: skip


@lru_cache(maxsize=4096)
def topic_of(heading: str) -> Topic:
    """What a section is about, by the words of its heading.

    >>> topic_of("存在的问题及原因分析"), topic_of("项目支出情况")
    ('problems', 'project_expenditure')
    """
    return next((topic for topic, words in _TOPICS if words.search(heading)), "other")
