"""The whole way of a filing in real browsers: set, filled in, reviewed, sampled, summed up, published.

One story with everybody in it, each logged in as themselves. Every page on the way is looked at as
it then stands, at the desk and on a phone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Locator, Page, expect
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook
from tests.web.test_campaign import workbook

from jiping.intake import extract
from jiping.web import builds
from jiping.web.accounts.models import User
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing
from jiping.web.management.commands.build import WORKS

from .conftest import EXAMPLES, PASSWORD, PHONE, Visit
from .looking import look

RIVER = "青禾县河道管理所"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Enter = Callable[..., Page]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """Site and summary stand in a folder of their own, and are made while the page waits."""
    settings.DATA = tmp_path
    monkeypatch.setattr(builds, "start_worker", lambda name: builds.do_wanted(name, WORKS[name]))


@pytest.fixture
def enter(county: Any, visit: Visit) -> Enter:  # noqa: ARG001
    """Log in at the log-in page."""
    User.objects.update(password=make_password(PASSWORD))

    def log_in(name: str, password: str = PASSWORD, **screen: Any) -> Page:
        page = visit(None, "/login", **screen)
        page.get_by_label("用户名").fill(name)
        page.get_by_label("密码").fill(password)
        page.get_by_role("button", name="登录").click()
        expect(page.locator(".topbar")).to_be_visible()
        return page  # type: ignore[no-any-return]

    return log_in


def river_document() -> bytes:
    """The clean example as 河道所's own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(EXAMPLES / "clean-2023" / "clean-2023.docx") as held,
        zipfile.ZipFile(out, "w") as made,
    ):
        for part in held.infolist():
            told = held.read(part)
            if part.filename == "word/document.xml":
                told = told.replace("青禾县水利局".encode(), RIVER.encode())
            made.writestr(part.filename, told)
    return out.getvalue()


def go(page: Page, way: Locator) -> None:
    """Click what leads to another page, and be there: a page just left may still be asked."""
    with page.expect_navigation():
        way.click()


def open_menu(page: Page, name: str) -> None:
    go(page, page.get_by_role("navigation", name="主导航").get_by_role("link", name=name))


# --- who takes part ------------------------------------------------------------------------------


def administrators_open_an_account(enter: Enter) -> None:
    """Made by one, given its role by the other; who gets it chooses a password of their own."""
    system = enter("system_admin")
    expect(system).to_have_url(re.compile("/accounts/$"))
    system.get_by_label("用户名", exact=True).fill("li.qing")
    system.get_by_label("姓名").fill("李青")
    system.get_by_role("button", name="建立").click()
    first = system.get_by_role("status").locator("code").inner_text()
    look(system)
    system.goto("/tokens")
    look(system)

    security = enter("security_admin")
    open_menu(security, "账号")
    look(security)
    row = security.get_by_role("row", name="li.qing")
    row.get_by_label("角色").select_option(label="财政局绩效管理人员")
    row.get_by_role("button", name="授予").click()
    expect(row.get_by_label("角色")).to_have_value("bureau")

    bureau = enter("li.qing", first)
    bureau.get_by_label("旧密码").fill(first)
    look(bureau)
    for label in ("新密码", "新密码确认"):
        bureau.get_by_label(label, exact=True).fill(PASSWORD)
    bureau.get_by_role("button", name="保存").click()
    expect(bureau.get_by_role("heading", level=1)).to_have_text("现在没有要办的事")


