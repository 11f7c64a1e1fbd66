"""The fields that a formula can name: each with its kind, its value, and where it stands.

Amounts are 万元, rates fractions, scores points. A value that is missing is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from jiping.checks.case import Case
from jiping.checks.row import Row
from jiping.filing import KIND_NAMES, BudgetRow, ReportFigure, Section, Value
from jiping.filing.numbers import ZERO

from .kinds import Kind


class Field(NamedTuple):
    """A field of the filing or of a row.

    `get` answers the value for a case and a row (which a field of the filing ignores), `at` the
    JSON pointer. `told` says whether what was read holds the field's part to its end: only then is
    an empty field empty.
    """

    name: str
    kind: Kind
    get: Callable[[Case, Any], Any]
    at: Callable[[Case, Any], str]
    told: Callable[[Case], bool]


class RowSet(NamedTuple):
    """Rows that a formula can count and add, where they stand, and their fields by name."""

    name: str
    rows: Callable[[Case], Sequence[Any]]
    at: str
    row_at: Callable[[Any], str]
    fields: Mapping[str, Field]
    told: Callable[[Case], bool]


def _form(case: Case) -> bool:
    return case.filing.complete and case.filing.kind != "report"


def _report(case: Case) -> bool:
    return case.filing.complete and case.filing.report is not None


_Entry = tuple[str, Kind, Callable[[Any], Any], str]


def _by_name(
    entries: Iterable[_Entry],
    of: Callable[[Case, Any], Any],
    at: Callable[[Case, Any], str],
    told: Callable[[Case], bool],
) -> dict[str, Field]:
    """Fields from (names, kind, value, pointer below *at*); *of* is what the value is taken from."""
    found: dict[str, Field] = {}
    for names, kind, value, below in entries:
        first, *_ = names.split()
        get = partial(_value, of, value)
        field = Field(first, kind, get, partial(_pointer, at, below), told)
        found.update(dict.fromkeys(names.split(), field))
    return found


def _value(
    of: Callable[[Case, Any], Any], value: Callable[[Any], Any], case: Case, row: Any
) -> Any:
    return value(of(case, row))


def _pointer(at: Callable[[Case, Any], str], below: str, case: Case, row: Any) -> str:
    return below if below.startswith("/") else "/".join(filter(None, (at(case, row), below)))


def _the_case(case: Case, _row: Any) -> Case:
    return case


def _the_row(_case: Case, row: Any) -> Any:
    return row


# --- the filing -----------------------------------------------------------------------------------


def _year(case: Case) -> Decimal | None:
    return None if case.filing.fiscal_year is None else Decimal(case.filing.fiscal_year)


def _reasons(case: Case) -> str | None:
    return "；".join(row.said for row in case.rows if row.said) or None


_OF_THE_FILING: tuple[_Entry, ...] = (
    ("单位名称 预算单位", Kind.TEXT, lambda c: c.filing.unit, "/unit"),
    ("主管部门", Kind.TEXT, lambda c: c.filing.supervisor, "/supervisor"),
    ("项目名称", Kind.TEXT, lambda c: c.filing.project, "/project"),
    ("年度 预算年度", Kind.NUMBER, _year, "/fiscal_year"),
    ("表种", Kind.TEXT, lambda c: KIND_NAMES[c.filing.kind], "/kind"),
    ("年初预算数", Kind.MONEY, lambda c: c.initial, "initial"),
    ("全年预算数", Kind.MONEY, lambda c: c.adjusted, "adjusted"),
    ("全年执行数", Kind.MONEY, lambda c: c.executed, "executed"),
    ("执行率", Kind.RATE, lambda c: c.rate, "execution_rate"),
    ("自填执行率", Kind.RATE, lambda c: c.total and c.total.execution_rate, "execution_rate"),
    ("预算调整率", Kind.RATE, lambda c: c.adjustment, "adjusted"),
    ("预算执行分值", Kind.POINTS, lambda c: c.total and c.total.weight, "weight"),
    ("预算执行得分", Kind.POINTS, lambda c: c.total and c.total.score, "score"),
    ("一般公共预算", Kind.MONEY, lambda c: c.revenue[0], "/budget/by_revenue/general_public_budget"),
    ("政府性基金", Kind.MONEY, lambda c: c.revenue[1], "/budget/by_revenue/government_funds"),
    ("专户非税 纳入专户管理的非税收入", Kind.MONEY, lambda c: c.revenue[2],
     "/budget/by_revenue/special_account_nontax"),
    ("其他资金", Kind.MONEY, lambda c: c.revenue[3], "/budget/by_revenue/other"),
    ("基本支出", Kind.MONEY, lambda c: c.expenditure[0], "/budget/by_expenditure/basic"),
    ("项目支出", Kind.MONEY, lambda c: c.expenditure[1], "/budget/by_expenditure/project"),
    ("预期目标 年度总体目标", Kind.TEXT, lambda c: c.filing.goals.expected, "/goals/expected"),
    ("实际完成情况 目标完成情况", Kind.TEXT, lambda c: c.filing.goals.achieved, "/goals/achieved"),
    ("总分 自评总分", Kind.POINTS, lambda c: c.filing.total.score, "/total/score"),
    ("总分值", Kind.POINTS, lambda c: c.filing.total.weight, "/total/weight"),
    ("等级 评价等级", Kind.TEXT, lambda c: c.filing.grade, "/grade"),
    ("规则总分", Kind.POINTS, lambda c: c.scorecard.rule_total, "/total/score"),
    ("规则等级", Kind.TEXT, lambda c: c.scorecard.rule_grade, "/grade"),
    ("偏差原因 偏差原因分析及改进措施", Kind.TEXT, _reasons, "/indicators"),
)  # fmt: skip

#: Topic of a section → the field that holds its text.
_TOPICS = {
    "profile": "基本情况", "basic_expenditure": "基本支出情况", "project_expenditure": "项目支出情况",
    "performance": "绩效情况", "problems": "存在问题", "measures": "改进措施",
    "application": "结果应用", "other": "其他",
}  # fmt: skip
#: Item of a report figure → the field that holds its amount.
_FIGURES = {
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助",
    "basic_expenditure": "报告基本支出", "project_expenditure": "报告项目支出",
    "total_expenditure": "报告总支出", "total_revenue": "报告总收入",
    "three_public": "三公经费", "official_reception": "公务接待费", "vehicles": "公务用车费",
    "abroad": "因公出国费",
}  # fmt: skip


def _title(case: Case) -> str | None:
    return case.filing.report.title if _report(case) and case.filing.report else None


def _whole_report(case: Case) -> str | None:
    return case.report_text if _report(case) else None


def _topic(topic: str, case: Case) -> str | None:
    # Of a document that breaks off nobody knows what else a section said.
    return case.texts.get(topic) if _report(case) else None


def _topic_at(topic: str, case: Case, _row: Any) -> str:
    return case.places.get(topic, "/report")


def _figure(item: str, case: Case) -> tuple[str, ReportFigure] | None:
    return next((found for found in case.figures if found[1].item == item), None)


def _amount(item: str, case: Case, _row: Any) -> Decimal | None:
    found = _figure(item, case)
    return found[1].amount if found else None


def _amount_at(item: str, case: Case, _row: Any) -> str:
    found = _figure(item, case)
    return found[0] if found else "/report"


_OF_THE_REPORT: tuple[_Entry, ...] = (
    ("报告标题", Kind.TEXT, _title, "/report/title"),
    ("报告正文", Kind.TEXT, _whole_report, "/report"),
)


def _topic_fields() -> dict[str, Field]:
    return {
        name: Field(
            name, Kind.TEXT, partial(_value, _the_case, partial(_topic, topic)),
            partial(_topic_at, topic), _report,
        )
        for topic, name in _TOPICS.items()
        if topic != "other"
    }  # fmt: skip


def _figure_fields() -> dict[str, Field]:
    return {
        name: Field(name, Kind.MONEY, partial(_amount, item), partial(_amount_at, item), _report)
        for item, name in _FIGURES.items()
    }


# --- rows -----------------------------------------------------------------------------------------

_FUNDS = {
    "total": "年度资金总额", "current_appropriation": "当年财政拨款", "carried_over": "上年结转资金",
    "other": "其他资金",
}  # fmt: skip
_SIGN = {"increase": Decimal(1), "decrease": Decimal(-1), "unchanged": ZERO}
_DIRECTIONS = {"increase": "增加", "decrease": "减少", "unchanged": "持平"}


def _measure(value: Value | None) -> Value | None:
    """A value that is one number in one unit; ranges, dates and words cannot be compared."""
    return value if value and value.number is not None and value.high is None else None


def _serial(pointer: str) -> Decimal:
    return Decimal(pointer.rpartition("/")[2]) + 1


def _of_line(name: str, row: Row) -> Any:
    return getattr(row.line, name) if row.line else None


def _raw(value: Value | None) -> str | None:
    return value.raw if value else None


_INDICATOR: tuple[_Entry, ...] = (
    ("序号", Kind.NUMBER, lambda r: _serial(r.pointer), ""),
    ("一级指标", Kind.TEXT, lambda r: r.level1 or None, "level1"),
    ("二级指标", Kind.TEXT, lambda r: r.level2 or None, "level2"),
    ("三级指标 指标名称", Kind.TEXT, lambda r: r.title, "name"),
    ("指标值 年度指标值", Kind.MEASURE, lambda r: _measure(r.target), "target"),
    ("完成值 实际完成值", Kind.MEASURE, lambda r: _measure(r.actual), "actual"),
    ("指标值原文", Kind.TEXT, lambda r: _raw(r.target), "target"),
    ("完成值原文", Kind.TEXT, lambda r: _raw(r.actual), "actual"),
    ("分值 权重", Kind.POINTS, lambda r: r.weight, "weight"),
    ("得分 自评得分", Kind.POINTS, lambda r: r.score, "score"),
    ("扣分", Kind.POINTS, lambda r: r.deducted, "score"),
    ("规则得分", Kind.POINTS, partial(_of_line, "rule_score"), "score"),
    ("完成率", Kind.RATE, lambda r: r.attainment, "actual"),
    ("达标", Kind.TRUTH, lambda r: r.met, "actual"),
    ("偏差原因 偏差原因分析及改进措施", Kind.TEXT, lambda r: r.said or None, "reason"),
)

_Placed = tuple[str, Any]


def _budget_rows(case: Case) -> Sequence[tuple[str, BudgetRow]]:
    return [(f"/budget/rows/{n}", row) for n, row in enumerate(case.filing.budget.rows)]


_BUDGET_ROW: tuple[_Entry, ...] = (
    ("项目", Kind.TEXT, lambda r: r.label or None, "label"),
    ("资金", Kind.TEXT, lambda r: _FUNDS.get(r.item, r.label), "label"),
    ("年初预算数", Kind.MONEY, lambda r: r.initial, "initial"),
    ("全年预算数", Kind.MONEY, lambda r: r.adjusted, "adjusted"),
    ("全年执行数", Kind.MONEY, lambda r: r.executed, "executed"),
    ("自填执行率", Kind.RATE, lambda r: r.execution_rate, "execution_rate"),
    ("分值", Kind.POINTS, lambda r: r.weight, "weight"),
    ("得分", Kind.POINTS, lambda r: r.score, "score"),
)


def _sections(case: Case) -> Sequence[tuple[str, Section]]:
    return [(f"/report/sections/{n}", section) for n, section in enumerate(case.sections)]


_SECTION: tuple[_Entry, ...] = (
    ("序号", Kind.TEXT, lambda s: s.number, "number"),
    ("标题", Kind.TEXT, lambda s: s.heading, "heading"),
    ("主题", Kind.TEXT, lambda s: _TOPICS[s.topic], "heading"),
    ("正文", Kind.TEXT, lambda s: s.text or None, "text"),
)


def _signed(figure: ReportFigure) -> Decimal | None:
    if figure.direction == "unchanged":
        return ZERO
    if figure.change is None or figure.direction is None:
        return None
    return abs(figure.change) * _SIGN[figure.direction]


_FIGURE: tuple[_Entry, ...] = (
    ("项目", Kind.TEXT, lambda f: f.label, ""),
    ("金额", Kind.MONEY, lambda f: f.amount, "amount"),
    ("增减额", Kind.MONEY, _signed, "change"),
    ("增减方向", Kind.TEXT, lambda f: _DIRECTIONS.get(f.direction), "direction"),
    ("原因", Kind.TEXT, lambda f: f.cause, "cause"),
)


def _placed(_case: Case, row: _Placed) -> Any:
    return row[1]


def _placed_at(_case: Case, row: _Placed) -> str:
    return row[0]


def _row_set(
    name: str,
    rows: Callable[[Case], Sequence[_Placed]],
    at: str,
    entries: tuple[_Entry, ...],
    told: Callable[[Case], bool],
) -> RowSet:
    fields = _by_name(entries, _placed, _placed_at, told)
    return RowSet(name, rows, at, lambda row: row[0], fields, told)


ROWS: dict[str, RowSet] = {
    found.name: found
    for found in (
        RowSet(
            "指标", lambda case: case.rows, "/indicators", lambda row: row.pointer,
            _by_name(_INDICATOR, _the_row, lambda _, row: row.pointer, _form), _form,
        ),
        _row_set("预算行", _budget_rows, "/budget/rows", _BUDGET_ROW, _form),
        _row_set("章节", _sections, "/report/sections", _SECTION, _report),
        _row_set("报告金额", lambda case: case.figures, "/report/figures", _FIGURE, _report),
    )
}  # fmt: skip

FIELDS: dict[str, Field] = {
    **_by_name(_OF_THE_FILING, _the_case, lambda case, _: case.total_at, _form),
    **_by_name(_OF_THE_REPORT, _the_case, lambda _case, _row: "/report", _report),
    **_topic_fields(),
    **_figure_fields(),
}
