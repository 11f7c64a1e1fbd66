"""One self-contained HTML page: the form and report as read, and beside them what was found.

The page needs nothing but itself: no script, no network, no other file. What a document holds is
escaped; the content policy allows only the page's own style sheet, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from jiping import __version__
from jiping.checks import SEVERITIES
from jiping.checks.examples import field_name
from jiping.checks.registry import Severity
from jiping.filing import Filing, Indicator
from jiping.filing.numbers import HUNDRED, plain, round_half_up
from jiping.filing.pointer import at, steps
from jiping.scoring import ScoreLine

from .dossier import Dossier, Entry
from .quote import phrases

KINDS = {
    "department": "部门整体支出绩效自评",
    "project": "项目支出绩效自评",
    "transfer": "转移支付绩效自评",
    "report": "绩效自评报告",
}
REVENUE = (
    ("general_public_budget", "一般公共预算"),
    ("government_funds", "政府性基金拨款"),
    ("special_account_nontax", "纳入专户管理的非税收入拨款"),
    ("other", "其他资金"),
)
EXPENDITURE = (("basic", "基本支出"), ("project", "项目支出"))
_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}


def page(dossiers: Iterable[Dossier]) -> str:
    """The page of these filings, one under the other."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(
        views=[View(dossier, number) for number, dossier in enumerate(dossiers)],
        style=Markup(style),  # noqa: S704 (our own file)
        style_hash=digest,
        severities=SEVERITIES,
        version=__version__,
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("jiping", "writers"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"money": money, "percent": percent, "number": number}
    environment.globals |= {"revenue": REVENUE, "expenditure": EXPENDITURE, "kinds": KINDS}
    return environment.get_template("page.jinja")


def number(value: Decimal | None) -> str:
    """A number as it is written, or nothing."""
    return "" if value is None else plain(value)


def money(value: Decimal | None) -> str:
    """An amount in 万元 with two decimals at least and thousands parted, or nothing."""
    if value is None:
        return ""
    return f"{value:,.2f}" if round_half_up(value) == value else f"{value:,f}"


def percent(value: Decimal | None) -> str:
    """A fraction as percent, or nothing."""
    return "" if value is None else f"{plain(round_half_up(value * HUNDRED))}%"


class Level(NamedTuple):
    """A cell of level names that covers several rows."""

    text: str
    rows: int
    pointer: str


class Row(NamedTuple):
    """An indicator as a row: its level cells where they begin, else None."""

    pointer: str
    level1: Level | None
    level2: Level | None
    indicator: Indicator
    line: ScoreLine | None


class Piece(NamedTuple):
    """A piece of a report's text, and the findings that quote it."""

    text: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a section in pieces."""

    pieces: tuple[Piece, ...]


class View:
    """A dossier as the template asks for it: what stands where, and what is marked there."""

    def __init__(self, dossier: Dossier, number: int) -> None:
        """Give every finding to the place on the page that shows its field."""
        self.dossier = dossier
        self.filing = dossier.filing
        self.card = dossier.scorecard
        self.number = number
        self.rows = tuple(_rows(dossier))
        self.sections: list[tuple[str, tuple[Paragraph, ...]]] = []
        self._shown = set(_shown(self.filing, self.rows))
        self._at: dict[str, list[Entry]] = {}
        self._target: dict[int, str] = {}
        quoted = self._read_sections()
        for entry in dossier.entries:
            if entry.number not in quoted:
                self._mark(entry)

    def id(self, pointer: str) -> str:
        """The name of a field on the page."""
        return f"d{self.number}" + "".join(f"-{step}" for step in steps(pointer))

    def finding_id(self, entry: Entry) -> str:
        """The name of a finding on the page."""
        return f"n{self.number}-{entry.number}"

    def quote_id(self, entry: Entry) -> str:
        """The name of the words of the report that a finding quotes."""
        return f"q{self.number}-{entry.number}"

    def target(self, entry: Entry) -> str:
        """Where on the page the finding's field is shown."""
        return self._target[entry.number]

    def at(self, pointer: str) -> list[Entry]:
        """The findings of the field shown here."""
        return self._at.get(pointer, [])

    def worst(self, entries: Iterable[Entry]) -> str:
        """The gravest severity among *entries*, or nothing."""
        found = [entry.finding.severity for entry in entries]
        return min(found, key=_RANK.__getitem__) if found else ""

    def place(self, entry: Entry) -> str:
        """The field as a user reads it."""
        return field_name(entry.finding.pointer)

    def told(self, pointer: str) -> bool:
        """Whether anything stands in this part of the form, or is said of it."""
        marked = any(f"{one}/".startswith(f"{pointer}/") for one in self._at)
        fields = {"/budget/by_revenue": REVENUE, "/budget/by_expenditure": EXPENDITURE}[pointer]
        told = (at(self.filing, f"{pointer}/{field}") for field, _ in fields)
        return marked or any(value is not None for value in told)

    def facts(self) -> Iterator[tuple[str, str, str]]:
        """Pointer, label and text of what the head of the form tells; what is missing only if marked."""
        filing = self.filing
        for pointer, label, text in (
            ("/unit", "单位", filing.unit),
            ("/supervisor", "主管部门", filing.supervisor),
            ("/project", "项目", filing.project),
            ("/fiscal_year", "年度", filing.fiscal_year),
            ("/grade", "自评等级", filing.grade),
            ("/standard", "标准", self.dossier.standard.title.zh),
        ):
            if text or self.at(pointer):
                yield pointer, label, str(text or "—")

    def groups(self) -> Iterator[tuple[Severity, list[Entry]]]:
        """The findings by severity, the gravest first."""
        for severity, group in groupby(self.dossier.entries, key=lambda e: e.finding.severity):
            yield severity, list(group)

    def _mark(self, entry: Entry) -> None:
        pointer = entry.finding.pointer
        while pointer and pointer not in self._shown:
            pointer = pointer.rpartition("/")[0]
        self._at.setdefault(pointer, []).append(entry)
        self._target[entry.number] = self.id(pointer)

    def _read_sections(self) -> set[int]:
        """Cut the report's text at what findings quote; answers the numbers of those findings."""
        quoted: set[int] = set()
        for index, section in enumerate(self.filing.report.sections if self.filing.report else ()):
            pointer = f"/report/sections/{index}"
            own = [
                e for e in self.dossier.entries if e.finding.pointer in (pointer, f"{pointer}/text")
            ]
            pieces = _pieces(section.text, own)
            for piece in pieces:
                for entry in piece.entries:
                    quoted.add(entry.number)
                    self._target[entry.number] = self.quote_id(piece.entries[0])
            self.sections.append((pointer, _paragraphs(pieces)))
        return quoted


