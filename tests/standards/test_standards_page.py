"""The page of docs/ on the standards is the one that they make."""

from pathlib import Path

from jiping.standards import catalogue, names

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "standards.zh.md"


def test_the_page_in_docs_is_the_generated_one() -> None:
    assert PAGE.read_text(encoding="utf-8") == catalogue.page(), "out of date, run `make docs`"


def test_every_standard_has_its_row() -> None:
    page = catalogue.page()
    assert all(page.count(f"| `{name}`<br>") == 1 for name in names())
