import json
from decimal import Decimal
from pathlib import Path

import pydantic
import pytest

from jiping.filing import Evidence, Extraction, Filing, Place, Source
from jiping.filing.model import BudgetRow
from jiping.filing.schema import json_schema


def test_numbers_leave_as_decimal_strings_without_closing_zeros() -> None:
    row = BudgetRow(
        item="total", label="年度资金总额", adjusted=Decimal("3852.540"), weight=Decimal("1E+1")
    )
    told = json.loads(row.model_dump_json())
    assert (told["adjusted"], told["weight"], told["score"]) == ("3852.54", "10", None)


def test_a_filing_cannot_be_changed() -> None:
    filing = Filing(kind="project")
    with pytest.raises(pydantic.ValidationError):
        filing.unit = "某镇"  # type: ignore[misc]


def test_what_is_printed_is_read_back_as_the_same_extraction() -> None:
    filing = Filing(
        kind="department", unit="青禾县云岭镇人民政府", total={"weight": "100", "score": "90"}
    )  # type: ignore[arg-type]
    extraction = Extraction(
        schema="jiping/filing/1",
        source=Source(name="a.txt", media_type="text/plain", sha256="0"),
        filings=(filing,),
    )
    assert Extraction.model_validate_json(extraction.model_dump_json(by_alias=True)) == extraction


def test_a_place_reads_as_a_sentence() -> None:
    assert str(Place(file="表.docx", table=1, row=5, column=3)) == "表.docx 表1 第5行第3列"
    assert str(Place(page=2, line=7)) == "第2页 第7行"
    assert str(Place(line=1, column=332)) == "第1行第332字"


def test_the_published_schema_is_the_models() -> None:
    published = Path(__file__).parents[2] / "docs" / "filing.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == json_schema()


def test_evidence_is_told_by_pointer_and_read_back() -> None:
    evidence = {"/total/score": Evidence("　90", Place(table=1, row=21, column=8))}
    filing = Filing(kind="department", evidence=evidence)

    told = json.loads(filing.model_dump_json())["evidence"]
    assert told == {"/total/score": {"raw": "　90", "where": {"table": 1, "row": 21, "column": 8}}}
    assert Filing.model_validate_json(filing.model_dump_json()) == filing


@pytest.mark.parametrize(
    ("evidence", "where"),
    [
        ([], ()),
        ({"/unit": "第1行"}, ("/unit",)),
        ({"/unit": {"raw": 1, "where": {}}}, ("/unit", "raw")),
        ({"/unit": {"raw": "x"}}, ("/unit", "where")),
        ({"/unit": {"raw": "x", "where": {}, "page": 1}}, ("/unit", "page")),
        ({"/unit": {"raw": "x", "where": {}, "confidence": 101}}, ("/unit", "confidence")),
        ({"/unit": {"raw": "x", "where": {"file": 1}}}, ("/unit", "where", "file")),
        ({"/unit": {"raw": "x", "where": {"line": "1"}}}, ("/unit", "where", "line")),
        ({"/unit": {"raw": "x", "where": {"line": 1.0}}}, ("/unit", "where", "line")),
        ({"/unit": {"raw": "x", "where": {"line": True}}}, ("/unit", "where", "line")),
        ({"/unit": {"raw": "x", "where": {"line": 0}}}, ("/unit", "where", "line")),
        ({"/unit": {"raw": "x", "where": {"words": 1}}}, ("/unit", "where", "words")),
    ],
)
def test_evidence_of_another_shape_is_refused_with_its_place(
    evidence: object, where: tuple[str, ...]
) -> None:
    told = {"kind": "project", "evidence": evidence}
    for refused in (
        lambda: Filing.model_validate(told),
        lambda: Filing.model_validate_json(json.dumps(told)),
    ):
        with pytest.raises(pydantic.ValidationError) as caught:
            refused()
        assert [error["loc"] for error in caught.value.errors()] == [("evidence", *where)]


def test_evidence_in_json_is_objects_never_arrays() -> None:
    told = {"kind": "project", "evidence": {"/unit": {"raw": "x", "where": [None, 1]}}}
    with pytest.raises(pydantic.ValidationError, match=r"evidence./unit\.where"):
        Filing.model_validate_json(json.dumps(told))
