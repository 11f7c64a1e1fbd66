"""The report's outline: its sections, their numbering and title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .case import Case
from .registry import Mark, check
from .words import YEAR, has, in_line, listed

_ORDINALS = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}
_CHINESE = re.compile(r"^([一二三四五六七八九十]+)[、.．]?$")
_ARABIC = re.compile(r"^(\d{1,2})[、.．]?$")
#: Topic of an outlined section → words of a heading that serve for it.
_SERVES = {
    "profile": ("基本情况", "概况", "概述", "职责"),
    "performance": ("绩效", "完成情况", "成效", "效益"),
    "problems": ("问题", "原因"),
    "measures": ("措施", "建议", "打算", "改进"),
    "application": ("应用", "公开", "运用"),
}
#: Budgets that have a section of their own, and the word by which a heading names them.
_BUDGETS = ("国有资本经营", "社会保险基金")
_FUNDS = "政府性基金"
_DUE = ("performance", "problems", "measures", "application")
_SECTIONS_LEAST = 3
_TOPIC_NAMES = {
    "performance": "绩效情况",
    "problems": "问题及原因",
    "measures": "改进措施",
    "application": "应用和公开",
}


def _has_outline(case: Case) -> bool:
    return case.report_ended and len(case.sections) >= _SECTIONS_LEAST


@check(
    code="JP701",
    name="fund-section-missing",
    title="有政府性基金而报告没有这一节",
    title_en="Fund money on the form and no section on it in the report",
    severity="error",
    basis="预算法第五条、第九条；湖南省部门整体支出绩效自评报告提纲第三节",
    explanation="自评表列有政府性基金拨款，报告通篇没有说到政府性基金，这笔钱的使用和绩效没有交代。",
    remedy="补写“政府性基金预算支出情况”一节：金额、用途、绩效。",
    parts=("report",),
    bad={
        "/budget/by_revenue/general_public_budget": "460.00",
        "/budget/by_revenue/government_funds": "40.00",
        "/report/sections/4/heading": "其他资金支出情况",
    },
    good={
        "/budget/by_revenue/general_public_budget": "460.00",
        "/budget/by_revenue/government_funds": "40.00",
        "/report/sections/4/text": "政府性基金40.00万元，全部用于馆前广场维修，11月验收。",
    },
)  # fmt: skip
def fund_section_missing(case: Case) -> Iterator[Mark]:
    """Fund money in the revenue view, and the word nowhere in the report."""
    if case.funds > 0 and _has_outline(case) and _FUNDS not in case.report_text:
        yield Mark(
            "/report",
            f"自评表列政府性基金{case.funds:f}万元，报告没有“政府性基金预算支出情况”一节。",
        )


@check(
    code="JP702",
    name="section-missing",
    title="报告缺少规定的章节",
    title_en="A section of the outline is missing",
    severity="warning",
    basis="所用标准的自评报告提纲；财预〔2020〕10号",
    explanation="报告没有提纲规定的章节。只缺国有资本经营、社会保险基金等没有资金也要写“无”的章节，为提示。"
    "报告写到中间为止、后面几节都没有的，可能是文件不全，也为提示。没有自评表的单独报告不作判断，其提纲因用途而异。",
    remedy="补写缺少的章节；没有该项资金的写“无”。",
    parts=("report",),
    bad={"/report/sections/10": None},
)
def section_missing(case: Case) -> Iterator[Mark]:
    """Topics of the outline against headings; the budgets that may be 无 as a notice."""
    if not _has_outline(case):
        return
    if case.filing.kind == "report":
        return
    headings = "\n".join([section.heading for section in case.sections])
    outlined = case.standard.outline.sections
    due = [one for one in outlined if one.required and one.topic in _SERVES]
    there = [one.topic in case.texts or has(headings, _SERVES[one.topic]) for one in due]
    if not all(there):
        missing = [one.heading for one, present in zip(due, there, strict=True) if not present]
        # More than the last section wanting: the file may end too early.
        cut = len(missing) > 1 and not any(there[-len(missing) :])
        if cut:
            message = f"报告写到“{case.sections[-1].heading}”为止，没有{listed(missing)}；若文件不全，请补全。"
        else:
            message = f"报告缺少{listed(missing)}。"
        yield Mark("/report", message, "notice" if cut else None)
    silent = [word for word in _BUDGETS if word not in case.report_text]
    if not silent:
        return
    if unsaid := [section.heading for section in outlined if has(section.heading, silent)]:
        yield Mark("/report", f"报告没有{listed(unsaid)}，没有该项资金的也应写“无”。", "notice")


@check(
    code="JP703",
    name="section-too-short",
    title="章节内容过少",
    title_en="A section that says next to nothing",
    severity="warning",
    basis="财预〔2020〕10号：报告内容完整",
    explanation="绩效情况、问题、措施、应用和公开等章节只有标题或很少几个字。",
    remedy="按提纲写清内容；确实没有问题的，说明核查的情况。",
    parts=("report",),
    limits=("short_section",),
    bad={"/report/sections/9/text": "加强管理。"},
)
def section_too_short(case: Case) -> Iterator[Mark]:
    """Text of a topic under the limit, all its sections together."""
    if not _has_outline(case):
        return
    last = len(case.sections) - 1
    for topic in _DUE:
        text = case.texts.get(topic)
        if text is None or len(text.strip()) >= case.limits.short_section:
            continue
        pointer = case.places[topic]
        number = int(pointer.rpartition("/")[2])
        name = case.sections[number].heading or _TOPIC_NAMES[topic]
        # A heading without text of its own may stand over sections on other topics.
        if text.strip():
            yield Mark(pointer, f"“{name}”只写了“{in_line(text)}”。")
        elif number == last:
            yield Mark(pointer, f"“{name}”只有标题，没有内容。")


#: So many headings show how their level is numbered.
_ROW_LEAST = 2


def _counts_up(values: list[int]) -> bool:
    """Whether numbers count up from 1, anew for a second paper in the same file."""
    begun = [at for at, value in enumerate(values) if value == 1]
    runs = [values[a:b] for a, b in zip(begun, [*begun[1:], None], strict=True)]
    return all(
        run == list(range(1, len(run) + 1)) and (len(begun) == 1 or len(run) >= _ROW_LEAST)
        for run in runs
    )


def _ordinal(text: str) -> int | None:
    if len(text) == 1:
        return _ORDINALS.get(text)
    if text[0] == "十" and len(text) == 2:
        return 10 + _ORDINALS.get(text[1], 0)
    return None


def _numbers(case: Case) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(section, value) of headings numbered 一、 and of those numbered 1、."""
    chinese: list[tuple[int, int]] = []
    arabic: list[tuple[int, int]] = []
    for index, section in enumerate(case.sections):
        is_chinese, value = _value(section.number or "")
        if value is not None:
            (chinese if is_chinese else arabic).append((index, value))
    return chinese, arabic


