"""The pictures of the web pages in the guides, taken of the example county as `make serve` shows it.

The preparer's pages change the county: take all pictures of one that was just loaded.

make serve                                 # in another terminal
python docs/guide/pictures/pages.py        # needs Chromium, and a Chinese typeface on the machine
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable

from keeping import HERE, keep
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

SITE = "http://127.0.0.1:8000"
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
TALL = {"width": 1366, "height": 900}
SEED = "2026-tongbei"
EXAMPLE = HERE.parents[2] / "examples" / "clean-2023" / "clean-2023.docx"
#: Who sees the pages: the bureau, a preparer with a form with errors and one half filled in.
BUREAU, PREPARER = "caizheng", "jb101"
PAIR = ("weight", "score")


def queue(page: Page) -> None:
    """What waits, the most doubtful first."""
    page.goto("/reviews?order=doubts")


def review(page: Page) -> None:
    """A doubtful filing, with a remark at one of its fields."""
    queue(page)
    page.get_by_role("row").nth(1).get_by_role("link").click()
    if not page.locator("#remarks li").count():
        page.get_by_role("button", name="作为意见").first.click()
        page.get_by_role("dialog").get_by_role("button", name="写入").click()
        page.locator("#remarks li").wait_for()
    page.reload()
    page.evaluate("history.scrollRestoration = 'manual', scrollTo(0, 0)")


def review_on_a_phone(page: Page) -> None:
    """Its indicators, each a card with its scores."""
    review(page)
    page.evaluate("document.getElementById('lines-title').scrollIntoView()")


def sample(page: Page) -> None:
    """Eight filings weighted by risk; the same seed draws the same."""
    page.goto("/samples")
    if not page.get_by_role("cell", name=SEED).count():
        page.get_by_label("按风险加权抽取").check()
        page.get_by_label("份数").fill("8")
        page.get_by_label("种子").fill(SEED)
        page.get_by_role("button", name="抽取").click()
    else:
        page.get_by_role("row", name=SEED).get_by_role("link").click()


def summary(page: Page) -> None:
    """The latest year, its pictures drawn."""
    page.goto("/summary")
    page.locator("[data-chart] svg").first.wait_for()


def behind(page: Page) -> None:
    """The filings that make one number."""
    summary(page)
    page.locator(".stats a", has_text="总执行率").click()


def to_do(page: Page, number: int) -> None:
    """The form of a thing to do."""
    page.goto("/")
    page.get_by_role("link", name="继续填报").nth(number).click()
    page.locator("#save-state").wait_for()


def form(page: Page) -> None:
    """The form with errors, all of it a preparer sees first."""
    to_do(page, 0)


def field(page: Page, at: str) -> Locator:
    """What is typed at a pointer of the filing."""
    return page.locator(f'textarea[data-at="{at}"]')


def row(page: Page) -> None:
    """A score that was taken away from, its rule beside it."""
    form(page)
    page.get_by_role("tab", name="本行").click()
    field(page, f"/indicators/{missed(page)}/score").click()


def missed(page: Page) -> int:
    """The first indicator whose score is below its weight."""
    count = page.locator("tr.indicator").count()
    told = [
        [float(field(page, f"/indicators/{at}/{name}").input_value() or 0) for name in PAIR]
        for at in range(count)
    ]
    return next((at for at, (weight, score) in enumerate(told) if score < weight), 0)


def carried(page: Page) -> None:
    """An old document, read and not yet taken over."""
    form(page)
    page.get_by_text("带入", exact=True).click()
    page.get_by_role("link", name="旧的Word、Excel、PDF…").click()
    page.locator("#file").set_input_files(EXAMPLE)
    page.wait_for_url("**/import/*")
    field(page, "/indicators/0/actual").click()


def submission(page: Page) -> None:
    """What stands between the form and its submission."""
    form(page)
    page.get_by_role("button", name="提交", exact=True).click()
    page.get_by_role("dialog").wait_for()


def without_line(page: Page) -> None:
    """Typing goes on while the line is cut."""
    form(page)
    page.context.set_offline(True)
    field(page, "/goals/achieved").fill("年末统计，各项任务已全部完成。")
    page.get_by_text("1处修改已存本机").wait_for()


def conflict(page: Page) -> None:
    """Two pages at one field."""
    other = page.context.new_page()
    for one in (page, other):
        form(one)
    at = f"/indicators/{missed(page)}/reason"
    field(other, at).fill("验收抽查发现2处沟渠清淤不到位，已于11月整改完成。")
    other.locator("html[data-saving=saved]").wait_for()
    field(page, at).fill("第三季度降雨偏多，清淤进度推迟，10月底前补齐。")
    page.bring_to_front()
    page.get_by_role("radio").first.wait_for()


def differing(page: Page) -> None:
    """A figure of the form was changed after the report was written."""
    form(page)
    field(page, f"/indicators/{missed(page)}/actual").fill("3.2公里")
    page.locator("html[data-saving=saved]").wait_for()
    page.get_by_role("link", name="自评报告").click()
    page.get_by_role("button", name="更新").first.wait_for()


def proposed(page: Page) -> None:
    """A report proposed from a form that is half filled in."""
    to_do(page, 1)
    page.get_by_role("link", name="自评报告").click()
    page.wait_for_load_state("networkidle")
    if (begin := page.get_by_role("button", name="按提纲拟初稿")).count():
        begin.click()
    page.locator("#gap-count:not(:text-is('0'))").wait_for()


def cards(page: Page) -> None:
    """The indicators on a phone."""
    form(page)
    page.locator("tr.indicator").first.evaluate("it => it.scrollIntoView()")


def doubtful(page: Page) -> None:
    """A filing that is scored higher than the rules say."""
    page.goto("/reviews?order=apart")
    page.get_by_role("row").nth(1).get_by_role("link").click()


#: Name of the picture → who looks, size, how to come there.
PICTURES: dict[str, tuple[str, dict[str, int], Callable[[Page], object]]] = {
    "filling-home": (PREPARER, DESK, lambda page: page.goto("/")),
    "filling-form": (PREPARER, DESK, form),
    "filling-row": (PREPARER, TALL, row),
    "filling-import": (PREPARER, DESK, carried),
    "filling-submit": (PREPARER, DESK, submission),
    "filling-phone": (PREPARER, PHONE, cards),
    "filling-offline": (PREPARER, DESK, without_line),
    "filling-conflict": (PREPARER, DESK, conflict),
    "filling-report": (PREPARER, DESK, differing),
    "filling-draft": (PREPARER, DESK, proposed),
    "office-board": (BUREAU, DESK, lambda page: page.goto("/board")),
    "office-queue": (BUREAU, DESK, queue),
    "review": (BUREAU, TALL, doubtful),
    "office-review": (BUREAU, DESK, review),
    "office-review-phone": (BUREAU, PHONE, review_on_a_phone),
    "office-sample": (BUREAU, DESK, sample),
    "office-summary": (BUREAU, TALL, summary),
    "office-behind": (BUREAU, DESK, behind),
    "office-publication": (BUREAU, DESK, lambda page: page.goto("/portal")),
    "public-site": (BUREAU, DESK, lambda page: page.goto("/public/")),
}


def taken(
    browser: Browser, who: str, size: dict[str, int], come: Callable[[Page], object], site: str
) -> bytes:
    """A screenshot of a page as *who* sees it."""
    context = browser.new_context(
        base_url=site, locale="zh-CN", reduced_motion="reduce", viewport=size
    )  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/login")
    page.locator(f'[data-account="{who}"]').click()
    page.get_by_role("button", name="登录", exact=True).click()
    page.locator(".topbar").wait_for()
    come(page)
    page.wait_for_load_state("networkidle")
    picture = page.screenshot()
    context.close()
    return picture


def main(site: str, *names: str) -> None:
    """Take the pictures of these *names*, or all."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in names or PICTURES:
            keep(name, Image.open(io.BytesIO(taken(browser, *PICTURES[name], site))))
        browser.close()


if __name__ == "__main__":
    main(*(sys.argv[1:] or [SITE]))
