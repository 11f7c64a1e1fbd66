"""The public site: complete, linked, without personal data, put in place at one stroke."""

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from jiping.checks.examples import edited
from jiping.filing import Filing
from jiping.intake.extraction import extract
from jiping.standards import load
from jiping.writers.site import publications, write_site
from jiping.writers.site.pages import About

ABOUT = About("云溪县预算绩效自评公开", "云溪县财政局", dt.date(2024, 9, 20))
LIBRARY = edited({})
STANDARDS = {one.standard: load(one.standard) for one in (LIBRARY,)}
ROADS = edited({"/kind": "project", "/unit": "云溪县公路局", "/project": "乡村道路<养护>"})


def site(tmp_path: Path, *filings: Filing) -> Path:
    folder = tmp_path / "public"
    write_site(filings, folder, ABOUT, STANDARDS, formats=("docx",))
    return folder


def pages(folder: Path) -> dict[Path, html.HtmlElement]:
    return {path: html.parse(path).getroot() for path in folder.rglob("*.html")}


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    folder = site(tmp_path, LIBRARY, ROADS)
    for path, root in pages(folder).items():
        for attribute in ("href", "src", "action"):
            for target in root.xpath(f"//@{attribute}"):
                if not target.startswith("#"):
                    assert (path.parent / unquote(target)).exists(), (path, target)


def test_no_page_needs_the_network_or_holds_a_script(tmp_path: Path) -> None:
    for root in pages(site(tmp_path, LIBRARY)).values():
        assert not root.xpath("//script[not(@src)]|//@style|//style|//@onclick")
        assert not [t for t in root.xpath("//@src|//@href") if re.match(r"https?:|//", t)]


def test_scores_and_rates_in_a_list_stand_point_below_point(tmp_path: Path) -> None:
    half = edited({"/total/score": "89.5", "/budget/rows/0/execution_rate": "0.971"})
    root = pages(site(tmp_path, half))[tmp_path / "public" / "2023" / "index.html"]
    shown = [one.text_content() for one in root.xpath("//tbody//td[contains(@class, 'num')]")]
    assert shown[-2:] == ["97.10%", "89.50"]


def test_a_unit_page_lists_the_unit_by_years(tmp_path: Path) -> None:
    folder = site(tmp_path, LIBRARY)
    (path,) = folder.glob("units/*/index.html")
    (row,) = pages(folder)[path].xpath("//tbody/tr")
    assert row.xpath("string(th)") == "2023年度"


def test_names_are_escaped(tmp_path: Path) -> None:
    folder = site(tmp_path, ROADS)
    (path,) = folder.glob("2023/*/index.html")
    assert "乡村道路&lt;养护&gt;" in path.read_text(encoding="utf-8")


def test_a_filing_keeps_its_address_when_others_come() -> None:
    (alone,), _ = publications([LIBRARY])
    (one, other), _ = publications([ROADS, LIBRARY])
    assert alone.path in (one.path, other.path)
    assert re.fullmatch(r"2023/[0-9a-f]{10}", alone.path)


def test_two_filings_of_the_same_name_have_two_pages() -> None:
    (one, other), _ = publications([LIBRARY, LIBRARY])
    assert other.path == f"{one.path}-2"


def test_the_open_data_hold_what_the_pages_show(tmp_path: Path) -> None:
    folder = site(tmp_path, LIBRARY, ROADS)
    (head, *told) = rows(folder / "data" / "filings.csv")
    assert [row[head.index("unit")] for row in told] == ["云溪县公路局", "云溪县图书馆"]
    assert told[1][head.index("executed")] == "490"
    lines = (folder / "data" / "filings.jsonl").read_text(encoding="utf-8").splitlines()
    back = json.loads(lines[1])
    assert (folder / back.pop("address") / "index.html").is_file()
    assert Filing.model_validate(back) == LIBRARY.model_copy(update={"evidence": {}})
    assert len(rows(folder / "data" / "indicators.csv")) == 1 + 2 * len(LIBRARY.indicators)


def test_a_cell_is_never_a_formula(tmp_path: Path) -> None:
    folder = site(tmp_path, edited({"/unit": "=1+1", "/indicators/0/name": "@借阅"}))
    assert "'=1+1" in rows(folder / "data" / "filings.csv")[1]
    assert "'@借阅" in rows(folder / "data" / "indicators.csv")[1]


def test_personal_numbers_are_covered_everywhere(tmp_path: Path) -> None:
    filing = edited({"/indicators/0/reason": "联系李某13800138000"})
    folder = site(tmp_path, filing)
    for path in folder.rglob("*"):
        if path.suffix in (".html", ".csv", ".jsonl", ".json", ".js"):
            assert "13800138000" not in path.read_text(encoding="utf-8"), path
    assert "138****8000" in (folder / "data" / "filings.jsonl").read_text(encoding="utf-8")


def test_what_bears_a_secret_mark_is_withheld_with_the_reason() -> None:
    filing = edited({"/goals/achieved": "机密★ 完成"})
    told, withheld = publications([filing, LIBRARY])
    assert [one.filing.goals for one in told] == [LIBRARY.goals]
    assert [one.reason for one in withheld] == ["含国家秘密标志"]


def test_the_site_is_replaced_as_a_whole(tmp_path: Path) -> None:
    before = site(tmp_path, LIBRARY, ROADS)
    assert len(list(before.glob("2023/*/index.html"))) == 2
    after = site(tmp_path, LIBRARY)
    assert len(list(after.glob("2023/*/index.html"))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_failure_leaves_the_former_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(tmp_path, LIBRARY)

    def fails(*_: object) -> str:
        raise OSError("磁盘已满")

    monkeypatch.setattr("jiping.writers.site.site.filing_page", fails)
    with pytest.raises(OSError, match="磁盘已满"):
        site(tmp_path, ROADS)
    assert "云溪县图书馆" in (folder / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_documents_of_what_did_not_change_are_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(tmp_path, LIBRARY)
    before = {path.name: path.read_bytes() for path in folder.glob("2023/*/*.docx")}
    assert before
    monkeypatch.setattr("jiping.writers.site.site.write_documents", None)
    site(tmp_path, LIBRARY)
    assert {path.name: path.read_bytes() for path in folder.glob("2023/*/*.docx")} == before


def test_a_published_page_is_read_back_as_it_was(tmp_path: Path) -> None:
    folder = site(tmp_path, LIBRARY)
    (path,) = folder.glob("2023/*/index.html")
    (back,) = extract(path).filings
    assert back.report is not None
    assert LIBRARY.report is not None
    texts = [(section.heading, section.text) for section in back.report.sections]
    assert texts == [(section.heading, section.text) for section in LIBRARY.report.sections]
    # The form has no place for the grade.
    told = {"evidence": {}, "report": None, "grade": LIBRARY.grade}
    assert back.model_copy(update=told) == LIBRARY.model_copy(update={**told})


def test_another_folder_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "论文.docx").write_text("三年的工作")
    with pytest.raises(FileExistsError, match="不是空文件夹"):
        site(tmp_path, LIBRARY)
    assert (tmp_path / "public" / "论文.docx").exists()
