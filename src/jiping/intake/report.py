"""The self-evaluation report (自评报告): title, sections by their headings, expenditure figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jiping.filing import Evidence, Problem, Report, ReportFigure
from jiping.filing import Section as ReportSection

from .document import Line
from .heads import report_title
from .prose.figures import read_figures
from .prose.headings import Section, sections_of, topic_of
from .prose.running import Prose, running

#: What a text without headings must speak of to be a self-evaluation and not the rest of a page.
_ABOUT = re.compile(r"自评|绩效|评价|预算执行|执行数")
#: What the tables of final accounts head their numbers of rows and columns with.
_TABLE_ROWS = ("行次", "栏次")
#: A paragraph of sentences, not a title or a line of navigation.
_SENTENCES = re.compile(r"[^\n]{10,}。|(?!《)[^\n]{12,},[^\n]{12,}")
#: What forms print under themselves: how to fill them in.
_NOTE = re.compile(
    r"(?:注|备注|说明|填[表报写]说明)\s?(?::|\d)|"
    r"\d{1,2}[.、]\s?(?:定[性量]指标|得分|资金使用单位|其他资金|预算执行率|实际完成值|偏差|请在|分值|各地)"
)


def read_report(
    lines: Sequence[Line], prose: Prose | None = None
) -> tuple[Report | None, dict[str, Evidence], list[Problem]]:
    """The report in *lines*, evidence by JSON pointers `/report/…`, and what is in doubt.

    *prose* are the lines as running text, where that was made already.
    None where the lines hold no report: neither headings of one nor sentences about an evaluation.
    """
    prose = prose or running(lines)
    evidence: dict[str, Evidence] = {}
    sections = _sections(prose, evidence) if prose.text else []
    if not sections:
        return None, {}, []
    title = report_title(lines)
    if title is not None:
        evidence["/report/title"] = Evidence(raw=title.text, where=title.place)
    figures = read_figures(prose)
    report = Report(
        title=title.text if title else None, sections=tuple(sections), figures=figures.figures
    )
    return report, evidence | figures.evidence, figures.problems


def figures_told(sections: Iterable[ReportSection]) -> tuple[ReportFigure, ...]:
    """The expenditure figures that the *sections* of a report tell, read as from a document."""
    told = (line for one in sections for line in (one.heading, *one.text.split("\n")))
    lines = [Line(text, number) for number, text in enumerate(told, 1)]
    return read_figures(running(lines)).figures


def _sections(prose: Prose, evidence: dict[str, Evidence]) -> list[ReportSection]:
    found = [(section, _text(prose, section)) for section in sections_of(prose)]
    kept = [pair for n, pair in enumerate(found) if not _is_contents(prose, n, found)]
    if not _is_report(kept) or _is_accounts(prose):
        return []
    return [_section(prose, s, text, n, evidence) for n, (s, text) in enumerate(kept)]


def _section(
    prose: Prose, section: Section, text: str, number: int, evidence: dict[str, Evidence]
) -> ReportSection:
    at = f"/report/sections/{number}"
    title = prose.raw[slice(*section.title)]
    if title:
        whole = prose.raw[section.start : section.title[1]]
        heading = Evidence(whole, prose.place(section.start))
        evidence[f"{at}/heading"] = heading
        if section.number:
            evidence[f"{at}/number"] = heading
    if text:
        # Within its first line: between lines something may have been left out.
        begin = prose.raw.index(text[:20].partition("\n")[0], section.begin)
        evidence[f"{at}/text"] = Evidence(text, prose.place(begin))
    topic = topic_of(prose.text[slice(*section.title)])
    return ReportSection(number=section.number, heading=title, topic=topic, text=text)


def _text(prose: Prose, section: Section) -> str:
    """The text of a section as published; before the first heading only whole sentences."""
    text = prose.raw[section.begin : section.end].strip()
    if section.title[1]:
        return text
    paragraphs = prose.text[section.begin : section.end].strip().split("\n")
    pairs = zip(text.split("\n"), paragraphs, strict=True)
    return "\n".join(raw for raw, p in pairs if _SENTENCES.match(p) and not _NOTE.match(p))


def _is_contents(prose: Prose, n: int, found: list[tuple[Section, str]]) -> bool:
    """Whether a section is nothing, or a line of contents whose section comes later.

    二、绩效目标完成情况分析 may have a （二）绩效目标完成情况分析 under it, which is no contents.
    """
    section, text = found[n]
    if text:
        return False
    title = prose.text[slice(*section.title)]
    return not title or any(
        prose.text[slice(*later.title)] == title
        and (later.number == section.number or None in (later.number, section.number))
        for later, _ in found[n + 1 : n + 60]
    )


def _is_accounts(prose: Prose) -> bool:
    """Whether the text is a table of final accounts, its rows numbered like sections."""
    return all(word in prose.text for word in _TABLE_ROWS) and not _ABOUT.search(prose.text)


def _is_report(sections: list[tuple[Section, str]]) -> bool:
    numbered = sum(section.number is not None for section, _ in sections)
    told = [text for _, text in sections if "。" in text]
    if numbered >= 2 or (numbered and told):
        return True
    return any(_ABOUT.search(text) for text in told)
