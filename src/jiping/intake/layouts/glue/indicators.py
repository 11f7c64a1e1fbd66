"""The indicator block in glued text: cut at the level labels, then into rows.

What several readings leave open the printed sums decide where they can: the points of a level
(`产出指标(70分)`) and the 100 of the closing row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from jiping.filing import Problem
from jiping.filing.numbers import HUNDRED
from jiping.intake import labels
from jiping.intake.document import Found
from jiping.intake.form_text import FormText
from jiping.intake.form_text import Row as Fields

from ..budget_rows import NAMES
from ..readings import bearing_out
from .cells import Cell, Stretch, decimal
from .heading import Lexicon
from .rows import Doubtful, Row, rows_of, unsure_among
from .tape import Tape

_LEVELS = {
    **{w: "level1" for w in labels.LEVEL1 if w.endswith("指标")},
    **{w: "level2" for w in labels.LEVEL2 if w.endswith("指标")},
}
_POINTS_ONLY = {w: "level1" for w in labels.LEVEL1 if w not in _LEVELS}
_LEXICON = Lexicon({**_LEVELS, **_POINTS_ONLY}, shortest=2)
_FRAMEWORK = Lexicon(dict.fromkeys(labels.FRAMEWORK_LEVELS, "level2"))
#: What makes of a framework word a longer name: 财务管理制度有效性.
_NAME_GOES_ON = ("制度", "办法", "规范", "情况", "水平", "能力", "工作")
_POINTS = re.compile(r"[(\[](\d{1,3}(?:\.\d+)?)分?[)\]]")
_TEMPLATE = re.compile(r"(?:指标[\dL]{1,2}[:：.、]?|[.…·、,;:。*]+)+")
_TEMPLATE_END = re.compile(r"(?:指标[\dL]{1,2}[:：.、]?|[.…·]{2,})+$")
#: A name with the same bare points twice behind it.
_POINTS_TWICE = re.compile(r"(?P<name>[^\d.].*?)(?P<points>\d{1,2}(?:\.\d)?)(?P=points)(?![\d.])")
_SENTENCE_END = re.compile(r".*[。;]")
_EXPLAINS = re.compile(r"因|由于|未|不足|不够|有待|加强|还需|仍需|尚|滞后|缓慢|影响|疫情|偏差|偏低|进一步|,")
_SKIPPED = frozenset(("level1", "level2", "number", "name", "reason"))
_VALUES = ("target", "actual")
_SCALE = ("weight", "score")


class Level(NamedTuple):
    """A level label in the block, and the points printed behind it."""

    start: int
    end: int
    label_end: int
    key: str
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A row under its levels, and where the words behind it end: its reason, if it needs one."""

    row: Doubtful
    level1: Level | None
    level2: Level | None
    behind: int


def read_indicators(
    tape: Tape, start: int, stop: int, columns: Sequence[str], form: FormText, *, ended: bool
) -> bool:
    """Read the rows of `[start, stop)` into *form*; whether the last of them is whole."""
    kept = tuple(c for c in columns if c not in _SKIPPED)
    trailing = {"remark", "explanation"} & set(kept[-1:])
    kept = kept[: len(kept) - len(trailing)]
    if not kept:
        return True
    garbled = tape.first_sign is not None and tape.first_sign < start
    segments = list(_segments(tape.text, start, stop))
    if ended and kept == _VALUES and (points := _points_for_values(tape.text, segments)):
        for each in points:
            _answer(tape, each, None, form, reasons=False, garbled=garbled)
        return True
    placed: list[Placed] = []
    whole = True
    for begin, end, level1, level2 in segments:
        last = end == stop and not ended
        stretch = Stretch(tape.text, end, tape.breaks, garbled)
        rows, whole = _rows(stretch, begin, kept, cut_off=last)
        for found, under in rows:
            alone = found is rows[-1][0] and not last
            placed.append(Placed(found, level1, under or level2, end if alone else found.row.end))
    placed = _settled(placed)
    reasons = "reason" in columns or bool(trailing)
    before: Placed | None = None
    for each in placed:
        _answer(tape, each, before, form, reasons=reasons, garbled=garbled)
        before = each
    return whole


# --- segments -------------------------------------------------------------------------------------


def levels_in(text: str, start: int, stop: int) -> Iterator[Level]:
    """The level labels of a stretch; short ones count only with their points behind them."""
    for label in _LEXICON.scan(text, start, stop):
        match = _POINTS.match(text, label.end, stop)
        word = text[label.start : label.end]
        if match or word in _LEVELS:
            end = match.end() if match else label.end
            yield Level(
                label.start, end, label.end, label.key, Decimal(match[1]) if match else None
            )


