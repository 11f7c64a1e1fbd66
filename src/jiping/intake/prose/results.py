"""What was reached, told under its category without a target: `数量指标：培训农民320人次；满意度指标：群众满意度98%`.

Only a clause that is nothing but a name and a figure is an indicator. Money is the budget's, a
date and a growth are no results, and what is planned or missed is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiping.filing.numbers import NUMBER
from jiping.intake.form_text import Row
from jiping.intake.labels import field_of, level1_of, level2_of, row_of

from .running import Prose

_CLAUSE = re.compile(r"[^,;。:\n\0]+")
_MARK = r"(?:\(?\d{1,2}[).、](?!\d)|[①-⑳]|[一二三四五六七八九十]是|-)"
#: A figure told for the year, before the name or instead of a verb of its own.
_LEAD = rf"(?:{_MARK}|其中|(?:19|20)\d\d年度?|全年|本年度?|已经?|累计|共计?|基本(?=完成|实现)|实际|完成(?=[^\d]{{3}}))*"
_TOLD = re.compile(
    rf"{_LEAD}(?P<name>[\u4e00-\u9fff(\"][^\d≥≤=><约近逾每第]{{1,30}}?[^\d≥≤=><第约近逾超每\W])(?:均?为|均?是|均?达到?|达成)?"
    rf"(?P<actual>{NUMBER}\s?(?:[%‰]|m[23]|[^\W\d_]{{1,6}}(?:/[^\W\d_]{{1,4}})?))",
)
_NO_UNIT = re.compile(r"[\d.,\s]*(?:[万亿]?元|[年月日号分时点届级倍折]|个?百分点|余|多)")
#: Words that make a clause something else than a result.
_NOT = re.compile(
    r"^[每约近逾超]|未|不|没|应|拟|须|计划|预计|目标|要求|标准|指标|预算|执行率|支出率|(?:资金|经费|补助金)(?!.*率$)|得分|评分|分值|权重|"
    r"增[加长]|提高|提升|上升|下降|减少|降低|同比|较|比上|其余|剩余|仅|只|原因|由于|因|[至到于]$"
)
_SATISFIED = re.compile(r"满意[度率]$")
_WORD = re.compile(r"[\u4e00-\u9fff]{3}")


def results(prose: Prose, text: str, start: int, end: int, categorised: bool) -> Iterator[Row]:
    """The results told in a piece of *text* that stands under one category; elsewhere only how
    satisfied people are, which is an indicator by its name.
    """
    for clause in _CLAUSE.finditer(text, start, end):
        match = _TOLD.fullmatch(text, *clause.span())
        if match is None or clause.end() == len(text) or not _is_name(match["name"]):
            continue
        if not categorised and not _SATISFIED.search(match["name"]):
            continue
        if not _NO_UNIT.match(match["actual"]):
            yield {
                "name": prose.found(*match.span("name")),
                "actual": prose.found(*match.span("actual")),
            }


def _is_name(name: str) -> bool:
    """Whether words can name what was reached."""
    if _NOT.search(name) or not _WORD.search(name):
        return False
    return not (level1_of(name) or level2_of(name) or row_of(name) or field_of(name))
