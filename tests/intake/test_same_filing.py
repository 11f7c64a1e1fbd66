"""The same filing in five formats is the same data; only the places differ."""

import json
from pathlib import Path
from typing import Any

import pytest

from jiping.intake import extract

EXAMPLES = Path(__file__).parents[2] / "examples"
FORMATS = ("docx", "html", "xlsx", "pdf")


def read(path: Path) -> list[dict[str, Any]]:
    filings: list[dict[str, Any]] = json.loads(extract(path).model_dump_json())["filings"]
    for filing in filings:
        assert filing.pop("evidence")
    return filings


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["township-2022", "clean-2023", "project-2023"])
def test_five_formats_one_filing(name: str, form: str) -> None:
    folder = EXAMPLES / name

    assert read(folder / f"{name}.{form}") == read(folder / f"{name}.txt")


@pytest.mark.parametrize("form", ("txt", *FORMATS))
@pytest.mark.parametrize("name", ["township-2022", "clean-2023", "project-2023"])
def test_every_value_has_its_evidence(name: str, form: str) -> None:
    (filing,) = extract(EXAMPLES / name / f"{name}.{form}").filings

    for n, row in enumerate(filing.budget.rows):
        for field in ("initial", "adjusted", "executed", "weight", "execution_rate", "score"):
            assert (getattr(row, field) is not None) == (
                f"/budget/rows/{n}/{field}" in filing.evidence
            )
    for n, indicator in enumerate(filing.indicators):
        for field in ("level2", "name", "target", "actual", "weight", "score", "reason"):
            read_here = getattr(indicator, field) is not None
            assert read_here == (f"/indicators/{n}/{field}" in filing.evidence)
    for place in (evidence.where for evidence in filing.evidence.values()):
        assert place.line or place.row
