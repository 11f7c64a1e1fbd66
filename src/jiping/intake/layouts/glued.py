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
from jiping.intake.amounts import blank
from jiping.intake.document import Found, Line, Table
from jiping.intake.form_text import FormText

from . import FormSpan
from .glue.budget import read_budget
from .glue.heading import Heading, Label, Lexicon, headings
from .glue.indicators import levels_in, read_indicators
from .glue.tape import Tape, tape_of

#: Two labels of a heading without anything between them; a form's headings show several such pairs.
_PAIR = re.compile(
    r"(?:级指标|指标名称|指标内容|指标值|完成值|实际值|分值|权重|得分|预算数|执行数|执行率|性质|单位)(?:[(（][^()（）]{0,12}[)）])?"
    r"(?:三级指标|指标内容|指标名称|年初指标值|年度指标值|调整|指标值|指标性质|全年|实际|完成值|分值|权重|得分|执行率|预算执行率|计量单位|度量单位|未完成|偏差|备注)"
)
_FEWEST_PAIRS = 2
_FIELDS = Lexicon(labels.FIELDS, shortest=4)
_STOPS = Lexicon(
    {
        **{word: "block" for word in (*labels.BLOCKS, *labels.GOALS)},
        **{word: "row" for word, row in labels.ROWS.items() if row == "total"},
        **labels.COLUMNS,
        **labels.FIELDS,
    },
    shortest=4,
)
_HEAD_FIELDS = frozenset(labels.FIELDS.values())
_BLOCKS = Lexicon(labels.BLOCKS, shortest=4)
_GOALS = Lexicon(labels.GOALS, shortest=4)
_TOTAL = re.compile(r"(?:总分|合计|总计|总得分)[:：]?(?=[\d/]|$)")
_TOTAL_POINTS = re.compile(r"100(?:\.0{1,2})?(?P<score>100|[1-9]?\d(?:\.\d{1,2})?)?(?![\d.])")
_CLOSING = re.compile(
    r"(?:总分|合计|总计|总得分)[:：]?(?=\d)|注[:：]|备注[:：]|评价结论|自评结论|填[表报]人[:：]|联系电话[:：]|存在问题|说明(?=注|请|无|$)"
)
_TITLE = re.compile(
    r"[^。;:,()《》表]{0,60}(?:自评|绩效|评价)[^。;:,()《》]{0,12}?(?:表|自评)(?:\([^()]{0,20}\))?"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:度|(?=\)))")
_CURRENCY = re.compile(r"[(\[](?:单位:)?(?:人民币)?(万?元)[)\]]")
_SCORE = re.compile(r"(?:\(分\))?:?(\d{1,3}(?:\.\d{1,2})?)(?![\d.])")
_BRACKET = re.compile(r"\([^()]{0,8}\)")
_TITLE_REACH = 120
_LEAD_REACH = 24
_LONGEST_VALUE = 60


