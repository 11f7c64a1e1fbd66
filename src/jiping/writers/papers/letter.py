"""The letter that returns a filing (退回修改通知): remarks by field, deadline, contact, signature."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, NamedTuple

from jiping.checks import SEVERITIES
from jiping.checks.registry import Severity
from jiping.writers import official
from jiping.writers.dossier import Dossier, Entry
from jiping.writers.page import KINDS
from jiping.writers.typesetting import Faces

from .check_report import chinese_date, place
from .setting import set_paper

_CHINESE = "一二三四五六七八九十"
_GROUPS: dict[Severity, str] = {
    "error": "必须改正的问题", "warning": "需要核实或说明的问题", "notice": "建议完善的问题",
}  # fmt: skip
#: Between the words of a title, and how many characters a line of it holds.
_WORDS = re.compile(
    r"(?<=退回)|(?<=年度)|(?=部门整体)|(?=项目支出)|(?=转移支付)|(?=绩效自评)|(?=材料修改)|(?=的通知)"
)
_TITLE_LINE = 20
#: What is filled in by hand where it was not given.
_BLANK_DATE = "　　年　月　日"
_BLANK = "　　　　　　"


class Remark(NamedTuple):
    """A remark on one field: where it is, what is wrong, what to do, on what basis."""

    severity: Severity
    place: str
    problem: str
    remedy: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of return. What is empty or None is left as a blank to be filled in by hand."""

    addressee: str
    subject: str
    remarks: tuple[Remark, ...]
    sender: str = ""
    number: str = ""
    date: dt.date | None = None
    deadline: dt.date | None = None
    contact: str = ""
    phone: str = ""
    attachments: tuple[str, ...] = ()


class Paragraph(NamedTuple):
    """A paragraph of the letter's body; a remark begins with a lead in 楷体, a closing stays with the signature."""

    role: Literal["text", "heading", "remark", "closing"]
    text: str
    lead: str = ""


def remarks_of(dossier: Dossier, least: Severity = "warning") -> tuple[Remark, ...]:
    """The findings of *dossier* from *least* upwards, as remarks."""
    wanted = tuple(SEVERITIES)[: tuple(SEVERITIES).index(least) + 1]
    return tuple(
        _remark(dossier, entry) for entry in dossier.entries if entry.finding.severity in wanted
    )


def _remark(dossier: Dossier, entry: Entry) -> Remark:
    finding = entry.finding
    return Remark(
        finding.severity, place(dossier, entry), finding.message, finding.remedy, finding.basis
    )


def subject_of(dossier: Dossier) -> str:
    """What is returned: year, project and kind, as the letter's title names it."""
    filing = dossier.filing
    year = f"{filing.fiscal_year}年度" if filing.fiscal_year else ""
    project = f"“{filing.project}”" if filing.project else ""
    return f"{year}{project}{KINDS[filing.kind]}材料"


def title(letter: Letter) -> str:
    """The letter's title."""
    return f"关于退回{letter.subject}修改的通知"


def title_lines(letter: Letter) -> list[str]:
    """The title in lines that break between words and are about equally long (GB/T 9704)."""
    words = _WORDS.split(title(letter))
    count = -(-len(title(letter)) // _TITLE_LINE)
    aim = len(title(letter)) / count
    lines = [""]
    for word in words:
        if lines[-1] and len(lines) < count and len(lines[-1]) + len(word) / 2 > aim:
            lines.append("")
        lines[-1] += word
    return lines


def paragraphs(letter: Letter) -> Iterator[Paragraph]:
    """The body: what is returned and until when, the remarks numbered, whom to ask."""
    count = {
        severity: sum(one.severity == severity for one in letter.remarks) for severity in _GROUPS
    }
    counted = "、".join(f"{SEVERITIES[severity]}{n}条" for severity, n in count.items() if n)
    deadline = chinese_date(letter.deadline) if letter.deadline else _BLANK_DATE
    yield Paragraph(
        "text",
        f"你单位报送的{letter.subject}收悉。经审核，提出意见{len(letter.remarks)}条（{counted}），"
        f"现予退回。请逐条修改或说明，于{deadline}前重新报送。",
    )
    for number, (severity, group) in enumerate(_by_severity(letter.remarks)):
        yield Paragraph("heading", f"{_CHINESE[number]}、{_GROUPS[severity]}")
        for at, one in enumerate(group, start=1):
            basis = f"依据：{_stopped(one.basis)}" if one.basis else ""
            yield Paragraph(
                "remark",
                f"{_stopped(one.problem)}修改要求：{_stopped(one.remedy)}{basis}",
                f"{at}.{one.place}。",
            )
    yield Paragraph(
        "closing", "修改后的自评表和自评报告请加盖公章，连同对以上意见的逐条说明一并报送。"
    )
    yield Paragraph(
        "closing", f"联系人：{letter.contact or _BLANK}　　联系电话：{letter.phone or _BLANK}"
    )


def _by_severity(remarks: Iterable[Remark]) -> list[tuple[Severity, list[Remark]]]:
    order = list(SEVERITIES)
    ranked = sorted(remarks, key=lambda one: order.index(one.severity))
    return [
        (severity, list(some)) for severity, some in groupby(ranked, key=lambda one: one.severity)
    ]


def _stopped(text: str) -> str:
    """The text with one full stop behind it."""
    return text.rstrip("。；，") + "。"


def letter_pdf(letter: Letter, faces: Faces | None = None) -> bytes:
    """The letter as PDF."""
    return set_paper("letter", told(letter), title(letter), letter.date, faces)


def told(letter: Letter) -> dict[str, Any]:
    """All that the letter says, as plain data for its template."""
    return {
        "title": title_lines(letter),
        "number": letter.number,
        "addressee": letter.addressee or _BLANK,
        "paragraphs": [one._asdict() for one in paragraphs(letter)],
        "attachments": list(letter.attachments),
        "sender": letter.sender or "（发文机关印章）",
        "date": chinese_date(letter.date) if letter.date else _BLANK_DATE,
    }


def letter_docx(letter: Letter) -> bytes:
    """The letter as .docx."""
    return official.official_docx(_official(letter), title(letter))


def _official(letter: Letter) -> Iterator[official.Paragraph]:
    of, run = official.Paragraph.of, official.Run
    if letter.number:
        yield of("number", letter.number)
    yield official.Paragraph("title", tuple(map(run, title_lines(letter))))
    yield of("addressee", f"{letter.addressee or _BLANK}：")
    for one in paragraphs(letter):
        if one.role == "heading":
            yield of("heading1", one.text)
        else:
            lead = (run(one.lead, kai=True),) if one.lead else ()
            yield official.Paragraph("body", (*lead, run(one.text)), one.role == "closing")
    for at, name in enumerate(letter.attachments, start=1):
        mark = f"{at}." if len(letter.attachments) > 1 else ""
        if at == 1:
            yield of("attachment", f"附件：{mark}{name}", keep=True)
        else:
            yield of("attachment_more", f"{mark}{name}", keep=True)
    yield of("signature", letter.sender or "（发文机关印章）")
    yield of("date", chinese_date(letter.date) if letter.date else _BLANK_DATE)