def the_bureau_sets_the_campaign(bureau: Page) -> None:
    open_menu(bureau, "任务")
    expect(bureau.get_by_text("还没有自评任务")).to_be_visible()
    look(bureau)
    bureau.get_by_role("link", name="布置任务").first.click()
    for label, told in (
        ("年度", "2023"), ("名称", "2023年度预算绩效自评"), ("单位报送截止", "2024-03-15"),
        ("部门审核截止", "2024-03-10"), ("财政审核截止", "2024-04-30"),
    ):  # fmt: skip
        bureau.get_by_label(label).fill(told)
    bureau.get_by_label("部门评分标准").select_option("hunan-2022")
    bureau.get_by_label("项目评分标准").select_option("national-2020")
    bureau.get_by_role("button", name="保存").click()
    expect(bureau.get_by_text("截止日期应依次为单位、部门、财政。")).to_be_visible()
    look(bureau)
    bureau.get_by_label("部门审核截止").fill("2024-03-31")
    bureau.get_by_role("button", name="保存").click()

    go(bureau, bureau.get_by_role("link", name="导入单位和预算"))
    look(bureau)
    for rows in (
        [["104001", RIVER, "999", "", "", "", "七百万"]],
        [["104001", RIVER, "104", "", "", "", "7125000"]],
    ):
        told = {"name": "名册.xlsx", "mimeType": XLSX, "buffer": workbook(*rows)}
        bureau.get_by_label("Excel 文件").set_input_files(told)
        go(bureau, bureau.get_by_role("button", name="预览"))
        look(bureau)
        if rows[0][2] == "999":
            expect(bureau.get_by_text("没有编码为“999”的单位。")).to_be_visible()
            bureau.get_by_role("link", name="重新选择文件").click()
    expect(bureau.get_by_role("cell", name="712.5")).to_be_visible()
    bureau.get_by_role("button", name="导入").click()

    open_menu(bureau, "任务")
    bureau.get_by_role("link", name="2023年度预算绩效自评").click()
    bureau.get_by_role("button", name="开始填报").click()
    bureau.get_by_role("link", name="进度").last.click()
    row = bureau.get_by_role("row", name=RIVER)
    expect(row).to_contain_text("未开始")
    expect(row.get_by_role("link")).to_have_text(["延期"])  # a draft is the unit's own
    look(bureau)
    bureau.get_by_role("button", name="催办逾期").click()
    bureau.get_by_label("附言").fill("请于本周内报送。")
    look(bureau)
    bureau.get_by_role("button", name="发出").click()
    expect(bureau.get_by_text("已发出")).to_be_visible()


# --- the unit and its department -----------------------------------------------------------------


def the_preparer_fills_in_and_submits(preparer: Page) -> None:
    open_menu(preparer, "通知")
    expect(preparer.get_by_text("请于本周内报送。")).to_be_visible()
    look(preparer)
    open_menu(preparer, "我的自评")
    preparer.get_by_role("link", name="开始填报").click()
    preparer.get_by_text("带入", exact=True).click()
    preparer.get_by_role("link", name="旧的Word、Excel、PDF…").click()
    told = {"name": "河道所2023.docx", "mimeType": DOCX, "buffer": river_document()}
    preparer.locator("#file").set_input_files(told)
    preparer.wait_for_url("**/import/*")
    look(preparer)
    preparer.get_by_role("button", name="写入自评表").click()
    submit(preparer)


def submit(preparer: Page) -> None:
    preparer.get_by_role("button", name="提交", exact=True).click()
    preparer.get_by_role("dialog").get_by_role("button", name="确认提交").wait_for()
    for answer in preparer.locator(".submission form[data-answer]").all():
        answer.locator("textarea").fill("已核对，情况属实，依据见佐证材料。")
        answer.get_by_role("button", name="保存说明").click()
    preparer.get_by_role("button", name="确认提交").click()
    preparer.wait_for_url("**submitted=*")
    expect(preparer.locator("[data-state=unit_review]")).to_be_visible()


def the_head_signs_off(head: Page) -> None:
    """What waits is opened from the first page."""
    head.goto("/")
    look(head)
    head.get_by_role("link", name="审核", exact=True).last.click()
    a_review_fits_the_phone(head)
    sign_off(head)


def a_review_fits_the_phone(head: Page) -> None:
    """An indicator is a card with its scores side by side; nothing is scrolled to the side."""
    row = head.get_by_role("row", name="渠道清淤长度")
    tops = row.evaluate(
        "row => ['分值', '自评分', '规则分', '复核分'].map("
        "label => row.querySelector(`[data-label=${label}]`).getBoundingClientRect().y)"
    )
    assert len(set(tops)) == 1
    row.get_by_text("规则分说明").click()
    expect(row.locator(".why p")).to_be_visible()
    wide = "all => all.map(one => one.scrollWidth - one.clientWidth)"
    assert set(head.locator(".sheet .scroll").evaluate_all(wide)) == {0}
    look(head)


