"""The pictures of the officer's pages in the guides, taken of the example county as `make serve` shows it.

make serve                                 # in another terminal
python docs/guide/pictures/pages.py        # needs Chromium, and a Chinese typeface on the machine
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable

from keeping import keep
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

SITE = "http://127.0.0.1:8000"
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
SEED = "2026-tongbei"


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


#: Name of the picture → size, how to come there.
PICTURES: dict[str, tuple[dict[str, int], Callable[[Page], object]]] = {
    "office-board": (DESK, lambda page: page.goto("/board")),
    "office-queue": (DESK, queue),
    "office-review": (DESK, review),
    "office-review-phone": (PHONE, review_on_a_phone),
    "office-sample": (DESK, sample),
    "office-summary": (DESK, summary),
    "office-behind": (DESK, behind),
    "office-publication": (DESK, lambda page: page.goto("/portal")),
    "public-site": (DESK, lambda page: page.goto("/public/")),
}


def taken(
    browser: Browser, size: dict[str, int], come: Callable[[Page], object], site: str
) -> bytes:
    """A screenshot of a page as the bureau sees it."""
    context = browser.new_context(
        base_url=site, locale="zh-CN", reduced_motion="reduce", viewport=size
    )  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/login")
    page.locator('[data-account="caizheng"]').click()
    page.get_by_role("button", name="登录", exact=True).click()
    page.locator(".topbar").wait_for()
    come(page)
    page.wait_for_load_state("networkidle")
    picture = page.screenshot()
    context.close()
    return picture


def main(site: str) -> None:
    """Take all pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (size, come) in PICTURES.items():
            keep(name, Image.open(io.BytesIO(taken(browser, size, come, site))))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else SITE)
