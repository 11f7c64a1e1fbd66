"""What a standard is called on a page."""

from __future__ import annotations

from django.utils.translation import get_language

from jiping import standards


def standard_title(name: str) -> str:
    """The title of the standard in the language of the page.

    Raises StandardError where there is no such standard.
    """
    title = standards.load(name).title
    return title.en if get_language() == "en" else title.zh
