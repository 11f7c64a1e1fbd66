"""What many filings say together, and that each figure leads to its filings."""

import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from lxml import etree
from rich.cells import cell_len
from typer.testing import CliRunner

from jiping.batch.rows import Judged, rows_of
from jiping.batch.schema import DATA_SETS
from jiping.batch.summary import Scope, Summary, summary_of_rows
from jiping.batch.summary.page import page
from jiping.batch.summary.paper import paper
from jiping.batch.summary.workbook import workbook
from jiping.checks import examine, rules
from jiping.cli import terminal
from jiping.cli.app import app
from jiping.cli.summarise import _table
from jiping.filing import Budget, BudgetRow, Extraction, Filing, Indicator, Source, Total
from jiping.filing.values import parse_value
from jiping.scoring import score
from jiping.standards import load

STANDARD = load("national-2020")


def filing(unit: str, year: int, own: str, rate: str = "1", **more: object) -> Filing:
    """A form of one indicator of 90 points, reached to nine tenths: 81 by the rules, with execution 91."""
    money = BudgetRow(
        item="total", label="年度资金总额", adjusted=Decimal(1000), executed=1000 * Decimal(rate), weight=Decimal(10),
        score=Decimal(10),
    )  # fmt: skip
    indicator = Indicator(
        level1="产出指标", level2="质量指标", name="验收合格率", target=parse_value("≥100%"), actual=parse_value("90%"),
        weight=Decimal(90), score=Decimal(own) - 10,
    )  # fmt: skip
    return Filing(
        kind="department", unit=unit, fiscal_year=year, budget=Budget(rows=(money,)), indicators=(indicator,),
        total=Total(weight=Decimal(100), score=Decimal(own)), **more,
    )  # fmt: skip


FILINGS = (
    filing("长沙市雨花区水利局", 2022, "93"),
    filing("长沙市雨花区水利局", 2023, "95"),
    filing("长沙市雨花区教育局", 2023, "96"),
    filing("株洲市渌口区水利局", 2023, "91"),
    filing("株洲市渌口区教育局", 2023, "91", rate="0.5"),
    filing("长沙市雨花区水利局", 2023, "95", grade="优"),  # the same once more, in another file
)


def data(*filings: Filing) -> dict[str, list]:
    """The rows of filings, each in a document of its own."""
    rows: dict[str, list] = {one.name: [] for one in DATA_SETS}
    for number, one in enumerate(filings):
        source = Source(name="a", media_type="text/plain", sha256=f"{number:02}" * 32)
        read = Extraction(schema="jiping/filing/1", source=source, filings=(one,))
        card = score(one, STANDARD)
        found = rows_of(read, (Judged(one, card, examine(one, STANDARD)),), f"材料/{number}.docx")
        for name, more in found.items():
            rows[name] += more
    rows["rules"] = [
        {"code": r.code, "title": r.title, "theme": r.theme.title, "severity": r.severity}
        for r in rules()
    ]
    return rows


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summary_of_rows(data(*FILINGS))


def lines(summary: Summary, key: str) -> dict[object, tuple]:
    return {line.cells[0]: line.cells for line in summary.table(key).lines}


def test_a_filing_that_came_twice_counts_once(summary: Summary) -> None:
    (_, count, words) = lines(summary, "overview")["自评份数"]

    assert count == 5
    assert "重复报送的 1 份不重复计" in words


def test_units_of_one_name_that_differ_are_not_one() -> None:
    """Without a place: figures of one year, or the district of the supervisor, tell them apart."""
    found = summary_of_rows(
        data(
            filing("水利局", 2023, "95"),
            filing("水利局", 2023, "95", grade="优"),  # a copy
            filing("水利局", 2023, "91"),
            filing("水利局", 2022, "93"),
            filing("林业局", 2023, "95", supervisor="青禾县财政局"),
            filing("林业局", 2023, "95", supervisor="云溪县财政局"),
            filing("民政局", 2022, "95"),
            filing("民政局", 2023, "96"),
        )
    )

    lines = {line.cells[0]: line for line in found.table("overview").lines}
    assert lines["自评份数"].cells[1:] == (7, "单位 5 个，项目 0 个；重复报送的 1 份不重复计")
    assert lines["全年预算数"].cells[1] == "7,000.00 万元"
    assert lines["可能重名"].cells[1] == 1
    assert "4 份自评" in str(lines["可能重名"].cells[2])
    assert len(lines["可能重名"].filings) == 3
    (matched,) = (line.cells[10] for line in found.table("years").lines if line.cells[0] == "2023")
    assert matched == 1  # 民政局 alone


