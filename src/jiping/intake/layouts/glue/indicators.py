"""The indicator block in glued text: its rows under their levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jiping.filing.numbers import HUNDRED, ZERO
from jiping.intake.amounts import points
from jiping.intake.form_text import FormText

from .answer import answer
from .chain import Doubtful, rows_of
from .doubt import doubt
from .heading import LEVEL_WEIGHT
from .levels import Level, Segment, framework_level, levels_in, segments
from .placed import Placed, borne_out, points_for_values, weight_of
from .row import Row
from .stretch import Stretch, stretch_of
from .tape import Tape
from .trust import sign_is_two

_SKIPPED = frozenset(("level1", "level2", LEVEL_WEIGHT, "number", "name", "reason"))
_BEHIND = frozenset(("remark", "explanation"))
#: Columns that a form leaves empty as long as it is not yet evaluated.
_NOT_YET = (frozenset(("score",)), frozenset(("score", "actual")))
_NEXT_NAME = re.compile(r"[\u4e00-\u9fff\"()]{3}")
_SURE_GAIN = 4
#: A form has a few thousand characters of rows; what is far longer is none.
_LONGEST_BLOCK = 30_000


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
    # The number of a row looks like the last points of the row before it, and the target of the
    # whole period (实施期指标值) like that of the year.
    unclear = "number" in columns or list(columns).count("target") > 1
    if stop - start > _LONGEST_BLOCK or unclear:
        doubt(form, tape, start, stop)
        return False
    garbled = tape.first_sign is not None and tape.first_sign < start
    parts = list(segments(tape.text, start, stop, weighted=LEVEL_WEIGHT in columns))
    placed = points_for_values(tape.text, parts) if ended and kept == ("target", "actual") else []
    if not placed:
        unclosed = None if ended else _unclosed(tape, parts, stop)
        placed = _placed(tape, parts, kept, unclosed, garbled=garbled)
        if _may_be_unscored(kept) and not (ended and _sums_up(placed, form)):
            gaps = _placed(tape, parts, kept, unclosed, garbled=garbled, unscored=True)
            placed = gaps if any(_is_unscored(each.row) for each in gaps) else placed
    if ended and not any(weight_of(each.row) for each in placed) and "score" in kept:
        placed = _without_scores(tape, parts, kept, form, garbled=garbled) or placed
    before: Placed | None = None
    twos = sign_is_two(tape, [each.found for each in placed]) if garbled else frozenset()
    for each in placed:
        answer(tape, each, before, form, reasons=reasons, garbled=garbled, twos=twos)
        before = each
    return ended or not parts or parts[-1].stop < stop


def _placed(
    tape: Tape,
    parts: Sequence[Segment],
    columns: tuple[str, ...],
    unclosed: Segment | None,
    *,
    garbled: bool,
    unscored: bool = False,
) -> list[Placed]:
    """The rows of all segments under their levels; in the *unclosed* one the text breaks off.

    *Unscored* where rows may have no score.
    """
    placed: list[Placed] = []
    unfinished: Level | None = None
    for segment in parts:
        cut_off = segment is unclosed
        # Where the text breaks off, what looks like no score may stand behind the break.
        gaps = unscored and not cut_off
        stretch = stretch_of(
            tape.text, segment.start, segment.stop, tape.breaks, garbled=garbled, unscored=gaps
        )
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
    for empty in _NOT_YET:
        kept = tuple(c for c in columns if c not in empty)
        placed = _placed(tape, parts, kept, None, garbled=garbled)
        if _sums_up(placed, form):
            return placed
    return []


def _sums_up(placed: Sequence[Placed], form: FormText) -> bool:
    """Whether the weights of all rows, with the budget's or without, are those of a whole form."""
    budget = [points(row["weight"].text) or ZERO for row in form.budget if "weight" in row]
    weights = [weight_of(each.row) for each in placed if each.row.cells.keys() != {"reason"}]
    total = sum((weight for weight in weights if weight), ZERO)
    return total in {HUNDRED, HUNDRED - max(budget, default=ZERO)} and None not in weights


def _may_be_unscored(columns: tuple[str, ...]) -> bool:
    """Whether rows may lack a score: hardly where the factor that makes it is printed beside."""
    return "weight" in columns and "score" in columns and "completion" not in columns


def _is_unscored(row: Row) -> bool:
    """Whether a row has a weight, but no score."""
    score = row.cells.get("score")
    return weight_of(row) is not None and score is not None and score.empty