def approve(reviewer: Page) -> None:
    """The filing of the queue is opened and signed off."""
    open_menu(reviewer, "审核")
    reviewer.get_by_role("link", name=RIVER).click()
    sign_off(reviewer)


def sign_off(reviewer: Page) -> None:
    reviewer.get_by_role("button", name="通过", exact=True).click()
    reviewer.get_by_role("dialog").get_by_role("button", name="通过").click()
    expect(reviewer.get_by_text("没有等您审核的自评")).to_be_visible()


def the_department_returns_it(department: Page) -> None:
    open_menu(department, "审核")
    look(department)
    department.get_by_role("link", name=RIVER).click()
    department.get_by_label("对“渠道清淤长度·实际完成值”写意见").click()
    department.get_by_role("dialog").get_by_role("textbox").fill("请写明清淤河段。")
    look(department)
    department.get_by_role("button", name="写入").click()
    expect(department.locator("#remarks")).to_contain_text("请写明清淤河段。")
    department.get_by_role("button", name="退回", exact=True).click()
    sheet = department.get_by_role("dialog")
    sheet.get_by_label("退回理由").fill("第一项指标的完成值依据不足。")
    sheet.get_by_role("button", name="退回").click()
    expect(department.get_by_text("没有等您审核的自评")).to_be_visible()
    open_menu(department, "进度")
    look(department)


def the_preparer_mends_it(preparer: Page) -> None:
    open_menu(preparer, "通知")
    expect(preparer.get_by_text("第一项指标的完成值依据不足。")).to_be_visible()
    open_menu(preparer, "我的自评")
    preparer.get_by_role("link", name="修改").click()
    preparer.get_by_role("tab", name="意见").click()
    preparer.get_by_role("tabpanel", name="意见").get_by_role("button", name="定位").click()
    preparer.get_by_label("答复这条意见").fill("已在报告中写明。")
    preparer.get_by_role("button", name="保存答复").click()
    expect(preparer.get_by_text("答复已保存。")).to_be_visible()
    preparer.locator('textarea[data-at="/indicators/0/actual"]').fill("44公里")
    expect(preparer.locator("html[data-saving=saved]")).to_be_attached()
    look(preparer)
    submit(preparer)


def the_department_accepts_it(department: Page) -> None:
    open_menu(department, "审核")
    department.get_by_role("link", name=RIVER).click()
    expect(department.locator(".changes")).to_contain_text("44公里")
    department.get_by_role("button", name="销号").click()
    expect(department.get_by_text("已销号")).to_be_visible()
    go(department, department.get_by_role("link", name="逐项对照"))
    look(department)
    approve(department)


# --- the bureau, the third party, the public -----------------------------------------------------


def the_third_party_rescores_what_it_was_given(bureau: Page, enter: Enter) -> None:
    open_menu(bureau, "审核")
    bureau.get_by_role("link", name=RIVER).click()
    bureau.get_by_label("第三方机构").select_option(label="third_party")
    bureau.get_by_role("button", name="交给复核").click()
    expect(bureau.get_by_role("button", name="收回")).to_be_visible()
    look(bureau)

    third = enter("third_party")
    look(third)
    open_menu(third, "审核")
    expect(third.get_by_text("1 份等您审核")).to_be_visible()
    third.get_by_role("link", name=RIVER).click()
    score = third.get_by_label("复核得分：渠道清淤长度")
    score.fill("7.5")
    score.press("Enter")
    expect(score).to_have_class("kept")
    other = Filing.objects.create(
        campaign=Campaign.objects.get(), unit_id=User.objects.get(username="preparer@101").unit_id
    )
    third.goto(f"/filings/{other.pk}/review")
    expect(third.get_by_role("heading", level=1)).to_contain_text("没有找到")
    look(third)


