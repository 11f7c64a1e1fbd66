"""Tick boxes and signs that offices insert from symbol fonts, as the characters they look like.

In a symbol font a character stands at U+F000 and its place in the font, or is told beside the text.
"""

from __future__ import annotations

import re

_FONTS = {
    "wingdings": {0x6F: "□", 0x71: "□", 0xA8: "□", 0xFC: "√", 0xFB: "×", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0xA3: "□"},
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠"},
}
#: What a place means where the font is not known: the tick boxes, which alone occur in forms.
_ANY = _FONTS["wingdings 2"] | _FONTS["wingdings"]

#: For `str.translate`: the characters of symbol fonts in a text.
PRIVATE = {0xF000 + place: sign for place, sign in _ANY.items()}
#: For `str.translate`: raised figures, as those of a square metre or of a note are.
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def symbol(place: int, font: str = "") -> str:
    """The character for *place* (with or without U+F000) of *font*; '' where it is not known."""
    place &= 0xFFF
    font = font.lower()
    if font in _FONTS:
        return _FONTS[font].get(place, "□" if font.startswith("wingdings") else "")
    return _ANY.get(place, "")


def readable(text: str) -> str:
    """*text* with the characters of symbol fonts as what they look like."""
    return text.translate(PRIVATE) if _PRIVATE.search(text) else text
