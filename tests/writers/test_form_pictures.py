"""Forms look as they were when somebody last looked at them."""

import form_pictures
import pytest
from papers_pictures import apart

PAGES = form_pictures.pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_was_kept(name: str) -> None:
    kept = (form_pictures.KEPT / f"{name}.txt").read_text().split()
    assert apart(kept, PAGES[name]) < 20


def test_every_page_that_was_kept_is_still_made() -> None:
    assert {path.stem for path in form_pictures.KEPT.glob("*.txt")} == set(PAGES)