def the_bureau_accepts_it(bureau: Page) -> None:
    """The third party's score is seen; the bureau's own counts."""
    bureau.reload()
    expect(bureau.locator(".reviewed .other")).to_have_text("third_party 7.5")
    score = bureau.get_by_label("复核得分：渠道清淤长度")
    score.fill("7.5")
    score.press("Enter")
    expect(bureau.locator("#reviewed-total")).to_have_text("98.88")
    approve(bureau)


def the_bureau_draws_a_sample(bureau: Page) -> None:
    bureau.goto("/samples")
    bureau.get_by_label("份数").fill("1")
    bureau.get_by_label("种子").fill("2024-qinghe")
    look(bureau)
    bureau.get_by_role("button", name="抽取").click()
    expect(bureau.get_by_text("结果相同")).to_be_visible()
    look(bureau)
    with bureau.expect_download() as frame:
        bureau.get_by_role("link", name="下载抽样框").click()
    assert "2023/104001/" in frame.value.path().read_text(encoding="utf-8")
    bureau.get_by_role("link", name=RIVER).click()
    with bureau.expect_download() as sheet:
        bureau.get_by_role("link", name="下载审核意见表").click()
    assert sheet.value.suggested_filename.endswith("审核意见表.xlsx")


def every_number_leads_to_its_filings(bureau: Page) -> None:
    open_menu(bureau, "汇总")
    expect(bureau.get_by_role("heading", level=1)).to_contain_text("2023年度")
    expect(bureau.locator("[data-chart] svg").first).to_be_visible()
    expect(bureau.locator("#grades [data-chart]")).to_contain_text("%")
    look(bureau)
    go(bureau, bureau.locator(".stats a", has_text="全年执行数"))
    expect(bureau.get_by_role("link", name=RIVER)).to_be_visible()
    look(bureau)


def the_summary_is_taken_along(bureau: Page) -> None:
    open_menu(bureau, "汇总")
    with bureau.expect_download() as told:
        bureau.get_by_role("link", name="Excel").click()
    assert told.value.suggested_filename == "2023年度预算绩效自评汇总分析.xlsx"
    book = CalamineWorkbook.from_path(told.value.path())
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert RIVER in {cell for rows in sheets for row in rows for cell in row}
    with bureau.expect_download() as told:
        bureau.get_by_role("link", name="PDF").click()
    with PdfDocument(told.value.path()) as paper:
        assert "年度预算绩效自评汇总分析" in paper[0].get_textpage().get_text_range()


def the_bureau_publishes(bureau: Page) -> None:
    open_menu(bureau, "公开")
    look(bureau)
    bureau.on("dialog", lambda dialog: dialog.accept())
    bureau.get_by_role("button", name="全部公开").click()
    expect(bureau.get_by_text("公众现在能看到1份自评。")).to_be_visible()
    look(bureau)


def the_citizen_reads_and_downloads(citizen: Page, into: Path) -> None:
    look(citizen)
    citizen.get_by_role("searchbox", name="查找单位、项目").fill("河道")
    citizen.keyboard.press("Enter")
    citizen.wait_for_url("**/search/**")
    hit = citizen.get_by_role("listitem").filter(has_text=RIVER)
    hit.get_by_role("link", name=RIVER).click()
    expect(citizen.get_by_role("main")).to_contain_text("渠道清淤长度")
    look(citizen)
    with citizen.expect_download() as form:
        citizen.get_by_role("link", name="自评表 Word").click()
    kept = into / "public.docx"
    form.value.save_as(kept)
    (filing,) = extract(kept).filings
    assert filing.unit == RIVER
    assert filing.indicators[0].actual.raw == "44公里"  # type: ignore[union-attr]


