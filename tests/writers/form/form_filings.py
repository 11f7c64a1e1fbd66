"""Filings made up by hypothesis as units fill them in, and what of a filing a form shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from jiping.filing import (
    Budget,
    BudgetRow,
    ExpenditureView,
    Filing,
    Goals,
    Indicator,
    RevenueView,
    Total,
    Value,
)
from jiping.filing.model import Kind
from jiping.filing.numbers import HUNDRED
from jiping.filing.values import parse_value
from jiping.standards import Form, Standard

#: Characters of names: common ones, rare ones of places and people, figures, letters, signs.
_COMMON = (
    "村居道路改造完成保障农业水利项目资金补助设备培训宣传服务对象环境卫生学校医院街渌口古岳峰镇"
)
_RARE = "渌㟃䶮𬭎㳇"
_MARKS = "、（）《》“”—·％A-Z3°℃²"
_NAME = st.text(alphabet=_COMMON + _RARE + _MARKS, min_size=1, max_size=60).map(
    lambda text: "保障" + text + "情况"
)
_PLACE = st.text(alphabet=_COMMON + _RARE, min_size=2, max_size=24).map(lambda text: text + "局")
_WORDS = st.text(alphabet=_COMMON + _RARE + "，。；：（）", min_size=1, max_size=150).map(
    lambda text: "因" + text + "已改进"
)
#: Text that a spreadsheet could take for a formula.
_SLY = st.sampled_from(["=1+1改", "@SUM(A1)改", "+86改进", "-完成一半"])
_POINTS = st.decimals(0, 30, places=1).map(Decimal)
_RATES = st.decimals(0, 200, places=2).map(lambda percent: percent / HUNDRED)
_UNITS = ("个", "%", "万元", "人次", "公里", "元/人·月", "台（套）")
_SIGNS = ("≥", "≤", "=", ">", "<")
_TOLD = ("达成预期指标", "显著提升", "2023年12月31日", "2023年10月底前", "已完成", "长期")


def money(places: int) -> st.SearchStrategy[Decimal]:
    """Amounts of 万元."""
    return st.decimals(0, 10**7, places=places).map(Decimal)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """An empty cell, now and then."""
    return st.one_of(st.none(), strategy, strategy, strategy)


@st.composite
def _values(draw: st.DrawFn, form: Form) -> tuple[Value | None, Value | None]:
    """Target and actual value of one indicator, as the columns of *form* say them."""
    if draw(st.integers(0, 4)) == 0:
        target, actual = draw(st.sampled_from(_TOLD)), draw(st.sampled_from(_TOLD))
        return draw(st.sampled_from([None, parse_value(target)])), parse_value(actual)
    number, done = draw(money(2)), draw(money(2))
    sign, unit = draw(st.sampled_from(_SIGNS)), draw(st.sampled_from(_UNITS))
    column_sign = sign if form.shows("operator") else ""
    column_unit = unit if form.shows("measure") else ""
    own_sign, own_unit = sign[len(column_sign) :], unit[len(column_unit) :]
    target = parse_value(f"{own_sign}{number}{own_unit}", column_sign or None, column_unit or None)
    actual = parse_value(f"{done}{own_unit}", None, column_unit or None)
    return target, draw(maybe(st.just(actual)))


@st.composite
def _indicators(draw: st.DrawFn, standard: Standard, form: Form) -> tuple[Indicator, ...]:
    count = draw(st.sampled_from([1, 2, 5, 12, 40]))
    levels = [
        (level.name, category) for level in standard.frame.level1 for category in level.level2
    ]
    with_levels = form.shows("level1")
    made = []
    for number in range(count):
        level1, level2 = levels[number * len(levels) // count]
        target, actual = draw(_values(form))
        weight = draw(_POINTS)
        made.append(
            Indicator(
                level1=level1 if with_levels else None,
                level2=level2 if with_levels else None,
                name=draw(_NAME),
                target=target if target or actual else parse_value("已完成"),
                actual=actual,
                weight=weight,
                score=draw(maybe(st.decimals(0, weight, places=1))) if weight else Decimal(0),
                reason=draw(st.one_of(st.none(), st.none(), _WORDS, _SLY)),
            )
        )
    return tuple(made)


@st.composite
def filings(draw: st.DrawFn, standard: Standard, kind: Kind) -> Filing:
    """A filing of this *kind* as a unit under *standard* fills it in."""
    form = standard.form_of(kind)
    yuan = form.currency_unit == "元" or draw(st.booleans())
    amounts = money(6 if yuan else draw(st.sampled_from([2, 2, 2, 4])))
    rows = []
    for row in form.rows:
        adjusted = draw(maybe(amounts))
        total = row.item == "total"
        rows.append(
            BudgetRow(
                item=row.item, label=row.label, initial=draw(maybe(amounts)),
                adjusted=adjusted, executed=draw(maybe(amounts)),
                weight=Decimal(10) if total else None,
                execution_rate=draw(maybe(_RATES)),
                score=draw(maybe(st.decimals(0, 10, places=2))) if total else None,
            )
        )  # fmt: skip
    views = form.views is not None
    return Filing(
        kind=kind,
        unit=draw(_PLACE),
        supervisor=draw(maybe(_PLACE)),
        project=None if kind == "department" else draw(_NAME),
        fiscal_year=draw(st.integers(2018, 2030)),
        standard=standard.id,
        currency_unit="元" if yuan else "万元",
        budget=Budget(
            rows=tuple(rows),
            by_revenue=RevenueView(
                general_public_budget=draw(amounts) if views else None,
                government_funds=draw(maybe(amounts)) if views else None,
                other=draw(maybe(amounts)) if views else None,
            ),
            by_expenditure=ExpenditureView(
                basic=draw(maybe(amounts)) if views else None,
                project=draw(maybe(amounts)) if views else None,
            ),
        ),
        goals=Goals(expected=draw(maybe(_WORDS)), achieved=draw(maybe(_WORDS))),
        indicators=draw(_indicators(standard, form)),
        total=Total(weight=Decimal(100), score=draw(st.decimals(0, 100, places=2))),
    )


def shown(filing: Filing, form: Form) -> dict[str, Any]:
    """What of *filing* the *form* has a place for; empty budget rows say nothing."""
    head = {field.field for row in form.head for field in row}
    budget = {_COLUMN.get(column.field, column.field) for column in form.budget}
    columns = {column.field for column in form.indicators}
    told: dict[str, Any] = {
        name: getattr(filing, name) for name in ("unit", "supervisor", "project") if name in head
    }
    told |= {"kind": filing.kind, "year": filing.fiscal_year}
    rows = [
        {"row": (row.item, row.label), **{name: getattr(row, name) for name in budget & _ROW}}
        for row in filing.budget.rows
    ]
    told["rows"] = [row for row in rows if any(row[name] is not None for name in budget & _ROW)]
    if form.views:
        told["views"] = (filing.budget.by_revenue, filing.budget.by_expenditure)
    told["goals"] = filing.goals
    told["indicators"] = [
        {name: getattr(one, name) for name in columns & _INDICATOR} for one in filing.indicators
    ]
    if form.total_label:
        told["total"] = {n: getattr(filing.total, n) for n in ("weight", "score") if n in columns}
    return told


_ROW = set(BudgetRow.model_fields) - {"item", "label"}
_INDICATOR = set(Indicator.model_fields)
_COLUMN = {"rate_weight": "weight", "rate_score": "score"}
