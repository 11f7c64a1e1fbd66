"""How a form is laid out: by the standard's own columns, filled cells with their fields."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pypdfium2
import pytest

from jiping import standards
from jiping.filing import Budget, BudgetRow, Filing, Goals, Indicator, Report, Section, Total
from jiping.filing.values import parse_value
from jiping.writers.form import lay_out, write_form
from jiping.writers.form.cells import Sheet
from jiping.writers.form.formulas import ranges
from jiping.writers.typesetting import packaged_faces

HUNAN = standards.load("hunan-2022")
FILING = Filing(
    kind="department",
    unit="云岭镇人民政府",
    fiscal_year=2022,
    budget=Budget(
        rows=(
            BudgetRow(
                item="total", label="年度资金总额", initial=Decimal("972.54"),
                adjusted=Decimal("3852.5"), executed=Decimal(3852), weight=Decimal(10),
                execution_rate=Decimal("0.9999"), score=Decimal("9.99"),
            ),
        )
    ),
    indicators=(
        Indicator(
            level1="产出指标", level2="数量指标", name="村居", target=parse_value("11个"),
            actual=parse_value("11个"), weight=Decimal(15), score=Decimal(15),
        ),
        Indicator(
            level1="产出指标", level2="质量指标", name="得分", target=parse_value("≥90分"),
            actual=parse_value("90分"), weight=Decimal(15), score=Decimal("12.5"),
        ),
    ),
    total=Total(weight=Decimal(100), score=Decimal("90.5")),
)  # fmt: skip


def at(sheet: Sheet, field: str) -> str:
    (cell,) = (cell for cell in sheet.cells if cell.field == field)
    return cell.text


def test_amounts_have_two_decimals_and_points_stand_under_each_other() -> None:
    sheet = lay_out(FILING, HUNAN)
    row = "/budget/rows/0"
    assert [at(sheet, f"{row}/{name}") for name in ("initial", "adjusted", "executed")] == [
        "972.54", "3852.50", "3852.00",
    ]  # fmt: skip
    assert at(sheet, f"{row}/execution_rate") == "99.99%"
    assert [at(sheet, f"/indicators/{n}/score") for n in (0, 1)] == ["15.00", "12.50"]
    assert [at(sheet, f"/indicators/{n}/weight") for n in (0, 1)] == ["15", "15"]


def test_no_decimal_of_an_amount_is_cut() -> None:
    row = FILING.budget.rows[0].model_copy(update={"executed": Decimal("3852.123456")})
    sheet = lay_out(FILING.model_copy(update={"budget": Budget(rows=(row,))}), HUNAN)
    assert at(sheet, "/budget/rows/0/initial") == "972.540000"
    assert at(sheet, "/budget/rows/0/executed") == "3852.123456"


def test_amounts_in_yuan_where_the_filing_has_them_so() -> None:
    sheet = lay_out(FILING.model_copy(update={"currency_unit": "元"}), HUNAN)
    assert at(sheet, "/budget/rows/0/initial") == "9725400.00"
    assert any("(元)" in cell.text for cell in sheet.cells)


def test_the_two_views_stand_side_by_side() -> None:
    sheet = lay_out(FILING, HUNAN)
    (revenue,) = (c for c in sheet.cells if c.text == "按收入性质分：")
    (expenditure,) = (c for c in sheet.cells if c.text == "按支出性质分：")
    assert (revenue.row, revenue.right) == (expenditure.row, expenditure.left)


def test_equal_levels_are_one_cell_with_the_points_of_the_frame() -> None:
    sheet = lay_out(FILING, HUNAN)
    (level,) = (cell for cell in sheet.cells if cell.text.startswith("产出指标"))
    assert (level.text, level.rows) == ("产出指标\n（50分）", 2)


def test_direction_and_unit_have_columns_of_their_own_where_the_form_has_them() -> None:
    sheet = lay_out(FILING.model_copy(update={"kind": "project"}), standards.load("sichuan-2023"))
    cells = [at(sheet, f"/indicators/1/{name}") for name in ("operator", "target", "measure")]
    assert cells == ["≥", "90", "分"]
    assert at(sheet, "/indicators/1/actual") == "90"


def test_values_read_from_columns_are_spelt_whole_where_the_form_has_none() -> None:
    value = parse_value("90", "≥", "分")
    one = FILING.indicators[1].model_copy(update={"target": value})
    sheet = lay_out(FILING.model_copy(update={"indicators": (one,)}), HUNAN)
    assert at(sheet, "/indicators/0/target") == "≥90分"


def test_a_form_without_indicators_has_a_row_for_each_category_to_be_filled_in() -> None:
    sheet = lay_out(Filing(kind="department", standard="hunan-2022"), HUNAN)
    categories = [
        c.text.replace("\n", "") for c in sheet.cells if (c.field or "").endswith("/level2")
    ]
    assert categories == [
        "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标",
        "可持续影响指标", "服务对象满意度指标",
    ]  # fmt: skip


def test_rows_of_the_form_that_the_filing_lacks_stay_empty() -> None:
    sheet = lay_out(FILING.model_copy(update={"kind": "project"}), standards.load("national-2020"))
    labels = [cell.text for cell in sheet.cells if cell.look == "label"]
    order = [
        labels.index(x) for x in ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
    ]
    assert order == sorted(order)


def test_texts_below_the_table_come_from_the_report() -> None:
    report = Report(sections=(Section(heading="四、问题", topic="problems", text="支出偏慢。"),))
    filing = FILING.model_copy(update={"kind": "project", "report": report})
    sheet = lay_out(filing, standards.load("sichuan-2023"))
    assert "支出偏慢。" in [cell.text for cell in sheet.cells]


@pytest.mark.parametrize("name", standards.names())
@pytest.mark.parametrize("kind", ["department", "project", "transfer"])
def test_cells_cover_the_form_without_gap_or_overlap(name: str, kind: str) -> None:
    filing = FILING.model_copy(update={"kind": kind, "project": "供水", "supervisor": "水利局"})
    sheet = lay_out(filing, standards.load(name))
    for row in range(sheet.height):
        cells = [c for c in sheet.cells if c.row <= row < c.row + c.rows]
        edges = sorted((cell.left, cell.right) for cell in cells)
        assert edges[0][0] == 0
        assert edges[-1][1] == 1000
        assert all(one[1] == other[0] for one, other in pairwise(edges))


def test_sums_take_in_rows_that_are_put_in_between() -> None:
    assert list(ranges(["J3", "J9", "J10", "J11", "K12"])) == ["J3", "J9:J11", "K12"]
    assert list(ranges(["AB7"])) == ["AB7"]
    assert list(ranges([])) == []


def test_a_text_that_is_longer_than_a_page_goes_on_overleaf_and_no_heading_stands_alone() -> None:
    goals = Goals(expected="保障运转。" * 500)
    one = FILING.indicators[0].model_copy(update={"reason": "原因在于项目论证不足、" * 60})
    filing = FILING.model_copy(update={"goals": goals, "indicators": (one, *FILING.indicators)})
    document = pypdfium2.PdfDocument(write_form(filing, HUNAN, "pdf", packaged_faces()))
    pages = [page.get_textpage().get_text_range() for page in document]
    told = "".join("".join(pages).split())
    assert told.count("障") == 500
    assert told.count("足") == 60
    for page in pages:
        assert "三级指标" not in page or "原因在于" in page or "村居" in page