def test_the_overstatement_index_is_the_mean_of_self_less_rule(summary: Summary) -> None:
    # 2, 4, 5, 0 and, with half the money spent (5 of 10 points), 5: mean 3.2, s = 2.1679, t(4) = 2.776
    cells = lines(summary, "overview")["高评指数"]

    assert cells[1] == Decimal("3.20")
    assert "5 份；95% 区间 0.51 至 5.89，在 0 以上：普遍高评" in cells[2]
    assert lines(summary, "overview")["高评面"][1] == "80.00%"


def test_money_is_added_exactly_and_divided_once(summary: Summary) -> None:
    assert lines(summary, "overview")["总执行率"][1] == "90.00%"


def test_sums_of_money_say_how_many_filings_tell_it() -> None:
    """A form without a budget of the whole year would make it look overspent."""
    spent = BudgetRow(item="total", label="年度资金总额", executed=Decimal(3000))
    without = filing("长沙市雨花区民政局", 2023, "95").model_copy(
        update={"budget": Budget(rows=(spent,))}
    )
    told = lines(
        summary_of_rows(data(filing("长沙市雨花区水利局", 2023, "95"), without)), "overview"
    )

    assert told["全年预算数"][1:] == ("1,000.00 万元", "1 份写有，年度资金总额合计")
    assert told["全年执行数"][1:] == ("4,000.00 万元", "2 份写有，年度资金总额合计")
    assert told["总执行率"][1:] == ("100.00%", "1 份两者都有，执行数合计除以预算数合计")


def test_execution_by_bands(summary: Summary) -> None:
    told = lines(summary, "execution")

    assert told["100%"][1:3] == (4, Decimal("0.8000"))
    assert told["低于 60%"][1:] == (1, Decimal("0.2000"), Decimal(1000), Decimal(500))


def test_grades_by_self_and_by_rule(summary: Summary) -> None:
    told = lines(summary, "grades")

    assert told["优"] == ("优", 5, Decimal("1.0000"), 4, Decimal("0.8000"))
    assert told["良"] == ("良", 0, Decimal("0.0000"), 1, Decimal("0.2000"))


def test_places_are_ranked_by_what_is_sure(summary: Summary) -> None:
    first, second = summary.table("prefecture").lines

    # Changsha 2, 4, 5: mean 3.67 ± 3.79; Zhuzhou 0, 5: mean 2.5 ± 31.77
    assert first.cells[:3] == (1, "长沙市", 3)
    assert first.cells[5:8] == (Decimal("3.67"), Decimal("-0.13"), Decimal("7.46"))
    assert second.cells[:3] == (2, "株洲市", 2)


def test_a_place_of_which_nothing_is_sure_has_no_rank() -> None:
    alone = filing("长沙市雨花区民政局", 2023, "99")
    told = summary_of_rows(data(alone, *(one for one in FILINGS if "渌口" in (one.unit or ""))))

    assert [line.cells[:3] for line in told.table("prefecture").lines] == [
        (1, "株洲市", 2), (None, "长沙市", 1),
    ]  # fmt: skip


def test_a_county_that_no_table_knows_is_told_by_its_name() -> None:
    told = summary_of_rows(
        data(
            filing("湘沅市青禾县水利局", 2023, "95"),
            filing("中共湘沅市青禾县委组织部", 2023, "95"),
            filing("湘沅市云溪县水利局", 2023, "92"),
            filing("长沙市财政局", 2023, "92"),
            filing("水利局", 2023, "92"),
        )
    )

    (counties,) = (one for one in told.tables if one.key == "county")
    assert [line.cells[:3] for line in counties.lines] == [
        (1, "青禾县", 2), (None, "云溪县", 1), (None, "省、市本级", 1), (None, "名称中认不出", 1),
    ]  # fmt: skip
    assert counties.lines[0].where.endswith("= '青禾县'")


def test_where_all_lies_in_one_county_it_is_named() -> None:
    told = summary_of_rows(data(*(one for one in FILINGS if "雨花" in (one.unit or ""))))

    assert told.table("county").lines[0].cells[1] == "长沙市雨花区"


def test_a_place_leads_to_its_filings(summary: Summary) -> None:
    (first, _) = summary.table("prefecture").lines

    assert first.where == "prefecture = '430100'"
    assert {summary.exhibits[one].place for one in first.filings} == {"湖南省长沙市雨花区"}
    assert summary.exhibits[first.filings[0]].file == "材料/2.docx"  # the most overstated one


def test_findings_lead_to_their_place_and_text(summary: Summary) -> None:
    (line,) = (one for one in summary.table("findings").lines if one.cells[0] == "JP401")

    assert line.cells[4:] == (5, Decimal("1.0000"), 5)
    found = {one.code: one for one in summary.exhibits[line.filings[0]].found}
    assert "验收合格率" in found["JP401"].message


