"""What stands in front of the tables of a glued form: title, year, fields."""

from __future__ import annotations

import re

from jiping.filing import Problem
from jiping.intake import labels
from jiping.intake.amounts import blank
from jiping.intake.currency import currency_at
from jiping.intake.document import Found
from jiping.intake.form_text import FormText

from .heading import Label, Lexicon
from .tape import Tape

FIELDS = Lexicon(labels.FIELDS, shortest=4)
_FIELD_KEYS = frozenset(labels.FIELDS.values())
_TOTAL_ROW = {word: "row" for word, row in labels.ROWS.items() if row == "total"}
#: What ends the value of a field.
_STOPS = Lexicon(
    {
        **dict.fromkeys((*labels.BLOCKS, *labels.GOALS, "项目基本情况", "项目概况"), "block"),
        **_TOTAL_ROW,
        **labels.COLUMNS,
        **labels.FIELDS,
    },
    shortest=4,
)
_WORDS = r"[^\d。;:,()《》表%]"
_TITLE = re.compile(
    rf"(?:(?:19|20)\d\d年度?)?{_WORDS}{{0,60}}(?:(?:19|20)\d\d年度?{_WORDS}{{0,40}})?"
    rf"(?:自评|绩效|评价){_WORDS}{{0,12}}?(?:表|自评)(?:\([^()]{{0,20}}\))?"
)
#: The unit whose whole spending the title names.
_ORGAN = re.compile(r"[\u4e00-\u9fff]{4,30}?(?=(?:(?:19|20)\d\d年度?)?部门整体)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:度|(?=\)))")
_SCORE = re.compile(r"(?:\(分\))?:?(\d{1,3}(?:\.\d{1,2})?)(?![\d.])")
_BRACKET = re.compile(r"\([^()]{0,8}\)")
_TITLE_REACH = 120
_LEAD_REACH = 24
_LONGEST_VALUE = 60
_SURE_LABEL = 4


def head_start(tape: Tape, start: int, stop: int) -> int:
    """Where the head of a form begins: with its title, or with its first field."""
    first = next(FIELDS.scan(tape.text, start, stop), None)
    at = first.start if first else stop
    titles = list(_TITLE.finditer(tape.text, max(start, at - _TITLE_REACH), at))
    if titles:
        return titles[-1].start()
    return first.start if first else start


def read_head(tape: Tape, start: int, stop: int, form: FormText) -> None:
    """Fill the fields of *form* from the text in front of its first heading."""
    text = tape.text
    found = list(_STOPS.scan(text, start, stop))
    for label, following in zip(found, [*found[1:], None], strict=False):
        if label.key in _FIELD_KEYS:
            _read_field(tape, label, following.start if following else stop, form)
    _read_title(tape, start, found[0].start if found else stop, form)
    if unit := currency_at(text, start, min(len(text), stop + 8)):
        form.currency = tape.found(*unit)


def _read_field(tape: Tape, label: Label, stop: int, form: FormText) -> None:
    """A label and its value: up to the next label or the end of the line."""
    text = tape.text
    if label.key == "self_score":
        if match := _SCORE.match(text, label.end):
            form.total.setdefault("score", tape.found(match.start(1), match.end(1)))
        return
    bracket = _BRACKET.match(text, label.end, stop)
    start = bracket.end() if bracket else label.end
    start += text[start : start + 1] == ":"
    end = min([stop, *(b for b in tape.breaks if b > start)])
    if start < end <= start + _LONGEST_VALUE and not blank(text[start:end]):
        form.fields.setdefault(label.key, tape.found(start, end))


def _read_title(tape: Tape, start: int, stop: int, form: FormText) -> None:
    """The title right in front of the fields, and the year that it and its neighbours name."""
    text = tape.text
    near = min(start, max(0, stop - _TITLE_REACH))
    titles = list(_TITLE.finditer(text, near, stop))
    if titles:
        first, last = titles[-1].span()
        line = max([b for b in tape.breaks if first < b < last - _SURE_LABEL], default=first)
        form.fields["title"] = tape.found(line, last)
        if organ := _ORGAN.match(text, line, last):
            form.fields.setdefault("unit", tape.found(*organ.span()))
    years = list(_YEAR.finditer(text, near, stop))
    named = sorted({match[1] for match in years})
    if len(named) == 1:
        form.fields["year"] = tape.found(years[-1].start(), years[-1].end())
    elif named:
        message = f"标题中有不同的年度（{'、'.join(named)}），不能确定是哪一年，留空未读"
        where = tape.found(years[-1].start(), stop).place
        form.problems.append(Problem(where=where, message=message))


def lead_of(tape: Tape, start: int) -> tuple[Found, bool] | None:
    """The label in front of a heading for figures that have none of their own.

    And whether it names the block rather than a row: then the figures are the total's.
    """
    near = max(0, start - _LEAD_REACH)
    found = [
        label
        for label in _STOPS.scan(tape.text, near, start)
        if label.key == "row" or tape.text[label.start : label.end] in labels.BLOCKS
    ]
    if not found:
        return None
    last = found[-1]
    return tape.found(last.start, last.end), last.key != "row"