def _segments(
    text: str, start: int, stop: int
) -> Iterator[tuple[int, int, Level | None, Level | None]]:
    """The stretches between level labels, each with the levels it stands under."""
    found = list(levels_in(text, start, stop))
    level1: Level | None = None
    level2: Level | None = None
    begin = start
    for number, level in enumerate(found):
        if begin < (end := _before_template(text, begin, level.start)):
            yield begin, end, level1, level2
        following = found[number + 1] if number + 1 < len(found) else None
        if _is_level1(text, level, following):
            level1, level2 = level, None
        else:
            level2 = level
            home = labels.LEVEL1_OF.get(labels.LEVEL2.get(text[level.start : level.label_end], ""))
            name = labels.LEVEL1.get(text[level1.start : level1.label_end]) if level1 else None
            if home and name in labels.LEVEL1_OF.values() and name != home:
                level1 = None
        begin = level.end
    if begin < stop:
        yield begin, _before_template(text, begin, stop), level1, level2


def _is_level1(text: str, level: Level, following: Level | None) -> bool:
    """Whether a label is one of level 1; some words are both, and then what follows tells."""
    word = text[level.start : level.label_end]
    if word not in labels.LEVEL2:
        return True
    if word not in labels.LEVEL1 or following is None or following.start != level.end:
        return False
    name = labels.LEVEL2.get(text[following.start : following.label_end])
    return name is not None and labels.LEVEL1_OF.get(name) == labels.LEVEL1[word]


def _rows(
    stretch: Stretch, begin: int, columns: tuple[str, ...], *, cut_off: bool
) -> tuple[list[tuple[Doubtful, Level | None]], bool]:
    """The rows of a segment, each with a framework level of its own, and whether it ends whole."""
    text = stretch.text
    found: list[tuple[Doubtful, Level | None]] = []
    under: Level | None = None
    at = _past_template(text, begin, stretch.stop)
    soft = _FRAMEWORK.at(text, at)
    if soft and soft.end < stretch.stop and not text.startswith(_NAME_GOES_ON, soft.end):
        return _framework_rows(stretch, at, columns, cut_off=cut_off)
    for row in rows_of(stretch, at, columns):
        found.append((row, under))
    return _whole(found, stretch, cut_off=cut_off)


def _framework_rows(
    stretch: Stretch, at: int, columns: tuple[str, ...], *, cut_off: bool
) -> tuple[list[tuple[Doubtful, Level | None]], bool]:
    """Rows under second levels of the framework, which stand in front of some of the names."""
    found: list[tuple[Doubtful, Level | None]] = []
    under: Level | None = None
    used: set[str] = set()
    text = stretch.text
    while at < stretch.stop:
        soft = _FRAMEWORK.at(text, at)
        word = text[soft.start : soft.end] if soft else ""
        if soft and word not in used and not text.startswith(_NAME_GOES_ON, soft.end):
            used.add(word)
            under = Level(soft.start, soft.end, soft.end, "level2", None)
            at = soft.end
        rows = rows_of(stretch, at, columns)
        if not rows:
            break
        found.append((rows[0], under))
        at = rows[0].row.end
    return _whole(found, stretch, cut_off=cut_off)


def _whole(
    found: list[tuple[Doubtful, Level | None]], stretch: Stretch, *, cut_off: bool
) -> tuple[list[tuple[Doubtful, Level | None]], bool]:
    """Without a row that touches the place where the text breaks off."""
    if not cut_off:
        return found, True
    return [each for each in found if each[0].row.end < stretch.stop], False


def _before_template(text: str, start: int, stop: int) -> int:
    """The end of a segment without what the template leaves there."""
    match = _TEMPLATE_END.search(text, start, stop)
    return match.start() if match else stop


def _past_template(text: str, at: int, stop: int) -> int:
    match = _TEMPLATE.match(text, at, stop)
    while match and text[match.start() : match.end()].startswith("指标"):
        # The number of a name belongs to it: `指标1:` stays, an unfilled one before it goes.
        last = text.rfind("指标", match.start(), match.end())
        return last if match.end() < stop else match.end()
    return match.end() if match else at


# --- sums -----------------------------------------------------------------------------------------


def _settled(placed: list[Placed]) -> list[Placed]:
    """Rows of which a printed sum leaves fewer readings."""
    settled = list(placed)
    for level in {each.level2 for each in placed} | {each.level1 for each in placed}:
        if level is None or level.points is None:
            continue
        numbers = [n for n, e in enumerate(settled) if level in (e.level1, e.level2)]
        _bear_out(settled, numbers, level.points)
    return settled


def _bear_out(placed: list[Placed], numbers: list[int], total: Decimal) -> None:
    rows = [[placed[n].row.row, *placed[n].row.rivals] for n in numbers]
    if any(len({(r.start, r.end) for r in row}) > 1 for row in rows):
        return
    for number, kept in zip(numbers, bearing_out(rows, _weight, total), strict=True):
        each = placed[number]
        best = Doubtful(kept[0], unsure_among(kept[0], kept[1:]), kept[1:])
        placed[number] = replace(each, row=best)


def _weight(row: Row) -> Decimal:
    """What a reading adds to the sum; one without a weight cannot be part of it."""
    cell = row.cells.get("weight")
    return decimal(cell.number) if cell and cell.number else Decimal(-(10**6))


