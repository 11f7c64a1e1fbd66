"""The JSON Schema of the contract: `python -m jiping.filing.schema > docs/filing.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from .model import SCHEMA, Extraction


def json_schema() -> dict[str, Any]:
    """The schema of what `extract` prints, one object a document."""
    schema = Extraction.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}


if __name__ == "__main__":
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
