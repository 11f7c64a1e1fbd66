"""Forms of which a site has taken away all digits and letters: `预算数()`, `得分(分*执行率)`.

Nothing in them is a figure, and nothing must be read as zero: the answer is a form without figures,
and a problem that says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing import Problem
from jiping.intake import labels
from jiping.intake.document import Line, Table
from jiping.intake.form_text import FormText

from . import FormSpan
from .glue.head import head_start, read_head
from .glue.heading import Lexicon, headings
from .glue.tape import Tape, tape_of

MESSAGE = "文中数字已被网站去除，没有可读的数"

#: What is left where digits or letters stood.
_LEFT = re.compile(r"\((?:分|年度?|月|日)?[/*%]?(?:[)]|执行率)|[≥≤><=][%个人次户项元]|年月日")
#: What is left in front of a name whose code was taken away: `[]县民政局`.
_RESIDUE = "[]()（）【】-—_ "
_DIGIT = re.compile(r"\d")
_FEWEST_LEFT = 2
_FEWEST_COLUMNS = 4
#: A stray digit may have escaped (`①`).
_MOST_DIGITS = 2
#: Date, time and a count, so near behind the table.
_MOST_AT_FOOT, _NEAR = 20, 300
#: Digits in the frame of the page: its date, its number of pages, telephone numbers.
_MOST_ANYWHERE = 60
_COLUMN_KEYS = frozenset(labels.COLUMNS.values())
_LABELS = Lexicon({**labels.COLUMNS, **labels.LEVEL1, **labels.LEVEL2}, shortest=3)


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """The one form of a document whose form has no digit left, or nothing."""
    if _full_of_digits(blocks):
        return []
    # Where cells were marked by bars, these are all that is left in many of them.
    lines = [
        block._replace(text=block.text.replace("|", " "))
        for block in blocks
        if isinstance(block, Line)
    ]
    tape = tape_of(lines)
    found = list(_LABELS.scan(tape.text))
    if sum(label.key in _COLUMN_KEYS for label in found) < _FEWEST_COLUMNS:
        return []
    start = head_start(tape, 0, found[0].start)
    table = tape.text[start : found[-1].end]
    if len(_DIGIT.findall(table)) > _MOST_DIGITS or len(_LEFT.findall(table)) < _FEWEST_LEFT:
        return []
    if _figures_behind(tape, found[-1].end):
        return []
    form = FormText(complete=False)
    read_head(tape, start, found[0].start, form)
    form.fields.pop("year", None)
    for key, value in form.fields.items():
        form.fields[key] = value._replace(text=value.text.lstrip(_RESIDUE))
    form.labels = [word for heading in headings(tape.text) for word in heading.spelled]
    where = tape.found(found[0].start, found[0].end).place
    form.problems.append(Problem(where=where, message=MESSAGE))
    return [FormSpan(form, tape.block_of(start), len(lines))]


def _figures_behind(tape: Tape, at: int) -> bool:
    """Whether rows with figures stand behind the last label; the foot of a page has a line of its own."""
    end = min((b for b in tape.breaks if b > at), default=len(tape.text))
    near = tape.text[end : end + _NEAR]
    return (
        len(_DIGIT.findall(tape.text, at, end)) > _MOST_DIGITS
        or len(_DIGIT.findall(near)) > _MOST_AT_FOOT
    )


def _full_of_digits(blocks: Sequence[Line | Table]) -> bool:
    """Whether the document has tables, or digits wherever one looks: cheap, and mostly the answer."""
    digits = 0
    for block in blocks:
        if isinstance(block, Table):
            return True
        digits += len(_DIGIT.findall(block.text))
        if digits > _MOST_ANYWHERE:
            return True
    return False
