"""Evidence: all of a filing on one page, by indicator; who may attach; what is missing stands out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiping.filing import Accounts
from jiping.filing import Filing as Document
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.accounts import books_of, keep_accounts
from jiping.web.filings.models import Filing, FinalAccounts

EXAMPLE = Path(__file__).parents[2] / "examples" / "clean-2023"
HTML = {"accept": "text/html"}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def page(county: Any, filing: Filing, name: str = "preparer@104", query: str = "") -> str:
    answer = county.client(name).get(f"/filings/{filing.pk}/files{query}", headers=HTML)
    assert answer.status_code == 200
    return answer.content.decode()


def upload(county: Any, filing: Filing, pointer: str, *files: SimpleUploadedFile) -> str:
    told = {"pointer": pointer, "file": files}
    url = f"/filings/{filing.pk}/files"
    answer = county.client("preparer@104").post(url, told, follow=True, headers=HTML)
    return answer.content.decode()


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 " + b"x" * 2048)


def test_evidence_stands_by_its_indicator_and_what_lacks_it_is_seen(
    county: Any, drafted: Filing, clean: dict[str, Any]
) -> None:
    names = [one["name"] for one in clean["indicators"]]
    assert page(county, drafted).count("没有佐证材料</span>") == len(names)

    told = upload(county, drafted, "/indicators/0", pdf("验收单.pdf"), pdf("照片.pdf"))
    assert "已上传 2 个文件。" in told
    assert "验收单.pdf" in told
    assert f"{len(names) - 1} <small>/ {len(names)}</small>" in told
    missing = page(county, drafted, query="?missing")
    assert "验收单.pdf" not in missing
    assert names[1] in missing

    first = drafted.attachments.first()
    got = county.client("preparer@104").get(f"/filings/{drafted.pk}/evidence/{first.pk}")
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    url = f"/filings/{drafted.pk}/files"
    county.client("preparer@104").post(url, {"remove": first.pk})
    assert "验收单.pdf" not in page(county, drafted)


def test_a_wrong_file_is_refused_with_a_sentence(county: Any, drafted: Filing) -> None:
    def fake() -> SimpleUploadedFile:
        return SimpleUploadedFile("验收单.pdf", b"MZ not a pdf")

    assert "《验收单.pdf》文件内容与扩展名不符。" in upload(county, drafted, "", fake())
    assert "请选择文件。" in upload(county, drafted, "")
    assert drafted.attachments.count() == 0

    told = upload(county, drafted, "", pdf("照片.pdf"), fake(), pdf("合同.pdf"))
    assert "《验收单.pdf》文件内容与扩展名不符。" in told
    assert told.count("文件内容与扩展名不符。") == 1
    assert "已上传 2 个文件。" in told
    assert "合同.pdf" in told


def test_reviewers_see_evidence_and_cannot_change_it(county: Any, drafted: Filing) -> None:
    upload(county, drafted, "", pdf("验收单.pdf"))
    Filing.objects.filter(pk=drafted.pk).update(state="finance_review", submitted=1)
    shown = page(county, drafted, "bureau")
    assert "验收单.pdf" in shown
    assert 'name="remove"' not in shown
    assert 'type="file"' not in shown
    client = county.client("bureau")
    url = f"/filings/{drafted.pk}/files"
    assert client.post(url, {"remove": drafted.attachments.get().pk}).status_code == 403
    review = client.get(f"/filings/{drafted.pk}/review", headers=HTML).content.decode()
    assert f'href="{url}"' in review


def test_the_form_is_held_against_the_accounts_that_were_read(
    county: Any, drafted: Filing, post: Any
) -> None:
    """The department's accounts tell 698.25; the form is made to tell something else."""
    client = county.client("preparer@104")
    file = SimpleUploadedFile("决算.xlsx", (EXAMPLE / "accounts.xlsx").read_bytes())
    edit = {"op": "set", "at": "/budget/by_expenditure/basic", "value": "480"}
    body = {"base": 1, "client": "c6a1c0de-0000-4000-8000-00000000000b", "edits": [edit]}
    _, before = post(client, f"/filings/{drafted.pk}/edits", body)
    assert client.post(f"/filings/{drafted.pk}/accounts", {"file": file}).status_code == 200
    after = client.get(f"/filings/{drafted.pk}/data").json()
    new = {one["code"] for one in after["findings"]} - {one["code"] for one in before["findings"]}
    assert new
    assert any("决算" in one["message"] for one in after["findings"] if one["code"] in new)

    assert "审核时与《决算.xlsx》核对。" in page(county, drafted)
    client.post(f"/filings/{drafted.pk}/files", {"drop-accounts": "1"})
    assert not FinalAccounts.objects.exists()
    again = client.get(f"/filings/{drafted.pk}/data").json()
    assert {one["code"] for one in again["findings"]}.isdisjoint(new)


def test_the_table_of_base_data_is_handed_out_where_the_standard_has_one(
    county: Any, drafted: Filing
) -> None:
    client = county.client("preparer@104")
    menu = client.get(f"/filings/{drafted.pk}/", headers=HTML).content.decode()
    assert "基础数据表（Word）" in menu
    got = client.get(f"/filings/{drafted.pk}/download/xlsx?only=base-data")
    assert "%E5%9F%BA%E7%A1%80%E6%95%B0%E6%8D%AE%E8%A1%A8" in got["Content-Disposition"]
    assert b"".join(got.streaming_content).startswith(b"PK")

    type(county.campaign).objects.update(standard="national-2020")
    menu = client.get(f"/filings/{drafted.pk}/", headers=HTML).content.decode()
    assert "基础数据表" not in menu
    assert client.get(f"/filings/{drafted.pk}/download/xlsx?only=base-data").status_code == 404


def test_base_data_of_last_year_are_those_of_the_unit_and_of_last_year(
    county: Any, drafted: Filing, clean: dict[str, Any]
) -> None:
    """Accounts of another unit or year, uploaded by mistake, fill in nothing."""
    document = Document.model_validate(clean)
    new = drafted.campaign
    before = Campaign.objects.create(
        year=new.year - 1, title="上一年", standard=new.standard, phase="open",
        unit_deadline=new.unit_deadline, department_deadline=new.department_deadline,
        bureau_deadline=new.bureau_deadline,
    )  # fmt: skip
    old = Filing.objects.create(campaign=before, unit=drafted.unit)
    for unit, year, taken in (
        (document.unit, new.year - 1, True),
        ("青禾县林业局", new.year - 1, False),
        (document.unit, new.year, False),
    ):
        told = Accounts(unit=unit, fiscal_year=year, staff=21)
        keep_accounts(county.actor("preparer@104"), old.pk, "决算.xlsx", told)
        assert (books_of(drafted, document).last is not None) == taken


@pytest.mark.parametrize("number", ["9" * 40, "9" * 5000, "-1", "x"])
def test_numbers_that_no_file_and_no_filing_has_are_refused_in_chinese(
    county: Any, drafted: Filing, number: str
) -> None:
    url = f"/filings/{drafted.pk}/files"
    got = county.client("preparer@104").post(url, {"remove": number}, headers=HTML)
    assert got.status_code == 404
    assert "没有这个文件。" in got.content.decode()
    url = f"/campaigns/{county.campaign.pk}/reminders"
    got = county.client("bureau").post(url, {"filing": number}, follow=True, headers=HTML)
    assert "已发出 0 条提醒" in got.content.decode()
