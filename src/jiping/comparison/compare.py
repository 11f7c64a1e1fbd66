"""From two versions of a filing and their scorecards to everything that differs."""

from __future__ import annotations

from collections.abc import Iterator

from jiping.filing import Filing, Section
from jiping.filing.text import squeeze
from jiping.scoring import Scorecard, ScoreLine

from .fields import field_changes, indicator_name, indicator_pairs
from .model import Comparison, Fate, ScoreMove, SectionChange
from .pairing import pairs
from .sentences import sentence_changes


def compare(old: Filing, new: Filing, old_card: Scorecard, new_card: Scorecard) -> Comparison:
    """Hold two versions of one filing against each other.

    Rows are paired by what they are called, whatever moved. A field counts as changed where it means
    something else: blanks, widths of signs and the spelling of an operator do not count.
    """
    return Comparison(
        tuple(field_changes(old, new)),
        tuple(_scores(old, new, old_card, new_card)),
        tuple(_sections(old, new)),
    )


def _scores(old: Filing, new: Filing, before: Scorecard, after: Scorecard) -> Iterator[ScoreMove]:
    lines = {line.pointer: line for line in before.lines}
    now = {line.pointer: line for line in after.lines}
    first = _execution(before), _execution(after)
    if move := _move("预算执行率", *first):
        yield move
    for there, here in indicator_pairs(old, new):
        row = new.indicators[here] if here is not None else old.indicators[there or 0]
        gone = lines.get(f"/indicators/{there}") if there is not None else None
        come = now.get(f"/indicators/{here}") if here is not None else None
        if move := _move(indicator_name(row), gone, come):
            yield move
    totals = (before.self_total, after.self_total, before.rule_total, after.rule_total)
    if totals[0] != totals[1] or totals[2] != totals[3]:
        yield ScoreMove("合计", *totals, _grades(before), _grades(after))


def _execution(card: Scorecard) -> ScoreLine | None:
    return next((one for one in card.lines if one.pointer.startswith("/budget/")), None)


def _move(label: str, before: ScoreLine | None, after: ScoreLine | None) -> ScoreMove | None:
    old = (before.self_score, before.rule_score, before.explanation) if before else (None, None, "")
    new = (after.self_score, after.rule_score, after.explanation) if after else (None, None, "")
    if old[:2] == new[:2] and bool(before) == bool(after):
        return None
    return ScoreMove(label, old[0], new[0], old[1], new[1], old[2], new[2])


def _grades(card: Scorecard) -> str:
    told = (("自评等级", card.self_grade), ("规则等级", card.rule_grade))
    return "　".join(f"{label} {grade}" for label, grade in told if grade)


def _sections(old: Filing, new: Filing) -> Iterator[SectionChange]:
    before, after = (one.report.sections if one.report else () for one in (old, new))

    def heading(section: Section) -> str:
        return squeeze(section.heading)

    def topic(section: Section) -> str:
        return "" if section.topic == "other" else section.topic

    for there, here in pairs(before, after, (heading,), heading, topic):
        gone = before[there] if there is not None else None
        come = after[here] if here is not None else None
        fate: Fate = "added" if gone is None else "removed" if come is None else "changed"
        changes = sentence_changes(_text(gone), _text(come))
        if changes or fate != "changed":
            shown = come or gone
            assert shown is not None  # noqa: S101 (for the type checker)
            yield SectionChange(f"{shown.number or ''}{shown.heading}", fate, changes)


def _text(section: Section | None) -> str:
    return section.text if section else ""
