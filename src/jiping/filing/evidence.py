"""Where a value stood: places and the evidence of what was read, as plain immutable tuples.

A filing has about a hundred of them; tuples are made and kept at a fraction of a model's cost.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from pydantic import (
    Field,
    PlainSerializer,
    StrictInt,
    StrictStr,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

Number = Annotated[StrictInt, Field(ge=1)]


class Place(NamedTuple):
    """Where in a document something stood; parts that do not apply are None, counted from 1."""

    file: StrictStr | None = None
    page: Number | None = None
    sheet: StrictStr | None = None
    table: Number | None = None
    row: Number | None = None
    column: Number | None = None
    line: Number | None = None

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


def _as_read(told: object, validated: ValidatorFunctionWrapHandler) -> dict[str, Evidence]:
    """What a reader made is taken as it is."""
    if isinstance(told, dict) and set(map(type, told.values())) <= {Evidence}:
        return told
    return validated(told)  # type: ignore[no-any-return]


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
    WrapValidator(_as_read),
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