def _shown(filing: Filing, rows: Iterable[Row]) -> Iterator[str]:
    """The pointers of all fields that the template shows under a name of their own."""
    yield from ("", "/unit", "/supervisor", "/project", "/fiscal_year", "/standard", "/budget")
    yield from ("/goals", "/goals/expected", "/goals/achieved", "/grade", "/report")
    yield from ("/total", "/total/weight", "/total/score", "/indicators", "/report/title")
    for index in range(len(filing.budget.rows)):
        yield f"/budget/rows/{index}"
        for field in (
            "label",
            "initial",
            "adjusted",
            "executed",
            "execution_rate",
            "weight",
            "score",
        ):
            yield f"/budget/rows/{index}/{field}"
    for view, fields in (("by_revenue", REVENUE), ("by_expenditure", EXPENDITURE)):
        yield f"/budget/{view}"
        yield from (f"/budget/{view}/{field}" for field, _ in fields)
    for row in rows:
        yield row.pointer
        for field in ("name", "target", "actual", "weight", "score", "reason"):
            yield f"{row.pointer}/{field}"
        yield from (level.pointer for level in (row.level1, row.level2) if level)
    if filing.report:
        for index in range(len(filing.report.sections)):
            yield from (f"/report/sections/{index}{part}" for part in ("", "/text"))
        for index in range(len(filing.report.figures)):
            yield f"/report/figures/{index}"
            for field in ("label", "amount", "change", "cause"):
                yield f"/report/figures/{index}/{field}"


def _rows(dossier: Dossier) -> Iterator[Row]:
    indicators = dossier.filing.indicators
    firsts = spans_of([(one.level1,) for one in indicators])
    seconds = spans_of([(one.level1, one.level2) for one in indicators])
    for index, one in enumerate(indicators):
        pointer = f"/indicators/{index}"
        yield Row(
            pointer,
            Level(one.level1 or "", firsts[index], f"{pointer}/level1") if index in firsts else None,
            Level(one.level2 or "", seconds[index], f"{pointer}/level2") if index in seconds else None,
            one,
            dossier.scorecard.line(pointer),
        )  # fmt: skip


def spans_of(names: list[tuple[str | None, ...]]) -> dict[int, int]:
    """First index of each run of equal names → how long the run is."""
    spans: dict[int, int] = {}
    for _, run in groupby(range(len(names)), key=names.__getitem__):
        indexes = list(run)
        spans[indexes[0]] = len(indexes)
    return spans


def _pieces(text: str, entries: list[Entry]) -> list[Piece]:
    """The text cut at what *entries* quote of it; overlapping quotes become one piece."""
    spans = []
    for entry in entries:
        said = next((said for said in phrases(entry.finding.message) if said in text), None)
        if said is not None:
            start = text.index(said)
            spans.append((start, start + len(said), entry))
    pieces: list[Piece] = []
    done = 0
    for start, end, marked in _merged(sorted(spans, key=lambda span: span[:2])):
        pieces += [Piece(text[done:start]), Piece(text[start:end], marked)]
        done = end
    return [*pieces, Piece(text[done:])]


def _merged(spans: list[tuple[int, int, Entry]]) -> list[tuple[int, int, tuple[Entry, ...]]]:
    found: list[tuple[int, int, tuple[Entry, ...]]] = []
    for start, end, entry in spans:
        if found and start < found[-1][1]:
            before = found.pop()
            found.append((before[0], max(before[1], end), (*before[2], entry)))
        else:
            found.append((start, end, (entry,)))
    return found


def _paragraphs(pieces: Iterable[Piece]) -> tuple[Paragraph, ...]:
    """The pieces by line; a quote never reaches over a line's end."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n") if not piece.entries else [piece.text]
        lines[-1].append(piece._replace(text=first))
        lines += [[Piece(other)] for other in others]
    return tuple(Paragraph(tuple(line)) for line in lines if any(piece.text for piece in line))
