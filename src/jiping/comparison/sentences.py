"""What changed in a text, sentence by sentence, and in a sentence word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from jiping.filing.text import squeeze

from .model import SentenceChange

_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’）]?|\n+|$)")
#: What is compared as one: a number with its sign and percent, a Latin word, else one character.
_WORD = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?[%‰]?|[A-Za-z]+|.", re.DOTALL)
_ALIKE = 45
#: Longer sentences are shown whole, without marks inside.
_LONGEST = 4000

Pieces = tuple[tuple[str, bool], ...]


def sentences(text: str) -> list[str]:
    """The sentences of a text with their closing marks; blank ones are left out."""
    return [one.strip() for one in _SENTENCE.findall(text) if one.strip()]


def sentence_changes(old: str, new: str) -> tuple[SentenceChange, ...]:
    """The sentences that are not the same; blanks and widths of signs do not count."""
    before, after = sentences(old), sentences(new)
    made: list[SentenceChange] = []
    gone: list[str] = []
    come: list[str] = []
    for step in Indel.opcodes([*map(squeeze, before)], [*map(squeeze, after)]):
        if step.tag == "equal":
            made += _told(gone, come)
            gone, come = [], []
        gone += before[step.src_start : step.src_end] if step.tag == "delete" else []
        come += after[step.dest_start : step.dest_end] if step.tag == "insert" else []
    return (*made, *_told(gone, come))


def _told(gone: Sequence[str], come: Sequence[str]) -> Iterator[SentenceChange]:
    """What stood between two sentences that stayed: alike ones were changed, in their order."""
    start = 0
    for old in gone:
        partner = next((at for at in range(start, len(come)) if _alike(old, come[at])), None)
        if partner is None:
            yield SentenceChange("removed", ((old, True),), ())
            continue
        for new in come[start:partner]:
            yield SentenceChange("added", (), ((new, True),))
        yield SentenceChange("changed", *marked(old, come[partner]))
        start = partner + 1
    for new in come[start:]:
        yield SentenceChange("added", (), ((new, True),))


def _alike(old: str, new: str) -> bool:
    return fuzz.ratio(old, new) >= _ALIKE


def marked(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both sentences in pieces; True where a piece stands in one of them only.

    >>> marked("完成40场。", "完成42场。")[1]
    (('完成', False), ('42', True), ('场。', False))
    """
    if max(len(old), len(new)) > _LONGEST:
        return ((old, True),), ((new, True),)
    before, after = _WORD.findall(old), _WORD.findall(new)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for step in Indel.opcodes(before, after):
        if step.src_end > step.src_start:
            left.append(("".join(before[step.src_start : step.src_end]), step.tag != "equal"))
        if step.dest_end > step.dest_start:
            right.append(("".join(after[step.dest_start : step.dest_end]), step.tag != "equal"))
    return _joined(left), _joined(right)


def _joined(pieces: list[tuple[str, bool]]) -> Pieces:
    """Neighbours of one kind as one; a single sign between two marked pieces is marked with them."""
    joined: list[tuple[str, bool]] = []
    for at, (text, is_marked) in enumerate(pieces):
        between = 0 < at < len(pieces) - 1 and pieces[at - 1][1] and pieces[at + 1][1]
        mark = is_marked or (between and len(text) == 1)
        if joined and joined[-1][1] == mark:
            joined[-1] = (joined[-1][0] + text, mark)
        else:
            joined.append((text, mark))
    return tuple(joined)
