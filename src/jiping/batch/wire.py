"""How a part's questions and answers look on the pipe: a line of JSON, then bytes in pieces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from jiping.checks.spread import Spread
from jiping.intake.readers.progress import step_done

from .documents import Seen, Spot
from .job import Among, Comparison, Job, Marked, Neighbours, Outcome, Part, Ref, Report, Rules
from .rows import Row
from .schema import MARKS, OUTCOMES, PARTED

_SETS = frozenset(one.name for one in (*PARTED, MARKS))
Work = Job | Comparison | Neighbours
_HASH = re.compile(r"[0-9a-f]{64}")


def question(part: Part, left: Sequence[Work]) -> tuple[bytes, bytes]:
    """The two parts of a question about what is *left* of a part."""
    jobs = [[job.spot, job.sha256, job.report] for job in left if isinstance(job, Job)]
    if jobs:
        return b"read", json.dumps([jobs, part.rules]).encode("utf-8", "surrogatepass")
    for one in left:
        if isinstance(one, Neighbours):  # they are a part by themselves
            head = json.dumps([one, part.rules]).encode()
            return b"mark", b"".join((head, b"\n", part.texts[one.name]))
    others = [one for one in left if isinstance(one, Comparison)]
    wanted = sorted({sha256 for one in others for sha256 in one.readings})
    texts = [part.texts[sha256] for sha256 in wanted]
    sizes = [(sha256, len(text)) for sha256, text in zip(wanted, texts, strict=True)]
    head = json.dumps([others, sizes, part.rules], default=str).encode()
    return b"compare", b"".join((head, b"\n", *texts))


def asked(body: bytes) -> tuple[list[Job], Rules]:
    """What is asked."""
    told, rules = json.loads(body.decode("utf-8", "surrogatepass"))
    jobs = [
        Job(_spot(*spot), sha256, report and Report(report[0], _spot(*report[1]), report[2]))
        for spot, sha256, report in told
    ]
    return jobs, Rules(*rules)


def asked_to_compare(body: bytes) -> tuple[list[Comparison], dict[str, memoryview], Rules]:
    """What is asked of filings that were read, and the readings by document."""
    head, _, _ = body.partition(b"\n")
    told, sizes, rules = json.loads(head)
    view, at = memoryview(body), len(head) + 1
    texts = {}
    for sha256, size in sizes:
        texts[sha256] = view[at : at + size]
        at += size
    others = [
        Comparison(
            Ref(*own),
            last_year and Ref(*last_year),
            among and _among(*among),
            tuple(Marked(*mark) for mark in marked),
        )
        for own, last_year, among, marked in told
    ]
    return others, texts, Rules(*rules)


def asked_to_mark(body: bytes) -> tuple[Neighbours, bytes, Rules]:
    """What is asked of neighbours, and what they say."""
    head, _, said = body.partition(b"\n")
    one, rules = json.loads(head)
    return Neighbours(*one), said, Rules(*rules)


def _among(kind: str, spreads: dict[str, list[Any]], under: list[Any] | None) -> Among:
    return Among(
        kind,
        {name: _spread(*told) for name, told in spreads.items()},
        _spread(*under) if under else None,
    )


def _spread(size: int, *told: str) -> Spread:
    return Spread(size, *map(Decimal, told))


def _spot(file: str, name: str, part: list[int]) -> Spot:
    return Spot(file, name, tuple(part))


def answer(outcome: Outcome, rows: Mapping[str, list[Row]], texts: Mapping[str, bytes]) -> bytes:
    """A document's outcome, its rows as lines of JSON, and its readings."""
    pieces = [(name, lines(more)) for name, more in rows.items() if more]
    head = [
        outcome,
        [(name, len(piece)) for name, piece in pieces],
        [(sha256, len(text)) for sha256, text in texts.items()],
    ]
    body = b"".join((*(piece for _, piece in pieces), *texts.values()))
    return json.dumps(head).encode() + b"\n" + body


Pieces = list[tuple[str, memoryview]]


def answered(message: bytes, job: Work) -> tuple[Outcome, Pieces, Pieces]:
    """What `answer` said of *job*: the outcome, lines by data set, readings by hash.

    Raises ValueError where it is no such answer: names become names of files, and a child that
    reads hostile documents is not believed.
    """
    head, _, _ = message.partition(b"\n")
    told, sets, texts = json.loads(head)
    outcome = Outcome(*told)
    known = outcome.outcome in OUTCOMES and outcome.sha256 == job.sha256
    if not known or not all(name in _SETS for name, _ in sets):
        raise ValueError("unknown outcome or data set")
    if not all(_HASH.fullmatch(sha256) for sha256, _ in texts):
        raise ValueError("a reading goes by the hash of its document")
    view, at = memoryview(message), len(head) + 1
    found: list[Pieces] = []
    for sizes in (sets, texts):
        pieces: Pieces = []
        for name, size in sizes:
            pieces.append((name, view[at : at + size]))
            at += size
        found.append(pieces)
    return outcome, found[0], found[1]


def lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as lines of JSON; decimals as text, so that they stay exact."""
    told = [{name: value for name, value in row.items() if value is not None} for row in rows]
    try:
        return _ENCODER.encode_lines(told)
    except UnicodeEncodeError:  # half a character, which no file can hold
        return _ENCODER.encode_lines(
            [{name: _whole(value) for name, value in row.items()} for row in told]
        )


_ENCODER = msgspec.json.Encoder()


def _whole(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def seen_as_json(seen: Iterable[Seen]) -> bytes:
    """Documents that were found, with a sign of progress for each."""
    told = []
    for one in seen:
        told.append([*one.spot, one.sha256, one.size, one.fault])
        step_done()
    return json.dumps(told).encode("utf-8", "surrogatepass")


def seen_of(message: bytes) -> list[Seen]:
    """What `seen_as_json` said."""
    told = json.loads(message.decode("utf-8", "surrogatepass"))
    return [
        Seen(Spot(file, name, tuple(part)), sha256, size, fault)
        for file, name, part, sha256, size, fault in told
    ]
