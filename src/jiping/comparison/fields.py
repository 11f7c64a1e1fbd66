"""The fields of two versions, and which of them are not the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiping.checks.examples import field_name
from jiping.filing import KIND_NAMES, BudgetRow, Filing, Indicator, ReportFigure, Value
from jiping.filing.identity import name_key
from jiping.filing.numbers import HUNDRED, plain, round_half_up
from jiping.filing.text import squeeze

from .model import Change, Fate
from .pairing import Pair, pairs

_HEAD = ("kind", "unit", "supervisor", "project", "fiscal_year", "currency_unit", "grade")
_ROW = ("initial", "adjusted", "executed", "weight", "execution_rate", "score")
_REVENUE = ("general_public_budget", "government_funds", "special_account_nontax", "other")
_EXPENDITURE = ("basic", "project")
_INDICATOR = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")
_FIGURE = ("label", "amount", "change", "direction", "cause")
_MONEY = frozenset(
    ("initial", "adjusted", "executed", "amount", "change", *_REVENUE, *_EXPENDITURE)
)
_WORDS = KIND_NAMES | {"increase": "增加", "decrease": "减少", "unchanged": "持平"}
_OTHER_FIELDS = {"other": "其他资金", "supervisor": "主管部门", "change": "比上年增减"}
_PROJECT_NAME = {"project": "项目名称"}
_WHOLE = "整行"


class Field(NamedTuple):
    """A field as a reader sees it, what it is compared by, and its number with the number's unit."""

    text: str
    key: object
    number: Decimal | None = None
    unit: str = ""


def field_changes(old: Filing, new: Filing) -> Iterator[Change]:
    """Every field of the form and every figure of the report that differs."""
    yield from _same_place("基本情况", "", _HEAD, "", old, new, _PROJECT_NAME)
    yield from _rows("预算执行", "/budget/rows", _ROW, old.budget.rows, new.budget.rows,
                     budget_pairs(old, new), lambda row: row.label)  # fmt: skip
    for name, fields in (("by_revenue", _REVENUE), ("by_expenditure", _EXPENDITURE)):
        before, after = getattr(old.budget, name), getattr(new.budget, name)
        title = field_name(name)
        yield from _same_place("预算执行", title, fields, f"/budget/{name}", before, after)
    yield from _same_place(
        "年度总体目标", "", ("expected", "achieved"), "/goals", old.goals, new.goals
    )
    yield from _rows("绩效指标", "/indicators", _INDICATOR, old.indicators, new.indicators,
                     indicator_pairs(old, new), indicator_name)  # fmt: skip
    yield from _same_place("总分", "", ("weight", "score"), "/total", old.total, new.total)
    before, after = (one.report.figures if one.report else () for one in (old, new))
    yield from _rows("报告金额", "/report/figures", _FIGURE, before, after,
                     _figure_pairs(before, after), lambda figure: figure.label)  # fmt: skip


def budget_pairs(old: Filing, new: Filing) -> list[Pair]:
    """Which rows of the budget block are the same."""

    def label(row: BudgetRow) -> str:
        return squeeze(row.label)

    def item(row: BudgetRow) -> str:
        return "" if row.item == "row" else row.item

    return pairs(old.budget.rows, new.budget.rows, (item, label), label, lambda row: row.item)


def indicator_pairs(old: Filing, new: Filing) -> list[Pair]:
    """Which indicators are the same, by name, by likeness, by their place in the frame."""

    def name(one: Indicator) -> str:
        return name_key(one.name or "")

    def placed(one: Indicator) -> tuple[str | None, str] | None:
        return (one.level2, name(one)) if one.name else None

    def frame(one: Indicator) -> tuple[str | None, str | None]:
        return one.level1, one.level2

    return pairs(old.indicators, new.indicators, (placed, name), name, frame)


def _figure_pairs(old: Sequence[ReportFigure], new: Sequence[ReportFigure]) -> list[Pair]:
    def told(figure: ReportFigure) -> tuple[str, str]:
        return figure.item, squeeze(figure.label)

    def label(figure: ReportFigure) -> str:
        return squeeze(figure.label)

    return pairs(old, new, (told, label), label, lambda figure: figure.item)


def indicator_name(indicator: Indicator) -> str:
    """What an indicator is called, or its level where it has no name."""
    return indicator.name or indicator.level2 or indicator.level1 or "（未写指标名称）"


def _rows(
    block: str,
    pointer: str,
    fields: Sequence[str],
    old: Sequence[object],
    new: Sequence[object],
    paired: Sequence[Pair],
    name: Callable[..., str],
) -> Iterator[Change]:
    for there, here in paired:
        before = old[there] if there is not None else None
        after = new[here] if here is not None else None
        old_at, new_at = f"{pointer}/{there}", f"{pointer}/{here}"
        if before is None:
            told = _whole(fields, after)
            yield Change(block, name(after), _WHOLE, "added", None, new_at, "", told)
        elif after is None:
            told = _whole(fields, before)
            yield Change(block, name(before), _WHOLE, "removed", old_at, None, told, "")
        else:
            yield from _fields(block, name(after), fields, before, after, old_at, new_at)


def _whole(fields: Sequence[str], row: object) -> str:
    """All that a row tells, each value behind its label."""
    told = ((name, _field(name, getattr(row, name)).text) for name in fields)
    return "，".join(f"{_label(name)}{text}" for name, text in told if text)


def _same_place(
    block: str,
    item: str,
    fields: Sequence[str],
    pointer: str,
    old: object,
    new: object,
    names: dict[str, str] | None = None,
) -> Iterator[Change]:
    return _fields(block, item, fields, old, new, pointer, pointer, names)


def _fields(
    block: str,
    item: str,
    fields: Sequence[str],
    old: object,
    new: object,
    old_at: str,
    new_at: str,
    names: dict[str, str] | None = None,
) -> Iterator[Change]:
    for name in fields:
        before, after = _field(name, getattr(old, name)), _field(name, getattr(new, name))
        if before.key == after.key:
            continue
        fate: Fate = (
            "added" if before.key is None else "removed" if after.key is None else "changed"
        )
        difference = None
        if before.number is not None and after.number is not None and before.unit == after.unit:
            difference = after.number - before.number
        yield Change(
            block, item, (names or {}).get(name) or _label(name), fate,
            f"{old_at}/{name}", f"{new_at}/{name}",
            before.text, after.text, difference, after.unit if difference is not None else "",
        )  # fmt: skip


def _label(name: str) -> str:
    return _OTHER_FIELDS.get(name) or field_name(name)


def _field(name: str, value: object) -> Field:
    if value is None:
        return Field("", None)
    if isinstance(value, Value):
        told = (value.operator, value.number, value.high, value.unit, value.date)
        known = value.number is not None or value.date is not None
        return Field(
            value.raw, told if known else squeeze(value.raw),
            value.number if value.high is None else None,
            "个百分点" if value.unit == "%" else value.unit or "",
        )  # fmt: skip
    if isinstance(value, Decimal):
        return _number(name, value)
    text = _WORDS.get(str(value), str(value))
    return Field(text, squeeze(text))


def _number(name: str, value: Decimal) -> Field:
    if name in _MONEY:
        shown = f"{value:,.2f}" if round_half_up(value) == value else f"{value:,f}"
        return Field(shown, value, value, "万元")
    if name == "execution_rate":
        share = value * HUNDRED
        return Field(f"{plain(round_half_up(share))}%", value, share, "个百分点")
    return Field(plain(value), value, value, "分")