@dataclass(slots=True)
class _Part:
    """The headings of one form, and the stretch of text that it takes up."""

    start: int
    stop: int = 0
    budget: Heading | None = None
    indicators: list[Heading] = field(default_factory=list)


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms in the lines of *blocks*, if their headings are glued."""
    lines = [block for block in blocks if isinstance(block, Line)]
    pairs = 0
    for line in lines:
        pairs += len(_PAIR.findall(line.text))
        if pairs >= _FEWEST_PAIRS:
            break
    else:
        return []
    if len(lines) < len(blocks):
        return []
    tape = tape_of(lines)
    if not any(map(str.isdigit, tape.text)):
        return []
    parts = _parts(tape, headings(tape.text))
    return [_read(tape, part, last=part is parts[-1]) for part in parts]


def _parts(tape: Tape, found: list[Heading]) -> list[_Part]:
    """The headings by form: a new form begins with the fields of its head or its budget block."""
    parts: list[_Part] = []
    for heading in found:
        part = parts[-1] if parts else None
        if part is None or part.indicators and _begins_anew(tape, part.indicators[-1], heading):
            part = _Part(_head_start(tape, part, heading))
            parts.append(part)
        if heading.is_indicators:
            part.indicators.append(heading)
        elif part.budget is None:
            part.budget = heading
    parts = [part for part in parts if part.indicators or part.budget]
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        part.stop = following.start if following else len(tape.text)
    return parts


def _begins_anew(tape: Tape, last: Heading, heading: Heading) -> bool:
    fields = _FIELDS.scan(tape.text, last.end, heading.start)
    return heading.is_budget or any(label.key in ("unit", "project") for label in fields)


def _head_start(tape: Tape, before: _Part | None, heading: Heading) -> int:
    """Where the head of a form begins: with its title, or with its first field."""
    start = before.indicators[-1].end if before and before.indicators else 0
    first = next(_FIELDS.scan(tape.text, start, heading.start), None)
    at = first.start if first else heading.start
    titles = list(_TITLE.finditer(tape.text, max(start, at - _TITLE_REACH), at))
    return titles[-1].start() if titles else at


# --- one form -------------------------------------------------------------------------------------


def _read(tape: Tape, part: _Part, *, last: bool) -> FormSpan:
    form = FormText()
    text = tape.text
    first = part.budget or part.indicators[0]
    table = part.indicators[0] if part.indicators else None
    _head(tape, part.start, first.start, form)
    closed = False
    if part.budget:
        form.labels += part.budget.spelled
        stop = _budget_stop(text, part.budget.end, table.start if table else part.stop)
        read_budget(
            tape, part.budget.end, stop, part.budget.columns, _lead(tape, part.budget.start), form
        )
    if table:
        _goals(tape, part.budget.end if part.budget else part.start, table.start, form)
        for heading in _yearly(tape, part.indicators):
            form.labels += heading.spelled
            begin = heading.end
            following = min(
                (h.start for h in part.indicators if h.start > begin), default=part.stop
            )
            close = _close(text, begin, following)
            ended = close < len(text) or not last
            whole = read_indicators(tape, begin, close, heading.columns, form, ended=ended)
            closed = _total(tape, close, form) or (whole and close < following)
    form.complete = closed
    end = len(tape.lines) if last else tape.block_of(part.stop)
    return FormSpan(form, tape.block_of(part.start), end)


def _yearly(tape: Tape, found: list[Heading]) -> list[Heading]:
    """Without the table of the long-term goal, where the yearly one follows."""
    if len(found) < 2:
        return found
    return [h for h in found if "长期" not in tape.text[max(0, h.start - 8) : h.start]] or found


def _close(text: str, start: int, stop: int) -> int:
    """Where the rows end: at the closing row or at what stands under the table."""
    match = _CLOSING.search(text, start, stop)
    return match.start() if match else stop


def _total(tape: Tape, at: int, form: FormText) -> bool:
    """Read the closing row at *at*; whether there is one."""
    label = _TOTAL.match(tape.text, at)
    if label is None:
        return False
    match = _TOTAL_POINTS.match(tape.text, label.end())
    if match and match.end() < len(tape.text):
        score = match.start("score")
        # `总分100` may be the points or the score.
        if score >= 0:
            form.total["weight"] = tape.found(match.start(), score)
            form.total["score"] = tape.found(score, match.end())
    return True


# --- head -----------------------------------------------------------------------------------------


def _head(tape: Tape, start: int, stop: int, form: FormText) -> None:
    text = tape.text
    found = list(_STOPS.scan(text, start, stop))
    _title(tape, start, found[0].start if found else stop, form)
    for label, following in zip(found, [*found[1:], None], strict=True):
        if label.key in _HEAD_FIELDS:
            _field(tape, label, following.start if following else stop, form)
    if match := _CURRENCY.search(text, start, min(len(text), stop + 8)):
        form.currency = tape.found(match.start(1), match.end(1))


def _field(tape: Tape, label: Label, stop: int, form: FormText) -> None:
    text = tape.text
    bracket = _BRACKET.match(text, label.end, stop)
    at = bracket.end() if bracket else label.end
    if text[at : at + 1] in ":：":
        at += 1
    if label.key == "self_score":
        if match := _SCORE.match(text, at, len(text)):
            form.total.setdefault("score", tape.found(match.start(1), match.end(1)))
        return
    end = min([stop, *(b for b in tape.breaks if b > at)])
    if at < end and end - at <= _LONGEST_VALUE and not blank(text[at:end]):
        form.fields.setdefault(label.key, tape.found(at, end))


def _title(tape: Tape, start: int, stop: int, form: FormText) -> None:
    """The title right in front of the fields, and the year that it and its neighbours name."""
    text = tape.text
    before = max(0, stop - _TITLE_REACH)
    titles = list(_TITLE.finditer(text, min(start, before), stop))
    if titles:
        line = max(
            [b for b in tape.breaks if titles[-1].start() < b < titles[-1].end() - 4], default=0
        )
        form.fields["title"] = tape.found(max(titles[-1].start(), line), titles[-1].end())
    years = list(_YEAR.finditer(text, min(start, before), stop))
    named = {match[1] for match in years}
    if len(named) == 1:
        form.fields["year"] = tape.found(years[-1].start(), years[-1].end())
    elif named:
        form.problems.append(
            Problem(
                where=tape.found(years[-1].start(), stop).place,
                message=f"标题中有不同的年度（{'、'.join(sorted(named))}），不能确定是哪一年，留空未读",
            )
        )


# --- between the blocks ---------------------------------------------------------------------------


def _lead(tape: Tape, start: int) -> Found | None:
    """The row or block label in front of a heading, for figures that have none of their own."""
    near = max(0, start - _LEAD_REACH)
    rows = [
        label
        for label in _STOPS.scan(tape.text, near, start)
        if label.key == "row" or tape.text[label.start : label.end] in labels.BLOCKS
    ]
    return tape.found(rows[-1].start, rows[-1].end) if rows else None


def _budget_stop(text: str, start: int, stop: int) -> int:
    """Where the budget rows end: at the goals or the indicators."""
    goals = next(_GOALS.scan(text, start, stop), None)
    blocks = next(
        (b for b in _BLOCKS.scan(text, start, stop) if b.key != "budget" and b.key != "base_data"),
        None,
    )
    levels = next(levels_in(text, start, stop), None)
    return (
        min(label.start for label in (goals, blocks, levels) if label)
        if (goals or blocks or levels)
        else stop
    )


def _goals(tape: Tape, start: int, stop: int, form: FormText) -> None:
    """The goal as expected and as achieved, where the border between them is sure."""
    found = list(_GOALS.scan(tape.text, start, stop))
    if not found:
        return
    block = next(
        (b.start for b in _BLOCKS.scan(tape.text, found[-1].end, stop) if b.key == "indicators"),
        stop,
    )
    ends = [*(label.start for label in found[1:]), block]
    texts = {
        label.key: (label.end, end)
        for label, end in zip(found, ends, strict=True)
        if end - label.end > 4
    }
    if set(texts) == {"achieved"}:
        begin, end = texts["achieved"]
        half = begin + (end - begin) // 2
        if tape.text[begin:half] == tape.text[half:end]:
            texts = {"expected": (begin, half), "achieved": (half, end)}
        elif any(label.key == "expected" for label in found):
            where = tape.found(begin, end).place
            form.problems.append(
                Problem(
                    where=where, message="年初目标与实际完成情况连写，不能确定在何处分开，留空未读"
                )
            )
            return
    if "expected" in texts:
        form.expected = tape.found(*texts["expected"])
    if "achieved" in texts:
        form.achieved = tape.found(*texts["achieved"])
