"""What all tables of a standard share: exact numbers, immutability, and a source for every rule."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from jiping.filing.numbers import plain

from .faults import RuleError


def _number(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[
    Decimal, BeforeValidator(_number), PlainSerializer(plain, return_type=str, when_used="json")
]
Points = Annotated[Number, Field(ge=0, le=100)]
Share = Annotated[Number, Field(ge=0, le=1)]
Words = tuple[str, ...]


class Table(BaseModel):
    """What all tables of a standard share: immutable, strictly typed, no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Rules(Table):
    """A table of rules, and the key of the citation it stands on."""

    source: str


class Citation(Table):
    """Where a rule comes from; `verified` only where the text itself was compared."""

    key: str
    document: str
    article: str = ""
    note: str = ""
    verified: bool = False

    def __str__(self) -> str:
        """Say the source as a user reads it, and that it is unchecked where it is."""
        return f"{self.document}{self.article}" + ("" if self.verified else "（条文待核对）")


class Title(Table):
    """The name of the standard in Chinese and English."""

    zh: str
    en: str


def descending(values: list[Decimal], key: str, each: str) -> None:
    """Refuse steps of the list *key* that overlap; *each* names the number that must fall."""
    for place, (higher, lower) in enumerate(itertools.pairwise(values), 1):
        if lower >= higher:
            raise RuleError(
                f"{each} 应逐档递减、互不重叠：{plain(higher)} 之后是 {plain(lower)}", key, place
            )
