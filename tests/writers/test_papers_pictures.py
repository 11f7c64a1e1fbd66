"""The pages of the papers look as they were kept."""

import papers_pictures
import pytest

PAGES = papers_pictures.pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_was_kept(name):
    kept = (papers_pictures.KEPT / f"{name}.txt").read_text().split()
    assert papers_pictures.apart(kept, PAGES[name]) < 20


def test_no_page_came_or_went():
    assert {path.stem for path in papers_pictures.KEPT.glob("*.txt")} == set(PAGES)
