"""What a draft leaves to its writer: gaps not yet filled in, figures that left their field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiping.filing.bound import GAP, Fields

from .case import Case
from .registry import Mark, check
from .words import shorten

#: Fields whose figures other checks compare already: JP606, JP608, JP613, JP615.
_TOLD_ELSEWHERE = re.compile(
    r"/budget/rows/\d+/(?:initial|adjusted|executed|execution_rate)|/budget/by_expenditure/\w+|/total/score"
)
_OF_RESULTS = re.compile(r"/indicators/\d+/(?:actual|target)")


@check(
    code="JP724",
    name="gap-left",
    title="还有待填的空白",
    title_en="A gap of the draft is still to be filled in",
    severity="error",
    basis="惯例：报送前补齐全部内容",
    explanation="代拟稿里只有经办人知道的内容（原因、机构、责任股室等）留作“【待填：……】”。没有填完的报告不能报送。",
    remedy="逐处填写，连同括号一起替换；不需要的整句删去。",
    bad={"/report/sections/0/text": ("编制20名", "编制【待填：编制数】名")},
)
def gap_left(case: Case) -> Iterator[Mark]:
    """Every gap of the prose, at its field."""
    prose = case.prose
    if "【待填" not in prose.text:
        return
    found: dict[str, list[str]] = {}
    for match in GAP.finditer(prose.text):
        found.setdefault(prose.pointer_at(match.start()), []).append(match[0])
    for pointer, told in found.items():
        more = f"，共{len(told)}处" if len(told) > 1 else ""
        yield Mark(pointer, f"“{shorten(told[0], 40)}”还没有填{more}。")


@check(
    code="JP622",
    name="figure-off-its-field",
    title="报告里的数与所指的栏目不符",
    title_en="A figure of the report is not that of the field it names",
    severity="warning",
    basis="财预〔2020〕10号：自评表与自评报告一致；同一事项数据一致",
    explanation="报告写明“产出指标……分”“预算执行……分”“政府性基金预算……万元”或某项指标的完成值，数却与自评表的对应栏目不同，多半是改了表没有改报告。"
    "一类指标的得分、分值两数，一项指标的完成值、指标值两数，写哪个都可以。",
    remedy="以自评表为准改正报告，或核对自评表。",
    parts=("report",),
    bad={"/report/sections/7/text": ("全年自评99.4分", "产出指标得分47.5分，全年自评99.4分")},
    good={"/report/sections/7/text": ("全年自评99.4分", "产出指标得分49.6分，全年自评99.4分")},
)
def figure_off_its_field(case: Case) -> Iterator[Mark]:
    """Figures right behind a field's name, in its unit, as far as no other check compares them."""
    text, begin = case.prose.text, case.prose.report_begin
    for one in Fields(case.filing, _compared_here).drifted(text, begin):
        pointer = case.prose.pointer_at(one.start)
        section = case.sections[int(pointer.split("/")[3])].topic
        # In the section on performance JP615 compares the values of indicators.
        if section == "performance" and _OF_RESULTS.fullmatch(one.pointer):
            continue
        around = text[max(0, one.start - 16) : one.end].rpartition("\n")[2]
        yield Mark(
            pointer.removesuffix("/text"),
            f"报告写“{around.lstrip('，。；、')}”，自评表为{one.due}。",
        )


def _compared_here(pointer: str) -> bool:
    return not _TOLD_ELSEWHERE.fullmatch(pointer)
