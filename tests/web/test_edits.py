"""Saving edits through the page's address: merged, refused, repeated, hostile."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiping.web.filings.models import Draft, Filing

ROW = {
    "level1": "产出指标", "level2": "数量指标", "name": "清淤长度",
    "target": "≥42公里", "actual": "43.5公里", "weight": "8", "score": "8",
}  # fmt: skip


class Page:
    """The form opened by one person."""

    def __init__(self, county: Any, post: Any, name: str, filing: Filing) -> None:
        self.client, self.post = county.client(name), post
        self.url, self.base = f"/filings/{filing.pk}/edits", 0

    def send(self, *edits: dict[str, Any], client: str = "") -> tuple[int, Any]:
        body = {"base": self.base, "edits": list(edits), "client": client or str(uuid.uuid4())}
        return self.post(self.client, self.url, body)

    def save(self, *edits: dict[str, Any]) -> Any:
        status, answer = self.send(*edits)
        assert status == 200, answer
        self.base = answer["version"]
        return answer


@pytest.fixture
def filing(county: Any) -> Filing:
    """A filing whose draft has no rows yet."""
    filing = county.filing()
    head = {"kind": "department", "unit": filing.unit.name, "fiscal_year": 2023}
    Draft.objects.create(filing=filing, content=json.dumps(head))
    return filing


@pytest.fixture
def page(county: Any, post: Any, filing: Filing) -> Page:
    return Page(county, post, "preparer@104001", filing)


@pytest.fixture
def other(county: Any, post: Any, filing: Filing) -> Page:
    return Page(county, post, "preparer@104001", filing)


def edit(at: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"op": "set", "at": at, "value": value, **more}


def insert(at: str, value: Any = None) -> dict[str, Any]:
    return {"op": "insert", "at": at, "value": value}


def test_a_first_edit_starts_the_filing_and_brings_scores_and_findings(page: Page) -> None:
    row = {**ROW, "score": "9"}
    answer = page.save(insert("/indicators/0", row), edit("/goals/expected", "清淤42公里"))

    assert answer["version"] == 1
    assert answer["state"] == "drafting"
    assert answer["filing"]["indicators"][0]["target"] == {
        "raw": "≥42公里", "operator": "≥", "number": "42", "unit": "公里",
    }  # fmt: skip
    line = next(one for one in answer["scorecard"]["lines"] if one["pointer"] == "/indicators/0")
    assert line["rule_score"] == "8"
    (finding,) = [one for one in answer["findings"] if one["severity"] == "error"]
    assert (finding["pointer"], finding["answer"]) == ("/indicators/0/score", None)


def test_totals_and_rates_follow(page: Page) -> None:
    money = {
        "item": "total",
        "label": "年度资金总额",
        "adjusted": "200",
        "weight": "10",
        "score": "9",
    }
    page.save(insert("/budget/rows/0", money), insert("/indicators/0", ROW))
    answer = page.save(edit("/budget/rows/0/executed", "190.00"))

    assert answer["filing"]["budget"]["rows"][0]["execution_rate"] == "0.95"
    assert answer["totals"]["weight"] == "18"
    assert answer["totals"]["self_score"] == "17"


def test_edits_of_different_fields_are_merged(page: Page, other: Page) -> None:
    page.save(insert("/indicators/0", ROW))
    other.base = page.base
    page.save(edit("/indicators/0/actual", "41公里"))
    answer = other.save(edit("/indicators/0/reason", "汛期停工"))

    row = answer["filing"]["indicators"][0]
    assert (row["actual"]["raw"], row["reason"]) == ("41公里", "汛期停工")


def test_a_conflict_shows_both_values_and_loses_nothing(page: Page, other: Page) -> None:
    page.save(insert("/indicators/0", ROW))
    other.base = page.base
    page.save(edit("/indicators/0/actual", "41公里"))
    status, answer = other.send(edit("/indicators/0/actual", "44公里", was="43.5公里"))

    assert status == 409
    (conflict,) = answer["conflicts"]
    assert conflict["mine"] == "44公里"
    assert conflict["theirs"]["raw"] == "41公里"
    assert conflict["by"] == "preparer@104001"
    assert answer["version"] == 2

    other.base = answer["version"]
    assert other.save(edit("/indicators/0/actual", "44公里"))["version"] == 3


def test_an_edit_follows_its_row_when_another_person_inserts_above(page: Page, other: Page) -> None:
    page.save(insert("/indicators/0", ROW), insert("/indicators/1", {**ROW, "name": "水库"}))
    other.base = page.base
    page.save(insert("/indicators/0", {**ROW, "name": "新行"}))
    answer = other.save(edit("/indicators/1/reason", "水库的原因"))

    names = [(row["name"], row.get("reason")) for row in answer["filing"]["indicators"]]
    assert names == [("新行", None), ("清淤长度", None), ("水库", "水库的原因")]


def test_an_edit_of_a_row_that_was_removed_is_a_conflict(page: Page, other: Page) -> None:
    page.save(insert("/indicators/0", ROW))
    other.base = page.base
    page.save({"op": "remove", "at": "/indicators/0"})
    status, answer = other.send(edit("/indicators/0/reason", "写了很久"))

    assert status == 409
    assert answer["conflicts"][0]["removed"] is True
    assert answer["conflicts"][0]["mine"] == "写了很久"


def test_the_same_save_sent_twice_is_applied_once(page: Page) -> None:
    name = str(uuid.uuid4())
    first = page.send(insert("/indicators/0", ROW), client=name)
    again = page.send(insert("/indicators/0", ROW), client=name)

    assert first[0] == again[0] == 200
    assert again[1]["version"] == 1
    assert len(again[1]["filing"]["indicators"]) == 1


def test_a_save_sent_again_on_what_became_of_it_is_not_applied_twice(page: Page) -> None:
    name = str(uuid.uuid4())
    page.save(insert("/indicators/0", ROW))
    removed = {"op": "remove", "at": "/indicators/0"}
    assert page.send(removed, client=name)[1]["version"] == 2
    page.base = 2
    status, answer = page.send(removed, client=name)

    assert (status, answer["version"]) == (200, 2)
    page.save(insert("/indicators/0", ROW), insert("/indicators/1", ROW))
    assert page.send(removed, client=name)[1]["version"] == 3


def test_bad_input_is_told_at_its_field_and_nothing_is_saved(page: Page, filing: Filing) -> None:
    page.save(insert("/budget/rows/0", {"item": "total", "label": "年度资金总额"}))
    status, answer = page.send(
        edit("/budget/rows/0/executed", "九百多"), edit("/goals/expected", "写好的目标")
    )

    assert status == 422
    assert answer["fields"] == {"/budget/rows/0/executed": "应为金额（万元），如 972.54。"}
    filing.refresh_from_db()
    assert filing.version == 1


@pytest.mark.parametrize(
    "at",
    [
        "/standard", "/kind", "/unit", "/fiscal_year", "/evidence", "/__class__", "/model_config",
        "/indicators", "/indicators/-1/name", "/indicators/01/name", "/indicators/٣/name",
        "/indicators/0/score/__init__", "/indicators/99999999/name", "//", "", "/goals/expected\n",
        "/indicators/0/name/../../standard", "/budget/rows/0/~1item", "x" * 500,
    ],
)  # fmt: skip
def test_hostile_pointers_are_refused(page: Page, at: str) -> None:
    status, answer = page.send(edit(at, "x"))

    assert status == 422, answer


@pytest.mark.parametrize(
    "value", ["x" * 100_000, {"raw": {"raw": 1}}, ["a"], 12.5, True, "\x00", "\ud800"]
)
def test_hostile_values_are_refused(page: Page, value: Any) -> None:
    page.save(insert("/indicators/0", ROW))
    status, answer = page.send(edit("/indicators/0/actual", value))

    assert status == 422, answer


def test_a_part_is_taken_over_whole_and_read_as_if_it_were_typed(page: Page) -> None:
    page.save(insert("/indicators/0", ROW))
    told = [{"name": "水库", "target": {"raw": "≥6座", "number": "600"}, "weight": "8"}]
    answer = page.save({"op": "take", "at": "/indicators", "value": told})

    (row,) = answer["filing"]["indicators"]
    assert row["target"] == {"raw": "≥6座", "operator": "≥", "number": "6", "unit": "座"}
    assert answer["saves"][0]["edits"][0]["was"][0]["name"] == "清淤长度"


def test_a_form_begins_with_the_rows_of_its_standard(county: Any) -> None:
    filing = county.filing()
    answer = county.client("preparer@104001").get(f"/filings/{filing.pk}/data").json()

    assert answer["filing"]["budget"]["rows"][0]["label"] == "年度资金总额"
    assert answer["filing"]["indicators"][0]["level2"] == "数量指标"


def test_an_old_document_is_read_and_its_parts_taken_over_with_their_places(
    page: Page, filing: Filing, examples: Any
) -> None:
    path = examples / "township-2022" / "township-2022.docx"
    with path.open("rb") as file:
        answer = page.client.post(f"/filings/{filing.pk}/readings", {"file": file})
    assert answer.status_code == 201, answer.content
    number = answer.json()["id"]

    page.save({"op": "take", "at": "/indicators", "reading": number, "index": 0})
    document = page.client.get(f"/filings/{filing.pk}/data").json()["filing"]
    assert document["evidence"]["/indicators/0/name"]["where"]["file"] == "township-2022.docx"
    page.save({"op": "move", "at": "/indicators/0", "to": 1})
    page.save(edit("/indicators/1/name", "改过的名称"))
    document = page.client.get(f"/filings/{filing.pk}/data").json()["filing"]
    assert "/indicators/1/name" not in document["evidence"]
    assert "/indicators/1/weight" in document["evidence"]


def test_a_file_that_is_empty_or_too_large_says_which_of_both(
    page: Page, filing: Filing, settings: Any
) -> None:
    def said(content: bytes) -> str:
        file = SimpleUploadedFile("旧表.docx", content)
        answer = page.client.post(f"/filings/{filing.pk}/readings", {"file": file})
        assert answer.status_code == 422
        return str(answer.json()["fields"]["file"])

    settings.UPLOAD_BYTES = 1024**2
    assert said(b"").startswith("文件是空的")
    assert said(b"x" * (1024**2 + 1)).startswith("文件有2 MB，最大1 MB。")


def test_a_stranger_is_told_that_there_is_nothing(county: Any, post: Any, filing: Filing) -> None:
    stranger = Page(county, post, "preparer@301", filing)

    assert stranger.send(edit("/goals/expected", "x"))[0] == 404


def test_who_is_not_logged_in_is_told_so_as_json(client: Any, post: Any, filing: Filing) -> None:
    status, answer = post(client, f"/filings/{filing.pk}/edits", {})

    assert (status, answer["error"]) == (401, "logged_out")


def test_amounts_that_the_report_tells_are_read_anew_as_its_text_is_written(
    county: Any, post: Any, drafted: Filing, clean: dict[str, Any]
) -> None:
    """A wrong amount is found at the figure read from the text; with the text mended it is gone."""
    page = Page(county, post, "preparer@104", drafted)
    page.base = drafted.version
    told = clean["report"]
    at, text = next(
        (f"/report/sections/{number}/text", one["text"])
        for number, one in enumerate(told["sections"])
        if "398.60万元" in one.get("text", "")
    )
    wrong = page.save(edit(at, text.replace("398.60万元", "389.60万元")))
    assert "389.6" in [one["amount"] for one in wrong["filing"]["report"]["figures"]]
    assert wrong["findings"]
    mended = page.save(edit(at, text))
    assert mended["filing"]["report"]["figures"] == told["figures"]
    assert mended["findings"] == []
    gone = page.save({"op": "remove", "at": at.removesuffix("/text")})
    assert len(gone["filing"]["report"].get("figures", [])) < len(told["figures"])
