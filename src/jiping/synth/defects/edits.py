"""Changes of a filing that defects are made of. A filing is never changed: a new one is returned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from jiping.filing import Filing, Indicator, Section
from jiping.filing.numbers import ZERO, plain
from jiping.filing.values import parse_value
from jiping.standards import Standard
from jiping.synth.dice import Dice
from jiping.synth.form import scored

_SCORE = re.compile(r"(自评(?:得分)?)(\d+(?:\.\d+)?)(分，(?:等级为|评为|属于))(.)")
_TOTAL = "/budget/rows/0"


def row(filing: Filing, **changes: object) -> Filing:
    """The filing with these fields of its first budget row changed."""
    first, *rest = filing.budget.rows
    rows = (first.model_copy(update=changes), *rest)
    return filing.model_copy(update={"budget": filing.budget.model_copy(update={"rows": rows})})


def view(filing: Filing, name: str, **changes: object) -> Filing:
    """The filing with these fields of a view (`by_revenue`, `by_expenditure`) changed."""
    changed = getattr(filing.budget, name).model_copy(update=changes)
    return filing.model_copy(update={"budget": filing.budget.model_copy(update={name: changed})})


def indicator(filing: Filing, at: int, **changes: Any) -> Filing:
    """The filing with these fields of an indicator changed; values are given as they are written."""
    for name in ("target", "actual"):
        if isinstance(changes.get(name), str):
            changes[name] = parse_value(changes[name])
    rows = list(filing.indicators)
    rows[at] = rows[at].model_copy(update=changes)
    return filing.model_copy(update={"indicators": tuple(rows)})


def places(filing: Filing, fits: Callable[[Indicator], bool]) -> list[int]:
    """Where the indicators stand that fit."""
    return [at for at, one in enumerate(filing.indicators) if fits(one)]


def any_place(filing: Filing, dice: Dice, fits: Callable[[Indicator], bool]) -> int | None:
    """Where one of the indicators stands that fit; None where none does."""
    found = places(filing, fits)
    return dice.one(found) if found else None


def number(one: Indicator, field: str) -> Decimal:
    """The number of a target or an actual value."""
    value = getattr(one, field)
    assert value is not None and value.number is not None  # noqa: S101 (invented ones have)
    return Decimal(value.number)


def is_floor(one: Indicator) -> bool:
    """Whether the target is a floor (≥) that was met."""
    return _compared(one, "≥") and number(one, "actual") >= number(one, "target")


def is_count(one: Indicator) -> bool:
    """Whether it is a floor that was met, and no percentage."""
    return is_floor(one) and one.target is not None and one.target.unit != "%"


def is_rate(one: Indicator) -> bool:
    """Whether it is a percentage with a floor that was met."""
    return is_floor(one) and not is_count(one)


def is_ceiling(one: Indicator) -> bool:
    """Whether the target is a ceiling (≤)."""
    return _compared(one, "≤")


def is_missed(one: Indicator) -> bool:
    """Whether the target was missed."""
    return one.reason is not None


def _compared(one: Indicator, operator: str) -> bool:
    return one.target is not None and one.target.operator == operator and one.reason is None


def written(one: Indicator, value: Decimal, sense: str = "") -> str:
    """*value* with the indicator's unit, as a target or actual value is written."""
    unit = one.target.unit if one.target else ""
    return f"{sense}{plain(value)}{unit or ''}"


def summed(filing: Filing, standard: Standard) -> Filing:
    """The filing whose total, grade and told score are the sum of its scores again."""
    given = [one.score for one in (*filing.budget.rows, *filing.indicators)]  # type: ignore[attr-defined]
    total = sum((points for points in given if points is not None), ZERO)
    changed = filing.model_copy(
        update={
            "total": filing.total.model_copy(update={"score": total}),
            "grade": standard.grades.of(total),
        }
    )
    return told_score(changed)


def rescored(filing: Filing, standard: Standard) -> Filing:
    """The filing with every score as the rules have it for the values that it holds now."""
    return told_score(scored(filing, standard))


def told_score(filing: Filing) -> Filing:
    """The filing whose report tells the score and grade of its form."""
    score, grade = filing.total.score, filing.grade
    if score is None or filing.report is None:
        return filing
    told = rf"\g<1>{plain(score)}\g<3>{grade}"
    return texts(filing, lambda text: _SCORE.sub(told, text))


def texts(filing: Filing, change: Callable[[str], str]) -> Filing:
    """The filing with the text of every section of its report changed."""
    if filing.report is None:
        return filing
    sections = tuple(
        one.model_copy(update={"text": change(one.text)}) for one in filing.report.sections
    )
    return filing.model_copy(
        update={"report": filing.report.model_copy(update={"sections": sections})}
    )


def section(filing: Filing, topic: str, change: Callable[[str], str]) -> tuple[Filing, str] | None:
    """The filing with the first section on *topic* (or under that heading) changed that changes at all.

    None where there is no such section.
    """
    for at, one in _sections(filing):
        text = change(one.text) if topic in (one.topic, one.heading) else one.text
        if text != one.text:
            return _with(filing, at, text=text), f"/report/sections/{at}"
    return None


def without_section(filing: Filing, topic: str) -> Filing | None:
    """The filing whose report lacks the section on *topic*."""
    if filing.report is None:
        return None
    kept = tuple(one for one in filing.report.sections if topic not in (one.topic, one.heading))
    if len(kept) == len(filing.report.sections):
        return None
    return filing.model_copy(update={"report": filing.report.model_copy(update={"sections": kept})})


def renamed_section(filing: Filing, at: int, **changes: object) -> Filing:
    """The filing with number or heading of a section changed."""
    return _with(filing, at, **changes)


def _sections(filing: Filing) -> Iterator[tuple[int, Section]]:
    yield from enumerate(filing.report.sections if filing.report else ())


def _with(filing: Filing, at: int, **changes: object) -> Filing:
    assert filing.report is not None  # noqa: S101 (the caller has seen the section)
    sections = list(filing.report.sections)
    sections[at] = sections[at].model_copy(update=changes)
    report = filing.report.model_copy(update={"sections": tuple(sections)})
    return filing.model_copy(update={"report": report})


def figure(filing: Filing, item: str, **changes: object) -> tuple[Filing, str] | None:
    """The filing with a figure of its report changed, in the data and not in the text."""
    if filing.report is None:
        return None
    figures = list(filing.report.figures)
    for at, one in enumerate(figures):
        if one.item == item:
            figures[at] = one.model_copy(update=changes)
            report = filing.report.model_copy(update={"figures": tuple(figures)})
            return filing.model_copy(update={"report": report}), f"/report/figures/{at}"
    return None