def test_indicators_missed(summary: Summary) -> None:
    (line,) = summary.table("missed").lines

    assert line.cells == ("验收合格率", "产出指标", 5, 5, Decimal("1.0000"), Decimal("9.00"), 0)


def test_the_number_that_a_template_gives_an_indicator_does_not_part_it() -> None:
    one, other = FILINGS[0], FILINGS[2]
    (indicator,) = other.indicators
    told = [
        one,
        *(
            filing.model_copy(update={"indicators": (indicator.model_copy(update={"name": name}),)})
            for filing, name in ((other, "指标1：验收合格率"), (FILINGS[3], "指标2"))
        ),
    ]

    found = summary_of_rows(data(*told)).table("missed").lines

    assert [line.cells[0:4:2] for line in found] == [("验收合格率", 2), ("指标2", 1)]
    assert "'指标2'" in found[1].where


def test_years_compare_the_same_units(summary: Summary) -> None:
    told = lines(summary, "years")

    assert told["2022"][-3:] == (None, None, None)
    assert told["2023"][-3:] == (1, Decimal("2.00"), Decimal("0.00"))


def test_peers_are_of_one_kind_and_size(summary: Summary) -> None:
    sizes = {line.cells[:3] for line in summary.table("peers").lines}

    assert sizes == {("政府部门", "500–2000 万元", 5)} or sum(size[2] for size in sizes) == 5
    assert {size[1] for size in sizes} == {"500–2000 万元"}


def test_the_ranking_shares_a_place_where_the_points_are_the_same(summary: Summary) -> None:
    assert [line.cells[0] for line in summary.table("ranking").lines] == [1, 1, 1, 1, 5]
    assert summary.table("ranking").lines[-1].cells[1] == "株洲市渌口区教育局"


def test_only_the_scope_is_summarised() -> None:
    told = summary_of_rows(data(*FILINGS), Scope(year=2023, region="4302"))

    assert lines(told, "overview")["自评份数"][1] == 2
    assert told.table("findings").lines[0].where.endswith("year = 2023 and place_code like '4302%'")
    assert told.title == "湖南省株洲市2023年度预算绩效自评汇总分析"


def test_a_scope_is_no_way_into_the_query() -> None:
    told = summary_of_rows(data(*FILINGS), Scope(region="43' or true --", kind="x' or '1'='1"))

    assert lines(told, "overview")["自评份数"][1] == 0


def test_every_condition_is_one_that_can_be_asked(summary: Summary) -> None:
    base = duckdb.connect()
    for one in DATA_SETS:
        columns = ", ".join(f"null::{column.type} as {column.name}" for column in one.columns)
        base.execute(f"create table {one.name} as select {columns} where false")

    for table in summary.tables:
        for line in table.lines:
            base.execute(f"select * from filings where {line.where}")


def test_nothing_is_summarised_without_a_fault() -> None:
    told = summary_of_rows({})

    assert told.table("ranking").lines == ()
    assert page(told, "结果") and workbook(told) and paper(told, "结果")


def test_the_page_loads_nothing_and_holds_its_data(summary: Summary) -> None:
    told = page(summary, "结果")
    (held,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', told, re.S)

    assert "default-src 'none'" in told
    markup = re.sub(r"<script.*?</script>", "", told, flags=re.S)
    assert not re.search(r"<(?:img|link|iframe)|src=|url[(]|@import", markup)
    assert not re.search(r"<script[^>]+src=", re.sub(r">.*?</script>", ">", told, flags=re.S))
    tables = json.loads(held)["tables"]
    assert tables["execution"]["lines"][1]["cells"][:3] == ["100%", "4", "80.00%"]
    assert set(tables) == {one.key for one in summary.tables}


def test_every_column_of_a_picture_has_its_label_and_the_page_suits_a_dark_room(
    summary: Summary,
) -> None:
    told = page(summary, "结果")

    assert "interval: 0" in told  # else a label of two is left out where room is short
    assert '[data-scheme="dark"]' in told
    assert "大于 0 即自评偏高" in told


def test_names_cannot_break_out_of_the_page() -> None:
    hostile = filing("</script><script>alert(1)</script>水利局", 2023, "95")

    told = page(summary_of_rows(data(hostile)), "</script>")

    assert "<script>alert" not in told
    assert "\\u003c/script" in told


def test_the_workbook_has_charts_and_leads(summary: Summary) -> None:
    archive = zipfile.ZipFile(io.BytesIO(workbook(summary)))
    names = archive.namelist()
    text = archive.read("xl/sharedStrings.xml").decode()

    assert sum(name.startswith("xl/charts/chart") for name in names) >= 7
    assert "select file, unit, year, self_total, rule_total from filings where prefecture = '430100'" in text.replace("&apos;", "'")  # fmt: skip
    assert "见自评和证据" in text


def test_pictures_of_the_workbook_tell_what_they_count_and_begin_at_nought(
    summary: Summary,
) -> None:
    archive = zipfile.ZipFile(io.BytesIO(workbook(summary)))
    charts = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/charts/c")]

    shares = [one for one in charts if "等级分布" in one]
    assert all('formatCode="0%"' in one and '<c:max val="1"/>' in one for one in shares)
    (places,) = (one for one in charts if "各市（州）高评程度" in one)
    assert "高评指数（分）" in places
    assert '<c:min val="-30"/>' in places and '<c:max val="35"/>' in places
    assert sum("份数</a:t>" in one for one in charts) >= 2


def test_counts_are_whole_and_words_among_numbers_stand_at_the_right(summary: Summary) -> None:
    archive = zipfile.ZipFile(io.BytesIO(workbook(summary)))
    sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    styles = etree.fromstring(archive.read("xl/styles.xml"))
    looks = styles.find("{*}cellXfs")
    formats = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter("{*}numFmt")}

    def look(cell: str) -> etree._Element:
        return looks[int(sheet.find(f".//{{*}}c[@r='{cell}']").get("s"))]

    assert formats[look("B5").get("numFmtId")] == "#,##0"  # 自评份数
    assert look("B6").find("{*}alignment").get("horizontal") == "right"  # 全年预算数, in words


