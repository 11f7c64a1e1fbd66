"""A formula and a message as a rule holds them: read once, asked of every filing."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from jiping.checks.case import Case
from jiping.checks.words import shorten
from jiping.filing import Value
from jiping.filing.numbers import HUNDRED, plain, round_half_up

from .errors import FormulaError
from .evaluation import Part, Scope, compiled, truth
from .fields import FIELDS, ROWS, RowSet
from .functions import FUNCTIONS
from .kinds import Kind
from .parser import Vocabulary, parse

VOCABULARY = Vocabulary(
    frozenset(FIELDS) | {name for rows in ROWS.values() for name in rows.fields},
    frozenset(ROWS),
    frozenset(FUNCTIONS),
)
_WORDS = VOCABULARY.words
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_MISSING = "（空）"
#: Says of a case and a row what is wrong.
Telling = Callable[[Case, Any], str]
_LONGEST_TEXT = 60
#: Decimals beyond which a number can only be a quotient, which is then shown rounded.
_EXACT_PLACES = 6


class Formula(NamedTuple):
    """What must hold: `holds` answers True, False, or None where an input is missing.

    `pointers` are the places of the fields it names, in the order of the text.
    """

    source: str
    rows: RowSet | None
    holds: Callable[[Case, Any], bool | None]
    pointers: tuple[Callable[[Case, Any], str], ...]


@lru_cache(maxsize=512)
def formula(source: str, each: str | None = None) -> Formula:
    """Read a formula; *each* names the rows (`指标`) of which it is asked one by one.

    Raises FormulaError, in Chinese, at the character.
    """
    scope = _scope(source, each)
    part = truth(parse(source, VOCABULARY, _WORDS), scope)
    return Formula(source, scope.rows, part.run, tuple(scope.pointers))


@lru_cache(maxsize=512)
def message(source: str, each: str | None = None) -> Telling:
    """Read a message whose `{字段}` or `{算式}` is filled in; raises FormulaError."""
    pieces: list[str | Telling] = []
    last = 0
    for match in _PLACEHOLDER.finditer(source):
        pieces += [_plain(source, last, match.start()), _filled(source, match, each)]
        last = match.end()
    pieces.append(_plain(source, last, len(source)))

    def told(case: Case, row: Any) -> str:
        return "".join([piece if isinstance(piece, str) else piece(case, row) for piece in pieces])

    return told


def _scope(source: str, each: str | None) -> Scope:
    return Scope(source, FUNCTIONS, ROWS[each], 1) if each else Scope(source, FUNCTIONS)


def _plain(source: str, start: int, end: int) -> str:
    for at in range(start, end):
        if source[at] in "{}":
            raise FormulaError("花括号没有成对，或里面没有字段", source, at)
    return source[start:end]


def _filled(source: str, match: re.Match[str], each: str | None) -> Telling:
    """A placeholder: a formula of its own, whose faults are told of the whole message."""
    inner = match[1]
    try:
        part = compiled(parse(inner, VOCABULARY, _WORDS), _scope(inner, each))
    except FormulaError as error:
        raise error.within(source, match.start(1)) from error
    return _shown(part)


def _shown(part: Part) -> Telling:
    run, show = part.run, _SHOW[part.kind]

    def told(case: Case, row: Any) -> str:
        value = run(case, row)
        return _MISSING if value is None else show(value)

    return told


def _number(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    exact = isinstance(exponent, int) and exponent >= -_EXACT_PLACES
    return plain(value if exact else round_half_up(value, 2))


def _rate(value: Decimal) -> str:
    return f"{plain(round_half_up(value * HUNDRED, 2))}%"


def _measure(value: Value) -> str:
    return value.raw


_SHOW: dict[Kind, Callable[[Any], str]] = {
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.POINTS: _number,
    Kind.RATE: _rate,
    Kind.MEASURE: _measure,
    Kind.TEXT: lambda value: shorten(value, _LONGEST_TEXT),
    Kind.TRUTH: lambda value: "是" if value else "否",
}
