"""The comparison of two versions (比对表) as PDF and workbook, and what became of the findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from jiping.comparison import Change, Comparison, ScoreMove, SentenceChange, compare
from jiping.comparison.model import FATES
from jiping.writers.dossier import Dossier, Entry
from jiping.writers.typesetting import Faces

from .book import Cell, Sheet, Table, workbook
from .check_report import number, place, signed, subject
from .setting import set_paper

Outcome = Literal["settled", "open", "new"]
OUTCOMES: dict[Outcome, str] = {"settled": "已解决", "open": "仍存在", "new": "新出现"}
_NUMBERS = "一二三四"


class Fared(NamedTuple):
    """A finding and what became of it between the two versions."""

    outcome: Outcome
    place: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a filing, all that differs, and what became of the findings of the first."""

    old: Dossier
    new: Dossier
    comparison: Comparison
    fared: tuple[Fared, ...]

    def count(self, outcome: Outcome) -> int:
        """How many findings fared so."""
        return sum(one.outcome == outcome for one in self.fared)


def versions(old: Dossier, new: Dossier) -> Versions:
    """Hold two checked versions of one filing against each other."""
    compared = compare(old.filing, new.filing, old.scorecard, new.scorecard)
    return Versions(old, new, compared, tuple(_fared(old, new)))


def _fared(old: Dossier, new: Dossier) -> Iterator[Fared]:
    """Findings by their lasting names, without the part that tells the filing."""
    before = {_name(entry): entry for entry in old.entries}
    after = {_name(entry): entry for entry in new.entries}
    for name, entry in before.items():
        if name not in after:
            yield Fared("settled", place(old, entry), entry)
    for name, entry in after.items():
        yield Fared("open" if name in before else "new", place(new, entry), entry)


def _name(entry: Entry) -> str:
    return entry.fingerprint.rpartition("-")[2]


def summary(held: Versions) -> str:
    """The comparison in one sentence."""
    if held.comparison.same:
        return "两份材料内容相同。"
    compared = held.comparison
    told = [f"字段修改{len(compared.changes)}处"] if compared.changes else []
    moved = sum(one.rule_moved for one in compared.scores if one.label != "合计")
    told += [f"规则得分变化{moved}项"] if moved else []
    lines = sum(len(section.sentences) for section in compared.sections)
    told += [f"报告文字修改{lines}处"] if lines else []
    if held.fared:
        told.append(
            "意见" + "、".join(f"{label}{held.count(key)}条" for key, label in OUTCOMES.items())
        )
    return "；".join(told) + "。"


def comparison_pdf(
    held: Versions, date: dt.date | None = None, faces: Faces | None = None
) -> bytes:
    """The comparison as PDF."""
    return set_paper("comparison", told(held), f"{subject(held.new)}比对表", date, faces)


def told(held: Versions) -> dict[str, Any]:
    """All that the paper says, as plain data for its template."""
    compared = held.comparison
    parts = [bool(part) for part in (compared.changes, compared.scores, compared.sections)]
    return {
        "subject": subject(held.new),
        "versions": f"修改前：{held.old.file}　　修改后：{held.new.file}",
        "summary": summary(held),
        "numbers": [_NUMBERS[sum(parts[:at])] for at in range(4)],
        "changes": [_change(one) for one in compared.changes],
        "scores": [_move(one) for one in compared.scores],
        "sections": [
            {
                "heading": section.heading
                + ("" if section.fate == "changed" else f"（{FATES[section.fate]}）"),
                "sentences": [_sentence(one) for one in section.sentences],
            }
            for section in compared.sections
        ],
        "answered": [
            [OUTCOMES[one.outcome], f"{one.entry.finding.title}\n{one.place}", one.entry.finding.message]
            for one in held.fared
        ],
    }  # fmt: skip


def _change(one: Change) -> list[str]:
    return [one.block, one.item, one.field, one.old, one.new, difference(one), FATES[one.fate]]


def difference(one: Change) -> str:
    """New less old, with its sign and unit."""
    return f"{signed(one.difference)}{one.unit}" if one.difference else ""


def _move(one: ScoreMove) -> list[str]:
    told = [one.why_after or one.why_before]
    if one.rule_moved and one.why_before and one.why_after:
        told = [f"前：{one.why_before}", f"后：{one.why_after}"]
    scores = (one.self_before, one.self_after, one.rule_before, one.rule_after)
    return [one.label, *map(number, scores), "\n".join(told)]


def _sentence(one: SentenceChange) -> dict[str, Any]:
    return {"old": [list(piece) for piece in one.old], "new": [list(piece) for piece in one.new]}


def comparison_xlsx(held: Versions, date: dt.date | None = None) -> bytes:
    """The comparison as .xlsx."""
    return workbook(_sheets(held), f"{subject(held.new)}比对表", date)


def _sheets(held: Versions) -> Iterator[Sheet]:
    compared, name = held.comparison, subject(held.new)
    lines = (f"修改前：{held.old.file}　修改后：{held.new.file}", summary(held))
    changes: tuple[tuple[Cell, ...], ...] = tuple(
        (one.block, one.item, one.field, one.old, one.new, one.difference, one.unit, FATES[one.fate])
        for one in compared.changes
    )  # fmt: skip
    yield Sheet(
        "字段", f"{name}修改前后比对表", (12, 32, 16, 38, 38, 12, 9, 8),
        Table(("部分", "项目", "字段", "修改前", "修改后", "相差", "单位", "变化"), changes), lines,
    )  # fmt: skip
    if compared.scores:
        moves: tuple[tuple[Cell, ...], ...] = tuple(
            (
                one.label, one.self_before, one.self_after, one.rule_before, one.rule_after,
                _less(one.rule_before, one.rule_after), one.why_before, one.why_after,
            )
            for one in compared.scores
        )  # fmt: skip
        labels = (
            "指标",
            "自评（前）",
            "自评（后）",
            "规则（前）",
            "规则（后）",
            "规则相差",
            "算法（前）",
            "算法（后）",
        )
        yield Sheet(
            "得分", f"{name}得分变化", (30, 11, 11, 11, 11, 11, 44, 44), Table(labels, moves)
        )
    if compared.sections:
        texts: tuple[tuple[Cell, ...], ...] = tuple(
            (section.heading, FATES[one.fate], _plain(one.old), _plain(one.new))
            for section in compared.sections
            for one in section.sentences
        )
        yield Sheet("报告文字", f"{name}报告文字变化", (26, 8, 66, 66),
                    Table(("章节", "变化", "修改前", "修改后"), texts))  # fmt: skip
    if held.fared:
        fared: tuple[tuple[Cell, ...], ...] = tuple(
            (OUTCOMES[one.outcome], one.entry.finding.severity_zh, one.entry.finding.code,
             one.entry.finding.title, one.place, one.entry.finding.message)
            for one in held.fared
        )  # fmt: skip
        yield Sheet("意见落实", f"{name}审核意见落实情况", (9, 8, 9, 24, 34, 66),
                    Table(("情况", "级别", "编号", "意见", "位置", "内容"), fared))  # fmt: skip


def _less(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else after - before or None


def _plain(pieces: tuple[tuple[str, bool], ...]) -> str:
    return "".join(text for text, _ in pieces)


def as_json(held: Versions) -> dict[str, Any]:
    """The comparison as JSON values."""
    return {
        "old": held.old.source.name,
        "new": held.new.source.name,
        **held.comparison.to_json(),
        "findings": [
            {"outcome": one.outcome, "code": one.entry.finding.code, "place": one.place,
             "message": one.entry.finding.message}
            for one in held.fared
        ],
    }  # fmt: skip
