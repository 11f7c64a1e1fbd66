"""The self score and grade that a text states for the whole: `自评得分97.6分，等级为“优”`."""

from __future__ import annotations

import re
from decimal import Decimal

from jiping.filing import Problem
from jiping.filing.numbers import NUMBER, decimal_of
from jiping.intake.document import Found

from .running import Prose

#: A score of the whole; what is scored part by part names the part in front of it.
_SCORE = re.compile(
    r"(?P<whole>整体|总体?|综合|最终|最后)?(?:支出)?(?:绩效)?(?:自我?评价?|评价|评定|考[核评])?(?:结果)?(?:综合|总|最终|最后)?(?:得分|评分|自评分|总分)(?:数|值)?(?:总计|共计|合计)?"
    rf"(?:为|是|:|达到?)?(?P<score>{NUMBER})(?P<unit>分?)(?=[,;。:)(、\n])",
    re.ASCII,
)
_SELF = re.compile(r"自评|自我评|总|最终|最后|综合|整体|评价得分|评定得分")
#: Words in front of it in the clause that make it a part's score, or the scale.
_OF_A_PART = re.compile(
    r"指标|产出|效益|满意度|过程|决策|投入|管理|执行率|预算执行|平均|最高|最低|满分|上年|去年|扣|其中|分值|权重|标准|\d个|名称|以上"
)
_CLAUSE = re.compile(r"[,;。:\n()]")
_GRADE = re.compile(
    r'[^。\n;\d]{0,14}?(?:评级|等级|等次|级别|评定|评价|结论|结果)(?:为|是|:)?"?(?P<grade>优秀|良好|优|良|中|差|合格|不合格)"?(?=[,;。:)(、\n级等])'
)
_SCALE = Decimal(100)


def read_score(prose: Prose) -> tuple[Found | None, Found | None, list[Problem]]:
    """The self score and the grade stated with it; none, with a problem, where several are told."""
    if "分" not in prose.text:
        return None, None, []
    matches = [match for match in _SCORE.finditer(prose.text) if _of_the_whole(prose.text, match)]
    qualified = [match for match in matches if match["whole"]]
    for group in (qualified, matches):
        values = {decimal_of(match["score"]) for match in group}
        if len(values) == 1:
            return _read(prose, group)
    if not matches:
        return None, None, []
    shown = "、".join(dict.fromkeys(match["score"] for match in matches))
    problem = Problem(
        where=prose.place(matches[0].start()), message=f"自评得分有多个（{shown}），留空未读"
    )
    return None, None, [problem]


def _of_the_whole(text: str, match: re.Match[str]) -> bool:
    score = decimal_of(match["score"])
    words = match[0][: match.start("score") - match.start()]
    clause = _CLAUSE.split(text[max(0, match.start() - 40) : match.start()])[-1]
    return (
        score is not None
        and score <= _SCALE
        and bool(_SELF.search(clause + words))
        and not _OF_A_PART.search(clause)
        and not words.startswith("总分")
    )


def _read(prose: Prose, group: list[re.Match[str]]) -> tuple[Found, Found | None, list[Problem]]:
    score = prose.found(group[0].start("score"), group[0].end("unit"))
    grades = [grade for match in group if (grade := _GRADE.match(prose.text, match.end()))]
    told = {grade["grade"] for grade in grades}
    if len(told) == 1:
        return score, prose.found(*grades[0].span("grade")), []
    return score, None, []
