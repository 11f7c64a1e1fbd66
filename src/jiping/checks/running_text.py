"""All that a filing says in words, as one text that is searched at one stroke."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from jiping.filing import Filing

from .row import title_of


class Prose(NamedTuple):
    """All prose of a filing as one text, and the pointers of its parts by where they begin.

    The sections of the report stand last, from `report_begin` on.
    """

    text: str
    starts: tuple[int, ...]
    pointers: tuple[str, ...]
    report_begin: int

    def pointer_at(self, position: int) -> str:
        """The field that the character at *position* belongs to."""
        return self.pointers[bisect_right(self.starts, position) - 1]

    def part_at(self, position: int) -> str:
        """The text of the field that the character at *position* belongs to."""
        after = bisect_right(self.starts, position)
        return self.text[self.starts[after - 1] : self.starts[after] - 1]


def prose_of(filing: Filing) -> Prose:
    """Goals, the names and reasons of indicators, and the sections of the report."""
    goals = filing.goals
    told: dict[str, str | None] = {
        "/goals/expected": goals.expected, "/goals/achieved": goals.achieved,
    }  # fmt: skip
    for n, item in enumerate(filing.indicators):
        told[f"/indicators/{n}/name"] = title_of(n + 1, item)
        if item.reason:
            told[f"/indicators/{n}/reason"] = item.reason
    form = sum(map(bool, told.values()))
    for n, section in enumerate(filing.report.sections if filing.report else ()):
        told[f"/report/sections/{n}/text"] = section.text
    texts = [*filter(None, told.values())]
    starts = tuple(accumulate([len(text) + 1 for text in texts], initial=0))
    return Prose(
        "\n".join(texts),
        starts,
        tuple([pointer for pointer, text in told.items() if text]),
        starts[form],
    )
