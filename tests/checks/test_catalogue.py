"""The pages in docs/checks are the ones that the registry makes."""

from pathlib import Path

import pytest

from jiping.checks import catalogue, rules

DOCS = Path(__file__).parents[2] / "docs" / "checks"


def test_the_pages_in_docs_are_the_generated_ones():
    made = catalogue.pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    assert sorted(there) == sorted(made)
    stale = [name for name, text in made.items() if there[name] != text]
    assert not stale, f"out of date, run `make docs`: {stale}"


def test_a_page_is_the_same_when_it_is_made_again():
    assert catalogue.page("JP301") == catalogue.page("JP301")


def test_a_page_says_all_that_is_to_be_known():
    page = catalogue.page("jp302")
    for words in (
        "# JP302 超过上限仍得高分",
        "错误",
        "财预〔2020〕10号",
        "58.5元/册",
        "7.69分",
        "不会提出",
    ):
        assert words in page


def test_an_example_of_every_check_shows_its_message():
    for check in rules():
        assert "\n> " in catalogue.page(check.code), check.code


def test_a_check_is_found_by_code_or_name():
    assert catalogue.find("jp101") is catalogue.find("weights-not-hundred") is not None
    assert catalogue.find("JP000") is None
    with pytest.raises(KeyError):
        catalogue.page("JP000")


def test_entries_are_plain_metadata():
    first = catalogue.entries()[0]
    assert first["code"] == "JP101"
    assert first["severity_zh"] == "错误"
    assert first["theme"] == "表内计算"
