"""From a form as text to a `Filing`: amounts, values and levels read, evidence and problems kept.

Every layout ends here, so that the same text in the same field is the same value whatever the
document looked like.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial
from typing import Literal

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
    Place,
    Problem,
    Report,
    RevenueView,
    Total,
    Value,
)
from jiping.filing.model import BudgetItem, Kind
from jiping.filing.numbers import HUNDRED
from jiping.filing.text import fold, squeeze
from jiping.filing.values import parse_value

from . import labels
from .amounts import Currency, amount, blank, points, rate
from .currency import without_currency
from .document import Found
from .form_text import FormText, Row
from .labels import LEVEL1_OF, level1_of, level2_of, row_of
from .line_breaks import is_one_number, is_parted, joined, several
from .name_points import with_points_of_names

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?=[\s)]*(?:部门|项目|绩效|年度)))")
_POINTS_BEHIND = re.compile(r"[(\[]\d+(?:\.\d+)?分?[)\]]?$")
#: How points are worked out, which is no reason for losing them.
_METHOD = re.compile(r"[×*÷]|分值|权重|满分|扣\s*\d|得\s*\d")
_LINE_BREAK = re.compile(r"\s*[\r\n]+\s*")
_FIGURES = ("initial", "adjusted", "executed", "weight", "execution_rate", "score")
#: Times by which a rate that was printed by mistake is hardly ever off.
_FAR = 3
#: By how much a printed rate is off its quotient, as it is rounded.
_ROUNDED = Decimal("0.005")
#: No form gives the execution of the budget more points than this.
_MOST_FOR_EXECUTION = 50
_EDGE = " \t\r\n\u3000\xa0\u200b\ufeff"
# A filing has about a hundred pieces of evidence: each is made at one stroke.


@lru_cache(maxsize=32768)
def shown(text: str) -> str:
    """The text as published, without the blanks and line breaks of its cell."""
    text = text.strip(_EDGE)
    if "\n" in text or "\r" in text:
        text = _LINE_BREAK.sub(_joint, text)
    return text


def _joint(match: re.Match[str]) -> str:
    """Lines of one cell join without a blank, but between two Latin words or numbers."""
    before, after = match.string[match.start() - 1], match.string[match.end() : match.end() + 1]
    return (
        " " if before.isascii() and before.isalnum() and after.isascii() and after.isalnum() else ""
    )


class Ledger:
    """Evidence and problems as they gather while one filing is read, by JSON pointer."""

    __slots__ = ("evidence", "problems")

    def __init__(self) -> None:
        """Start empty."""
        self.evidence: dict[str, Evidence] = {}
        self.problems: list[Problem] = []

    def text(self, pointer: str, found: Found | None) -> str | None:
        """The published words of *found*, or None where the cell is empty."""
        if found is None:
            return None
        raw, place = found
        if text := shown(raw):
            self.evidence[pointer] = Evidence(raw, place)
        return text or None

    def number(
        self,
        pointer: str,
        found: Found | None,
        read: Callable[[str], Decimal | None],
        what: str,
    ) -> Decimal | None:
        """The number of *found* by *read*; what is there and is no number becomes a problem."""
        if found is None:
            return None
        text, place = found
        if blank(text):
            return None
        number = read(text)
        if number is None:
            self.doubt(place, f"{what}“{shown(text)}”不能确定是哪个数，留空未读")
            return None
        self.evidence[pointer] = Evidence(text, place)
        return number

    def doubt(self, where: Place, message: str) -> None:
        """Note something that could not be read with certainty."""
        self.problems.append(Problem(where=where, message=message))


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
    indicators = _indicators(with_points_of_names(form.indicators), ledger)
    rows = tuple(_budget_row(n, row, currency, ledger) for n, row in enumerate(form.budget))
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
            by_revenue=RevenueView(**_view("by_revenue", form.revenue, currency, ledger)),
            by_expenditure=ExpenditureView(
                **_view("by_expenditure", form.expenditure, currency, ledger)
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


def _budget_row(number: int, row: Row, currency: Currency, ledger: Ledger) -> BudgetRow:
    at = f"/budget/rows/{number}"
    label = ledger.text(f"{at}/label", row.get("label")) or ""
    money = partial(amount, currency=currency)
    initial = ledger.number(f"{at}/initial", row.get("initial"), money, "年初预算数")
    adjusted = ledger.number(f"{at}/adjusted", row.get("adjusted"), money, "全年预算数")
    executed = ledger.number(f"{at}/executed", row.get("executed"), money, "全年执行数")
    by_money = partial(rate, of=(adjusted if adjusted is not None else initial, executed))
    read = BudgetRow(
        item=_item(row, label),
        label=label,
        initial=initial,
        adjusted=adjusted,
        executed=executed,
        weight=ledger.number(f"{at}/weight", row.get("weight"), points, "分值"),
        execution_rate=ledger.number(
            f"{at}/execution_rate", row.get("execution_rate"), by_money, "执行率"
        ),
        score=ledger.number(f"{at}/score", row.get("score"), points, "得分"),
    )
    places = [found.place for key, found in row.items() if key in _FIGURES]
    if not _is_shifted(read) or any(place.table is not None for place in places):
        return read
    # In running text the columns are concluded from the figures; of a table they are known, and
    # what is odd there was printed so.
    ledger.doubt(places[0], f"“{label}”一行的数对不上各栏，可能错了列，留空未读")
    for key in _FIGURES:
        ledger.evidence.pop(f"{at}/{key}", None)
    return BudgetRow(item=read.item, label=label)


def _is_shifted(row: BudgetRow) -> bool:
    """Whether figures must stand in each other's columns: a rate far from the money, or that of the
    budget in the execution, or points that no row has."""
    if row.weight == 0 or (row.weight or 0) > _MOST_FOR_EXECUTION or (row.score or 0) > HUNDRED:
        return True
    budget = row.adjusted if row.adjusted is not None else row.initial
    if row.execution_rate is None:
        return False
    if not budget or row.executed is None:
        return row.execution_rate > _FAR
    told, own = row.execution_rate, row.executed / budget
    # The heading of a column that wraps stands in front of those on its next line.
    changed = row.adjusted is not None and own > 1
    changed = changed and abs(told - 1 / own) <= _ROUNDED < abs(told - own)
    return told > _FAR * own or own > _FAR * told or changed


def _item(row: Row, label: str) -> BudgetItem:
    """Which row it is: as the layout says, else by its label."""
    if "item" in row:
        return row["item"].text  # type: ignore[return-value]
    # A form that prints `预算数: 312 执行数: 312` has no label for the row of its total.
    return (row_of(label) or "row") if label else "total"  # type: ignore[return-value]


def _view(
    name: Literal["by_revenue", "by_expenditure"], row: Row, currency: Currency, ledger: Ledger
) -> dict[str, Decimal | None]:
    money = partial(amount, currency=currency)
    return {
        key: ledger.number(f"/budget/{name}/{key}", found, money, "金额")
        for key, found in row.items()
    }


def _indicators(rows: list[Row], ledger: Ledger) -> tuple[Indicator, ...]:
    return tuple(_indicator(f"/indicators/{n}", row, ledger) for n, row in enumerate(rows))


def _indicator(at: str, row: Row, ledger: Ledger) -> Indicator:
    level2 = _level(f"{at}/level2", row.get("level2"), _category, ledger)
    level1 = _level(f"{at}/level1", row.get("level1"), level1_of, ledger)
    weight = ledger.number(f"{at}/weight", row.get("weight"), points, "分值")
    score = ledger.number(f"{at}/score", row.get("score"), points, "得分")
    lost = weight is not None and score is not None and score < weight
    return Indicator(
        level1=level1 or LEVEL1_OF.get(level2 or ""),
        level2=level2,
        name=ledger.text(f"{at}/name", row.get("name")),
        target=_value(f"{at}/target", row, "target", ledger),
        actual=_value(f"{at}/actual", row, "actual", ledger),
        weight=weight,
        score=score,
        reason=ledger.text(f"{at}/reason", _said(_reason(row, lost_points=lost))),
    )


def _reason(row: Row, *, lost_points: bool) -> Found | None:
    """The reason; in a form without a column for it the remark of a row that lost points."""
    remark = row.get("remark")
    if "reason" in row or not lost_points or remark is None or _METHOD.search(remark.text):
        return row.get("reason")
    return remark


def _category(text: str) -> object:
    """A level-2 label; 满意度指标 has but one category, so that its own name stands for it, too."""
    level1 = level1_of(text)
    return level2_of(text) or (
        level1._replace(name="服务对象满意度指标")
        if level1 and level1.name == "满意度指标"
        else None
    )


def _said(found: Found | None) -> Found | None:
    """*found*, unless it is only a dash, a slash, a zero or the like."""
    if found is None or found.text.strip() == "0":
        return None
    return None if blank(found.text) and "无" not in found.text else found


def _level(
    pointer: str, found: Found | None, read: Callable[[str], object], ledger: Ledger
) -> str | None:
    text = ledger.text(pointer, found)
    if text is None:
        return None
    level = read(text)
    return getattr(level, "name", None) or _POINTS_BEHIND.sub("", squeeze(text))


def _value(pointer: str, row: Row, column: str, ledger: Ledger) -> Value | None:
    found = row.get(column)
    if column == "target" and (adjusted := row.get("adjusted_target")) and not blank(adjusted.text):
        # The target adjusted during the year is the one in force.
        found = adjusted
    if found is None or blank(found.text):
        return None
    text, place = found
    measure = row.get("measure")
    operator = row.get("operator") if column == "target" else None
    value = parse_value(
        shown(text),
        shown(operator.text) if operator else None,
        shown(measure.text) if measure else None,
    )
    if "\n" in text and (is_parted(text) or several(text, value)):
        whole = _whole(value, found, row, column)
        if whole is None:
            what = "指标值" if column == "target" else "完成值"
            ledger.doubt(
                place, f"{what}“{shown(text)}”中间有换行，不能确定是一个数还是几个，留空未读"
            )
            return None
        value = whole
    ledger.evidence[pointer] = Evidence(text, place)
    return value


def _whole(value: Value, found: Found, row: Row, column: str) -> Value | None:
    """*value*, or that of its number without the line break within it; None where that is uncertain."""
    whole = parse_value(shown(joined(found.text)), value.operator, value.unit)
    if value.number == whole.number and is_parted(found.text):
        return value
    beside = row.get("actual" if column == "target" else "target")
    return whole if is_one_number(found.text, whole, beside.text if beside else None) else None
