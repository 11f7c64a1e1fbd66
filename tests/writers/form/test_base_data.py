"""The table of base data: figures of the accounts, empty cells where nothing is known."""

from __future__ import annotations

from decimal import Decimal

from jiping import standards
from jiping.filing import Accounts, Budget, ExpenditureView, Filing, ThreePublic
from jiping.intake.document import Table
from jiping.intake.readers import xlsx as reader
from jiping.writers.documents import write_documents
from jiping.writers.form import Books, lay_out_base_data, write_base_data
from jiping.writers.form.formulas import followed

HUNAN = standards.load("hunan-2022")
FILING = Filing(
    kind="department",
    unit="云岭镇人民政府",
    fiscal_year=2022,
    budget=Budget(by_expenditure=ExpenditureView(project=Decimal("1025.2"))),
)
THIS = Accounts(
    staff=53,
    three_public_budget=ThreePublic(total=Decimal(32), reception=Decimal(14), running=Decimal(18)),
    three_public=ThreePublic(
        total=Decimal("34.3"), vehicles=Decimal("18.1"), running=Decimal("18.1"),
        purchase=Decimal(0), abroad=Decimal(0), reception=Decimal("16.2"),
    ),
)  # fmt: skip
LAST = Accounts(project=Decimal("874.2"), three_public=ThreePublic(total=Decimal(30)))


def row(label: str, books: Books) -> list[str]:
    """The figures beside a label."""
    sheet = lay_out_base_data(FILING, books, HUNAN)
    assert sheet is not None
    (named,) = (cell for cell in sheet.cells if cell.text.replace("\n", "") == label)
    line = named.row + named.rows - 1
    return [c.text for c in sheet.cells if c.row == line and c.figure is not None]


def test_each_column_has_the_figures_of_its_accounts() -> None:
    books = Books(THIS, LAST)
    assert row("“三公”经费", books) == ["30.00", "32.00", "34.30"]
    assert row("公车运行维护", books) == ["", "18.00", "18.10"]
    assert row("项目支出", books) == ["874.20", "", "1025.20"]
    assert row("财政供养人员情况（人）", books) == ["", "53", ""]


def test_without_accounts_the_cells_stay_empty() -> None:
    assert row("“三公”经费", Books()) == ["", "", ""]
    assert row("财政供养人员情况（人）", Books()) == ["", "", ""]


def test_years_stand_in_the_headings() -> None:
    sheet = lay_out_base_data(FILING, Books(), HUNAN)
    assert sheet is not None
    headings = [cell.text for cell in sheet.cells if cell.look == "heading"]
    assert {"2021年决算数", "2022年预算数", "2022年决算数"} <= set(headings)


def test_sums_and_rates_are_formulas_where_they_hold() -> None:
    sheet = lay_out_base_data(FILING, Books(THIS, LAST), HUNAN)
    assert sheet is not None
    alive = followed(sheet, HUNAN)
    assert alive["/1/1/2"] == Decimal("34.3")  # 18.1 + 0 + 16.2
    assert "/1/1/0" not in alive  # last year's parts are not known
    assert alive["/0/1/2"] is None  # the control rate, once the establishment is filled in
    data = write_base_data(FILING, Books(THIS, LAST), HUNAN, "xlsx")
    assert data is not None
    (table,) = (block for block in reader.read(data).blocks if isinstance(block, Table))
    assert "34.30" in [cell.text for cell in table.cells]


def test_it_is_written_for_departments_whose_standard_asks_for_it() -> None:
    def names(filing: Filing, standard: str, books: Books | None) -> list[str]:
        written = write_documents(filing, standards.load(standard), ["html"], None, books)
        return [one.name for one in written]

    assert names(FILING, "hunan-2022", Books()) == ["自评表", "基础数据表"]
    assert names(FILING, "hunan-2022", None) == ["自评表"]
    assert names(FILING, "yunnan-2022", Books()) == ["自评表"]
    assert names(FILING.model_copy(update={"kind": "project"}), "hunan-2022", Books()) == ["自评表"]
