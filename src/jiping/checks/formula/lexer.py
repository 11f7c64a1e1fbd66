"""From the text of a formula to its signs and words, with the place of each.

Full-width signs are read as their half-width twins. Chinese has no blanks between words, so a run
of characters is cut into the longest known words: `全年执行数且非空` is three of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Literal, NamedTuple

from jiping.filing.numbers import LONGEST

from .errors import FormulaError
from .kinds import Kind

#: A formula is a line that people read, not a program.
LONGEST_FORMULA = 1000

_FOLDED = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        "　": " ", "【": "[", "】": "]", "〔": "[", "〕": "]", "、": ",", "。": ".",
        "“": '"', "”": '"', "「": '"', "」": '"', "‘": "'", "’": "'",
        "×": "*", "·": ".", "÷": "/", "−": "-", "–": "-", "—": "-", "﹪": "%",
        "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤",
    }
)  # fmt: skip
_SIGNS = {
    "<=": "≤", "=<": "≤", ">=": "≥", "=>": "≥", "<>": "≠", "!=": "≠", "==": "=",
    **{sign: sign for sign in "≤≥≠=<>+-*/()[],."},
}  # fmt: skip
_SIGN = re.compile("|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True))))
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:,\d{3}(?!\d))*", re.ASCII)
_BLANK = re.compile(r"\s+")
_RUN = re.compile(r"[^\W\d]\w*")
#: Unit behind a number → what it makes of it, and the factor to the unit of the fields.
_UNITS: dict[str, tuple[Kind, Decimal]] = {
    "%": (Kind.RATE, Decimal("0.01")),
    "‰": (Kind.RATE, Decimal("0.001")),
    "亿元": (Kind.MONEY, Decimal(10000)),
    "万元": (Kind.MONEY, Decimal(1)),
    "元": (Kind.MONEY, Decimal("0.0001")),
    "分": (Kind.POINTS, Decimal(1)),
}
_UNIT = re.compile(r"\s*(" + "|".join(_UNITS) + ")")


class Token(NamedTuple):
    """A sign, word, number or string, and where it stands; the closing token is `end`."""

    type: Literal["sign", "word", "number", "text", "end"]
    text: str
    start: int
    end: int
    value: Decimal = Decimal(0)
    kind: Kind = Kind.NUMBER


def tokens(source: str, words: Collection[str]) -> list[Token]:
    """Cut *source* into tokens; *words* are all names there are.

    Raises FormulaError at a character or word that means nothing.
    """
    if len(source) > LONGEST_FORMULA:
        raise FormulaError(f"公式超过{LONGEST_FORMULA}字，请拆成几条规则", source, LONGEST_FORMULA)
    return [*_scan(source, source.translate(_FOLDED), words), _end(source)]


def _end(source: str) -> Token:
    return Token("end", "", len(source.rstrip()), len(source.rstrip()) + 1)


def _scan(source: str, text: str, words: Collection[str]) -> Iterator[Token]:
    at = 0
    while at < len(text):
        if blank := _BLANK.match(text, at):
            at = blank.end()
            continue
        if text[at] in "\"'":
            token = _string(source, text, at)
            yield token
        elif number := _NUMBER.match(text, at):
            token = _number(source, text, number)
            yield token
        elif sign := _SIGN.match(text, at):
            token = Token("sign", _SIGNS[sign[0]], at, sign.end())
            yield token
        elif run := _RUN.match(text, at):
            for token in _words(source, run, words):
                yield token
        else:
            raise FormulaError(f"不认识的字符“{source[at]}”", source, at)
        at = token.end


def _string(source: str, text: str, at: int) -> Token:
    close = text.find(text[at], at + 1)
    if close < 0:
        raise FormulaError("引号没有成对", source, at)
    return Token("text", source[at + 1 : close], at, close + 1)


def _number(source: str, text: str, match: re.Match[str]) -> Token:
    at, end = match.span()
    if "," in match[0]:
        # `合计(1,200)` might be two numbers or one: neither is guessed.
        raise FormulaError("数字中不写千分位逗号；若是两个数，逗号后请空一格", source, at, end)
    if len(match[0]) > LONGEST:
        raise FormulaError(f"数字超过{LONGEST}位", source, at, end)
    value, kind = Decimal(match[0]), Kind.NUMBER
    if unit := _UNIT.match(text, end):
        kind, factor = _UNITS[unit[1]]
        value, end = value * factor, unit.end()
    return Token("number", source[at:end], at, end, value, kind)


def _words(source: str, run: re.Match[str], words: Collection[str]) -> Iterator[Token]:
    """Cut a run of characters into the longest known words from the left."""
    at, end = run.span()
    found: list[Token] = []
    while at < end:
        size = next((n for n in range(end - at, 0, -1) if run.string[at : at + n] in words), 0)
        if not size:
            raise _unknown(source, run, at, words)
        found.append(Token("word", run.string[at : at + size], at, at + size))
        at += size
    return iter(found)


def _unknown(source: str, run: re.Match[str], at: int, words: Collection[str]) -> FormulaError:
    rest = run.string[at : run.end()]
    whole = get_close_matches(run[0], words, n=1, cutoff=0.6)
    near = whole or get_close_matches(rest, words, n=1, cutoff=0.5)
    start = run.start() if whole else at
    word = source[start : run.end()]
    hint = f"，是否为“{near[0]}”？" if near else "，请对照字段和函数表改正；文字要加引号"
    return FormulaError(f"不认识的字段或函数“{word}”{hint}", source, start, run.end())
