"""Forms whose cells run into each other: `年度资金总额:40004000100%`, `道路长度5公里5公里1010`.

Such texts come from pages that lost their tables and from the previews of document-sharing sites.
The headings give the columns; the rows are cut by what the columns and the arithmetic admit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiping.filing import Problem
from jiping.intake import labels
from jiping.intake.document import Found, Line, Table
from jiping.intake.form_text import FormText

from . import FormSpan
from .gaps import hold_lone_figures, hold_unproven
from .glue.amounts import read_amounts
from .glue.budget import read_budget
from .glue.doubt import doubt
from .glue.head import FIELDS, head_start, lead_of, read_head
from .glue.heading import Heading, Lexicon, headings
from .glue.indicators import read_indicators
from .glue.levels import levels_in
from .glue.tape import Tape, tape_of
from .last_figure import is_sum_of_scores

#: Two labels of a heading without anything between them; a form's headings show several such pairs.
_PAIR = re.compile(
    r"(?:级指标|指标名称|指标内容|指标值|完成值|实际值|分值|权重|得分|预算数|执行数|执行率|性质|单位)"
    r"(?:[(（][^()（）]{0,12}[)）])?"
    r"(?=三级指标|指标内容|指标名称|年初指标值|年度指标值|指标目标值|目标值|调整|指标值|指标性质|全年|实际|完成值|分值|权重|得分"
    r"|执行率|预算执行率|计量单位|度量单位|未完成|偏差|备注)"
)
_FEWEST_PAIRS = 2
#: A line with fewer blanks than one in so many characters does not part its cells by them.
_FEW_BLANKS = 25
_BLOCKS = Lexicon(labels.BLOCKS, shortest=4)
_GOALS = Lexicon(labels.GOALS, shortest=4)
#: What closes the rows: the closing row, or what stands under the table.
_CLOSING = re.compile(
    r"(?P<total>(?:总分|合计|总计|总得分):?(?=\d))|注:|备注:|评价结论|自评结论|填[表报]人:|联系电话:|存在问题|[\u4e00-\u9fff]{0,12}(?:初审|审核|评审|主管部门|财政部门)意见|说明(?=注|请|无|$)"
    # The title of the next form.
    r"|(?P<title>[\u4e00-\u9fff]{0,12}(?:支出|项目|资金|整体)绩效(?:目标|自评)(?:申报|自评)?表(?=[(（]?(?:19|20)\d\d年|$))"
)
_FULL_MARKS = re.compile(r"100(?:\.0{1,2})?(?=100|\d{1,2}(?!\d)|\D)")
_MARKS = re.compile(r"(?:100|[1-9]?\d)(?:\.\d{1,2})?(?![\d.])")
_ALL_POINTS = "100"
_VIEWS = "按收入性质分"
_SHORTEST_GOAL = 5


@dataclass(slots=True)
class _Part:
    """The headings of one form, and the stretch of text that it takes up."""

    start: int
    stop: int = 0
    budget: Heading | None = None
    tables: list[Heading] = field(default_factory=list)


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms in the lines of *blocks*, if their headings are glued."""
    pairs = 0
    for block in blocks:
        if isinstance(block, Table):
            return []
        pairs += _pairs(block.text)
    if pairs < _FEWEST_PAIRS:
        return []
    tape = tape_of(block for block in blocks if isinstance(block, Line))
    if not any(map(str.isdigit, tape.text)):
        return []
    parts = _parts(tape, headings(tape.text))
    return [_read(tape, part, last=part is parts[-1]) for part in parts]


def _pairs(text: str) -> int:
    """How many labels of a heading stand on a line with nothing between them and the next."""
    if "指" not in text and "执" not in text:
        return 0
    words = text.split()
    if len(words) > 1 and len(words) * _FEW_BLANKS < len(text):
        # The odd blank stands inside a label.
        text = "".join(words)
    return len(_PAIR.findall(text))


def _parts(tape: Tape, found: list[Heading]) -> list[_Part]:
    """The headings by form: a new form begins with the fields of its head or its budget block."""
    parts: list[_Part] = []
    for heading in found:
        part = parts[-1] if parts else None
        if part is None or (part.tables and _begins_anew(tape, part.tables[-1], heading)):
            start = part.tables[-1].end if part else 0
            part = _Part(head_start(tape, start, heading.start))
            parts.append(part)
        if heading.is_indicators:
            part.tables.append(heading)
        elif part.budget is None:
            part.budget = heading
    for part, following in zip(parts, [*parts[1:], None], strict=False):
        part.stop = following.start if following else len(tape.text)
    return parts


def _begins_anew(tape: Tape, last: Heading, heading: Heading) -> bool:
    fields = FIELDS.scan(tape.text, last.end, heading.start)
    return heading.is_budget or any(label.key in ("unit", "project") for label in fields)


# --- one form -------------------------------------------------------------------------------------


