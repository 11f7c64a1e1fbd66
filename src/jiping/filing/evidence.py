"""Where a value stood: places and the evidence of what was read, as plain immutable tuples.

A filing has about a hundred of them; tuples are made and kept at a fraction of a model's cost.
JSON is checked and becomes tuples in one pass, without objects of Python in between.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, get_type_hints

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    StrictInt,
    StrictStr,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

Number = Annotated[StrictInt, Field(ge=1)]


def _of_object(made: type[Any], source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
    """How a named tuple is read: from JSON an object of its fields, of Python as pydantic does."""
    parts = []
    for name, hint in get_type_hints(made, include_extras=True).items():
        part = handler.generate_schema(hint)
        if name in made._field_defaults:
            part = core_schema.with_default_schema(part, default=made._field_defaults[name])
        # By position, which is the quickest call there is.
        parts.append(core_schema.arguments_v3_parameter(name, part, mode="positional_only"))
    told = core_schema.call_schema(core_schema.arguments_v3_schema(parts), _maker(made))
    return core_schema.json_or_python_schema(told, handler(source), ref=made.__qualname__)


def _maker(made: type[Any]) -> Callable[..., Any]:
    """What makes the tuple of its parts, a tenth quicker than the detour over the names of the fields."""
    make = tuple.__new__
    return lambda *parts: make(made, parts)


class Place(NamedTuple):
    """Where in a document something stood; parts that do not apply are None, counted from 1."""

    file: StrictStr | None = None
    page: Number | None = None
    sheet: StrictStr | None = None
    table: Number | None = None
    row: Number | None = None
    column: Number | None = None
    line: Number | None = None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read from JSON in one pass."""
        return _of_object(cls, source, handler)

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
        return {
            name: part for name, part in zip(self._fields, self, strict=True) if part is not None
        }


_PLACE_SCHEMA = {
    "type": "object",
    "description": Place.__doc__,
    "additionalProperties": False,
    "properties": {
        name: {"type": "string"} if name in ("file", "sheet") else {"type": "integer", "minimum": 1}
        for name in Place._fields
    },
}
Where = Annotated[Place, PlainSerializer(Place.as_json), WithJsonSchema(_PLACE_SCHEMA)]


class Evidence(NamedTuple):
    """The published text a value was read from, and its place.

    What was recognised in a picture has its certainty in percent, of its least certain character;
    None where characters were read as such.
    """

    raw: StrictStr
    where: Place
    confidence: Annotated[StrictInt, Field(ge=0, le=100)] | None = None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read from JSON in one pass."""
        return _of_object(cls, source, handler)


class _AsRead:
    """Evidence that a reader made is taken as it is."""

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        checked = handler(source)
        taken = core_schema.no_info_wrap_validator_function(_as_read, checked)
        return core_schema.json_or_python_schema(checked, taken)


def _as_read(told: object, checked: core_schema.ValidatorFunctionWrapHandler) -> object:
    if isinstance(told, dict) and set(map(type, told.values())) <= {Evidence}:
        return told
    return checked(told)


def _tell_evidence(evidence: dict[str, Evidence]) -> dict[str, dict[str, object]]:
    return {at: _tell_one(one) for at, one in evidence.items()}


def _tell_one(evidence: Evidence) -> dict[str, object]:
    told: dict[str, object] = {"raw": evidence.raw, "where": evidence.where.as_json()}
    if evidence.confidence is not None:
        told["confidence"] = evidence.confidence
    return told


#: JSON pointer → evidence.
EvidenceByPointer = Annotated[
    dict[str, Evidence],
    _AsRead(),
    PlainSerializer(_tell_evidence),
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
