"""A report as paragraphs of an official document (GB/T 9704-2012), whatever it is then written as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from jiping.filing import Report
from jiping.filing.bound import GAP

Kind = Literal[
    "title", "heading1", "heading2", "heading3", "heading4", "body", "attachment", "unit", "date"
]

_ORDINALS = "一二三四五六七八九十"
_LEVELS = (
    (1, re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|[.．]|部分|章|节)")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）][、.．]?")),
    (4, re.compile(r"[（(]\d{1,2}[)）][、.．]?|\d{1,2}[)）]")),
    (3, re.compile(r"\d{1,2}[、.．]|[①-⑳]")),
)
_ARABIC_TOP = re.compile(r"(\d{1,2})、")
_CHINESE = re.compile(r"([一二三四五六七八九十]{1,3})、")
#: The closing lines: attachments, who signs, and when.
_ATTACHMENT = re.compile(r"附件\d{0,2}[:：].{1,60}|[2-9]\.[^，。；]{2,40}(?:表|报告|清单)")
_DAY = re.compile(r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|【待填：成文日期】")
_BODY = re.compile(
    r"[^，。；：\s]{2,30}(?:[局厅委院校学所站镇乡会队部馆社]|政府|办公室|中心|办事处|公司|街道)(?:[（(][^（()）]{1,8}[)）])?|【待填：单位全称】"
)
_CLOSING_LINES = 6
#: Characters of 二号 on a line of 156 mm.
_TITLE_LINE = 20


class Paragraph(NamedTuple):
    """A paragraph; of a heading `number` stands apart from the `text`."""

    kind: Kind
    text: str
    number: str = ""


def paragraphs(report: Report) -> list[Paragraph]:
    """The paragraphs of *report* in their order."""
    found = [Paragraph("title", report.title)] if report.title else []
    levels = _levels([section.number or "" for section in report.sections])
    for section, level in zip(report.sections, levels, strict=True):
        if section.heading or section.number:
            heading = section.heading.rstrip("。")
            found.append(Paragraph(_heading(level), heading, section.number or ""))
        found += (Paragraph("body", line) for line in section.text.split("\n") if line.strip())
    return _closed(found)


def last_of_text(found: list[Paragraph]) -> int | None:
    """Which paragraph the closing lines follow: no signature stands on a page without text."""
    for at, one in enumerate(found):
        if one.kind in ("attachment", "unit", "date"):
            return at - 1
    return None


def _heading(level: int) -> Kind:
    kinds: tuple[Kind, ...] = ("heading1", "heading2", "heading3", "heading4")
    return kinds[level - 1]


def _levels(numbers: list[str]) -> list[int]:
    """The level of each heading by its number; `1、` among `二、 三、` is of the first."""
    chinese = {_ORDINALS.find(match[1]) + 1 for one in numbers if (match := _CHINESE.match(one))}
    found, last = [], 1
    for number in numbers:
        top = _ARABIC_TOP.match(number)
        if top and chinese and int(top[1]) not in chinese:
            last = 1
        else:
            last = next((level for level, form in _LEVELS if form.match(number)), 1)
        found.append(last)
    return found


def _closed(found: list[Paragraph]) -> list[Paragraph]:
    """The last lines as what they are: attachments, the unit that signs, the date."""
    first = len(found)
    for at in range(len(found) - 1, max(-1, len(found) - 1 - _CLOSING_LINES), -1):
        if found[at].kind != "body" or not _closing(found[at].text):
            break
        first = at
    return [*found[:first], *(_as_closing(one) for one in found[first:])]


def _closing(text: str) -> bool:
    return any(form.fullmatch(text.strip()) for form in (_ATTACHMENT, _DAY, _BODY))


def _as_closing(one: Paragraph) -> Paragraph:
    text = one.text.strip()
    if _DAY.fullmatch(text):
        return Paragraph("date", text)
    return Paragraph("attachment" if _ATTACHMENT.fullmatch(text) else "unit", text)


def title_lines(title: str) -> list[str]:
    """A title too long for one line, broken behind its year where both halves then fit one.

    GB/T 9704 wants whole words on each line; readers of documents join halves so broken.
    """
    head, year, rest = title.partition("年度")
    lines = [head + year, rest] if year and rest else [title]
    fit = all(_width(line) <= _TITLE_LINE for line in lines)
    return lines if fit and _width(title) > _TITLE_LINE else [title]


def title_inset(title: str) -> float:
    """How far a title that is not broken is to be set in on either side, in characters.

    Its lines are then about equally long, and the last is no lone character.
    """
    width = _width(title)
    count = -(-width // _TITLE_LINE)
    return (_TITLE_LINE - -(-width // count) - 0.2) / 2 if count > 1 else 0.0


def _width(text: str) -> int:
    """The width in characters; two digits or letters take one."""
    narrow = sum(char.isascii() for char in text)
    return len(text) - narrow + (narrow + 1) // 2


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of *text*, and whether each is a gap that is still to be filled in."""
    at = 0
    for match in GAP.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    if at < len(text):
        yield text[at:], False
