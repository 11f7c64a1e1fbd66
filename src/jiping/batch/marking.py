"""What neighbours say, held against each other by the checks of copied texts."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

from jiping.checks import Settings
from jiping.checks.copied import copied_paragraphs, names_of_others
from jiping.checks.limits import DEFAULT
from jiping.checks.peers import Peers, UnmeasuredPeers
from jiping.checks.registry import Mark
from jiping.checks.running_text import prose_of
from jiping.filing import Filing
from jiping.intake.readers.progress import step_done

from .job import Neighbours, Outcome, Rules
from .reading import Reading, judged_by
from .schema import MARKS

_GOALS = {"/goals/expected": "expected", "/goals/achieved": "achieved"}
#: The checks that are done here, and not where a filing is compared.
COPIED, NAMED = "JP931", "JP932"


class _Piece(msgspec.Struct):
    """A line of what neighbours say: the filing's place in the run, what of it, the row, the texts."""

    n: int
    kind: str
    row: int
    texts: list[str | None]


_LINES = msgspec.json.Decoder(_Piece)


class _Signing(tuple[Filing, ...]):
    """Filings that give a sign of progress as they are gone through."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Filing]:
        for one in super().__iter__():
            step_done()
            yield one


def marks_of(one: Neighbours, said: bytes, rules: Rules) -> Reading:
    """What the checks of texts mark in the filings of neighbours; *said* is from `neighbours.together`."""
    known = told(said)
    filings = _Signing(filing for _, _, filing in known)
    peers = UnmeasuredPeers(filings)
    rows = []
    for name, standard, filing in known:
        if filing.fiscal_year == one.year:
            rows += [
                {"filing": name, "code": code, "pointer": mark.pointer, "message": mark.message}
                for code, mark in _marks(filing, peers, judged_by(rules, standard)[1])
            ]
    return Reading(Outcome(one.sha256, "read", "", one.judged), {MARKS.name: rows}, {})


def told(said: bytes) -> list[tuple[str, str, Filing]]:
    """The filings in order, each with its name and its standard, as far as their texts go."""
    pieces = sorted(_LINES.decode_lines(gzip.decompress(said)), key=attrgetter("n", "kind", "row"))
    return [
        _put_together((piece.kind, piece.texts) for piece in own)
        for _, own in groupby(pieces, key=attrgetter("n"))
    ]


def _put_together(pieces: Iterable[tuple[str, list[Any]]]) -> tuple[str, str, Filing]:
    goals: dict[str, str] = {}
    indicators: list[dict[str, str]] = []
    sections: list[dict[str, str]] = []
    (_, (name, year, standard, kind, unit, supervisor, project)), *said = pieces
    for piece, (a, b, c) in said:
        if piece == "indicator":
            indicators.append({"level2": a, "name": b, "reason": c})
        elif a in _GOALS:
            goals[_GOALS[a]] = c
        else:
            sections.append({"heading": "", "topic": b, "text": c or ""})
    given = {
        "kind": kind, "unit": unit, "supervisor": supervisor, "project": project,
        "fiscal_year": int(year), "goals": goals, "indicators": indicators,
        "report": {"sections": sections} if sections else None,
    }  # fmt: skip
    return name, standard, Filing.model_validate(given)


def _marks(filing: Filing, peers: Peers, settings: Settings) -> Iterator[tuple[str, Mark]]:
    limits = settings.laid_over_for(COPIED, settings.laid_over(DEFAULT))
    for mark in copied_paragraphs(filing, peers, limits.paragraph_likeness):
        yield COPIED, mark
    for mark in names_of_others(filing, prose_of(filing), peers):
        yield NAMED, mark