def _points_for_values(
    text: str, segments: Sequence[tuple[int, int, Level | None, Level | None]]
) -> list[Placed]:
    """Points that an office without a column for them put into those of target and actual.

    Only where every row ends so and the points sum to 100.
    """
    placed: list[Placed] = []
    total = Decimal(0)
    for begin, end, level1, level2 in segments:
        at = begin
        for match in _POINTS_TWICE.finditer(text, begin, end):
            if match.start() != at:
                return []
            middle = match.end("points")
            number = match["points"]
            cells = {
                "target": Cell(match.start("points"), middle, number=number),
                "actual": Cell(middle, match.end(), number=number),
            }
            row = Row(at, match.end(), (at, match.end("name")), cells, 0)
            placed.append(Placed(Doubtful(row, frozenset()), level1, level2, match.end()))
            total += decimal(number)
            at = match.end()
        if any(map(str.isdigit, text[at:end])):
            return []
    return placed if total == HUNDRED else []


# --- what is answered -----------------------------------------------------------------------------


def _answer(
    tape: Tape,
    placed: Placed,
    before: Placed | None,
    form: FormText,
    *,
    reasons: bool,
    garbled: bool,
) -> None:
    """Put the sure cells of a row into the form, and say what is not."""
    row, unsure = placed.row.row, set(placed.row.unsure)
    if not row.cells:
        _doubt(form, tape, row, "无法分成各列")
        return
    fields: Fields = {}
    for level, key in ((placed.level1, "level1"), (placed.level2, "level2")):
        if level is not None:
            fields[key] = tape.found(level.start, level.end)
    if garbled:
        unsure |= _misread(tape, row)
    unsure |= _repaired(tape, row)
    name = _name(tape, row, before, reasons=reasons)
    if name is None:
        unsure.add("name")
    elif "name" not in unsure:
        fields["name"] = name
    for column, cell in row.cells.items():
        if column not in unsure and cell.known and not cell.empty:
            fields[column] = tape.found(cell.start, cell.end)
    if reasons and _lost(row) and (reason := _reason(tape, row.end, placed.behind)):
        fields["reason"] = reason
    if unsure:
        names = "、".join(NAMES.get(c, c) for c in (*row.cells, "name") if c in unsure)
        _doubt(form, tape, row, f"{names}不能确定")
    if fields.keys() & {*_VALUES, *_SCALE}:
        form.indicators.append(fields)


def _name(tape: Tape, row: Row, before: Placed | None, *, reasons: bool) -> Found | None:
    """The name of a row; words of the row before that explain lost points are cut off."""
    if row.name is None:
        return None
    start, end = row.name
    for page in tape.pages:
        # A label of the block that closes a page is no part of the name on the next.
        if start < page < end and tape.text[start:page] in labels.BLOCKS:
            start = page
    if reasons and before is not None and before.row.row.end == start and _lost(before.row.row):
        match = _SENTENCE_END.match(tape.text, start, end)
        if match is None and _EXPLAINS.search(tape.text, start, end):
            return None
        start = match.end() if match else start
    return tape.found(start, end)


def _reason(tape: Tape, start: int, stop: int) -> Found | None:
    """The words behind a row that lost points, without what the template leaves."""
    text = tape.text[start:stop]
    match = _TEMPLATE.search(text)
    end = start + (match.start() if match and match.end() == len(text) else len(text))
    return tape.found(start, end) if end > start and not text[: end - start].isdigit() else None


def _lost(row: Row) -> bool:
    """Whether a row lost points, so that a reason may stand behind it."""
    weight, score = row.cells.get("weight"), row.cells.get("score")
    if weight is None or score is None or not (weight.number and score.number):
        return False
    return decimal(weight.number) != decimal(score.number)


def _misread(tape: Tape, row: Row) -> set[str]:
    """Targets whose leading 2 may be a misread ≥."""
    target, actual = row.cells.get("target"), row.cells.get("actual")
    if target is None or not (target.number.startswith("2") and len(target.number) > 1):
        return set()
    if tape.text[target.start] != "2" or actual is None:
        return set()
    per_cent = target.unit == "%" and len(target.number.partition(".")[0]) > 2
    same = actual.number == target.number and actual.unit == target.unit
    return set() if same and not per_cent else {"target", "actual"} if same else {"target"}


def _repaired(tape: Tape, row: Row) -> set[str]:
    """Figures with repaired digits that no other figure of the row bears out."""
    doubtful = set()
    for column, twin in (
        ("target", "actual"), ("actual", "target"), ("weight", "score"), ("score", "weight"),
    ):  # fmt: skip
        cell, other = row.cells.get(column), row.cells.get(twin)
        if cell is None or not _has_repairs(tape, cell):
            continue
        if other is None or _has_repairs(tape, other) or other.number != cell.number:
            doubtful.add(column)
    return doubtful


def _has_repairs(tape: Tape, cell: Cell) -> bool:
    return not tape.repaired.isdisjoint(range(cell.start, cell.end))


def _doubt(form: FormText, tape: Tape, row: Row, why: str) -> None:
    found = tape.found(row.start, row.end)
    text = found.text if len(found.text) <= 60 else found.text[:60] + "…"
    form.problems.append(
        Problem(where=found.place, message=f"指标“{text}”各列连写，{why}，留空未读")
    )
