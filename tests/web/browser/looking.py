"""Looking at a page as it stands: at the desk and on a phone, by axe and by its width."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import DESK, PHONE

_AXE = Axe().axe_script
#: What axe finds of these impacts fails a test, with the elements concerned.
_GRAVE = """() => axe.run({ resultTypes: ["violations"] }).then((told) => told.violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => [one.id, one.nodes.slice(0, 4).map((node) => node.html.slice(0, 160))]))"""
#: How wide the page is, once it is laid out for its screen: a phone's takes a few frames.
_WIDE = """async (width) => {
  const root = document.documentElement;
  for (let frame = 0; frame < 30 && root.scrollWidth > width; frame++) {
    await new Promise(requestAnimationFrame);
  }
  return root.scrollWidth;
}"""


def look(page: Page) -> None:
    """Fail where axe finds something serious, or where the page is wider than its screen."""
    held = page.viewport_size
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_AXE)
    for screen in (DESK, PHONE):
        size: Any = screen["viewport"]
        page.set_viewport_size(size)
        wide = page.evaluate(_WIDE, size["width"])
        assert wide <= size["width"], (page.url, size, wide)
        grave = page.evaluate(_GRAVE)
        assert not grave, (page.url, size, grave)
    page.set_viewport_size(held)
