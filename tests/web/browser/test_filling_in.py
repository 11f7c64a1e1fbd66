"""The way of a preparer in a real browser: from the log-in to the submission, and what may happen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jiping.web.filings.models import Draft, Filing, Version

from .conftest import EXAMPLES, PASSWORD, PHONE, Visit
from .looking import look

PREPARER = "preparer@104"


def field(page: Page, at: str) -> Any:
    return page.locator(f'textarea[data-at="{at}"]')


def saved(page: Page) -> None:
    """Wait until everything that was typed is at the server."""
    expect(page.locator("html[data-saving=saved]")).to_be_attached()


def paste(page: Page, at: str, text: str) -> None:
    field(page, at).evaluate(
        """(field, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def held(filing: Filing) -> dict[str, Any]:
    return json.loads(Draft.objects.get(filing=filing).content)  # type: ignore[no-any-return]


@pytest.fixture
def filing(county: Any) -> Filing:
    return county.filing(county.water)  # type: ignore[no-any-return]


def test_from_the_log_in_through_an_old_document_to_the_submission_on_a_phone(
    county: Any, filing: Filing, visit: Visit
) -> None:
    user = county.users[PREPARER]
    user.set_password(PASSWORD)
    user.save()

    page = visit(None, "/login", **PHONE)
    page.get_by_label("用户名").fill(PREPARER)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="开始填报").click()
    page.get_by_text("带入", exact=True).click()
    page.get_by_role("link", name="旧的Word、Excel、PDF…").click()
    page.locator("#file").set_input_files(EXAMPLES / "clean-2023" / "clean-2023.docx")

    # What was read stands on the form, with the place and the words it was read from.
    page.wait_for_url("**/import/*")
    field(page, "/budget/rows/0/executed").click()
    expect(page.locator("#source")).to_contain_text("698.25")
    expect(page.locator("#source")).to_contain_text("表1")
    page.get_by_role("button", name="写入自评表").click()

    page.wait_for_url(f"**/filings/{filing.pk}/")
    expect(page.locator("[data-total=self]")).to_have_text("99.38")
    page.get_by_role("button", name="提交", exact=True).click()
    for answer in page.locator(".submission form[data-answer]").all():
        answer.locator("textarea").fill("已核对，情况属实，依据见佐证材料。")
        answer.get_by_role("button", name="保存说明").click()
    page.get_by_role("button", name="确认提交").click()

    page.wait_for_url("**submitted=1")
    expect(page.get_by_role("heading", name="青禾县水利局")).to_contain_text("单位审核")
    version = Version.objects.get(filing=filing)
    assert json.loads(version.content)["budget"]["rows"][0]["executed"] == "698.25"


def test_on_a_phone_a_long_label_is_not_written_over_its_amount(
    filing: Filing, visit: Visit
) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/", **PHONE)
    cell = page.locator('td[data-cell="/budget/by_revenue/special_account_nontax"]')
    assert cell.evaluate("it => getComputedStyle(it, '::after').whiteSpace") == "normal"
    expect(page.get_by_text("纳入专户管理的非税收入拨款：", exact=True)).to_be_hidden()


