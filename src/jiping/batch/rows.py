"""A reading as rows of the data sets: what was read, scored and found, value by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from jiping.checks import Outcome, rules
from jiping.checks.measures import MEASURES
from jiping.checks.peers import kind_of
from jiping.checks.run import Places
from jiping.filing import Extraction, Filing, Indicator
from jiping.filing.identity import name_key
from jiping.filing.numbers import HUNDRED, ZERO, plain, round_half_up
from jiping.scoring import Scorecard

from .locality import Locality, locality
from .schema import DIGITS, PARTED, Type

Row = dict[str, Any]

#: Published text is quoted up to so many characters.
_QUOTED = 300
_NUMERIC: dict[str, tuple[tuple[str, Type], ...]] = {
    one.name: tuple((c.name, c.type) for c in one.columns if c.type in DIGITS) for one in PARTED
}
#: Of a column's type: what a value must stay below, and its last digit.
_HOLDS = {
    kind: (Decimal(10) ** whole, Decimal(1).scaleb(-places))
    for kind, (whole, places) in DIGITS.items()
}
#: Digits before the point that leave ten behind it in the 28 of the usual arithmetic.
_ROUNDED = 17
_EXACT = Context(prec=sum(max(DIGITS.values())))


@dataclass(frozen=True)
class Judged:
    """A filing of a document with its scorecard, what was found in it and what was measured."""

    filing: Filing
    card: Scorecard
    outcome: Outcome
    measured: Mapping[str, Decimal] = field(default_factory=dict)


def identity(sha256: str, number: int) -> str:
    """The name of a filing in all data sets: its document's content and its number in it."""
    return f"{sha256[:16]}-{number}"


def rows_of(read: Extraction, judged: tuple[Judged, ...], file: str) -> dict[str, list[Row]]:
    """All rows of one document that lies at *file*; a number that no column holds is a problem.

    The columns are those of `schema`; what is absent from a row is null.
    """
    places = [locality(one.filing) for one in judged]
    found: dict[str, list[Row]] = {one.name: [] for one in PARTED}
    for number, (one, where) in enumerate(zip(judged, places, strict=True)):
        head = {"filing": identity(read.source.sha256, number)}
        tail = {"year": one.filing.fiscal_year or 0, "region": where.region}
        for name, rows in _of_filing(read, one, where, file, number).items():
            found[name] += [{**head, **row, **tail} for row in rows]
    first = judged[0].filing.fiscal_year or 0 if judged else 0
    tail = {"year": first, "region": places[0].region if places else locality(None).region}
    problems = [(str(replace(p.where, file=None)), p.message) for p in read.problems]
    problems += _unheld(found)
    found["problems"] = [
        {"sha256": read.source.sha256, "file": file, "place": place, "message": message, **tail}
        for place, message in problems
    ]
    return found


def finding_rows(own: str, filing: Filing, outcome: Outcome) -> list[Row]:
    """The rows of what was found in the filing of the name *own*."""
    tail = {"year": filing.fiscal_year or 0, "region": locality(filing).region}
    found = _findings(outcome, Places(filing.evidence))
    return [{"filing": own, **row, **tail} for row in found]


def rule_rows() -> Iterator[Row]:
    """The rows of the data set of rules: what is said of each check."""
    for check in rules():
        yield {
            "code": check.code, "title": check.title, "theme": check.theme.title,
            "severity": check.severity, "basis": check.basis, "explanation": check.explanation,
            "remedy": check.remedy,
        }  # fmt: skip


def _of_filing(
    read: Extraction, one: Judged, where: Locality, file: str, number: int
) -> dict[str, list[Row]]:
    filing, places = one.filing, Places(one.filing.evidence)
    return {
        "filings": [_filing(read, one, where, file, number)],
        "budget_rows": [
            {"row": at, **_fields(row), "place": _place(places, f"/budget/rows/{at}")}
            for at, row in enumerate(filing.budget.rows)
        ],
        "indicators": [
            {"row": at, **_indicator(row), "place": _place(places, f"/indicators/{at}")}
            for at, row in enumerate(filing.indicators)
        ],
        "scores": list(_scores(filing, one.card)),
        "findings": list(_findings(one.outcome, places)),
        "report_figures": [
            {"row": at, **_fields(figure), "place": _place(places, f"/report/figures/{at}")}
            for at, figure in enumerate(filing.report.figures if filing.report else ())
        ],
        "texts": [
            {"row": at, **row, "place": _place(places, row["pointer"])}
            for at, row in enumerate(_texts(filing))
        ],
        "measures": [
            {"peer_kind": kind_of(filing) or None, "level": where.level, **_rounded(one.measured)}
        ],
    }


def _texts(filing: Filing) -> Iterator[Row]:
    """The goals that are told, and every section of the report: the number of one is its place."""
    for name in ("expected", "achieved"):
        if text := getattr(filing.goals, name):
            yield {"pointer": f"/goals/{name}", "topic": None, "heading": None, "text": text}
    for at, one in enumerate(filing.report.sections if filing.report else ()):
        yield {
            "pointer": f"/report/sections/{at}/text", "topic": one.topic,
            "heading": f"{one.number or ''}{one.heading}", "text": one.text,
        }  # fmt: skip


def _rounded(measured: Mapping[str, Decimal]) -> Row:
    """What was measured, to ten decimals; None where it was not or is too large for them."""
    held = {name: value for name, value in measured.items() if value.adjusted() < _ROUNDED}
    return {name: round_half_up(held[name], 10) if name in held else None for name in MEASURES}


