"""Number formats of spreadsheets: the text that a cell shows for the number it holds.

Numbers come as exact `Decimal`; a binary fraction (`0.14460000000000001`) is first read back to the
15 significant digits that a spreadsheet keeps.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from jiping.filing.numbers import plain, round_half_up

_FIFTEEN = Context(prec=15)
_MAGNITUDES = range(-30, 21)  # powers of ten; what lies outside is no figure of a form

#: Formats that a file names by number only (ECMA-376 part 1, 18.8.30; 27–58 as in Chinese Excel).
BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@",
    27: "yyyy-mm", 28: "m-d", 29: "m-d", 30: "m-d-yy", 31: "yyyy-mm-dd", 32: "h:mm", 33: "h:mm:ss",
    34: "h:mm", 35: "h:mm:ss", 36: "yyyy-mm", 50: "yyyy-mm", 51: "m-d", 52: "yyyy-mm", 53: "m-d",
    54: "m-d", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy-mm", 58: "m-d",
}  # fmt: skip

_TOKEN = re.compile(
    r'"([^"]*)"|[\\!](.)|_.|\*.|\[([^\]]*)\]|(General|G/通用格式)|([0#?.,%]+)|(AM/PM|上午/下午)'
    r"|([yYmMdDhHsSeEbB]+)|(.)",
    re.DOTALL,
)
_CURRENCY = re.compile(r"\$([^-\]]*)")
_ELAPSED = re.compile(r"\[[hms]+\]", re.I)
_CONDITION = re.compile(r"[<>=]")


class _Section(NamedTuple):
    """One section of a format: literal texts, with None where the digits stand."""

    digits: str  # the placeholders without literals, e.g. `#,##0.00%`
    pieces: tuple[str | int, ...]  # text, or the count of integer placeholders that stand there
    general: bool


def exact(text: str) -> Decimal | None:
    """Read a stored number to 15 significant digits, or None where it is none.

    >>> exact("3852.5400000000004")
    Decimal('3852.54')
    """
    try:
        value = _FIFTEEN.create_decimal(text)
    except InvalidOperation:
        return None
    return value.normalize(_FIFTEEN) if value.is_finite() else None


@lru_cache(maxsize=16384)
def shown(text: str, code: str, epoch_1904: bool = False) -> str:
    """The text that a cell shows whose file holds the number *text* under the format *code*.

    What a format would show only by scientific notation or as a fraction is shown in full.

    >>> shown("1", "0%"), shown("3852.5400000000004", "General"), shown("44926", "yyyy/m/d")
    ('100%', '3852.54', '2022-12-31')
    """
    value = exact(text)
    if value is None or (value and value.adjusted() not in _MAGNITUDES):
        return text
    if code == "General" or code == "@":
        return plain(value)
    dated = _date_parts(code)
    if dated:
        return _date(value, dated, epoch_1904) or plain(value)
    return _number(value, code)


def _number(value: Decimal, code: str) -> str:
    sections = _sections(code)
    if sections is None:
        return plain(value)
    index = 0
    if value < 0 and len(sections) > 1:
        index = 1
    elif not value and len(sections) > 2:
        index = 2
    text = _fill(abs(value), sections[index]).strip()
    if not value:
        # The accounting formats show a dash for zero; a zero is a value, a dash is none.
        return "0" if text and not text.strip("-—–―") else text
    if value < 0 and "-" not in text and text.strip("0.%,"):
        # Shown in brackets or in red alone, a negative number still says that it is one.
        return "-" + text.removeprefix("(").removesuffix(")")
    return text


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """The sections of a format, or None for one that is shown in full instead."""
    sections = []
    for part in _split(code)[:3]:
        digits, general = "", False
        pieces: list[str | int] = []
        for match in _TOKEN.finditer(part):
            quoted, escaped, bracket, named, places, half, letters, other = match.groups()
            if named:
                general = True
                pieces.append(0)
            elif places:
                digits += places
                pieces.append(sum(places.split(".")[0].count(sign) for sign in "0#?"))
                if "%" in places:
                    pieces.append("%" * places.count("%"))
            elif bracket is not None:
                if _CONDITION.match(bracket):
                    return None
                if currency := _CURRENCY.match(bracket):
                    pieces.append(currency[1])
            elif half or letters or other in ("/", "E", "e"):
                if (letters and not letters.strip("eEbB")) or other == "/" or half:
                    return None
                pieces.append(letters or "")
            else:
                pieces.append(quoted or escaped or other or "")
        if digits.count(".") > 1:
            return None
        sections.append(_Section(digits, tuple(pieces), general))
    return tuple(sections)


def _split(code: str) -> list[str]:
    """Part a format at its semicolons outside quotes."""
    parts, quoted, escaped = [""], False, False
    for sign in code:
        if sign == ";" and not quoted and not escaped:
            parts.append("")
            continue
        if sign == '"' and not escaped:
            quoted = not quoted
        escaped = sign in "\\!" and not escaped and not quoted
        parts[-1] += sign
    return parts


def _fill(value: Decimal, section: _Section) -> str:
    """Set the digits of *value* into the placeholders of *section*."""
    digits = section.digits
    if section.general:
        number = plain(value)
        return "".join(piece if isinstance(piece, str) else number for piece in section.pieces)
    if not digits.strip("%,"):
        return "".join(piece for piece in section.pieces if isinstance(piece, str))
    whole, _, decimals = digits.replace("%", "").partition(".")
    scale = len(digits.rstrip("%")) - len(digits.rstrip("%").rstrip(","))
    value = value.scaleb(2 * digits.count("%") - 3 * scale)
    decimals = decimals.replace(",", "")
    rounded = f"{round_half_up(value, len(decimals)):f}"
    integer, _, fraction = rounded.partition(".")
    while fraction and decimals[len(fraction) - 1] != "0" and fraction[-1] == "0":
        fraction = fraction[:-1]
    least = max(whole.count("0"), 1 if fraction else 0)
    integer = integer.lstrip("0").rjust(least, "0")
    if "," in whole.rstrip(","):
        integer = _grouped(integer)
    return _placed(integer, "." + fraction if fraction else "", section.pieces)


def _grouped(integer: str) -> str:
    head = len(integer) % 3
    groups = [integer[:head]] if head else []
    return ",".join(groups + [integer[at : at + 3] for at in range(head, len(integer), 3)])


def _placed(integer: str, fraction: str, pieces: tuple[str | int, ...]) -> str:
    """Digits from the right: `0!.0` sets a literal point before the last digit of the integer."""
    slots = [index for index, piece in enumerate(pieces) if isinstance(piece, int)]
    text: list[str] = [piece if isinstance(piece, str) else "" for piece in pieces]
    last = slots[-1]
    for index in reversed(slots[1:]):
        width = int(pieces[index])
        text[index] = integer[-width:] if width else ""
        integer = integer[:-width] if width else integer
    text[slots[0]] = integer + text[slots[0]]
    text[last] += fraction
    return "".join(text)


@lru_cache(maxsize=1024)
def _date_parts(code: str) -> str:
    """Which of y, M (month), d, h, m (minute), s a format shows; '' where it is no date."""
    parts = ""
    for match in _TOKEN.finditer(_split(code)[0]):
        named, places, letters = match[4], match[5], match[7]
        if named or (places and places.strip(".0")) or (places and not parts):
            return ""
        for sign in dict.fromkeys((letters or "").lower()):
            if sign == "m" and ("h" in parts or "s" in parts) and "m" not in parts:
                parts += "m"
            elif sign == "m" and "M" not in parts:
                parts += "M"
            elif sign in "ydhs" and sign not in parts:
                parts += sign
    if _ELAPSED.search(code):
        return ""
    return parts if set(parts) & set("ydhsM") else ""


def _date(value: Decimal, parts: str, epoch_1904: bool) -> str | None:
    """A date as `2022-12-31`, `2022年12月`, `12月31日`; with its time where the format has one."""
    if not 0 <= value < 2_958_466:
        return None
    days = int(value)
    seconds = int(round_half_up((value - days) * 86_400, 0))
    if epoch_1904:
        start = dt.datetime(1904, 1, 1)
    else:
        # Serial 60 is the 29 February 1900 that never was.
        start = dt.datetime(1899, 12, 31 if days < 60 else 30)
    try:
        moment = start + dt.timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None
    return written(moment, parts)


def written(moment: dt.datetime, parts: str) -> str:
    """A moment by the parts that its format shows (`yMd`, `yM`, `Md`, with `hms` for the time)."""
    time = f"{moment:%H:%M:%S}" if "s" in parts else f"{moment:%H:%M}"
    shows_time = "h" in parts or "s" in parts
    if "y" in parts and "M" in parts and "d" in parts:
        day = f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"
    else:
        day = f"{moment.year}年" if "y" in parts else ""
        day += f"{moment.month}月" if "M" in parts else ""
        day += f"{moment.day}日" if "d" in parts else ""
    if not shows_time:
        return day
    return f"{day} {time}" if day else time