@lru_cache(maxsize=256)
def _value(number: str) -> tuple[bool, int | None]:
    """Whether *number* is a Chinese one (一、), and its value; None where it is none at all."""
    number = number.strip()
    if match := _CHINESE.match(number):
        return True, _ordinal(match[1]) or None
    match = _ARABIC.match(number)
    return False, int(match[1]) if match else None


@check(
    code="JP704",
    name="numbering-broken",
    title="标题序号不统一或不连续",
    title_en="Numbering of headings mixed or with a gap",
    severity="notice",
    basis="GB/T 9704—2012：结构层次序数依次为“一、”“（一）”“1.”“（1）”",
    explanation="同一层标题有的写“一、”有的写“1、”，或者序号跳号、重号，多是修改、删节时留下的。",
    remedy="统一用“一、二、三”编号，补齐或重排序号。",
    parts=("report",),
    bad={"/report/sections/0/number": "1、", "/report/sections/10/number": "9、"},
)
def numbering_broken(case: Case) -> Iterator[Mark]:
    """Chinese and Arabic numbers that together make one row, or a row with a gap."""
    chinese, arabic = _numbers(case)
    if not chinese:
        return
    values = [value for _, value in chinese]
    merged = sorted([*chinese, *arabic])
    one_row = [value for _, value in merged] == list(range(1, len(merged) + 1))
    # One heading alone may have items of its own under it, the first of which runs on in its text.
    if arabic and one_row and len(chinese) >= _ROW_LEAST:
        shown = "、".join(
            (case.sections[index].number or "").strip("、.． ") for index, _ in merged
        )
        yield Mark(
            f"/report/sections/{merged[0][0]}/number", f"同一层标题的序号为{shown}，写法不统一。"
        )
    elif values[0] == 1 and case.complete and not _counts_up(values):
        shown = "、".join(
            (case.sections[index].number or "").strip("、.． ") for index, _ in chinese
        )
        yield Mark(f"/report/sections/{chinese[0][0]}/number", f"标题序号为{shown}，不连续。")


@check(
    code="JP705",
    name="title-without-unit-or-year",
    title="报告标题没有单位或年度",
    title_en="The report's title names neither unit nor year",
    severity="notice",
    basis="GB/T 9704—2012：标题由发文机关名称、事由和文种组成；惯例",
    explanation="报告标题应写明是哪个单位、哪一年度的自评。",
    remedy="标题写作“××县××局20××年度部门整体支出绩效自评报告”。",
    parts=("report",),
    bad={"/report/title": "部门整体支出绩效自评报告"},
)
def title_without_unit_or_year(case: Case) -> Iterator[Mark]:
    """A title without a year, or without any part of the unit's name."""
    title, unit = (case.filing.report.title if case.filing.report else None), case.filing.unit
    if not title or not _TITLE.search(title):
        return
    missing = [] if _YEAR.search(title) or _on_cover(case, "/fiscal_year") else ["年度"]
    if unit and unit[-6:] not in title and not _names_body(title) and not _on_cover(case, "/unit"):
        missing.insert(0, "单位")
    if missing:
        yield Mark("/report/title", f"标题“{title}”没有写{'和'.join(missing)}。")


#: What a line names that is the title of such a report, and no heading or notice.
_TITLE = re.compile(r"自评|报告|评价|说明")
_YEAR = re.compile(rf"{YEAR}|二[〇○零]")
_BODY = re.compile(r"[\u4e00-\u9fff]{2,}(?:政府|[局厅委院所站校馆队镇乡县市区]|中心|办公室)")


#: The year on a line of its own, the unit behind its label.
_COVER = {"/fiscal_year": re.compile(r"[（(]?(?:19|20)\d\d年度?[）)]?"), "/unit": re.compile(".+")}


def _on_cover(case: Case, pointer: str) -> bool:
    """Whether a report without a form tells year or unit on a line in front of its text, as covers do."""
    told = case.filing.evidence.get(pointer)
    headings = (case.filing.evidence.get(f"/report/sections/{n}/heading") for n in range(2))
    first = next(filter(None, headings), None)
    if case.filing.kind != "report" or told is None or first is None:
        return False
    before = told.where.line is not None and (first.where.line or 0) > told.where.line
    return before and _COVER[pointer].fullmatch(told.raw.strip()) is not None


def _names_body(title: str) -> bool:
    return bool(_BODY.search(title.replace("部门整体", "")))