def _filing(read: Extraction, one: Judged, where: Locality, file: str, number: int) -> Row:
    filing, card, total = one.filing, one.card, one.filing.budget.total
    revenue, expenditure = filing.budget.by_revenue, filing.budget.by_expenditure
    levels = Counter(finding.severity for finding in one.outcome.findings)
    key = name_key(filing.unit or "")
    return {
        "sha256": read.source.sha256,
        "file": file,
        "number": number,
        "kind": filing.kind,
        "unit": filing.unit,
        "unit_key": key or None,
        "supervisor": filing.supervisor,
        "project": filing.project,
        "subject": "／".join(filter(None, (key, name_key(filing.project or "")))) or None,
        "unit_kind": where.unit_kind,
        "place_code": where.code,
        "place_name": where.name,
        "prefecture": where.prefecture,
        "county": where.county,
        "district": where.district,
        "standard": card.standard,
        "complete": filing.complete,
        "currency_unit": filing.currency_unit,
        "initial": total and total.initial,
        "adjusted": total and total.adjusted,
        "executed": total and total.executed,
        "execution_rate": total and _rate(total.executed, total.adjusted),
        "general_public_budget": revenue.general_public_budget,
        "government_funds": revenue.government_funds,
        "special_account_nontax": revenue.special_account_nontax,
        "other_money": revenue.other,
        "basic_expenditure": expenditure.basic,
        "project_expenditure": expenditure.project,
        "self_total": card.self_total,
        "rule_total": card.rule_total,
        "gap": _gap(filing, card),
        "scored_weight": card.scored_weight,
        "self_grade": card.self_grade,
        "rule_grade": card.rule_grade,
        "printed_grade": filing.grade,
        "indicators": len(filing.indicators),
        "errors": levels["error"],
        "warnings": levels["warning"],
        "notices": levels["notice"],
        "last_year": None,
        "peers": None,
        "report_title": filing.report and filing.report.title,
        "report_length": filing.report and sum(len(s.text) for s in filing.report.sections),
    }


def _gap(filing: Filing, card: Scorecard) -> Decimal | None:
    """Self total less rule total, of a hundred points."""
    of_hundred = filing.total.weight in (None, HUNDRED)
    if card.self_total is None or card.rule_total is None or not of_hundred:
        return None
    return card.self_total - card.rule_total


def _rate(executed: Decimal | None, adjusted: Decimal | None) -> Decimal | None:
    """Executed ÷ adjusted as a fraction of six decimals; None where there is nothing to divide by."""
    if executed is None or not adjusted or adjusted < ZERO:
        return None
    rate = executed / adjusted
    return round_half_up(rate, 6) if rate.adjusted() < DIGITS["DECIMAL(18,6)"][0] else None


def _fields(part: object) -> Row:
    """The fields of a part of a filing under their own names."""
    return dict(vars(part))


def _indicator(row: Indicator) -> Row:
    target, actual = row.target, row.actual
    return {
        "level1": row.level1,
        "level2": row.level2,
        "name": row.name,
        "target": target and target.raw,
        "target_operator": target and target.operator,
        "target_number": target and target.number,
        "target_high": target and target.high,
        "target_unit": target and target.unit,
        "actual": actual and actual.raw,
        "actual_number": actual and actual.number,
        "actual_unit": actual and actual.unit,
        "weight": row.weight,
        "score": row.score,
        "reason": row.reason,
    }


def _scores(filing: Filing, card: Scorecard) -> Iterator[Row]:
    for line in card.lines:
        head, _, at = line.pointer.rpartition("/")
        yield {
            "pointer": line.pointer,
            "level1": filing.indicators[int(at)].level1 if head == "/indicators" else None,
            "label": line.label,
            "weight": line.weight,
            "self_score": line.self_score,
            "rule_score": line.rule_score,
            "rule": line.rule,
            "attainment": line.attainment,
            "met": line.met,
            "over": line.over,
            "explanation": line.explanation,
            "basis": line.basis,
        }


def _findings(outcome: Outcome, places: Places) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    for number, finding in enumerate(outcome.findings, 1):
        seen[finding.code] += 1
        evidence = places.evidence(finding.pointer)
        yield {
            "number": number,
            "code": finding.code,
            "nth": seen[finding.code],
            "severity": finding.severity,
            "pointer": finding.pointer,
            "place": str(finding.where) if finding.where else None,
            "quote": evidence and _shortened(evidence.raw),
            "message": finding.message,
            "note": finding.note or None,
        }


def _place(places: Places, pointer: str) -> str | None:
    where = places.of(pointer)
    return str(where) if where else None


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "……"


def _unheld(found: dict[str, list[Row]]) -> list[tuple[str, str]]:
    """Take out the numbers that the columns cannot hold exactly, and say which they were."""
    told = []
    for name, rows in found.items():
        for row in rows:
            for column, kind in _NUMERIC[name]:
                value = row.get(column)
                if value is not None and not _fits(value, kind):
                    row[column] = None
                    told.append(
                        (row.get("place") or "", f"数值 {plain(value)} 超出 {name}.{column} 可存的位数，留空")
                    )  # fmt: skip
    return told


@lru_cache(maxsize=4096)  # the same points and rates come again and again
def _fits(value: Decimal, kind: Type) -> bool:
    """Whether a column of this type keeps the value exactly."""
    most, quantum = _HOLDS[kind]
    return -most < value < most and not _EXACT.remainder(value, quantum)
