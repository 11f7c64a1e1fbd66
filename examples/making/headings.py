"""Which paragraphs of a report are headings, by the numbering of official documents."""

from __future__ import annotations

import re
from typing import Literal

Style = Literal["heading", "subheading", "body"]

_HEADING = re.compile(r"(?:[一二三四五六七八九十]+|\d+)、")
_SUBHEADING = re.compile(r"（[一二三四五六七八九十]+）")
_LONGEST = 30


def style_of(paragraph: str) -> Style:
    """Tell 一、 (黑体) and （一） (楷体) from the text (仿宋), as GB/T 9704-2012 sets them."""
    if len(paragraph) <= _LONGEST and _HEADING.match(paragraph):
        return "heading"
    if len(paragraph) <= _LONGEST and _SUBHEADING.match(paragraph):
        return "subheading"
    return "body"
