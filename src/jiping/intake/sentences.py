"""A form told in sentences: budget rows, indicators and self score of a text without a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing.numbers import HUNDRED
from jiping.filing.text import fold

from .amounts import points
from .document import Found, Line
from .form_text import FormText, Row
from .heads import read_head
from .prose.budget import read_budget
from .prose.headings import Section, sections_of, topic_of
from .prose.indicators import read_indicators
from .prose.running import Prose, running
from .prose.score import read_score

#: Sections that tell this year's figures; the others tell causes, advice and plans.
_ASIDE = ("problems", "measures", "application")
#: The heading of an indicator table: its cells are no sentences.
_TABLE = re.compile(r"一级指标[|\s]{0,9}二级指标[|\s]{0,9}(?:三级|指标)")
_POINTS = ("weight", "score")
_EVALUATION = re.compile("绩效|自评")
#: Sections of published accounts (决算说明), which tell other money than the evaluation.
_ACCOUNTS = re.compile("决算|收入|三公|机关运行|采购|国有资产|名词解释")
_PROJECT = re.compile(
    r"(?:.*?(?:19|20)\d\d年度?)(?P<project>[^,。]{3,50}?(?:项目|资金|经费|工程|补贴))(?:支出)?(?:(?:绩效)?(?:自评|评价)|绩效)"
)
_GENERAL = re.compile(r"(?:部门|整体|项目|支出|预算|专项|财政|资金|单位)*")
_YEAR = re.compile(r"\d{4}")
_CLOSED = '。!?;)"”》'
_SIGNED = re.compile(
    r"(?:.{0,30}(?:局|厅|委员会|政府|办公室|中心|院|校|学|所|站|镇|乡|办事处|会|队|公司))?(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?|附[件表]\S{0,30}|.*[无有]"
)


def find_forms(lines: Sequence[Line], prose: Prose | None = None) -> FormText | None:
    """The form that a text without a form table tells, or None where it tells no figure of one.

    *prose* are the lines as running text, where that was made already.
    """
    prose = prose or running(lines)
    if not prose.text or _TABLE.search(prose.text):
        return None
    head = read_head(lines)
    year = _YEAR.search(fold(head["year"].text)) if "year" in head else None
    sections = _sections(prose, head.get("title"))
    budget = read_budget(prose, [(s.begin, s.end) for s in sections], year and year[0])
    indicators, doubts = read_indicators(prose, sections)
    score, grade, double = read_score(prose)
    problems = [*budget.problems, *doubts, *double]
    if not (budget.rows or indicators or score or problems):
        return None
    form = FormText(
        fields=dict(head),
        currency=budget.currency,
        budget=budget.rows,
        indicators=indicators,
        # A list of indicators with their points goes on to the score that they sum to.
        complete=not breaks_off(prose)
        and (score is not None or not any("weight" in row for row in indicators)),
        problems=problems,
    )
    if score:
        form.total["score"] = score
    if grade:
        form.fields["grade"] = grade
    if project := _project(head):
        form.fields["project"] = project
    return form


def take_told_total(form: FormText, prose: Prose) -> None:
    """Give a form the self score that its report tells, where its closing row is not of the whole.

    A table of indicators without the execution rate closes with their points (90 of 100), the text
    with the self score of all.
    """
    weight, score = (points(form.total[k].text) if k in form.total else None for k in _POINTS)
    if weight is None or score is None or weight >= HUNDRED or not form.indicators:
        return
    weights = [points(row["weight"].text) if "weight" in row else None for row in form.indicators]
    if sum(filter(None, weights)) != weight or any("weight" in row for row in form.budget):
        return
    told, _, _ = read_score(prose)
    whole = points(told.text) if told else None
    if told and whole is not None and score < whole <= score + HUNDRED - weight:
        form.blocks.setdefault("indicators", form.total["score"])
        form.total = {"score": told}


def take_told(form: FormText, lines: Sequence[Line], prose: Prose) -> None:
    """Give a table of indicators that stands in a report what the report tells of the whole.

    Such a table has no head, no money and no points of its own: those are told around it.
    """
    named = {"project", "unit"} & form.fields.keys()
    pointed = any({"weight", "score"} & row.keys() for row in form.indicators)
    if named or pointed or form.budget or form.total or form.revenue or form.expenditure:
        return
    if told := find_forms(lines, prose):
        form.budget, form.currency = told.budget, form.currency or told.currency
        form.total = told.total
        form.problems += told.problems
        for name in told.fields.keys() & {"grade", "project"}:
            form.fields.setdefault(name, told.fields[name])


def _sections(prose: Prose, title: Found | None) -> list[Section]:
    """The sections that tell the evaluation: not causes and plans, not the accounts around it."""
    sections = sections_of(prose)
    if title and "决算" in title.text and not _EVALUATION.search(title.text):
        texts = [prose.text[s.start : s.end] for s in sections]
        first = next((n for n, text in enumerate(texts) if _EVALUATION.search(text)), len(texts))
        sections = sections[first:]
    titled = [(section, prose.text[slice(*section.title)]) for section in sections]
    return [
        section
        for section, words in titled
        if topic_of(words) not in _ASIDE
        and (_EVALUATION.search(words) or not _ACCOUNTS.search(words))
    ]


def _project(head: Row) -> Found | None:
    """The project that the title of a report names behind the year and the unit."""
    title, unit = head.get("title"), head.get("unit")
    match = _PROJECT.match(title.text) if title else None
    if title is None or match is None:
        return None
    name = match["project"].removeprefix(unit.text if unit else "")
    return None if _GENERAL.fullmatch(name) else Found(name, title.place)


def breaks_off(prose: Prose) -> bool:
    """Whether the text ends within a sentence or with a heading that nothing follows."""
    last = prose.text.rpartition("\n")[2]
    return not (last.endswith(tuple(_CLOSED)) or _SIGNED.fullmatch(last))