def test_rows_of_evidence_are_as_high_as_their_texts_and_tell_their_filing() -> None:
    long = "长沙市雨花区" + "水利和湖泊" * 9 + "局"
    told = summary_of_rows(data(filing(long, 2023, "95"), filing("长沙市雨花区林业局", 2023, "91")))
    archive = zipfile.ZipFile(io.BytesIO(workbook(told)))
    last = max(n for n in range(1, 30) if f"xl/worksheets/sheet{n}.xml" in archive.namelist())
    sheet = etree.fromstring(archive.read(f"xl/worksheets/sheet{last}.xml"))
    rows = [row for row in sheet.iter("{*}row") if int(row.get("r")) > 2]

    heights = {float(row.get("ht")) for row in rows}
    assert min(heights) < 40 < max(heights)
    assert all(row.find("{*}c").find("{*}v") is not None for row in rows)  # the name of the unit


def test_formulas_in_names_are_text_in_the_workbook() -> None:
    told = workbook(summary_of_rows(data(filing("=HYPERLINK(1)水利局", 2023, "95"))))
    sheets = zipfile.ZipFile(io.BytesIO(told))

    assert not any(b"<f>" in sheets.read(n) for n in sheets.namelist() if n.startswith("xl/worksheets/sheet"))  # fmt: skip


def test_the_paper_is_a_pdf(summary: Summary) -> None:
    assert paper(summary, "结果").startswith(b"%PDF-")


def test_the_command_says_where_there_is_nothing(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["summarise", str(tmp_path)])

    assert told.exit_code == 2
    assert "请先运行 jiping batch" in told.output


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_figure_is_broken_on_a_narrow_terminal(
    width: int,
    summary: Summary,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(terminal, "WIDTH", width)
    _table(summary.table("prefecture"), width)
    said = capsys.readouterr().out

    assert all(cell_len(line) <= width for line in said.splitlines())
    assert "-0.13" in said and "-29.27" in said
    assert ("没有列出" in said) == (width < 80)


def test_the_command_says_where_no_filing_is_summarised(tmp_path: Path) -> None:
    (tmp_path / "空.docx").write_bytes(b"")
    made = str(tmp_path / "结果")
    CliRunner().invoke(app, ["batch", str(tmp_path / "空.docx"), "-o", made])

    told = CliRunner().invoke(app, ["summarise", made])
    assert told.exit_code == 2
    assert "没有自评，没有可汇总的" in told.output
    told = CliRunner().invoke(app, ["summarise", made, "--year", "2030"])
    assert "没有符合 --year" in told.output


def test_the_command_knows_its_forms(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["summarise", str(tmp_path), "--as", "doc"])

    assert told.exit_code == 2
    assert "可用的有：xlsx、pdf、html" in told.output


def test_missed_indicators_lead_to_their_arithmetic(summary: Summary) -> None:
    (line,) = summary.table("missed").lines
    told = [one for one in summary.exhibits[line.filings[0]].found if one.code == "规则得分"]

    assert told[0].title == "验收合格率"
    assert told[0].quote == "≥100%　90%"
    assert "90 × 90 ÷ 100 = 81" in told[0].message
