"""The indicator block in glued text: its rows, and of each what is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from jiping.filing import Problem
from jiping.filing.numbers import HUNDRED, ZERO
from jiping.intake import labels
from jiping.intake.amounts import points
from jiping.intake.document import Found
from jiping.intake.form_text import FormText
from jiping.intake.form_text import Row as Fields

from .chain import Doubtful, rows_of
from .doubt import doubt
from .levels import Level, Segment, framework_level, levels_in, segments
from .placed import Placed, borne_out, points_for_values, weight_of
from .row import Row
from .stretch import Stretch, decimal, stretch_of
from .tape import Tape
from .trust import misread_signs, sign_is_two, torn_names, unborne_repairs

_SKIPPED = frozenset(("level1", "level2", "number", "name", "reason"))
_BEHIND = frozenset(("remark", "explanation"))
_FIGURES = frozenset(("target", "actual", "weight", "score"))
_SCALE = frozenset(("weight", "score"))
#: Columns that a form leaves empty as long as it is not yet evaluated.
_NOT_YET = (frozenset(("score",)), frozenset(("score", "actual")))
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
_NEXT_NAME = re.compile(r"[\u4e00-\u9fff\"()]{3}")
_SURE_GAIN = 4


def read_indicators(
    tape: Tape, start: int, stop: int, columns: Sequence[str], form: FormText, *, ended: bool
) -> bool:
    """Read the rows of `[start, stop)` into *form*; whether the last of them is whole.

    Not *ended* where the text breaks off at *stop*: a row that touches it may go on.
    """
    kept = tuple(c for c in columns if c not in _SKIPPED)
    reasons = "reason" in columns
    if kept and kept[-1] in _BEHIND:
        kept, reasons = kept[:-1], True
    if not kept:
        return True
    garbled = tape.first_sign is not None and tape.first_sign < start
    parts = list(segments(tape.text, start, stop))
    placed = points_for_values(tape.text, parts) if ended and kept == ("target", "actual") else []
    if not placed:
        placed = _placed(
            tape, parts, kept, None if ended else _unclosed(tape, parts, stop), garbled=garbled
        )
    if ended and not any(weight_of(each.row) for each in placed) and "score" in kept:
        placed = _without_scores(tape, parts, kept, form, garbled=garbled) or placed
    before: Placed | None = None
    twos = sign_is_two(tape, [each.found for each in placed]) if garbled else frozenset()
    for each in placed:
        _answer(tape, each, before, form, reasons=reasons, garbled=garbled, twos=twos)
        before = each
    return ended or not parts or parts[-1].stop < stop


# --- rows -----------------------------------------------------------------------------------------


def _placed(
    tape: Tape,
    parts: Sequence[Segment],
    columns: tuple[str, ...],
    unclosed: Segment | None,
    *,
    garbled: bool,
) -> list[Placed]:
    """The rows of all segments under their levels; in the *unclosed* one the text breaks off."""
    placed: list[Placed] = []
    unfinished: Level | None = None
    for segment in parts:
        stretch = stretch_of(tape.text, segment.start, segment.stop, tape.breaks, garbled=garbled)
        cut_off = segment is unclosed
        rows = _rows(stretch, segment.start, columns)
        if cut_off:
            rows = _without_unfinished(rows, stretch)
        here = [
            Placed(found, segment.level1, level or segment.level2, found.row.end)
            for found, level in rows
        ]
        if cut_off:
            unfinished = segment.level1 or segment.level2
        elif here:
            here[-1] = replace(here[-1], behind=segment.stop)
        placed += here
    return borne_out(placed, unfinished)


def _unclosed(tape: Tape, parts: Sequence[Segment], stop: int) -> Segment | None:
    """The last segment, if no level label closes it in front of *stop*."""
    if not parts or any(levels_in(tape.text, parts[-1].stop, stop)):
        return None
    return parts[-1]


def _without_unfinished(
    rows: list[tuple[Doubtful, Level | None]], stretch: Stretch
) -> list[tuple[Doubtful, Level | None]]:
    """The rows in front of the place where the text breaks off that surely do not go on there.

    Behind the last the next name must begin, and its cells must bear each other out.
    """
    while rows:
        last = rows[-1][0].row
        follows = _NEXT_NAME.match(stretch.text, last.end, stretch.stop)
        if last.cells and last.gain >= _SURE_GAIN and follows:
            break
        rows = rows[:-1]
    return rows


def _rows(
    stretch: Stretch, at: int, columns: tuple[str, ...]
) -> list[tuple[Doubtful, Level | None]]:
    """The rows of a segment, each with the framework level that stands in front of it, if any."""
    level = framework_level(stretch.text, at, stretch.stop)
    if level is None:
        return [(row, None) for row in rows_of(stretch, at, columns)]
    found: list[tuple[Doubtful, Level | None]] = []
    used: set[str] = set()
    while at < stretch.stop:
        following = framework_level(stretch.text, at, stretch.stop)
        if following is not None and following.word not in used:
            level, at = following, following.end
            used.add(level.word)
        if not (rows := rows_of(stretch, at, columns)):
            break
        found.append((rows[0], level))
        at = rows[0].row.end
    return found


def _without_scores(
    tape: Tape,
    parts: Sequence[Segment],
    columns: tuple[str, ...],
    form: FormText,
    *,
    garbled: bool,
) -> list[Placed]:
    """The rows of a form that is not yet evaluated: its weights sum to 100, with the budget's or not."""
    budget = [points(row["weight"].text) or ZERO for row in form.budget if "weight" in row]
    totals = {HUNDRED, HUNDRED - max(budget, default=ZERO)}
    for empty in _NOT_YET:
        kept = tuple(c for c in columns if c not in empty)
        placed = _placed(tape, parts, kept, None, garbled=garbled)
        weights = [weight_of(each.row) for each in placed]
        if sum((w for w in weights if w), ZERO) in totals and None not in weights:
            return placed
    return []


# --- what is answered -----------------------------------------------------------------------------


def _answer(
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
    row, unsure = placed.row, set(placed.found.unsure)
    if row.cells.keys() <= {"reason"}:
        _aside(tape, row, form, reasons=reasons)
        return
    fields: Fields = {
        key: tape.found(level.start, level.end)
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
