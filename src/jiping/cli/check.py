"""The work of `jiping check`: each filing scored, checked and laid beside its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from .answers import Kept, load
from .surroundings import Around, Named

if TYPE_CHECKING:
    from jiping.checks import Settings
    from jiping.filing import Filing
    from jiping.standards import Standard
    from jiping.writers.dossier import Dossier

    from .inputs import Inputs


class Target(Protocol):
    """Where what was found goes."""

    def write(self, dossiers: Iterable[Dossier]) -> None:
        """Take every filing with what was found in it."""


def run(
    inputs: Inputs,
    standard_of: Callable[[Filing], Standard],
    settings: Settings,
    target: Target,
    sheets: Iterable[str],
    named: Named,
) -> None:
    """Check all *inputs* and write what was found, with the answers of the work *sheets* beside it.

    Each filing is joined to the report that is *named* for it, and held against what is named of
    its surroundings.

    Raises RefusedError where the target cannot be written, StandardError where a standard changes
    checks that there are not.
    """
    from jiping.writers.dossier import dossier

    answers, inputs.refused = load(sheets)
    kept = Kept(answers)
    around = Around(named, standard_of)

    def dossiers() -> Iterator[Dossier]:
        for read, number, _ in inputs.filings():
            extraction = around.joined(read, number)
            filing = extraction.filings[number]
            made = dossier(
                extraction, number, standard_of(filing), settings, answers, around.of(filing)
            )
            inputs.errors += made.count("error")
            kept.note(made)
            yield made

    target.write(dossiers())
    inputs.refused += around.refused
    kept.tell_gone()
