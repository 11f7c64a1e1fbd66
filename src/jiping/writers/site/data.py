"""The published filings as open data: JSON Lines of the contract, and flat tables as CSV.

A CSV cell that a spreadsheet would take for a formula begins with an apostrophe; amounts are exact
decimals in 万元, rates fractions.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from jiping.filing import Filing, Value
from jiping.filing.numbers import plain
from jiping.filing.text import FORMULA_SIGNS

from .publication import Publication

FILING_COLUMNS = (
    "address", "fiscal_year", "unit", "supervisor", "kind", "project", "standard",
    "initial", "adjusted", "executed", "execution_rate", "self_score", "grade", "indicators",
)  # fmt: skip
INDICATOR_COLUMNS = (
    "address", "fiscal_year", "unit", "project", "level1", "level2", "name",
    "target", "actual", "weight", "score", "reason",
)  # fmt: skip
#: Column → what it is, for the page about the data.
MEANINGS = {
    "address": "页面地址（相对于本站）",
    "fiscal_year": "预算年度",
    "unit": "预算单位",
    "supervisor": "主管部门",
    "kind": "department 部门整体，project 项目，transfer 转移支付，report 只有报告",
    "project": "项目名称",
    "standard": "评分标准",
    "initial": "年初预算数（万元）",
    "adjusted": "全年预算数（万元）",
    "executed": "全年执行数（万元）",
    "execution_rate": "预算执行率（1 即 100%），按自评表",
    "self_score": "自评得分",
    "grade": "自评等级",
    "indicators": "三级指标个数",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "target": "指标值，如所公布",
    "actual": "完成值，如所公布",
    "weight": "分值",
    "score": "得分",
    "reason": "偏差原因及改进措施",
}


def json_lines(published: Iterable[Publication]) -> str:
    """One filing a line (schema `jiping/filing/1` without evidence), with its address."""
    lines = (
        json.dumps({"address": f"{one.path}/", **as_json(one.filing)}, ensure_ascii=False)
        for one in published
    )
    return "".join(f"{line}\n" for line in lines)


def as_json(filing: Filing) -> dict[str, object]:
    """A filing as JSON-able data, without evidence."""
    return filing.model_dump(mode="json", by_alias=True, exclude={"evidence"})


def filings_csv(published: Iterable[Publication]) -> str:
    """One filing a row."""
    return _csv(FILING_COLUMNS, (_filing_row(one) for one in published))


def indicators_csv(published: Iterable[Publication]) -> str:
    """One indicator a row."""
    return _csv(INDICATOR_COLUMNS, (row for one in published for row in _indicator_rows(one)))


def _filing_row(one: Publication) -> Sequence[object]:
    filing, total = one.filing, one.filing.budget.total
    money = (total.initial, total.adjusted, total.executed) if total else (None, None, None)
    return (
        f"{one.path}/", filing.fiscal_year, filing.unit, filing.supervisor, filing.kind,
        filing.project, filing.standard, *money, total.execution_rate if total else None,
        filing.total.score, filing.grade, len(filing.indicators),
    )  # fmt: skip


def _indicator_rows(one: Publication) -> Iterator[Sequence[object]]:
    filing = one.filing
    for row in filing.indicators:
        yield (
            f"{one.path}/", filing.fiscal_year, filing.unit, filing.project, row.level1,
            row.level2, row.name, _raw(row.target), _raw(row.actual), row.weight, row.score,
            row.reason,
        )  # fmt: skip


def _raw(value: Value | None) -> str | None:
    return value.raw if value else None


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table with a byte order mark, by which Excel knows UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return f"\ufeff{out.getvalue()}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
