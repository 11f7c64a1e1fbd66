"""The pages of the editor: layout for the screen, figures of the accounts, files to download."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jiping import standards
from jiping.filing import BudgetRow, Filing
from jiping.filing.model import Budget
from jiping.web.editor.screen import screen

EXAMPLE = Path(__file__).parents[2] / "examples" / "clean-2023"


def cells(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {cell["at"]: cell for cell in told["cells"] if "at" in cell}


def test_the_screen_shows_the_printed_form_with_a_place_for_each_field() -> None:
    told = screen(Filing(kind="department", unit="水利局"), standards.load("hunan-2022"))

    found = cells(told)
    assert told["title"] == "部门整体支出绩效自评表"
    assert found["/goals/expected"]["kind"] == "long"
    assert found["/budget/by_revenue/government_funds"]["kind"] == "number"
    assert "kind" not in found["/unit"], "the campaign gives the unit"


def test_budget_rows_that_the_filing_lacks_are_told_with_their_places() -> None:
    held = Budget(rows=(BudgetRow(item="carried_over", label="上年结转资金"),))
    told = screen(Filing(kind="project", budget=held), standards.load("national-2020"))

    assert [one["place"] for one in told["missing"]] == [0, 1, 3]
    found = cells(told)
    assert found["/budget/rows/0/executed"]["line"] == 2
    assert found["/budget/rows/!0/executed"]["line"] == 0


def test_amounts_are_edited_in_wan_where_the_form_is_printed_in_yuan() -> None:
    told = screen(Filing(kind="project", currency_unit="元"), standards.load("yunnan-2022"))
    side = next(cell for cell in told["cells"] if "万元" in cell["text"])
    assert side["left"] == 0


def test_the_accounts_tell_their_figures_with_their_sources(county: Any) -> None:
    filing = county.filing(county.water)
    file = SimpleUploadedFile("accounts.xlsx", (EXAMPLE / "accounts.xlsx").read_bytes())
    answer = county.client("preparer@104").post(f"/filings/{filing.pk}/accounts", {"file": file})

    told = {one["field"]: one for one in answer.json()["figures"]}
    assert told["executed"]["value"] == "698.25"
    assert told["/budget/by_expenditure/basic"]["value"] == "486.25"
    assert all(one["where"] and one["raw"] for one in told.values())
    assert answer.json()["warnings"] == []


def test_a_file_that_is_no_accounts_is_refused_with_a_sentence(county: Any) -> None:
    filing = county.filing(county.water)
    file = SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken")
    answer = county.client("preparer@104").post(f"/filings/{filing.pk}/accounts", {"file": file})

    assert answer.status_code == 422
    assert "x.xlsx" in answer.json()["message"]


def test_form_and_report_are_handed_out_as_files(county: Any) -> None:
    filing = county.filing(county.water)
    client = county.client("preparer@104")
    for kind, start in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        answer = client.get(f"/filings/{filing.pk}/download/{kind}")
        assert b"".join(answer.streaming_content).startswith(start)
        assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"/filings/{filing.pk}/download/exe").status_code == 404


def test_form_and_report_are_looked_at_each_for_itself_and_packed_together(
    county: Any, post: Any
) -> None:
    filing = county.filing(county.water)
    client = county.client("preparer@104")
    url = f"/filings/{filing.pk}"
    assert client.get(f"{url}/download/pdf?look&only=report").status_code == 404
    section = {"number": "一、", "heading": "基本情况", "topic": "profile", "text": "水利局概况。"}
    edit = {"op": "insert", "at": "/report/sections/0", "value": section}
    client_id = "c6a1c0de-0000-4000-8000-00000000000a"
    assert post(client, f"{url}/edits", {"base": 0, "client": client_id, "edits": [edit]})[0] == 200

    looked = client.get(f"{url}/download/pdf?look&only=report")
    assert looked["Content-Disposition"].startswith("inline")
    packed = client.get(f"{url}/download/docx")
    names = zipfile.ZipFile(io.BytesIO(b"".join(packed.streaming_content))).namelist()
    assert names == ["青禾县水利局2023年度自评表.docx", "青禾县水利局2023年度自评报告.docx"]