def the_bureau_takes_it_down(bureau: Page, citizen: Page, preparer: Page) -> None:
    """With a reason, and at once; it waits to be published again, and its unit is told."""
    shown = citizen.url
    bureau.goto(f"/filings/{Filing.objects.get(unit__name=RIVER).pk}/review")
    bureau.get_by_role("button", name="撤下公开").click()
    sheet = bureau.get_by_role("dialog")
    sheet.get_by_label("理由").fill("错")
    sheet.get_by_role("button", name="撤下").click()
    expect(sheet.get_by_text("请至少写4个字。")).to_be_visible()
    look(bureau)
    sheet.get_by_label("理由").fill("数据有误，更正后再公开。")
    sheet.get_by_role("button", name="撤下").click()
    bureau.wait_for_url("**/reviews")
    citizen.goto("/public/")
    expect(citizen.get_by_role("main")).not_to_contain_text(RIVER)
    citizen.goto(shown)
    expect(citizen.get_by_role("heading", level=1)).to_contain_text("没有找到")
    open_menu(bureau, "公开")
    expect(bureau.get_by_text("公众现在能看到0份自评。")).to_be_visible()
    expect(bureau.get_by_role("link", name=RIVER)).to_be_visible()
    look(bureau)
    open_menu(preparer, "通知")
    expect(preparer.get_by_text(f"《{RIVER}》已撤下公开：数据有误，更正后再公开。")).to_be_visible()


def the_bureau_ends_the_campaign(bureau: Page, enter: Enter) -> None:
    """Nothing is filled in any more, until it is opened again."""
    late = enter("preparer@101")
    late.get_by_role("link", name="开始填报").click()
    expect(late.get_by_role("button", name="提交", exact=True)).to_be_visible()
    open_menu(bureau, "任务")
    bureau.get_by_role("link", name="2023年度预算绩效自评").click()
    bureau.get_by_role("button", name="结束任务").click()
    expect(bureau.get_by_role("button", name="重新开放")).to_be_visible()
    look(bureau)
    late.reload()
    expect(late.get_by_role("button", name="提交", exact=True)).to_have_count(0)
    expect(late.get_by_text("任务已结束，不能再填报和提交")).to_be_visible()
    look(late)
    bureau.get_by_role("button", name="重新开放").click()
    expect(bureau.get_by_role("button", name="结束任务")).to_be_visible()
    late.reload()
    expect(late.get_by_role("button", name="提交", exact=True)).to_be_visible()


def the_auditor_reads_the_log(auditor: Page) -> None:
    open_menu(auditor, "操作日志")
    look(auditor)
    auditor.get_by_label("操作", exact=True).select_option(label="公开")
    auditor.get_by_role("button", name="查找").click()
    expect(auditor.get_by_role("cell", name=f"2023 {RIVER} 104001")).to_have_count(1)
    expect(auditor.get_by_role("link", name="我的自评")).to_have_count(0)
    auditor.goto("/board")
    expect(auditor.get_by_role("heading", level=1)).to_have_text("不能进行这项操作")
    look(auditor)


def test_a_filing_goes_the_whole_way(
    county: Any, enter: Enter, visit: Visit, tmp_path: Path
) -> None:
    county.campaign.delete()
    administrators_open_an_account(enter)
    bureau = enter("li.qing")
    the_bureau_sets_the_campaign(bureau)

    preparer = enter("preparer@104001")
    the_preparer_fills_in_and_submits(preparer)
    head = enter("unit_reviewer@104001", **PHONE)
    the_head_signs_off(head)
    department = enter("department_reviewer@104")
    the_department_returns_it(department)
    the_preparer_mends_it(preparer)
    approve(head)
    the_department_accepts_it(department)

    the_third_party_rescores_what_it_was_given(bureau, enter)
    the_bureau_accepts_it(bureau)
    the_bureau_draws_a_sample(bureau)
    every_number_leads_to_its_filings(bureau)
    the_summary_is_taken_along(bureau)
    the_bureau_publishes(bureau)
    citizen = visit(None, "/public/", **PHONE)
    the_citizen_reads_and_downloads(citizen, tmp_path)
    the_bureau_takes_it_down(bureau, citizen, preparer)
    the_bureau_ends_the_campaign(bureau, enter)
    the_auditor_reads_the_log(enter("audit_admin"))
