"""The published text around what a finding speaks of, as far as the evidence keeps it.

The evidence alone is asked, so that a filing read long ago and stored as JSON is quoted alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from jiping.checks import Finding
from jiping.checks.run import Places
from jiping.filing import Evidence, Filing, Place
from jiping.filing.pointer import at

#: Between the cells of a row.
BAR = " │ "
BLANK = "（空白）"
_PHRASE = re.compile(r"“([^“”]{2,})”")
_SECTION = re.compile(r"(/report/sections/\d+)(?:/text)?")
#: A single entry of a list: what stands inside it shows where it is.
_ITEM = re.compile(r"/(?:budget/rows|indicators|report/sections|report/figures)/\d+")
_SPACES = re.compile(r"\s+")
#: A line break inside a narrow cell, which Chinese writes without a blank.
_BROKEN = re.compile(r"(?<=[\u2e80-\uffef])\s*\n\s*(?=[\u2e80-\uffef])")

_Row = tuple[int | None, str | None, int, int]


class Quote(NamedTuple):
    """One published line: the part that is spoken of, and what stands before and after it."""

    before: str
    marked: str
    after: str

    def __str__(self) -> str:
        """The line without marks."""
        return "".join(self)


class Published:
    """The published text of one filing."""

    def __init__(self, filing: Filing) -> None:
        """Sort the evidence of table cells by row."""
        self._filing = filing
        self._places = Places(filing.evidence)
        rows: defaultdict[_Row, dict[int, str]] = defaultdict(dict)
        for evidence in filing.evidence.values():
            if (row := _row(evidence.where)) and evidence.where.column:
                rows[row].setdefault(evidence.where.column, evidence.raw)
        self._rows = {row: dict(sorted(cells.items())) for row, cells in rows.items()}

    def around(self, finding: Finding) -> Quote | None:
        """The line of a finding's field, or None where what is told has no line of its own."""
        own = self._filing.evidence.get(finding.pointer)
        said = phrases(finding.message)
        if section := _SECTION.fullmatch(finding.pointer):
            body = self._filing.evidence.get(f"{section[1]}/text")
            if body and (line := _line_with(said, body.raw)):
                return line
            own = own or self._filing.evidence.get(f"{section[1]}/heading")
        holder = finding.pointer.rpartition("/")[0]
        if own:
            return self._line(own, said)
        if _ITEM.fullmatch(finding.pointer):
            inside = self._places.evidence(finding.pointer)
            return self._line(inside, said) if inside else None
        if _ITEM.fullmatch(holder) and at(self._filing, finding.pointer) is None:
            beside = self._places.evidence(holder)
            return self._blank(beside) if beside else None
        return None

    def _line(self, evidence: Evidence, said: list[str]) -> Quote:
        row = _row(evidence.where)
        if row in self._rows:
            here = evidence.where.column
            cells = self._rows[row]
            before = "".join(f"{_flat(cells[at])}{BAR}" for at in cells if at < (here or 0))
            after = "".join(f"{BAR}{_flat(cells[at])}" for at in cells if at > (here or 0))
            inner = _marked(evidence.raw, said)
            return Quote(before + inner.before, inner.marked, inner.after + after)
        line = self._text_line(evidence)
        if line == evidence.raw or any(phrase in line for phrase in said):
            return _marked(line, said)
        return _cut(line, line.index(evidence.raw), len(evidence.raw))

    def _blank(self, beside: Evidence) -> Quote | None:
        """The row of a field that is blank."""
        row = _row(beside.where)
        cells = self._rows.get(row, {}) if row else {}
        told = BAR.join(map(_flat, cells.values())) or _flat(beside.raw)
        return Quote(told + BAR, BLANK, "")

    def _text_line(self, evidence: Evidence) -> str:
        """The line of the report in which a piece of it stands; the piece itself where unknown."""
        if evidence.where.line is None:
            return evidence.raw
        for pointer, body in self._filing.evidence.items():
            start = body.where.line
            if not pointer.endswith("/text") or start is None or evidence.where.line < start:
                continue
            lines = body.raw.split("\n")
            at = evidence.where.line - start
            if at < len(lines) and evidence.raw in lines[at]:
                return lines[at]
        return evidence.raw


def phrases(message: str) -> list[str]:
    """What a message quotes from the document, in the order in which it does."""
    return [phrase.removesuffix("…") for phrase in _PHRASE.findall(message)]


def _row(place: Place) -> _Row | None:
    if place.table is None or place.row is None:
        return None
    return (place.page, place.sheet, place.table, place.row)


def _line_with(said: list[str], text: str) -> Quote | None:
    lines = text.split("\n")
    return next(
        (_marked(line, [said_so]) for said_so in said for line in lines if said_so in line), None
    )


def _marked(text: str, said: list[str]) -> Quote:
    """The text with the first quoted phrase in it marked, or all of it."""
    phrase = next((phrase for phrase in said if phrase in text), text)
    return _cut(text, text.index(phrase), len(phrase))


def _cut(text: str, start: int, length: int) -> Quote:
    """The text cut at what is marked; blanks at its edges are never marked."""
    marked = text[start : start + length]
    kept = marked.strip()
    lead = len(marked) - len(marked.lstrip())
    end = start + lead + len(kept)
    return Quote(_flat(text[: start + lead], left=True), _flat(kept), _flat(text[end:], right=True))


def _flat(text: str, *, left: bool = False, right: bool = False) -> str:
    """The text on one line; an inner edge keeps its blank."""
    flat = _SPACES.sub(" ", _BROKEN.sub("", text))
    if left:
        return flat.lstrip()
    return flat.rstrip() if right else flat.strip()