def test_what_is_typed_without_a_connection_is_sent_later(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    page.context.set_offline(True)
    field(page, "/goals/expected").fill("保障全县农村供水。")
    expect(page.locator("#save-state")).to_contain_text("连接中断，1处修改已存本机")
    assert not Draft.objects.filter(filing=filing).exists()

    page.context.set_offline(False)
    saved(page)
    assert held(filing)["goals"]["expected"] == "保障全县农村供水。"


def test_what_was_not_sent_outlives_the_page(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    page.route("**/edits", lambda route: route.abort())
    field(page, "/goals/expected").fill("保障全县农村供水。")
    expect(page.locator("#save-state")).to_contain_text("连接中断")
    page.unroute("**/edits")
    page.reload()

    expect(field(page, "/goals/expected")).to_have_value("保障全县农村供水。")
    expect(page.get_by_text("上次未送出的修改已补交。")).to_be_visible()
    assert held(filing)["goals"]["expected"] == "保障全县农村供水。"


def test_two_people_at_one_field_see_both_values(filing: Filing, visit: Visit) -> None:
    mine = visit(PREPARER, f"/filings/{filing.pk}/")
    theirs = visit(PREPARER, f"/filings/{filing.pk}/")
    field(theirs, "/goals/expected").fill("修好三座水库。")
    saved(theirs)
    field(mine, "/goals/expected").fill("修好四座水库。")
    field(mine, "/goals/achieved").fill("修好了四座水库。")

    dialog = mine.get_by_role("dialog", name="这几处其他人也改过，请选择保留哪一个")
    expect(dialog).to_contain_text("修好三座水库。")
    expect(dialog).to_contain_text("修好四座水库。")
    assert held(filing)["goals"] == {"expected": "修好三座水库。"}
    dialog.get_by_role("radio", name="我的").check()
    dialog.get_by_role("button", name="按所选保存").click()

    saved(mine)
    assert held(filing)["goals"] == {"expected": "修好四座水库。", "achieved": "修好了四座水库。"}


def test_rows_others_added_do_not_move_what_i_type(filing: Filing, visit: Visit) -> None:
    mine = visit(PREPARER, f"/filings/{filing.pk}/")
    theirs = visit(PREPARER, f"/filings/{filing.pk}/")
    field(theirs, "/indicators/0/name").focus()
    theirs.keyboard.press("Control+Shift+Enter")
    theirs.keyboard.type("对方的新指标")
    saved(theirs)
    field(mine, "/indicators/1/name").fill("我的第二个指标")
    saved(mine)

    names = [row.get("name") for row in held(filing)["indicators"]]
    assert names[:3] == ["对方的新指标", None, "我的第二个指标"]
    expect(field(mine, "/indicators/2/name")).to_have_value("我的第二个指标")


def test_the_form_is_filled_in_by_keyboard_alone(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    press = page.keyboard.press
    field(page, "/indicators/0/name").focus()
    page.keyboard.type("新建水库")
    for text in ("≥3座", "3座", "10", "10"):
        press("Tab")
        page.keyboard.type(text)
    press("Control+Enter")
    page.keyboard.type("维修水闸")
    press("Alt+ArrowUp")
    expect(field(page, "/indicators/0/name")).to_be_focused()
    press("Enter")
    expect(field(page, "/indicators/1/name")).to_be_focused()
    press("Alt+Delete")
    press("Control+z")
    saved(page)

    first, second = held(filing)["indicators"][:2]
    assert first["name"] == "维修水闸"
    assert (second["name"], second["target"]["number"], second["score"]) == ("新建水库", "3", "10")
    assert first["level2"] == second["level2"] == "数量指标"


def test_cells_of_excel_are_pasted_over_rows_and_columns(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    rows = len(page.locator("tr.indicator").all())
    cells = "群众满意度\t≥95%\t96%\t5\t5\n用户投诉\t≤3件\t2件\t5\t5\n"
    paste(page, f"/indicators/{rows - 1}/name", cells)
    expect(page.get_by_text("已粘贴 2 行 5 列，增加 1 行。")).to_be_visible()
    saved(page)

    last, added = held(filing)["indicators"][-2:]
    assert (last["name"], last["actual"]["number"]) == ("群众满意度", "96")
    assert (added["name"], added["target"]["operator"], added["score"]) == ("用户投诉", "≤", "5")


TABLE = """\
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标（50分）\t数量指标\t新建户厕\t≥200座\t210座\t20\t20\t
\t\t修复水渠\t≥5公里\t4公里\t15\t12\t雨季停工，次年3月完工。
\t质量指标\t验收合格率\t≥95%\t96%\t15\t15\t
效益指标\t社会效益\t受益农户\t≥200户\t210户\t30\t30\t
总分\t\t\t\t\t100\t97\t
"""


def test_a_whole_table_goes_to_its_columns_and_categories(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    paste(page, "/indicators/0/name", TABLE)
    expect(page.get_by_text("已按表头和类别粘贴：增加4项。")).to_be_visible()
    saved(page)
    told = {one["name"]: one for one in held(filing)["indicators"] if one.get("name")}
    assert [one["level2"] for one in told.values()] == [
        "数量指标", "数量指标", "质量指标", "社会效益指标"
    ]  # fmt: skip
    ditch = told["修复水渠"]
    assert (ditch["target"]["number"], ditch["actual"]["raw"], ditch["score"]) == (
        "5",
        "4公里",
        "12",
    )
    assert ditch["reason"] == "雨季停工，次年3月完工。"
    # The categories of which the table tells nothing are still there to be filled in.
    assert {"成本指标"} <= {one["level2"] for one in held(filing)["indicators"]}

    # Again, with a figure that was mended: what is there by this name is written over.
    paste(page, "/indicators/0/name", TABLE.replace("4公里", "4.5公里"))
    expect(page.get_by_text("已按表头和类别粘贴：更新4项。")).to_be_visible()
    saved(page)
    (ditch,) = [one for one in held(filing)["indicators"] if one.get("name") == "修复水渠"]
    assert ditch["actual"]["raw"] == "4.5公里"

    # Without headings the categories in front tell the columns; merged ones are told once.
    paste(
        page,
        "/indicators/0/name",
        "满意度指标\t服务对象满意度指标\t农户满意度\t≥90%\t92%\t10\t10\n",
    )
    expect(page.get_by_text("已按表头和类别粘贴：增加1项。")).to_be_visible()
    saved(page)
    last = held(filing)["indicators"][-1]
    assert (last["name"], last["level1"], last["weight"]) == ("农户满意度", "满意度指标", "10")


def test_a_long_list_is_pasted_and_kept_whole(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    rows = len(page.locator("tr.indicator").all())
    cells = "".join(f"抽检第{n}批\t≥95%\t96%\t1\t1\n" for n in range(120))
    paste(page, f"/indicators/{rows - 1}/name", cells)
    expect(page.get_by_text("已粘贴 120 行 5 列，增加 119 行。")).to_be_visible()
    saved(page)
    listed = [one["name"] for one in held(filing)["indicators"][-120:]]
    assert listed == [f"抽检第{n}批" for n in range(120)]

    # More than a form may have is not taken in part, and what has no place is told.
    last = len(held(filing)["indicators"]) - 1
    paste(page, f"/indicators/{last}/name", "又一批\t≥95%\n" * 300)
    expect(page.get_by_text("指标最多300行，这次粘贴会超出，没有粘贴。")).to_be_visible()
    paste(page, "/indicators/0/weight", "1\t1\t无\t备注\n")
    expect(page.get_by_text("已粘贴 1 行 3 列。其余的在表中没有位置，没有粘贴。")).to_be_visible()
    saved(page)
    assert len(held(filing)["indicators"]) == last + 1


def test_a_value_that_cannot_be_read_stays_and_says_why(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    field(page, "/budget/rows/0/executed").fill("三百多")
    expect(page.locator("#save-state")).to_contain_text("1处内容有误，未能保存")
    expect(page.locator("#field-note")).to_contain_text("应为金额（万元）")
    field(page, "/budget/rows/0/executed").fill("300.5")
    saved(page)
    assert held(filing)["budget"]["rows"][0]["executed"] == "300.5"
    field(page, "/budget/rows/0/adjusted").focus()
    expect(field(page, "/budget/rows/0/executed")).to_have_value("300.50")
    assert held(filing)["budget"]["rows"][0]["executed"] == "300.5"


def test_a_submission_leads_to_what_cannot_be_saved(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    for at, text in (("/budget/rows/0/executed", "三百多"), ("/budget/rows/0/adjusted", "四百")):
        field(page, at).fill(text)
    expect(page.locator("#save-state")).to_contain_text("2处内容有误，未能保存")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(field(page, "/budget/rows/0/executed")).to_be_focused()
    page.locator("#save-state").get_by_role("button", name="定位").click()
    expect(field(page, "/budget/rows/0/adjusted")).to_be_focused()
    expect(page.locator(".submission")).to_have_count(0)


def test_a_submission_leads_to_what_is_not_filled_in(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    page.get_by_role("button", name="提交", exact=True).click()
    dialog = page.locator(".submission")
    expect(dialog.locator("[data-send]")).to_be_disabled()
    gap = dialog.locator("li", has_text="没有填年度总体目标的实际完成情况。")
    gap.get_by_role("button", name="定位").click()
    expect(field(page, "/goals/achieved")).to_be_focused()
    expect(dialog).to_be_hidden()
    expect(field(page, "/goals/achieved")).to_be_focused()


def test_a_work_sheet_goes_out_and_its_answers_come_back(
    drafted: Filing, visit: Visit, tmp_path: Path
) -> None:
    page = visit(PREPARER, f"/filings/{drafted.pk}/")
    field(page, "/indicators/0/score").fill("1")
    saved(page)
    page.get_by_text("带入", exact=True).click()
    page.get_by_role("button", name="审核意见表…").click()
    with page.expect_download() as sheet:
        page.get_by_role("link", name="下载意见表").click()
    sheet.value.save_as(tmp_path / "意见表.xlsx")
    page.locator("dialog input[type=file]").set_input_files(tmp_path / "意见表.xlsx")
    expect(page.locator("dialog [data-said]")).to_contain_text("写回0条答复。")


def test_a_draft_of_the_report_follows_the_form(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    for name, value in (("initial", "300"), ("adjusted", "320"), ("executed", "304")):
        field(page, f"/budget/rows/0/{name}").fill(value)
    saved(page)
    page.get_by_role("link", name="自评报告").click()
    page.get_by_role("button", name="按提纲拟初稿").click()
    expect(page.locator("#gap-count")).not_to_have_text("0")
    saved(page)

    sections = held(filing)["report"]["sections"]
    assert any("304" in section["text"] for section in sections)
    assert any("【待填：" in section["text"] for section in sections)


def test_axe_finds_nothing_serious(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, "/")
    for path in ("/", f"/filings/{filing.pk}/", f"/filings/{filing.pk}/report",
                 f"/filings/{filing.pk}/import", "/notices"):  # fmt: skip
        page.goto(path)
        page.wait_for_load_state("networkidle")
        look(page)
    page.goto(f"/filings/{filing.pk}/")
    page.get_by_role("button", name="提交", exact=True).click()
    page.get_by_role("dialog").wait_for()
    look(page)
    look(visit(None, "/login"))


def test_an_ended_session_loses_nothing(county: Any, filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    page.context.clear_cookies()
    field(page, "/goals/expected").fill("保障全县农村供水。")
    expect(page.locator("#save-state")).to_contain_text("登录已过期，修改已存本机")
    # A state that was a class took on the looks of the page of that name, and moved the bar.
    expect(page.locator("#save-state")).to_have_class("save-state")

    cookie = county.client(PREPARER).cookies["jiping"].value
    page.context.add_cookies([{"name": "jiping", "value": cookie, "url": page.url}])
    page.reload()
    expect(page.get_by_text("上次未送出的修改已补交。")).to_be_visible()
    assert held(filing)["goals"]["expected"] == "保障全县农村供水。"


def test_a_remark_of_a_reviewer_is_answered_at_its_field(
    county: Any, filing: Filing, visit: Visit
) -> None:
    filing.remarks.create(
        version=0, pointer="/indicators/1/actual", text="请附检测报告。",
        by=county.users["bureau"], at="2024-03-20T09:00Z",
    )  # fmt: skip
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    page.get_by_role("tab", name="意见").click()
    page.get_by_role("tabpanel", name="意见").get_by_role("button", name="定位").click()
    expect(field(page, "/indicators/1/actual")).to_be_focused()
    page.get_by_label("答复这条意见").fill("已附检测报告。")
    page.get_by_role("button", name="保存答复").click()

    expect(page.get_by_text("答复已保存。")).to_be_visible()
    assert filing.remarks.get().reply == "已附检测报告。"


def test_two_tabs_send_each_only_its_own(filing: Filing, visit: Visit) -> None:
    first = visit(PREPARER, f"/filings/{filing.pk}/")
    first.route("**/edits", lambda route: route.abort())
    field(first, "/goals/expected").fill("第一个标签页录入的。")
    expect(first.locator("#save-state")).to_contain_text("连接中断")
    second = first.context.new_page()
    second.goto(f"/filings/{filing.pk}/")
    expect(field(second, "/goals/expected")).to_have_value("")
    field(second, "/goals/achieved").fill("第二个标签页录入的。")
    saved(second)
    assert held(filing)["goals"] == {"achieved": "第二个标签页录入的。"}

    # The first tab goes away; what it could not send is the next page's to send.
    first.goto("about:blank")
    second.reload()
    expect(second.get_by_text("上次未送出的修改已补交。")).to_be_visible()
    assert held(filing)["goals"]["expected"] == "第一个标签页录入的。"


def test_what_was_typed_when_somebody_submitted_can_be_copied(filing: Filing, visit: Visit) -> None:
    page = visit(PREPARER, f"/filings/{filing.pk}/")
    Filing.objects.filter(pk=filing.pk).update(state="unit_review")
    field(page, "/goals/expected").fill("保障全县农村供水。")
    page.get_by_role("button", name="未送出的修改").click()

    expect(page.get_by_role("dialog")).to_contain_text("保障全县农村供水。")
    page.get_by_role("button", name="放弃这些修改").click()
    expect(page.locator("[data-state=unit_review]")).to_be_visible()
    assert not Draft.objects.filter(filing=filing).exists()


def test_a_second_click_sends_nothing_twice(filing: Filing, visit: Visit) -> None:  # noqa: ARG001
    page = visit(PREPARER, "/password")
    page.route("**/email", lambda _: None)  # a line on which no answer comes
    button = page.get_by_role("region", name="电子邮箱").get_by_role("button", name="保存")
    told = button.evaluate(
        "async (it) => { it.click(); await new Promise((go) => setTimeout(go)); return it.disabled; }"
    )
    assert told


def test_a_click_before_the_scripts_have_come_is_answered_when_they_have(
    filing: Filing, visit: Visit
) -> None:
    page = visit(PREPARER)
    scripts: list[Any] = []
    page.route("**/js/editor/main*.js", lambda route: scripts.append(route))
    page.goto(f"/filings/{filing.pk}/", wait_until="commit")
    tab = page.get_by_role("tab", name="本行")
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "false")
    scripts[0].continue_()

    expect(tab).to_have_attribute("aria-selected", "true")
