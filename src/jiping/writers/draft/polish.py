"""A drafted text polished by a language model, where one is set up; refused where it changes a fact.

Off unless asked for, and never needed: what is refused or fails stays as drafted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from jiping.filing.bound import Quantities
from jiping.filing.bound.notation import rendered

from .draft import Draft, DraftSection
from .guard import refusals

#: Instruction and text → the model's answer.
Ask = Callable[[str, str], str]


class Note(NamedTuple):
    """What became of a section: `refused` says why its polished text was not taken, empty if it was."""

    heading: str
    refused: tuple[str, ...]


class PolishError(Exception):
    """The model could not be asked; the message is for the user."""


def polished(made: Draft, ask: Ask) -> tuple[Draft, tuple[Note, ...]]:
    """The draft with every section that *ask* rewrote without changing a fact.

    Bound figures stay bound. Raises PolishError as *ask* does.
    """
    known = "\n".join([made.title, *map(made.text, made.sections)])
    sections, notes = [], []
    for one in made.sections:
        section, note = _section(made, one, ask, known) if one.template else (one, None)
        sections.append(section)
        notes += [note] if note else []
    return replace(made, sections=tuple(sections)), tuple(notes)


def _section(made: Draft, one: DraftSection, ask: Ask, known: str) -> tuple[DraftSection, Note]:
    before = made.text(one)
    after = ask(instruction(), before).strip().replace("\r\n", "\n")
    if why := refusals(before, after, known):
        return one, Note(one.heading, why)
    template = rebound(one.template, made.quantities, after)
    if template is None:
        return one, Note(one.heading, ("改动了数字的写法或次序，不能再与栏目对应",))
    return replace(one, template=template), Note(one.heading, ())


def rebound(template: str, quantities: Quantities, text: str) -> str | None:
    """The bound text of *text*, which tells the figures of *template* as they are told there.

    None where one of them is not told so, or not as often.
    """
    pieces: dict[str, list[str]] = {}
    for told, own in _marks(template, quantities):
        pieces.setdefault(told, []).append(own)
    out, at = [], 0
    while at < len(text):
        piece = next((p for p in _longest(pieces) if pieces[p] and _stands(text, at, p)), None)
        if piece is None:
            out.append(text[at])
            at += 1
        else:
            out.append(pieces[piece].pop(0))
            at += len(piece)
    return None if any(pieces.values()) else "".join(out)


def _marks(template: str, quantities: Quantities) -> list[tuple[str, str]]:
    """Each figure as told, with its whole mark."""
    found, at = [], 0
    for piece, pointer in rendered(template, quantities):
        if pointer is None:
            at += len(piece)
            continue
        end = template.index("]]", at) + 2
        found.append((piece, template[at:end]))
        at = end
    return found


def _longest(pieces: dict[str, list[str]]) -> list[str]:
    return sorted(pieces, key=len, reverse=True)


def _stands(text: str, at: int, piece: str) -> bool:
    """Whether *piece* begins at *at* and is no part of a longer number."""
    before, after = text[at - 1 : at], text[at + len(piece) : at + len(piece) + 1]
    if not text.startswith(piece, at):
        return False
    inside = piece[0].isdigit() and (before.isdigit() or before == ".")
    return not inside and not (piece[-1].isdigit() and after.isdigit())


@lru_cache(maxsize=1)
def instruction() -> str:
    """What the model is told to do."""
    return files(__package__).joinpath("wording/polish.txt").read_text(encoding="utf-8")
