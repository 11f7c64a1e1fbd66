"""The check report (审核报告) of one filing: verdict, findings by severity, scores side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from jiping.checks import SEVERITIES
from jiping.checks.examples import row_and_field
from jiping.checks.registry import Severity
from jiping.filing.numbers import plain
from jiping.scoring import ScoreLine
from jiping.writers.dossier import Dossier, Entry
from jiping.writers.page import KINDS
from jiping.writers.typesetting import Faces

from .setting import set_paper

_GROUPS: dict[Severity, str] = {
    "error": "错误：须改正后重新提交", "warning": "疑点：须核实或说明", "notice": "提示：建议完善",
}  # fmt: skip
#: A finding with more text than this may run over the end of a page.
_LONG = 400
_DASH = "—"
#: A row that has a name of its own.


def check_report_pdf(
    dossier: Dossier, date: dt.date | None = None, faces: Faces | None = None
) -> bytes:
    """The report as PDF; *date* is the day of the check, printed where it is given."""
    return set_paper(
        "check_report", told(dossier, date), subject(dossier) + "审核报告", date, faces
    )


def subject(dossier: Dossier) -> str:
    """Whose filing, of which year and kind."""
    filing = dossier.filing
    year = f"{filing.fiscal_year}年度" if filing.fiscal_year else ""
    return f"{dossier.title}{year}{KINDS[filing.kind]}"


def told(dossier: Dossier, date: dt.date | None = None) -> dict[str, Any]:
    """All that the report says, as plain data for its template."""
    return {
        "subject": subject(dossier),
        "head": list(_head(dossier, date)),
        "verdict": verdict(dossier),
        "tiles": _tiles(dossier),
        "groups": [
            {
                "severity": severity,
                "title": f"（{SEVERITIES[severity]}）{_GROUPS[severity].partition('：')[2]}，{len(found)}条",
                "findings": [_finding(dossier, entry) for entry in found],
            }
            for severity, found in grouped(dossier)
        ],
        "standard": f"“{dossier.standard.title.zh}”",
        "scores": [*map(_score, dossier.scorecard.lines), _total(dossier)],
        "unread": [f"{one.where}：{one.message}" for one in dossier.problems],
        "suppressed_title": f"{'五' if dossier.problems else '四'}、按设置不提出的意见",
        "suppressed": [
            f"{one.finding.code} {one.finding.title}：{one.finding.message}　理由：{one.finding.note}"
            for one in dossier.suppressed
        ],
    }


def grouped(dossier: Dossier) -> list[tuple[Severity, list[Entry]]]:
    """The findings by severity, the gravest first."""
    return [
        (severity, list(some))
        for severity, some in groupby(dossier.entries, key=lambda entry: entry.finding.severity)
    ]


def verdict(dossier: Dossier) -> dict[str, str]:
    """What follows from the findings, in one line, and the reasons."""
    errors, warnings, notices = (dossier.count(severity) for severity in SEVERITIES)
    counted = f"共{len(dossier.entries)}条意见：错误{errors}条、疑点{warnings}条、提示{notices}条。"
    whole = "" if dossier.filing.complete else "文件不完整，缺少部分的问题没有列入。"
    unread = f"有{len(dossier.problems)}处没有把握读准，见第四部分。" if dossier.problems else ""
    if errors:
        severity, said = "error", f"不予通过：有{errors}处错误，须改正后重新提交。"
    elif warnings:
        severity, said = "warning", f"没有错误；有{warnings}处疑点，须核实或说明。"
    elif notices:
        severity, said = "notice", f"没有错误和疑点；有{notices}处可以完善。"
    else:
        severity, said, counted = "notice", "没有发现问题。", ""
    return {"severity": severity, "said": said, "detail": counted + whole + unread}


def _head(dossier: Dossier, date: dt.date | None) -> Iterator[tuple[str, str]]:
    filing = dossier.filing
    yield "单位", filing.unit or _DASH
    yield "年度", f"{filing.fiscal_year}年" if filing.fiscal_year else _DASH
    yield "项目" if filing.project else "类别", filing.project or KINDS[filing.kind]
    yield "主管部门", filing.supervisor or _DASH
    yield "文件", dossier.file
    yield "标准", dossier.standard.title.zh
    if date:
        yield "审核日期", chinese_date(date)
        yield "文件校验", dossier.source.sha256[:16]


def chinese_date(date: dt.date) -> str:
    """A date as official documents print it.

    >>> chinese_date(dt.date(2026, 3, 5))
    '2026年3月5日'
    """
    return f"{date.year}年{date.month}月{date.day}日"


def _tiles(dossier: Dossier) -> list[tuple[str, str]]:
    card = dossier.scorecard
    return [
        (_scored(card.self_total, card.self_grade), "自评总分"),
        (_scored(card.rule_total, card.rule_grade), "规则总分"),
        *((str(dossier.count(severity)), name) for severity, name in SEVERITIES.items()),
    ]


def _scored(total: Decimal | None, grade: str | None) -> str:
    return f"{number(total)}{f' {grade}' if grade else ''}"


def number(value: Decimal | None) -> str:
    """A number, or a dash."""
    return _DASH if value is None else plain(value)


def _finding(dossier: Dossier, entry: Entry) -> dict[str, Any]:
    finding, answer = entry.finding, entry.answer
    notes = [("改法", finding.remedy), ("依据", finding.basis)]
    if finding.note:
        notes.append(("级别", f"按设置：{finding.note}"))
    if answer:
        said = "　".join(filter(None, (answer.accepted, answer.opinion)))
        notes += [(label, text) for label, text in (("答复", answer.reply), ("复核", said)) if text]
    text = finding.message + "".join(note for _, note in notes)
    return {
        "number": entry.number, "code": finding.code, "title": finding.title,
        "place": place(dossier, entry), "quote": list(entry.quote) if entry.quote else None,
        "message": finding.message, "notes": notes, "long": len(text) > _LONG,
    }  # fmt: skip


def place(dossier: Dossier, entry: Entry) -> str:
    """The field by the name of its row, and where it stands in the document."""
    where = entry.finding.where
    row, field = row_and_field(dossier.filing, entry.finding.pointer)
    field = "·".join(filter(None, (row and f"“{row}”", field)))
    return "　".join(filter(None, (field, str(where) if where else "")))


def _score(line: ScoreLine) -> dict[str, Any]:
    self_score, rule_score = line.self_score, line.rule_score
    apart = None if self_score is None or rule_score is None else self_score - rule_score
    return {
        "cells": [
            line.label, number(line.weight), number(self_score), number(rule_score),
            signed(apart), line.explanation,
        ],
        "differs": bool(apart),
    }  # fmt: skip


def signed(apart: Decimal | None) -> str:
    """A difference with its sign; nothing where there is none."""
    return f"{'+' if apart > 0 else ''}{plain(apart)}" if apart else ""


def _total(dossier: Dossier) -> dict[str, Any]:
    card = dossier.scorecard
    apart = (
        None
        if card.self_total is None or card.rule_total is None
        else card.self_total - card.rule_total
    )
    grades = (("自评等级", card.self_grade), ("规则等级", card.rule_grade))
    said = "　".join([f"{label}{grade}" for label, grade in grades if grade] + list(card.notes))
    return {
        "cells": [
            "合计", number(dossier.filing.total.weight), number(card.self_total),
            number(card.rule_total), signed(apart), said,
        ],
        "differs": bool(apart),
    }  # fmt: skip
