"""Where a value stood: places and the evidence of what was read, as small immutable structs.

A filing has about a hundred of them; structs are made, kept and told at a fraction of a model's
cost, and their types are checked where they come from outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from pydantic import PlainSerializer, PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

Counted = Annotated[int, Meta(ge=1)]
Certainty = Annotated[int, Meta(ge=0, le=100)]


class Place(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Where in a document something stood; parts that do not apply are None, counted from 1."""

    file: str | None = None
    page: Counted | None = None
    sheet: str | None = None
    table: Counted | None = None
    row: Counted | None = None
    column: Counted | None = None
    line: Counted | None = None

    def __str__(self) -> str:
        """Say the place as a user reads it: `seed.docx 表1 第5行第3列`."""
        words = [self.file] if self.file else []
        words += [f"第{self.page}页"] if self.page else []
        words += [f"工作表“{self.sheet}”"] if self.sheet else []
        words += [f"表{self.table}"] if self.table else []
        number = self.row or self.line
        spot = f"第{number}行" if number else ""
        # In running text the column counts characters.
        spot += f"第{self.column}{'字' if self.line else '列'}" if self.column else ""
        return " ".join([*words, spot] if spot else words)

    def as_json(self) -> dict[str, str | int]:
        """The parts that apply."""
        told: dict[str, str | int] = msgspec.to_builtins(self)
        return told


class Evidence(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """The published text a value was read from, and its place.

    What was recognised in a picture has its certainty in percent, of its least certain character;
    None where characters were read as such.
    """

    raw: str
    where: Place
    confidence: Certainty | None = None


def _place_of(told: object) -> Place:
    if isinstance(told, Place):
        return told
    try:
        return msgspec.convert(told, Place)
    except msgspec.ValidationError as error:
        raise _refused([((), error)]) from None


def _evidence_of(told: object) -> dict[str, Evidence]:
    """Evidence that a reader made is taken as it is; all else is checked at one stroke."""
    if isinstance(told, dict) and set(map(type, told.values())) <= {Evidence}:
        return told
    try:
        return msgspec.convert(told, dict[str, Evidence])
    except msgspec.ValidationError as error:
        raise _refused(list(_faults(told)) or [((), error)]) from None


_Fault = tuple[tuple[str, ...], msgspec.ValidationError]


def _faults(told: object) -> Iterator[_Fault]:
    """The evidence that is none, by its pointer."""
    for pointer, one in told.items() if isinstance(told, dict) else ():
        try:
            msgspec.convert(one, Evidence)
        except msgspec.ValidationError as error:
            yield (str(pointer),), error


#: Where in what it was given msgspec saw a fault, and the field that is too many or missing.
_AT = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_FIELD = re.compile(r"field `(?P<name>[^`]*)`")


def _refused(faults: list[_Fault]) -> ValidationError:
    """What pydantic tells, each fault with its place."""
    details = []
    for holder, error in faults:
        said = str(error)
        at, field = _AT.search(said), _FIELD.search(said)
        path = at["path"].strip(".").split(".") if at else ()
        loc = (*holder, *filter(None, path), *((field["name"],) if field else ()))
        told = PydanticCustomError("evidence", "{said}", {"said": said})
        details.append(InitErrorDetails(type=told, loc=loc, input=None))
    return ValidationError.from_exception_data("Evidence", details)


_PLACE_SCHEMA = {
    "type": "object",
    "description": Place.__doc__,
    "additionalProperties": False,
    "properties": {
        name: {"type": "string"} if name in ("file", "sheet") else {"type": "integer", "minimum": 1}
        for name in Place.__struct_fields__
    },
}
Where = Annotated[
    Place,
    PlainValidator(_place_of),
    PlainSerializer(Place.as_json),
    WithJsonSchema(_PLACE_SCHEMA),
]


#: JSON pointer → evidence.
EvidenceByPointer = Annotated[
    dict[str, Evidence],
    PlainValidator(_evidence_of),
    PlainSerializer(msgspec.to_builtins),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "description": Evidence.__doc__,
                "required": ["raw", "where"],
                "additionalProperties": False,
                "properties": {
                    "raw": {"type": "string"},
                    "where": _PLACE_SCHEMA,
                    "confidence": {"type": "integer", "minimum": 0, "maximum": 100},
                },
            },
        }
    ),
]
