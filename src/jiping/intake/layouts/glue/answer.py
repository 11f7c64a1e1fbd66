"""What a row of glued text is answered with: its sure cells, its name, its reason, its doubts."""

from __future__ import annotations

import re
from decimal import Decimal

from jiping.filing import Problem
from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.document import Found
from jiping.intake.form_text import FormText
from jiping.intake.form_text import Row as Fields

from .doubt import doubt
from .levels import Level
from .placed import Placed, weight_of
from .row import Row
from .stretch import decimal
from .tape import Tape
from .trust import loose_ends, misread_signs, torn_names, unborne_repairs

_FIGURES = frozenset(("target", "actual", "weight", "score"))
_SCALE = frozenset(("weight", "score"))
_SENTENCE_END = re.compile(r".*[。;]")
#: Words of a reason.
_EXPLAINS = re.compile(
    r"因|由于|未|不足|不够|有待|加强|还需|仍需|尚|滞后|缓慢|影响|疫情|偏差|偏低|进一步|,"
)
#: The words of another row's values in what looks like a name.
_SWALLOWED = re.compile(
    r"(?P<twice>[^\d()、]{3,})(?P=twice)|(?<=..)(?:显著|明显|有效|逐步|不断|持续)(?:提升|提高|改善|增强|增加|促进|保障).{4}"
)
_ANSWERS = re.compile(
    r"(?<=..)(?:已完成|达成预期指标|长期|符合[^\d]{0,8}要求|健全|完善|达标|合格|提升|提高|改善|效果显著|效果明显)"
    r"(?![率性度数量程情时及化水能作体机制])[^\d]{4,}"
)
_TEMPLATE_REST = re.compile(r"(?:指标(?:L|\d{1,2}[:.、]?)|[.…·、,:])+$")


def answer(
    tape: Tape,
    placed: Placed,
    before: Placed | None,
    form: FormText,
    *,
    reasons: bool,
    garbled: bool,
    twos: frozenset[int],
) -> None:
    """Put the sure cells of a row into the form, and say what is not sure."""
    row = placed.row
    unsure = loose_ends(tape, placed.found)
    if row.cells.keys() <= {"reason"}:
        _aside(tape, row, form, reasons=reasons)
        return
    fields: Fields = {
        key: _label(tape, level)
        for key, level in (("level1", placed.level1), ("level2", placed.level2))
        if level is not None
    }
    if row.start in twos:
        unsure -= {"target"}
        _repair_sign(tape, row, fields, form)
    elif garbled:
        unsure |= misread_signs(tape, row)
    unsure |= unborne_repairs(tape, row) | torn_names(row)
    name = _name(tape, row, before, reasons=reasons)
    if name is None:
        unsure.add("name")
    elif "name" not in unsure:
        fields["name"] = name
    for column, cell in row.cells.items():
        if column not in unsure and cell.known and not cell.empty and column not in fields:
            fields[column] = tape.found(cell.start, cell.end)
    if reasons and "reason" not in fields and _lost_points(row):
        fields.update(_reason(tape, row.end, placed.behind))
    if unsure:
        doubt(form, tape, row.start, row.end, unsure)
    if _SCALE & fields.keys() or ("name" in fields and _FIGURES & fields.keys()):
        form.indicators.append(fields)


def _label(tape: Tape, level: Level) -> Found:
    """A level label as published, or put right where its characters stand in another order."""
    shown = tape.found(level.start, level.end)
    return shown if level.word in squeeze(shown.text) else Found(level.word, shown.place)


def _aside(tape: Tape, row: Row, form: FormText, *, reasons: bool) -> None:
    """A piece that is no row: the reason of the row before, or what could not be read."""
    if "reason" not in row.cells:
        doubt(form, tape, row.start, row.end)
    elif reasons and form.indicators:
        form.indicators[-1].setdefault("reason", tape.found(row.start, row.end))


def _name(tape: Tape, row: Row, before: Placed | None, *, reasons: bool) -> Found | None:
    """The name of a row; words of the row before that explain lost points are cut off."""
    if row.name is None:
        return None
    start, end = row.name
    for page in tape.pages:
        # A label of the block that closes a page is no part of the name on the next.
        if start < page < end and tape.text[start:page] in labels.BLOCKS:
            start = page
    if reasons and before is not None and before.row.end == start and _lost_points(before.row):
        sentences = _SENTENCE_END.match(tape.text, start, end)
        if sentences is None and _EXPLAINS.search(tape.text, start, end):
            return None
        start = sentences.end() if sentences else start
    # Where no points close a row in words, the next name may have taken it up.
    words = tape.text[start:end]
    taken = _SWALLOWED.search(words) or (
        not _SCALE & row.cells.keys() and _ANSWERS.search(words) is not None
    )
    return None if taken else tape.found(start, end)


def _lost_points(row: Row) -> bool:
    """Whether a row lost points, so that a reason may stand behind it."""
    weight, score = weight_of(row), row.cells.get("score")
    return weight is not None and score is not None and weight != _number(score.number)


def _number(text: str) -> Decimal | None:
    return decimal(text) if text else None


def _reason(tape: Tape, start: int, stop: int) -> Fields:
    """The words behind a row that lost points, without what the template leaves."""
    text = _TEMPLATE_REST.sub("", tape.text[start:stop])
    return {"reason": tape.found(start, start + len(text))} if text else {}


def _repair_sign(tape: Tape, row: Row, fields: Fields, form: FormText) -> None:
    """Give a target its ≥ back."""
    target = row.cells["target"]
    published = tape.found(target.start, target.end)
    right = "≥" + published.text[1:]
    fields["target"] = Found(right, published.place)
    message = f"“{published.text}”疑为“{right}”（“≥”误识为“2”），按“{right}”读"
    form.problems.append(Problem(where=published.place, message=message))
