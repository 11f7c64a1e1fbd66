"""The self score and grade that a text states for the whole: `自评得分97.6分，等级为“优”`."""

from __future__ import annotations

import re
from decimal import Decimal

from jiping.filing import Problem
from jiping.filing.numbers import NUMBER, decimal_of
from jiping.intake.document import Found

from .running import Prose

#: 总分值 is the scale, no score.
_SCORE = re.compile(
    r"(?:得分|评分|分数|总分(?!值)|自评得?(?=[为\d]))(?:数|值)?(?:总计|共计|合计)?(?:\(满分\d+分\))?(?:为|是|:|达到?)?"
    # A line may be broken in front of it.
    rf"(?:\n(?={NUMBER}分))?(?P<score>{NUMBER})(?P<unit>分?)(?=[,;。:)(、\n])",
    re.ASCII,
)
#: Words in front of it that make it the self score; some say that it is of the whole.
_SELF = re.compile(r"自评|自我评|总$|总体?评?|最终|最后|综合|整体|评价$|评定$")
_OWN = re.compile(r"(?:自评|自我评价?|最终|最后)(?:综合|的)?$")
_WHOLE = re.compile(r"整体|总体|总$|综合|最终|最后|部门")
#: Words in front of it in the clause that make it a part's score, or the scale.
_OF_A_PART = re.compile(
    r"指标|产出|效益|满意度|过程|决策|投入|管理|执行率|预算执行|平均|最高|最低|满分|上年|去年|扣|其中|分值|权重|标准|\d个|名称|以上"
)
_CLAUSE = re.compile(r"[,;。\n()]")
#: A clause that tells the grade: the score behind it is told in the same breath.
_GRADED = re.compile(
    r'自评[^,;。\n]{0,12}(?:等级|等次|评级|级别|结论|结果)(?:评定)?(?:为|是|:)"?(?P<grade>优秀|良好|优|良|中|差)"?级?,$'
)
#: The heading right above says that what follows is the self score.
_HEADED = re.compile(
    r"自评(?:得分|评分|分数)(?:情况)?(?:及|和|与)?(?:等级|评价等级|结论|结果)?[:。]?\n+[^\n]{0,40}$"
)
#: Under it the score may stand alone.
_ALONE = re.compile(rf"(?<=\n)(?P<score>{NUMBER})(?P<unit>分)(?=[,;。(\n])", re.ASCII)
_GRADE = re.compile(
    r'(?:\(|[^。\n;\d]{0,14}?(?:评级|等级|等次|级别|评定|评价|结论|结果|自评)(?:为|是|:)?)"?(?P<grade>优秀|良好|优|良|中|差|合格|不合格)"?(?=[,;。:)(、\n级等])'
)
_SCALE = Decimal(100)


def read_score(prose: Prose) -> tuple[Found | None, Found | None, list[Problem]]:
    """The self score and the grade stated with it; none, with a problem, where several are told."""
    if "分" not in prose.text:
        return None, None, []
    told = [match for match in _SCORE.finditer(prose.text) if _is_self_score(prose.text, match)]
    told += [match for match in _ALONE.finditer(prose.text) if _is_headed(prose.text, match)]
    of_the_whole = [match for match in told if _WHOLE.search(_words(prose.text, match))]
    for group in (of_the_whole, told):
        if len({decimal_of(match["score"]) for match in group}) == 1:
            return _read(prose, group)
    if not told:
        return None, None, []
    shown = "、".join(dict.fromkeys(match["score"] for match in told))
    problem = Problem(
        where=prose.place(told[0].start()), message=f"自评得分有多个（{shown}），留空未读"
    )
    return None, None, [problem]


def _words(text: str, match: re.Match[str]) -> str:
    """The words of its clause in front of a score; also of the one before that tells the grade."""
    before = text[max(0, match.start() - 40) : match.start()]
    if graded := _GRADED.search(before):
        return graded[0]
    return _CLAUSE.split(before)[-1]


def _is_headed(text: str, match: re.Match[str]) -> bool:
    """Whether a score stands in the line right below a heading 自评得分."""
    return bool(_HEADED.search(text, max(0, match.start() - 80), match.start()))


def _is_self_score(text: str, match: re.Match[str]) -> bool:
    score, words = decimal_of(match["score"]), _words(text, match)
    if score is None or score > _SCALE or _OF_A_PART.search(words):
        return False
    if score == _SCALE and match[0].startswith("总分") and not _OWN.search(words):
        return False  # `评价总分为100分`: the scale
    return bool(_SELF.search(words + match[0][:2])) or _is_headed(text, match)


def _graded(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The grade told in front of a score."""
    return _GRADED.search(text, max(0, match.start() - 40), match.start())


def _read(prose: Prose, group: list[re.Match[str]]) -> tuple[Found, Found | None, list[Problem]]:
    score = prose.found(group[0].start("score"), group[0].end("unit"))
    grades = [
        grade
        for match in group
        if (grade := _GRADE.match(prose.text, match.end()) or _graded(prose.text, match))
    ]
    told = {grade["grade"] for grade in grades}
    if len(told) == 1:
        return score, prose.found(*grades[0].span("grade")), []
    return score, None, []
