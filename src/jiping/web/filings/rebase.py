"""Edits made on an older version, carried over the edits made since: pointers follow their rows.

Only inserting, removing and moving rows changes what a pointer means; each such edit maps the
pointers of the version before it to the version after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

Edit = dict[str, Any]


#: Acts that move no row.
STILL = ("set", "take")


class Carried(NamedTuple):
    """An edit of mine as it stands after the others' (None: its row is gone).

    `rival` is the index of the last of the others' edits that changed the same field.
    """

    edit: Edit | None
    rival: int | None


def _replaced(pointer: str, edit: Edit) -> bool:
    """Whether *edit* took a whole part over in which *pointer* stood."""
    return edit["op"] == "take" and pointer.startswith(f"{edit['at']}/")


def carried(pointer: str, edits: Iterable[Edit]) -> str | None:
    """Where the field at *pointer* stands after *edits*; None where its row was removed."""
    now: str | None = pointer
    for edit in edits:
        if now is None or _replaced(now, edit):
            return None
        if edit["op"] not in STILL:
            now = _pointer_over(now, edit)
    return now


def carry(mine: Sequence[Edit], others: Sequence[Edit]) -> list[Carried]:
    """My edits as they stand after *others*, which were made on the same version as mine.

    Each of my edits counts on those before it, so the others' are carried over mine in turn.
    """
    between = list(enumerate(others))
    told = []
    for edit in mine:
        now: Edit | None = edit
        rival = None
        after = []
        for number, other in between:
            if now is None:
                break
            if _meet(now, other):
                rival = number
            kept = _edit_over(other, now, first=False)
            after += [(number, kept)] if kept is not None else []
            now = _edit_over(now, other, first=True)
            if now is None:
                rival = number
        told.append(Carried(now, rival))
        between = after
    return told


def _meet(mine: Edit, other: Edit) -> bool:
    """Whether both change the same field, or I drop a row or part in which the other changed one."""
    if other.get("follows"):
        return False
    if mine["op"] == "take":
        return f"{other['at']}/".startswith(f"{mine['at']}/")
    if other["op"] not in STILL:
        return False
    if mine["op"] == "set":
        return bool(mine["at"] == other["at"])
    return mine["op"] == "remove" and other["at"].startswith(f"{mine['at']}/")


def _edit_over(edit: Edit, other: Edit, *, first: bool) -> Edit | None:
    """*edit* as it stands after *other*; of two inserts at one place the *first* keeps it."""
    if _replaced(edit["at"], other):
        return None
    if other["op"] in STILL or edit["op"] == "take":
        return edit
    if edit["op"] == "insert":
        return {**edit, "at": _place_over(edit["at"], other, first=first)}
    at = _pointer_over(edit["at"], other)
    if at is None:
        return None
    if edit["op"] == "move":
        to = _place_over(f"{_rows(edit)}/{edit['to']}", other, first=first)
        return {**edit, "at": at, "to": int(to.rpartition("/")[2])}
    return {**edit, "at": at}


def _rows(edit: Edit) -> str:
    return str(edit["at"]).rpartition("/")[0]


def _pointer_over(pointer: str, edit: Edit) -> str | None:
    rows = _rows(edit)
    if not pointer.startswith(f"{rows}/"):
        return pointer
    step, slash, rest = pointer[len(rows) + 1 :].partition("/")
    index = _index(int(step), edit)
    return None if index is None else f"{rows}/{index}{slash}{rest}"


def _index(index: int, edit: Edit) -> int | None:
    at = int(edit["at"].rpartition("/")[2])
    if edit["op"] == "insert":
        return index + (index >= at)
    if index == at:
        return edit["to"] if edit["op"] == "move" else None
    index -= index > at
    return index + (edit["op"] == "move" and index >= edit["to"])


def _place_over(pointer: str, other: Edit, *, first: bool) -> str:
    """Where a row that was to come at *pointer* comes after *other*."""
    rows, _, step = pointer.rpartition("/")
    if _rows(other) != rows:
        return pointer
    index, at = int(step), int(other["at"].rpartition("/")[2])
    if other["op"] == "insert":
        return f"{rows}/{index + (at < index or (at == index and not first))}"
    index -= at < index
    if other["op"] == "move":
        index += other["to"] < index
    return f"{rows}/{index}"
