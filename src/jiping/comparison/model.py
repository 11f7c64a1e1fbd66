"""What a comparison of two versions says: plain immutable values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from jiping.filing.numbers import plain

#: What became of a field, a row, a sentence.
Fate = Literal["changed", "added", "removed"]
FATES: dict[Fate, str] = {"changed": "修改", "added": "新增", "removed": "删去"}


class Change(NamedTuple):
    """One field that is not the same: as it stood and as it stands, in the spelling of a reader.

    `before` and `after` are pointers into the old and the new filing; a row that was added or removed
    is one change (整行), and has no pointer where it is not. `difference` is new less old in `unit` (万元, 分, 个百分点, the value's own).
    """

    block: str
    item: str
    field: str
    fate: Fate
    before: str | None
    after: str | None
    old: str
    new: str
    difference: Decimal | None = None
    unit: str = ""


class ScoreMove(NamedTuple):
    """The scores of one row in both versions, self and by rule, and how the rule came to them."""

    label: str
    self_before: Decimal | None
    self_after: Decimal | None
    rule_before: Decimal | None
    rule_after: Decimal | None
    why_before: str
    why_after: str

    @property
    def rule_moved(self) -> bool:
        """Whether the rule score is another one."""
        return self.rule_before != self.rule_after


class SentenceChange(NamedTuple):
    """A sentence that was changed, added or removed; what is marked is new or gone in it.

    `old` and `new` are pieces of text with True where a piece stands in this version only.
    """

    fate: Fate
    old: tuple[tuple[str, bool], ...]
    new: tuple[tuple[str, bool], ...]


class SectionChange(NamedTuple):
    """A section of the report whose text or heading is not the same."""

    heading: str
    fate: Fate
    sentences: tuple[SentenceChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two versions of one filing."""

    changes: tuple[Change, ...]
    scores: tuple[ScoreMove, ...]
    sections: tuple[SectionChange, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.scores or self.sections)

    def to_json(self) -> dict[str, Any]:
        """The comparison as JSON values, numbers as decimal strings."""
        return {
            "changes": [_json(change._asdict()) for change in self.changes],
            "scores": [_json(move._asdict()) for move in self.scores],
            "sections": [
                {
                    "heading": section.heading,
                    "fate": section.fate,
                    "sentences": [_sentence(one) for one in section.sentences],
                }
                for section in self.sections
            ],
        }


def _json(told: dict[str, Any]) -> dict[str, Any]:
    return {
        name: plain(value) if isinstance(value, Decimal) else value for name, value in told.items()
    }


def _sentence(one: SentenceChange) -> dict[str, Any]:
    return {
        "fate": one.fate,
        "old": "".join(text for text, _ in one.old),
        "new": "".join(text for text, _ in one.new),
        "gone": [text for text, marked in one.old if marked],
        "come": [text for text, marked in one.new if marked],
    }
