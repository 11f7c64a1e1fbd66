"""What neighbours say, held against each other by the checks of copied texts."""

from __future__ import annotations

import json
from collections.abc import Iterator

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

#: The checks that are done here, and not where a filing is compared.
COPIED, NAMED = "JP931", "JP932"


class _Signing(tuple[Filing, ...]):
    """Filings that give a sign of progress as they are gone through."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Filing]:
        for one in super().__iter__():
            step_done()
            yield one


def marks_of(one: Neighbours, said: bytes, rules: Rules) -> Reading:
    """What the checks of texts mark in the filings of neighbours; *said* is from `neighbours.together`."""
    lines = said.splitlines()
    filings = _Signing(Filing.model_validate_json(line) for line in lines[1::2])
    peers = UnmeasuredPeers(filings)
    rows = []
    for head, filing in zip(lines[::2], filings, strict=True):
        name, standard, judged = json.loads(head)
        if judged:
            rows += [
                {"filing": name, "code": code, "pointer": mark.pointer, "message": mark.message}
                for code, mark in _marks(filing, peers, judged_by(rules, standard)[1])
            ]
    return Reading(Outcome(one.sha256, "read", "", one.judged), {MARKS.name: rows}, {})


def _marks(filing: Filing, peers: Peers, settings: Settings) -> Iterator[tuple[str, Mark]]:
    limits = settings.laid_over_for(COPIED, settings.laid_over(DEFAULT))
    for mark in copied_paragraphs(filing, peers, limits.paragraph_likeness):
        yield COPIED, mark
    for mark in names_of_others(filing, prose_of(filing), peers):
        yield NAMED, mark
