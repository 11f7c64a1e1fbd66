"""Twins of a published text: the same said in another spelling, or less of it.

`SAME` must be read as the same filing, or less of it where the spelling took something away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal

from jiping.filing import Extraction, Filing, Value

Twin = Callable[[str], str]

_WIDE = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code) not in "|<>\"'\\&"}
)
_DIGITS = str.maketrans("0123456789%", "０１２３４５６７８９％")
_TENS = "零一二三四五六七八九"


def _in_words(number: int) -> str:
    """12 → 十二, up to 99."""
    tens, ones = divmod(number, 10)
    said = ("" if tens == 1 else _TENS[tens]) + "十" if tens else ""
    return said + (_TENS[ones] if ones or not tens else "")


def _per_cent_in_words(text: str) -> str:
    return re.sub(r"(?<![\d.])([1-9]\d)%(?![\d%])", lambda m: "百分之" + _in_words(int(m[1])), text)


def _counts_apart(text: str) -> str:
    return re.sub(r"(?<![\d.])(\d{1,3})(?=[个村次户人场期]\b)", r"\1 ", text)


SAME: dict[str, Twin] = {
    "full width": lambda text: text.translate(_WIDE),
    "digits of full width": lambda text: text.translate(_DIGITS),
    "half width": lambda text: unicodedata.normalize("NFKC", text),
    "hard blanks": lambda text: text.replace(" ", "\u00a0"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "old Mac": lambda text: text.replace("\n", "\r"),
    "tabs": lambda text: re.sub(r"(?<=\S) (?=\S)", "\t", text),
    "blank lines squeezed": lambda text: re.sub(r"\n{2,}", "\n", text),
    "blanks at the ends of lines": lambda text: text.replace("\n", "  \n"),
    "pipes without blanks": lambda text: re.sub(r" ?\| ?", "|", text),
    "≥ as >=": lambda text: text.replace("≥", ">=").replace("≤", "<="),
    "≥ as ≧": lambda text: text.replace("≥", "≧").replace("≤", "≦"),
    "≥ as ⩾": lambda text: text.replace("≥", "⩾").replace("≤", "⩽"),
    "≥ doubled": lambda text: text.replace("≥", "≥≥").replace("≤", "≤≤"),
    "≥ in words": lambda text: text.replace("≤", "小于等于").replace("≥", "大于等于"),
    "≥ as no less": lambda text: text.replace("≤", "不超过").replace("≥", "不低于"),
    "percent in words": _per_cent_in_words,
    "counts apart from their units": _counts_apart,
    "a byte order mark": lambda text: "\ufeff" + text,
    "invisible characters": lambda text: re.sub(
        r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "\u200b", text
    ),
}


def figures(extraction: Extraction) -> dict[str, list[tuple[str, ...]]]:
    """The figures of all filings by what they belong to: row, indicator, view, total."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for filing in extraction.filings:
        for what, figure in _figures(filing):
            found.setdefault(what, []).append(figure)
    return found


def _figures(filing: Filing) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in filing.budget.rows:
        for column in ("initial", "adjusted", "executed", "weight", "execution_rate", "score"):
            yield from _figure(f"budget {column}", getattr(row, column))
    for view in ("by_revenue", "by_expenditure"):
        for name, amount in getattr(filing.budget, view):
            yield from _figure(f"{view} {name}", amount)
    for indicator in filing.indicators:
        for column in ("weight", "score"):
            yield from _figure(f"indicator {column}", getattr(indicator, column))
        for column in ("target", "actual"):
            value = getattr(indicator, column)
            if isinstance(value, Value) and value.number is not None:
                yield (
                    f"indicator {column}",
                    (_plain(value.number), value.operator or "", value.unit or ""),
                )
    yield from _figure("total weight", filing.total.weight)
    yield from _figure("total score", filing.total.score)


def _figure(what: str, figure: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(figure, Decimal):
        yield what, (_plain(figure),)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def different(whole: Extraction, twin: Extraction) -> list[str]:
    """What the twin says that the whole does not: nothing, if it is the same or less."""
    known = figures(whole)
    said = []
    for what, told in figures(twin).items():
        left = list(known.get(what, ()))
        for figure in told:
            if figure in left:
                left.remove(figure)
            else:
                said.append(f"{what}: {' '.join(figure)}")
    return said
