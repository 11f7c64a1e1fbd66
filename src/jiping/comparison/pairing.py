"""Which row of the new version is which of the old one, whatever moved or was renamed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

T = TypeVar("T")
#: A pair by places in the old and the new list; None where a row has no partner.
Pair = tuple[int | None, int | None]
#: How alike two names are that mean one row (0 to 100).
_ALIKE = 60


def pairs(
    old: Sequence[T],
    new: Sequence[T],
    keys: Sequence[Callable[[T], Hashable]],
    name: Callable[[T], str],
    group: Callable[[T], Hashable],
) -> list[Pair]:
    """Pair the rows of two lists, in the order of the new one; rows that went stand where they stood.

    Rows are paired by each of *keys* in turn where it is unique on both sides, then by the likeness
    of their *name* within a *group*, and last where each side has one row left in the group.
    """
    found: dict[int, int] = {}
    for key in keys:
        found |= _by_key(old, new, key, found)
    found |= _by_likeness(old, new, name, group, found)
    found |= _by_key(old, new, group, found)
    return list(_in_order(len(old), len(new), found))


def _left(
    old: Sequence[T], new: Sequence[T], found: dict[int, int]
) -> tuple[list[tuple[int, T]], list[tuple[int, T]]]:
    taken = set(found.values())
    return (
        [(at, row) for at, row in enumerate(old) if at not in taken],
        [(at, row) for at, row in enumerate(new) if at not in found],
    )


def _by_key(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], found: dict[int, int]
) -> dict[int, int]:
    """New place → old place of the rows whose key stands once on each side."""
    before, after = (_once(rows, key) for rows in _left(old, new, found))
    return {after[told]: before[told] for told in after if told in before}


def _once(rows: list[tuple[int, T]], key: Callable[[T], Hashable]) -> dict[Hashable, int]:
    places: dict[Hashable, list[int]] = {}
    for at, row in rows:
        places.setdefault(key(row), []).append(at)
    return {told: some[0] for told, some in places.items() if told and len(some) == 1}


def _by_likeness(
    old: Sequence[T],
    new: Sequence[T],
    name: Callable[[T], str],
    group: Callable[[T], Hashable],
    found: dict[int, int],
) -> dict[int, int]:
    """The likest pairs first; among equally like ones those that stand nearest."""
    before, after = _left(old, new, found)
    ranked = sorted(
        (-likeness, abs(there - here), here, there)
        for here, row in after
        for there, other in before
        if group(row) == group(other) and (likeness := fuzz.ratio(name(row), name(other))) >= _ALIKE
    )
    made: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, here, there in ranked:
        if here not in made and there not in taken:
            made[here] = there
            taken.add(there)
    return made


def _in_order(old: int, new: int, found: dict[int, int]) -> Iterator[Pair]:
    taken = set(found.values())
    gone = [at for at in range(old) if at not in taken]
    for here in range(new):
        there = found.get(here)
        while gone and there is not None and gone[0] < there:
            yield gone.pop(0), None
        yield there, here
    for at in gone:
        yield at, None
