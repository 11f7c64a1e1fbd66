"""A section of a report said in another way: what the defects of texts have in common."""

from __future__ import annotations

import re
from collections.abc import Callable

from .edits import section
from .table import Planted, Soil


def said(soil: Soil, topic: str, change: Callable[[str], str]) -> Planted | None:
    """The text of the section on *topic* changed; None where nothing changes."""
    found = section(soil.filing, topic, change)
    return Planted(found[0], (f"{found[1]}/text",)) if found else None


def replaced(soil: Soil, topic: str, pattern: str, by: str) -> Planted | None:
    """The first match of *pattern* replaced."""
    return said(soil, topic, lambda text: re.sub(pattern, by, text, count=1))


def inserted(soil: Soil, words: str, topic: str = "profile") -> Planted | None:
    """*words* in front of the last sentence of the section."""

    def with_words(text: str) -> str:
        body, stop, last = text.rstrip("。").rpartition("。")
        return f"{body}{stop}{words}{last}。"

    return said(soil, topic, with_words)


def sentences_without(text: str, *words: str) -> str:
    """The sentences of *text* in which none of *words* stands."""
    found = re.findall(r"[^。]*。", text)
    return "".join(one for one in found if not any(word in one for word in words))
