"""From a form as text to a `Filing`: amounts, values and levels read, evidence and problems kept.

Every layout ends here, so that the same text in the same field is the same value whatever the
document looked like.
"""

from __future__ import annotations

import re

from jiping import standards
from jiping.filing import (
    BlockScores,
    Budget,
    BudgetRow,
    Evidence,
    ExpenditureView,
    Filing,
    Goals,
    Indicator,
    Problem,
    Report,
    RevenueView,
    Total,
)
from jiping.filing.model import Kind
from jiping.filing.numbers import HUNDRED
from jiping.filing.text import fold, squeeze

from . import labels
from .amounts import Currency, points
from .budget_rows import budget_row, view
from .currency import without_currency
from .document import Found
from .form_text import FormText
from .indicator_rows import indicator
from .ledger import Ledger
from .name_points import with_points_of_names

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?=[\s)]*(?:部门|项目|绩效|年度)))")
#: What a form prints in place of a name that nobody filled in.
_SEAL = re.compile(r"\s*[（(]?(?:单位)?(?:盖章|公章|签章)[)）]?\s*")


def _without_marks(fields: dict[str, Found]) -> dict[str, Found]:
    """The head without what is no name: the unit of money behind one, the seal in place of one."""
    told = dict(fields)
    for name in ("unit", "supervisor", "project"):
        if (found := fields.get(name)) and found.text:
            text = without_currency(found.text)
            if not text or _SEAL.fullmatch(text):
                del told[name]
            elif text != found.text:
                told[name] = found._replace(text=text)
    return told


def assemble(
    form: FormText,
    report: Report | None = None,
    ledger: Ledger | None = None,
    kind: Kind | None = None,
) -> tuple[Filing, tuple[Problem, ...]]:
    """Read one form; *report* is the report that goes with it, *ledger* what reading it noted.

    *kind* is told where the form's own title does not decide it.
    """
    ledger = ledger or Ledger()
    currency: Currency = "元" if form.currency and _is_yuan(form.currency.text) else "万元"
    fields = _without_marks(form.fields)
    kind = kind or _kind(form)
    if kind == "department" and "unit" not in fields and "supervisor" in fields:
        # A department that names itself as 主管部门 alone, as in Chongqing, is the unit.
        fields = fields | {"unit": fields["supervisor"]}
    indicators = tuple(
        indicator(n, row, ledger) for n, row in enumerate(with_points_of_names(form.indicators))
    )
    rows = tuple(budget_row(n, row, currency, ledger) for n, row in enumerate(form.budget))
    total = Total(
        weight=ledger.number("/total/weight", form.total.get("weight"), points, "总分分值"),
        score=ledger.number("/total/score", form.total.get("score"), points, "总分"),
    )
    blocks = BlockScores(
        **{
            block: ledger.number(f"/block_scores/{block}", found, points, "得分")
            for block, found in form.blocks.items()
        }
    )
    filing = Filing(
        kind=kind,
        unit=ledger.text("/unit", fields.get("unit")),
        supervisor=ledger.text("/supervisor", fields.get("supervisor")),
        project=ledger.text("/project", fields.get("project")),
        fiscal_year=_year(fields.get("year"), ledger),
        standard=_standard(form, kind, indicators),
        complete=form.complete or _is_whole(rows, indicators, total),
        currency_unit=currency,
        budget=Budget(
            rows=rows,
            by_revenue=RevenueView(**view("by_revenue", form.revenue, currency, ledger)),
            by_expenditure=ExpenditureView(
                **view("by_expenditure", form.expenditure, currency, ledger)
            ),
        ),
        goals=Goals(
            expected=ledger.text("/goals/expected", form.expected),
            achieved=ledger.text("/goals/achieved", form.achieved),
        ),
        indicators=indicators,
        block_scores=blocks,
        total=total,
        grade=ledger.text("/grade", fields.get("grade")),
        report=report,
        evidence=ledger.evidence,
    )
    return filing, (*form.problems, *ledger.problems)


def _is_whole(rows: tuple[BudgetRow, ...], indicators: tuple[Indicator, ...], total: Total) -> bool:
    """Whether a form without a closing row lacks nothing: its points are 100, its total is told."""
    weights = [rows[0].weight if rows else None, *(each.weight for each in indicators)]
    scored = all(each.score is not None for each in indicators if each.weight)
    return total.score is not None and scored and sum(w or 0 for w in weights) == HUNDRED


def _standard(form: FormText, kind: Kind, indicators: tuple[Indicator, ...]) -> str:
    """The standard that the form shows: its words, the place of its unit, its year, its levels."""
    named = (form.fields.get(name) for name in ("unit", "supervisor", "title"))
    year = form.fields.get("year")
    shown = standards.Shown(
        names=tuple(found.text for found in named if found),
        year=year_of(year.text) if year else None,
        kind=kind,
        levels=frozenset(each.level1 for each in indicators if each.level1),
    )
    return standards.recognise(_words(form), shown=shown)


def _words(form: FormText) -> list[str]:
    """The words of a form by which its standard is told: title, headings, rows, views."""
    words = [*form.labels, *(row["label"].text for row in form.budget if "label" in row)]
    if form.revenue and form.expenditure:
        words += labels.VIEWS
    if title := form.fields.get("title"):
        words.append(title.text)
    return [squeeze(word) for word in words]


def _is_yuan(text: str) -> bool:
    text = squeeze(text)
    return "元" in text and "万元" not in text


def _kind(form: FormText) -> Kind:
    title = squeeze(form.fields["title"].text) if "title" in form.fields else ""
    if "整体" in title or form.revenue or form.expenditure:
        return "department"
    if "转移支付" in title or "区域" in title or "central_supervisor" in form.fields:
        return "transfer"
    if "project" in form.fields or "项目" in title:
        return "project"
    return "department" if "部门" in title else "project"


def year_of(text: str) -> int | None:
    """The fiscal year a title or heading line names, or None.

    >>> year_of("（2022年度）"), year_of("2022 年度部门整体支出绩效自评表")
    (2022, 2022)
    """
    match = _YEAR.search(fold(text).replace(" ", ""))
    return int(match[1]) if match else None


def _year(found: Found | None, ledger: Ledger) -> int | None:
    year = year_of(found.text) if found else None
    if found and year:
        ledger.evidence["/fiscal_year"] = Evidence(found.text, found.place)
    return year
