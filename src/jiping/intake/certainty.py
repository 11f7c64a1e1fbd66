"""What was recognised in a picture is believed by its certainty and by the form's own arithmetic.

A figure that is certain is kept. One that is in doubt is kept where sums or rates of the form
confirm it, and left out where they contradict it; one of little certainty is left out unless it is
confirmed. What is left out becomes a problem that quotes it, for a person to look at;
words are kept, with a problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from jiping.filing import Evidence, Filing, Place, Problem
from jiping.filing.pointer import at, steps

from .arithmetic import Tie, ties_of
from .document import Line, Table

#: Percent. Of the scans of benchmarks/scans.py no figure of this certainty was misread; below it
#: there were too few to place DOUBTFUL by more than caution.
CERTAIN = 97
DOUBTFUL = 85

_LEFT_OUT = "未采用，请对照原件填写"
_LOOK = "请对照原件核对"

_Certainties = Mapping[Place, int]


def weigh(
    blocks: Sequence[Line | Table], filings: Sequence[Filing]
) -> tuple[tuple[Filing, ...], tuple[Problem, ...]]:
    """Filings with the certainty of each value told, and without the values that are in doubt."""
    known = dict(_certainties(blocks))
    if not known:
        return tuple(filings), ()
    problems: list[Problem] = []
    weighed = []
    for filing in filings:
        told = _told(filing, known)
        doubted = _doubted(told)
        problems += [_problem(told.evidence[pointer], _LEFT_OUT) for pointer in doubted]
        problems += [_problem(told.evidence[pointer], _LOOK) for pointer in _texts(told)]
        weighed.append(_without(told, doubted))
    return tuple(weighed), tuple(problems)


def _certainties(blocks: Sequence[Line | Table]) -> Iterator[tuple[Place, int]]:
    """The certainty of each cell and line, by its place."""
    for block in blocks:
        if isinstance(block, Line):
            if block.certainty is not None:
                yield Place(page=block.page, line=block.number), block.certainty
            continue
        for cell in block.cells:
            if cell.certainty is not None:
                place = Place(table=block.number, row=cell.row + 1, column=cell.column + 1)
                yield place, cell.certainty


def _told(filing: Filing, known: _Certainties) -> Filing:
    evidence = {
        pointer: replace(one, confidence=_certainty(one.where, known))
        for pointer, one in filing.evidence.items()
    }
    return filing.model_copy(update={"evidence": evidence})


def _certainty(where: Place, known: _Certainties) -> int | None:
    if where.table is not None:
        return known.get(Place(table=where.table, row=where.row, column=where.column))
    return known.get(Place(page=where.page, line=where.line))


def _doubted(filing: Filing) -> list[str]:
    """The pointers of the values that are not to be believed."""
    confirmed, contradicted = _judged(ties_of(filing))
    doubted = []
    for pointer, evidence in filing.evidence.items():
        certainty = evidence.confidence
        if certainty is None or certainty >= CERTAIN or isinstance(at(filing, pointer), str):
            continue
        if pointer in contradicted or (certainty < DOUBTFUL and pointer not in confirmed):
            doubted.append(pointer)
    return doubted


def _texts(filing: Filing) -> list[str]:
    """The pointers of words that were recognised with little certainty; words are kept."""
    return [
        pointer
        for pointer, evidence in filing.evidence.items()
        if evidence.confidence is not None
        and evidence.confidence < DOUBTFUL
        and isinstance(at(filing, pointer), str)
    ]


def _judged(ties: Sequence[Tie]) -> tuple[set[str], set[str]]:
    """The pointers of figures that a tie confirms, and of those that only contradict one."""
    confirmed = {pointer for tie in ties if tie.holds for pointer in tie.pointers}
    against = {pointer for tie in ties if not tie.holds for pointer in tie.pointers}
    return confirmed, against - confirmed


def _problem(evidence: Evidence, what: str) -> Problem:
    raw = " ".join(evidence.raw.split())
    shown = raw if len(raw) <= 30 else raw[:30] + "…"
    return Problem(
        where=evidence.where,
        message=f"图像中识别为“{shown}”，把握不足（{evidence.confidence}%），{what}",
    )


def _without(filing: Filing, pointers: Sequence[str]) -> Filing:
    """The filing with nothing at *pointers*."""
    if not pointers:
        return filing
    data: dict[str, Any] = filing.model_dump()
    for pointer in pointers:
        *path, last = steps(pointer)
        held: Any = data
        for step in path:
            held = held[int(step)] if isinstance(held, (list, tuple)) else held[step]
        held[last] = None
    data["evidence"] = {p: one for p, one in filing.evidence.items() if p not in pointers}
    return Filing.model_validate(data)
