"""The campaign: set by the bureau, its roster from Excel, its board, reminders."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import xlsxwriter

from jiping.web.campaigns.board import board
from jiping.web.campaigns.models import Campaign
from jiping.web.campaigns.roster.carry_out import carry_out, digest
from jiping.web.campaigns.roster.plan import plan
from jiping.web.campaigns.roster.row import Row
from jiping.web.campaigns.roster.workbook import empty_workbook, rows_in
from jiping.web.filings.models import Filing
from jiping.web.refusal import ConflictError, InvalidError
from jiping.web.units.models import Project, Unit

HEAD = [
    "单位编码",
    "单位名称",
    "上级单位编码",
    "单位类型",
    "项目编码",
    "项目名称",
    "全年预算数（元）",
]


def workbook(*rows: list[str]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([["附件1"], HEAD, *rows]):
        for column, told in enumerate(row):
            sheet.write_string(number, column, told)
    book.close()
    return out.getvalue()


def test_a_workbook_is_read_by_its_headings_and_money_by_its_currency() -> None:
    (row,) = rows_in(workbook(["105", "青禾县林业局", "", "主管部门", "", "", "1,234,500.00"]))

    assert (row.place, row.unit_code, row.adjusted, row.currency) == (
        "第3行",
        "105",
        "1,234,500.00",
        "元",
    )


def test_what_will_change_is_shown_before_it_does(county: Any) -> None:
    filing = county.filing(county.town)
    rows = [
        Row("第2行", "105", "青禾县林业局", kind="主管部门", adjusted="123.45"),
        Row("第3行", "105001", "青禾县国有林场", "105"),
        Row(
            "第4行",
            "105001",
            project_code="P1",
            project_name="造林",
            adjusted="1234500",
            currency="元",
        ),
        Row("第5行", "301", "青禾县古岳镇人民政府", adjusted="900"),
    ]
    made = plan(county.campaign, rows)

    assert made.faults == ()
    assert [one.code for one in made.units] == ["105", "105001"]
    assert [one.code for one in made.projects] == ["P1"]
    assert [(one.code, one.before is None) for one in made.filings] == [
        ("105", True), ("105001", True), ("P1", True), ("301", False),
    ]  # fmt: skip
    assert not Unit.objects.filter(code="105").exists()

    carry_out(county.actor("bureau"), county.campaign, rows, digest(made))
    assert Unit.objects.get(code="105001").path == "/105/105001/"
    assert Filing.objects.get(project__code="P1").figures == {"adjusted": "123.45"}
    filing.refresh_from_db()
    assert filing.figures == {"adjusted": "900"}
    again = plan(county.campaign, rows)
    assert (again.units, again.projects, again.filings) == ((), (), ())


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (Row("第2行", "10 5", "x"), "单位编码", "应为1至24位字母或数字。"),
        (Row("第2行", "105"), "单位名称", "新单位须写明单位名称。"),
        (Row("第2行", "105", "x", "999"), "上级单位编码", "没有编码为“999”的单位。"),
        (Row("第2行", "104", parent_code="104001"), "上级单位编码", "上下级关系成环或超过20级。"),
        (Row("第2行", "301", kind="县直"), "单位类型", "应为以下之一"),
        (Row("第2行", "301", adjusted="约900"), "全年预算数", "“约900”不是金额。"),
        (Row("第2行", "301", adjusted="-5"), "全年预算数", "“-5”不是金额。"),
        (Row("第2行", "301", project_name="造林"), "项目编码", "写了项目名称，须写项目编码。"),
        (Row("第2行", "301", project_code="P9"), "项目名称", "新项目须写明项目名称。"),
    ],
)
def test_faults_are_told_row_by_row_and_nothing_is_imported(
    county: Any, row: Row, column: str, said: str
) -> None:
    good = Row("第9行", "106", "青禾县档案馆")
    (fault,) = plan(county.campaign, [row, good]).faults
    assert (fault.place, fault.column) == ("第2行", column)
    assert said in fault.message
    with pytest.raises(InvalidError, match="没有导入任何内容"):
        carry_out(county.actor("bureau"), county.campaign, [row, good])
    assert not Unit.objects.filter(code="106").exists()


def test_a_project_of_another_unit_and_a_row_twice_are_faults(county: Any) -> None:
    Project.objects.create(code="P1", name="清淤", unit=county.river)
    rows = [Row("第2行", "301", project_code="P1"), Row("第3行", "301"), Row("第4行", "301")]
    told = [(one.place, one.message) for one in plan(county.campaign, rows).faults]
    assert told == [
        ("第2行", "该项目属于单位 104001（青禾县河道管理所）。"),
        ("第4行", "与第3行重复。"),
    ]


def test_a_preview_that_is_out_of_date_is_not_carried_out(county: Any) -> None:
    rows = [Row("第2行", "105", "青禾县林业局")]
    shown = digest(plan(county.campaign, rows))
    Unit.objects.create(code="105", name="另一个单位")
    with pytest.raises(ConflictError):
        carry_out(county.actor("bureau"), county.campaign, rows, shown)


def test_the_bureau_imports_by_its_pages(county: Any) -> None:
    client = county.client("bureau")
    client.defaults = {}
    file = io.BytesIO(workbook(["105", "青禾县林业局", "", "主管部门", "", "", "1000000"]))
    file.name = "单位.xlsx"
    answer = client.post(f"/campaigns/{county.campaign.pk}/roster", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer.url)
    assert "青禾县林业局" in page.content.decode()
    assert client.post(answer.url, {"shown": page.context["shown"]}).status_code == 302
    assert Filing.objects.get(unit__code="105").figures == {"adjusted": "100"}
    assert client.post(answer.url, {"shown": page.context["shown"]}).status_code == 404


def test_the_empty_workbook_has_the_headings() -> None:
    with pytest.raises(InvalidError, match="表头下面没有内容"):
        rows_in(empty_workbook())


def test_the_board_shows_the_late_ones_first(county: Any) -> None:
    on_time = county.filing(county.school)
    Filing.objects.filter(pk=on_time.pk).update(state="finance_review")
    late = county.filing(county.town)
    found = board(county.users["bureau"], county.campaign, dt.date(2024, 4, 1))

    assert [one.pk for one in found.filings] == [late.pk, on_time.pk]
    assert (found.late, found.counts["finance_review"], found.counts["not_started"]) == (1, 1, 1)
    assert list(board(county.users["department_reviewer@104"], county.campaign).filings) == []


def test_those_who_hold_late_filings_are_reminded(county: Any) -> None:
    county.filing(county.town)
    client = county.client("bureau")
    answer = client.post(f"/campaigns/{county.campaign.pk}/reminders", {"text": "周五前报送。"})
    assert answer.status_code == 302
    (notice,) = county.users["preparer@301"].notices.all()
    assert notice.sentence.endswith("截止 2024-03-15。周五前报送。")


def test_deadlines_must_follow_one_another_and_begun_campaigns_keep_their_standard(
    county: Any,
    post: Any,  # noqa: ARG001
) -> None:
    client = county.client("bureau")
    form = {
        "year": 2023, "title": "x", "standard": "hunan-2022", "project_standard": "national-2020",
        "unit_deadline": "2024-04-15", "department_deadline": "2024-04-01",
        "bureau_deadline": "2024-05-01",
    }  # fmt: skip
    answer = client.post("/campaigns/new", form)
    assert "截止日期应依次为单位、部门、财政。" in answer.content.decode()
    assert (
        client.post("/campaigns/new", {**form, "department_deadline": "2024-04-20"}).status_code
        == 302
    )
    filing = county.filing()
    Filing.objects.filter(pk=filing.pk).update(state="drafting")
    url = f"/campaigns/{county.campaign.pk}/"
    answer = client.post(
        url, {**form, "department_deadline": "2024-04-20", "standard": "yunnan-2022"}
    )
    assert "已有单位开始填报，不能再改。" in answer.content.decode()


def test_a_second_campaign_of_a_year_is_made_and_said(county: Any) -> None:
    client = county.client("bureau")
    form = {
        "title": "补充自评", "standard": "hunan-2022", "project_standard": "national-2020",
        "unit_deadline": "2024-04-01", "department_deadline": "2024-04-15",
        "bureau_deadline": "2024-05-01",
    }  # fmt: skip
    year = county.campaign.year

    told = client.post("/campaigns/new", {**form, "year": year}, follow=True).content.decode()
    assert f"{year}年度另有任务“{county.campaign.title}”" in told

    told = client.post("/campaigns/new", {**form, "year": year + 1}, follow=True).content.decode()
    assert "另有任务" not in told


@pytest.mark.parametrize("name", ["preparer@301", "department_reviewer@104", "audit_admin"])
def test_only_the_bureau_sets_campaigns(county: Any, name: str) -> None:
    client, pk = county.client(name), county.campaign.pk
    for url in ("/campaigns/", "/campaigns/new", f"/campaigns/{pk}/", f"/campaigns/{pk}/roster"):
        assert client.get(url).status_code == 403
    assert client.post(f"/campaigns/{pk}/reminders").status_code == 403


def test_a_new_campaign_begins_with_the_next_year_and_the_standards_of_the_last(
    county: Any,
) -> None:
    page = county.client("bureau").get("/campaigns/new").content.decode()
    year = county.campaign.year
    assert f'name="year" value="{year + 1}"' in page
    assert county.campaign.title.replace(str(year), str(year + 1)) in page
    assert '<option value="hunan-2022" selected>' in page
    assert '<option value="national-2020" selected>' in page


def test_a_year_left_out_is_one_fault(county: Any) -> None:
    told = county.client("bureau").post("/campaigns/new", {"title": "x"}).content.decode()
    assert "年度应在2000至2100之间。" not in told
    told = county.client("bureau").post("/campaigns/new", {"year": "1023"}).content.decode()
    assert "年度应在2000至2100之间。" in told


def test_filling_in_does_not_begin_without_units(county: Any) -> None:
    Campaign.objects.filter(pk=county.campaign.pk).update(phase="preparing")
    client = county.client("bureau")
    page = f"/campaigns/{county.campaign.pk}/"
    told = client.post(f"{page}phase", {"act": "open"}, follow=True).content.decode()
    assert "还没有单位，不能开始填报。请先导入单位和预算。" in told
    assert Campaign.objects.get(pk=county.campaign.pk).phase == "preparing"

    county.filing()
    told = client.post(f"{page}phase", {"act": "open"}, follow=True).content.decode()
    assert "各单位现在可以填报。" in told
    assert Campaign.objects.get(pk=county.campaign.pk).is_open


def test_the_first_page_tells_of_the_campaign_in_which_one_takes_part(county: Any) -> None:
    county.filing(county.water)
    later = Campaign.objects.create(
        year=2025, title="别处的任务", standard="hunan-2022", phase="open",
        unit_deadline="2026-03-15", department_deadline="2026-03-31", bureau_deadline="2026-04-30",
    )  # fmt: skip
    told = county.client("preparer@104").get("/").content.decode()
    assert county.campaign.title in told
    assert later.title not in told


def test_the_bureau_gives_a_unit_more_time_on_the_board(county: Any) -> None:
    filing = county.filing(
        county.town, Project.objects.create(unit=county.town, code="P1", name="村道硬化")
    )
    bureau, board_page = county.client("bureau"), f"/campaigns/{county.campaign.pk}/board"
    shown = bureau.get(board_page).content.decode()
    assert f"?extend={filing.pk}" in shown
    asked = bureau.get(f"{board_page}?extend={filing.pk}").content.decode()
    assert "延期：青禾县古岳镇人民政府·村道硬化" in asked
    assert 'value="2024-03-15"' in asked

    refused = bureau.post(f"/filings/{filing.pk}/deadline", {"day": "明天"}, follow=True)
    assert "日期不对。" in refused.content.decode()
    told = bureau.post(f"/filings/{filing.pk}/deadline", {"day": "2024-04-08"}, follow=True)
    assert "《青禾县古岳镇人民政府·村道硬化》的截止日期改为 2024-04-08。" in told.content.decode()
    assert (
        "extend=" not in county.client("department_reviewer@104").get(board_page).content.decode()
    )


def test_an_empty_board_says_whether_nothing_was_found_or_nothing_is_there(county: Any) -> None:
    page = f"/campaigns/{county.campaign.pk}/board"
    assert "还没有单位" in county.client("bureau").get(page).content.decode()
    assert "没有符合条件的自评" in county.client("bureau").get(f"{page}?q=无").content.decode()
