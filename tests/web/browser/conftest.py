"""A real Chromium before the running site; the tests skip where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
#: Waiting for a slow machine costs nothing where it is quick.
PATIENCE = 60_000
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK = {"viewport": {"width": 1366, "height": 768}}
PHONE = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True,
    "has_touch": True,
}  # fmt: skip
PASSWORD = "Qinghe-2024"  # noqa: S105
EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    # Playwright keeps a loop running in this thread; the tests ask the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


Visit = Callable[..., Any]


@pytest.fixture
def visit(chromium: Any, county: Any, live_server: Any) -> Iterator[Visit]:
    """Open a page as a person of the county; script errors fail the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def open_page(name: str | None, path: str = "/", **screen: Any) -> Any:
        context = chromium.new_context(
            base_url=live_server.url, locale="zh-CN", reduced_motion="reduce", **(screen or DESK)
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if name:
            client = county.client(name)
            cookie = client.cookies["jiping"].value
            context.add_cookies([{"name": "jiping", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def county(transactional_db: None) -> Any:  # noqa: ARG001
    """The county of the other tests, in a database that the running site sees."""
    from tests.web.conftest import County

    return County()
