"""The examples are what their data files make, and are read, scored and checked as they should be."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from jiping import standards
from jiping.checks import Surroundings, check_filing
from jiping.filing import Accounts, Filing
from jiping.intake import extract
from jiping.intake.accounts import read_accounts
from jiping.intake.opening import read_document
from jiping.scoring import score

NAMES = ("township-2022", "clean-2022", "clean-2023", "project-2023")
FORMATS = ("txt", "html", "docx", "xlsx", "pdf")


@pytest.fixture(scope="module")
def rebuilt(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples built again from their data files."""
    folder = tmp_path_factory.mktemp("rebuilt")
    subprocess.run([sys.executable, examples / "build.py", folder], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_texts_and_pages_are_up_to_date(
    name: str, suffix: str, examples: Path, rebuilt: Path
) -> None:
    file = f"{name}/{name}.{suffix}"
    assert (rebuilt / file).read_bytes() == (examples / file).read_bytes()


def docx_cells(path: Path) -> list[list[str]]:
    (table,) = docx.Document(str(path)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def docx_paragraphs(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def xlsx_rows(path: Path) -> list[list[object]]:
    book = CalamineWorkbook.from_path(path)
    return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]


def xlsx_merges(path: Path) -> list[object]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return list(sheet.merged_cell_ranges or ())


def pdf_text(path: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


@pytest.mark.parametrize("name", NAMES)
def test_office_files_are_up_to_date(name: str, examples: Path, rebuilt: Path) -> None:
    kept, made = examples / name / name, rebuilt / name / name
    for read in (docx_cells, docx_paragraphs):
        assert read(made.with_suffix(".docx")) == read(kept.with_suffix(".docx"))
    for read_sheet in (xlsx_rows, xlsx_merges):
        assert read_sheet(made.with_suffix(".xlsx")) == read_sheet(kept.with_suffix(".xlsx"))
    assert pdf_text(made.with_suffix(".pdf")) == pdf_text(kept.with_suffix(".pdf"))


@pytest.mark.parametrize("name", NAMES)
def test_the_form_has_truly_merged_cells(name: str, examples: Path) -> None:
    (table,) = docx.Document(str(examples / name / f"{name}.docx")).tables
    assert len({cell._tc for row in table.rows for cell in row.cells}) < 9 * len(table.rows)
    assert len(xlsx_merges(examples / name / f"{name}.xlsx")) > 10


def test_every_layout_example_has_its_facts(examples: Path) -> None:
    texts = sorted(path.stem for path in (examples / "layouts").glob("*.txt"))
    facts = sorted((examples / "layouts").glob("*.json"))
    assert sorted(path.stem for path in facts) == texts
    for path in facts:
        told = json.loads(path.read_text(encoding="utf-8"))
        assert told["id"] == path.stem
        assert told["layout_family"].split()[0] == path.stem.partition("-")[0]


def read(path: Path) -> Filing:
    """The one filing of an example."""
    (filing,) = extract(path).filings
    return filing


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_read_without_a_doubt(name: str, examples: Path) -> None:
    for suffix in FORMATS:
        assert extract(examples / name / f"{name}.{suffix}").problems == ()


def test_the_township_is_read_with_its_figures(examples: Path) -> None:
    filing = read(examples / "township-2022" / "township-2022.docx")
    assert filing.unit == "湘沅市青禾县云岭镇人民政府"
    assert (filing.fiscal_year, filing.standard) == (2022, "hunan-2022")
    assert filing.budget.total is not None
    assert filing.budget.total.initial == Decimal("972.54")
    assert filing.budget.total.executed == Decimal("3852.54")
    assert filing.budget.by_revenue.government_funds == Decimal("74.72")
    assert [indicator.score for indicator in filing.indicators] == [15, 12, 8, 9, 8, 7, 7, 5, 9]
    assert filing.report is not None
    numbers = [section.number for section in filing.report.sections]
    assert [number for number in numbers if number][:2] == ["1、", "二、"]
    told = [(figure.amount, figure.change) for figure in filing.report.figures]
    assert (Decimal("3073.65"), Decimal("832.36")) in told


def test_the_township_scores_as_worked_by_hand(examples: Path) -> None:
    filing = read(examples / "township-2022" / "township-2022.xlsx")
    scorecard = score(filing, standards.load("hunan-2022"))
    assert (scorecard.self_total, scorecard.rule_total) == (Decimal(90), Decimal("91.78"))


@pytest.mark.parametrize("name", ["clean-2022", "clean-2023", "project-2023"])
def test_a_filing_without_fault_scores_what_it_says(name: str, examples: Path) -> None:
    filing = read(examples / name / f"{name}.docx")
    scorecard = score(filing, standards.load(filing.standard))
    assert scorecard.rule_total == filing.total.score


@pytest.mark.parametrize("name", ["clean-2022", "clean-2023", "project-2023"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_filing_without_fault_raises_no_finding(name: str, suffix: str, examples: Path) -> None:
    filing = read(examples / name / f"{name}.{suffix}")
    assert list(check_filing(filing, standards.load(filing.standard))) == []


def accounts(path: Path) -> Accounts:
    """The final accounts in a file, without the places."""
    read = read_accounts(read_document(path.name, path.read_bytes()))
    assert read.problems == ()
    return read


@pytest.mark.parametrize("name", ["clean-2023", "township-2022"])
@pytest.mark.parametrize("suffix", ["html", "xlsx"])
def test_accounts_are_up_to_date(name: str, suffix: str, examples: Path, rebuilt: Path) -> None:
    kept, made = examples / name / f"accounts.{suffix}", rebuilt / name / f"accounts.{suffix}"
    assert accounts(kept) == accounts(made)


@pytest.mark.parametrize("suffix", ["html", "xlsx"])
def test_a_filing_without_fault_ties_with_the_year_before_and_the_accounts(
    suffix: str, examples: Path
) -> None:
    filing = read(examples / "clean-2023" / "clean-2023.docx")
    around = Surroundings(
        last_year=read(examples / "clean-2022" / "clean-2022.docx"),
        accounts=accounts(examples / "clean-2023" / f"accounts.{suffix}"),
    )
    assert around.accounts is not None
    assert around.accounts.classes == {
        "301": Decimal("398.60"),
        "302": Decimal("76.45"),
        "303": Decimal("11.20"),
    }
    standard = standards.load(filing.standard)
    assert list(check_filing(filing, standard, surroundings=around)) == []


def test_the_township_does_not_tie_with_its_accounts(examples: Path) -> None:
    filing = read(examples / "township-2022" / "township-2022.docx")
    around = Surroundings(accounts=accounts(examples / "township-2022" / "accounts.xlsx"))
    found = check_filing(filing, standards.load(filing.standard), surroundings=around)
    told = {one.code: one.message for one in found if one.code.startswith("JPA")}
    assert sorted(told) == ["JPA02", "JPA03", "JPA07", "JPA11", "JPA13", "JPA14"]
    assert told["JPA11"] == (
        "报告一般商品和服务支出3073.65万元，决算（accounts.xlsx 工作表“公开06” 第5行第6列）"
        "为394.31万元，相差2679.34万元。"
    )


#: What of the figures of a family is read at least, in percent.
FLOOR = Decimal(99)


def test_no_figure_of_a_layout_is_read_wrong_and_hardly_one_is_missed(examples: Path) -> None:
    command = [sys.executable, examples.parent / "benchmarks" / "accuracy.py", examples / "layouts"]
    held = subprocess.run(command, capture_output=True, text=True, check=False)
    assert held.returncode == 0, held.stdout + held.stderr
    lines = [line.split() for line in held.stdout.splitlines()]
    shares = {line[0]: Decimal(line[-1]) for line in lines[1:] if line[-1] != "-"}
    assert shares.keys() >= {path.stem for path in (examples / "layouts").glob("??.txt")} - {"L9"}
    low = {family: s for family, s in shares.items() if s < FLOOR}
    assert not low, held.stdout


def test_rows_that_the_facts_do_not_list_are_counted(examples: Path, tmp_path: Path) -> None:
    facts = json.loads((examples / "layouts" / "L3.json").read_text("utf-8"))
    facts |= {"header": facts["header"][:1], "indicators": facts["indicators"][2:]}
    (tmp_path / "L3.json").write_text(json.dumps(facts), "utf-8")
    shutil.copy(examples / "layouts" / "L3.txt", tmp_path)
    command = [
        sys.executable,
        examples.parent / "benchmarks" / "accuracy.py",
        tmp_path,
        "--verbose",
    ]
    held = subprocess.run(command, capture_output=True, text=True, check=False)

    assert held.stdout.count("unlisted row 指标") == 2
    assert int(held.stdout.split()[-2]) >= 2


@pytest.mark.parametrize("name", ["L9", "L9-2"])
def test_digits_that_a_site_took_away_are_said_to_be_missing(name: str, examples: Path) -> None:
    extraction = extract(examples / "layouts" / f"{name}.txt")
    assert [p.message for p in extraction.problems] == ["文中数字已被网站去除，没有可读的数"]