def _read(tape: Tape, part: _Part, *, last: bool) -> FormSpan:
    form = FormText()
    table = part.tables[0] if part.tables else None
    first = part.budget or table
    head = first.start if first else part.stop
    read_head(tape, part.start, head, form)
    if part.budget:
        _read_budget(tape, part.budget, table.start if table else part.stop, form)
    elif table:
        read_amounts(tape, part.start, table.start, form)
    closed = False
    if table:
        _read_goals(tape, part.budget.end if part.budget else part.start, table.start, form)
        for heading in _yearly(tape, part.tables):
            closed = _read_table(tape, heading, part, form, last=last)
    form.complete = closed
    start = tape.block_of(part.start)
    if start and tape.lines[start - 1].text.lstrip().startswith("《"):
        # The name of the file on the page of a document-sharing site.
        start -= 1
    end = len(tape.lines) if last else tape.block_of(part.stop)
    return FormSpan(form, start, end)


def _read_budget(tape: Tape, heading: Heading, stop: int, form: FormText) -> None:
    form.labels += heading.spelled
    stop = _budget_stop(tape.text, heading.end, stop)
    if "change" in heading.columns:
        # `10020120` is 100, 20, 120, but which figures are one does not follow from the others.
        doubt(form, tape, heading.end, stop)
        return
    lead = lead_of(tape, heading.start)
    read_budget(tape, heading.end, stop, heading.columns, lead[0] if lead else None, form)
    if lead and lead[1] and len(form.budget) == 1 and form.budget[0]["label"] is lead[0]:
        form.budget[0]["item"] = Found("total", lead[0].place)


def _budget_stop(text: str, start: int, stop: int) -> int:
    """Where the budget rows end: at the two views, the goals or the indicators."""
    views = text.find(_VIEWS, start, stop)
    stop = views if views >= 0 else stop
    goals = next(_GOALS.scan(text, start, stop), None)
    blocks = (b for b in _BLOCKS.scan(text, start, stop) if b.key not in ("budget", "base_data"))
    levels = next(levels_in(text, start, stop), None)
    return min([stop, *(label.start for label in (goals, next(blocks, None), levels) if label)])


def _yearly(tape: Tape, found: list[Heading]) -> list[Heading]:
    """Without the table of the long-term goal, where the yearly one follows."""
    yearly = [h for h in found if "长期" not in tape.text[max(0, h.start - 8) : h.start]]
    return yearly or found


def _read_table(tape: Tape, heading: Heading, part: _Part, form: FormText, *, last: bool) -> bool:
    """Read the rows under a heading; whether the form ends behind them."""
    form.labels += heading.spelled
    stop = min((h.start for h in part.tables if h.start > heading.start), default=part.stop)
    closing = _CLOSING.search(tape.text, heading.end, stop)
    close = closing.start() if closing else stop
    ended = close < len(tape.text) or not last
    whole = read_indicators(tape, heading.end, close, heading.columns, form, ended=ended)
    if closing and closing["total"]:
        _read_total(tape, closing.end(), heading, form)
    else:
        hold_lone_figures(form)
    # A title does not show that all rows above it were seen.
    return closing is not None and not closing["title"] and whole


def _read_total(tape: Tape, at: int, heading: Heading, form: FormText) -> None:
    """The closing row: full marks and the score, or the score alone where there is no weight."""
    text = tape.text
    weight = _FULL_MARKS.match(text, at) if "weight" in heading.columns else None
    if "weight" in heading.columns and weight is None:
        full = text.startswith(_ALL_POINTS, at)
        if full:
            hold_unproven(form, {"weight": _ALL_POINTS})
        else:
            hold_lone_figures(form)
        return
    start = weight.end() if weight else at
    score = _MARKS.match(text, start) if "score" in heading.columns else None
    told = {"weight": weight[0]} if weight else {}
    if score is None:
        hold_unproven(form, told)
        return
    hold_unproven(form, told | {"score": score[0]})
    if score.end() == len(text) and not is_sum_of_scores(score[0], form):
        # `总分100` alone may be the points or the score, and the last figure may go on.
        return
    if weight:
        form.total["weight"] = tape.found(at, start)
    form.total["score"] = tape.found(start, score.end())


# --- goals ----------------------------------------------------------------------------------------


def _read_goals(tape: Tape, start: int, stop: int, form: FormText) -> None:
    """The goal as expected and as achieved, where the border between them is sure."""
    found = list(_GOALS.scan(tape.text, start, stop))
    if not found:
        return
    blocks = _BLOCKS.scan(tape.text, found[-1].end, stop)
    end = next((b.start for b in blocks if b.key == "indicators"), stop)
    end -= 2 * tape.text.endswith("长期", 0, end)
    texts = {
        label.key: (label.end, following)
        for label, following in zip(found, [*(x.start for x in found[1:]), end], strict=True)
        if following - label.end >= _SHORTEST_GOAL
    }
    if set(texts) == {"achieved"} and any(label.key == "expected" for label in found):
        begin, stop = texts["achieved"]
        half = begin + (stop - begin) // 2
        if tape.text[begin:half] != tape.text[half:stop]:
            where = tape.found(begin, stop).place
            message = "年初目标与实际完成情况连写，不能确定在何处分开，留空未读"
            form.problems.append(Problem(where=where, message=message))
            return
        texts = {"expected": (begin, half), "achieved": (half, stop)}
    if "expected" in texts:
        form.expected = tape.found(*texts["expected"])
    if "achieved" in texts:
        form.achieved = tape.found(*texts["achieved"])
