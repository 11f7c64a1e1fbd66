"""The check report as a workbook: verdict, findings, scores side by side, what could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from jiping.checks import SEVERITIES
from jiping.scoring import ScoreLine
from jiping.writers.dossier import Dossier

from .book import Cell, Sheet, Table, workbook
from .check_report import chinese_date, place, subject, verdict

_SCORES = ("指标", "分值", "自评得分", "规则得分", "相差", "算法", "依据")
_FINDINGS = ("序号", "级别", "编号", "位置", "原文", "问题", "改法", "依据", "单位答复")


def check_report_xlsx(dossier: Dossier, date: dt.date | None = None) -> bytes:
    """The report as .xlsx."""
    return workbook(_sheets(dossier, date), subject(dossier) + "审核报告", date)


def _sheets(dossier: Dossier, date: dt.date | None) -> Iterator[Sheet]:
    name = subject(dossier)
    said = verdict(dossier)
    lines = [
        f"结论：{said['said']}{said['detail']}",
        f"标准：{dossier.standard.title.zh}　文件：{dossier.file}",
    ]
    if date:
        lines.append(f"审核日期：{chinese_date(date)}")
    findings = Table(_FINDINGS, tuple(_findings(dossier)))
    yield Sheet(
        "审核意见", f"{name}审核意见", (6, 7, 8, 26, 34, 44, 34, 30, 26), findings, tuple(lines)
    )
    scores = tuple(_scores(dossier))
    differs = frozenset(at for at, row in enumerate(scores) if row[4])
    yield Sheet(
        "得分对照", f"{name}得分对照", (30, 8, 10, 10, 9, 54, 44), Table(_SCORES, scores, differs),
        ("规则得分不代替自评得分；两者不同的行以底色标出。",),
    )  # fmt: skip
    if dossier.problems:
        unread = tuple((str(one.where), one.message) for one in dossier.problems)
        yield Sheet(
            "未能读出", "未能读出的内容", (34, 80), Table(("位置", "情况"), unread),
            ("没有把握读准的内容未予采用，请人工核对原件。",),
        )  # fmt: skip
    if dossier.suppressed:
        off = tuple(
            (entry.finding.code, entry.finding.title, entry.finding.message, entry.finding.note)
            for entry in dossier.suppressed
        )
        yield Sheet("不提出的意见", "按设置不提出的意见", (9, 26, 60, 40),
                    Table(("编号", "规则", "内容", "理由"), off))  # fmt: skip


def _findings(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for entry in dossier.entries:
        finding = entry.finding
        yield (
            entry.number, SEVERITIES[finding.severity], finding.code, place(dossier, entry),
            str(entry.quote) if entry.quote else "", f"【{finding.title}】{finding.message}",
            finding.remedy, finding.basis, entry.answer.reply if entry.answer else "",
        )  # fmt: skip


def _scores(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for line in dossier.scorecard.lines:
        yield _score(line)
    card = dossier.scorecard
    grades = (("自评等级", card.self_grade), ("规则等级", card.rule_grade))
    said = "　".join(f"{label}{grade}" for label, grade in grades if grade)
    yield (
        "合计", dossier.filing.total.weight, card.self_total, card.rule_total,
        _apart(card.self_total, card.rule_total), said, "；".join(card.notes),
    )  # fmt: skip


def _score(line: ScoreLine) -> tuple[Cell, ...]:
    return (
        line.label, line.weight, line.self_score, line.rule_score,
        _apart(line.self_score, line.rule_score), line.explanation, line.basis,
    )  # fmt: skip


def _apart(self_score: Decimal | None, rule_score: Decimal | None) -> Decimal | None:
    """Self less rule; nothing where they are the same."""
    if self_score is None or rule_score is None:
        return None
    return self_score - rule_score or None
