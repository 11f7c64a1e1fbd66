"""The parts a formula is made of; `start` and `end` are its characters in the source."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from .kinds import Kind


class Number(NamedTuple):
    """A number as written, in the unit of the fields (万元, fraction, points)."""

    value: Decimal
    kind: Kind
    start: int
    end: int


class Text(NamedTuple):
    """Words in quotation marks."""

    value: str
    start: int
    end: int


class Name(NamedTuple):
    """A field."""

    name: str
    start: int
    end: int


class Rows(NamedTuple):
    """The rows of a set, of which only those that meet `condition`: `指标[分值 > 10]`."""

    name: str
    condition: Node | None
    start: int
    end: int


class Column(NamedTuple):
    """A field of each of the rows: `指标.分值`."""

    rows: Rows
    field: Name
    start: int
    end: int


class Call(NamedTuple):
    """A function and what it is given."""

    name: str
    given: tuple[Node, ...]
    start: int
    end: int


class Unary(NamedTuple):
    """`非` or `-` before a value."""

    sign: str
    value: Node
    start: int
    end: int


class Binary(NamedTuple):
    """Two values with a sign or word between them, which stands at `at`."""

    sign: str
    left: Node
    right: Node
    at: int
    start: int
    end: int


Node = Number | Text | Name | Rows | Column | Call | Unary | Binary
