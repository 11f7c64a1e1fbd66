"""What sentences tell of money, and what a sentence has told so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

#: How sure the words make a reading: a bare one counts only where something else bears it out.
BARE, IMPLIED, EXPLICIT, LABELLED, PROVEN = range(5)
#: So many figures back a sentence still refers to.
NEAR = 60
#: The row of the year's total money.
TOTAL = ""


class Told(NamedTuple):
    """An amount or rate as told: of which row and column, how surely, and from where to where.

    `group` numbers the list of parts it stands in, 0 for none; `label` is where its owner stands.
    """

    row: str
    column: str
    strength: int
    value: Decimal
    start: int
    end: int
    sentence: int
    group: int = 0
    label: tuple[int, int] | None = None


class Mention(NamedTuple):
    """A figure with the words in front of it in its clause, all since the last figure, and behind."""

    match: re.Match[str]
    clause: str
    gap: str
    behind: str


@dataclass(slots=True)
class Context:
    """What was told so far: in the text, and in the sentence.

    `parts` are the amounts of sources in a row (`since` those behind the last semicolon), `values`
    all amounts of the sentence; `foreign` says that it speaks of another kind of money.
    """

    year: str | None
    told: list[Told] = field(default_factory=list)
    wholes: list[tuple[int, Told]] = field(default_factory=list)
    sentence: int = 0
    groups: int = 0
    head: Told | None = None
    last: Told | None = None
    parts: list[Told] = field(default_factory=list)
    since: list[Told] = field(default_factory=list)
    values: list[Decimal] = field(default_factory=list)
    divided: bool = False
    listed: bool = False
    foreign: bool = False
    silent: bool = False
    changed: bool = False

    def begin_sentence(self) -> None:
        """Forget the sentence before, but for the amount that a list may follow."""
        self.sentence += 1
        self.last, self.parts, self.since, self.values = None, [], [], []
        self.divided = self.listed = self.foreign = self.silent = self.changed = False

    def begin_list(self) -> None:
        """A list of parts of the last amount begins."""
        self.listed, self.parts, self.since = True, [], []
        self.head = self.last or self.head
        self.groups += 1
        if self.head is not None:
            self.wholes.append((self.groups, self.head))

    def change(self) -> None:
        """The grant just told was changed (`下达100万元，调减20万元`): it is not what the year had."""
        self.changed = True
        self.told = [
            t._replace(strength=BARE)
            if t.sentence == self.sentence and t.column == "adjusted"
            else t
            for t in self.told
        ]

    def divide(self) -> None:
        """A semicolon: what follows is told of something else."""
        self.divided, self.since = True, []
        self.sentence += 1
