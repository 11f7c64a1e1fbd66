"""What kind of budget unit a name tells (township, school, court …), by rules that are data."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from .text import squeeze
from .unit_code import without_code

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]?")
#: A body by itself, without those under it.
_ITSELF = re.compile(r"(?<=.{2})(?:机关|本级|机关本级)$")


class UnitKind(NamedTuple):
    """A kind: its key, how a user reads it, and the wider kind that peers are compared in."""

    key: str
    zh: str
    group: str


class _Rule(NamedTuple):
    kind: UnitKind
    fits: re.Pattern[str]
    unless: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    text = files(__package__).joinpath("unit_kinds.toml").read_text(encoding="utf-8")
    return tuple(
        _Rule(
            UnitKind(told["kind"], told["zh"], told["group"]),
            re.compile(
                "|".join(
                    [rf"(?:{'|'.join(told['ends'])})$"]
                    + [rf"^(?:{start})" for start in told.get("starts", ())]
                )
            ),
            re.compile(rf"(?:{'|'.join(told['not'])})$") if "not" in told else None,
        )
        for told in tomllib.loads(text)["kinds"]
    )


@lru_cache(maxsize=1)
def unit_kinds() -> dict[str, UnitKind]:
    """All kinds by their keys, in the order in which they are tried."""
    return {rule.kind.key: rule.kind for rule in _rules()}


@lru_cache(maxsize=65536)
def kind_of_unit(name: str) -> str | None:
    """The key of the kind of unit that *name* tells (`unit_kinds`), or None where it tells none.

    >>> kind_of_unit("青禾县云岭镇人民政府"), kind_of_unit("青禾县第一中学"), kind_of_unit("张三")
    ('township', 'secondary_school', None)
    """
    text = _BRACKETS.sub("", squeeze(without_code(name)))
    return _kind(text) or _kind(_ITSELF.sub("", text))


def _kind(text: str) -> str | None:
    for rule in _rules():
        if rule.fits.search(text) and not (rule.unless and rule.unless.search(text)):
            return rule.kind.key
    return None
