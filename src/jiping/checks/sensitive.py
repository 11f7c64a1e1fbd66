"""What must not be published: personal data and secret marks in a text, and masking them.

A run of digits is taken for an identity number, a mobile number or a bank card only where its own
check proves it (check character, number range, Luhn): amounts, dates and project codes stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["identity", "mobile", "bank_card", "secret", "internal"]

#: Kind → how a Chinese user reads it.
KINDS: dict[Kind, str] = {
    "identity": "公民身份号码",
    "mobile": "手机号码",
    "bank_card": "银行账号",
    "secret": "国家秘密标志",
    "internal": "内部资料标识",
}

#: The kinds that are covered in a copy; marks of secrecy are not to be hidden.
PERSONAL: frozenset[Kind] = frozenset(("identity", "mobile", "bank_card"))

_DIGIT_RUN = re.compile(
    r"(?<![\dA-Za-z])(?<!\d\.)\d(?:[ -]?\d){9,22}[Xx]?(?![\dA-Za-z]|\.\d)", re.ASCII
)
_GROUPS = re.compile(r"[ -]")
_SOLID = re.compile(r"\d+[Xx]?", re.ASCII)
_SECRET = re.compile(
    r"(?:绝密|机密|秘密)\s*(?:★|☆|\*)|★\s*(?:绝密|机密|秘密)|(?:绝密|机密|秘密)级(?:文件|资料|项目)|密级[:：]\s*(?:绝密|机密|秘密)"
)
_INTERNAL = re.compile(
    r"内部(?:资料|文件|材料)[，,\s]*(?:请?注意保[存密]|不得(?:外传|公开)|严禁外传)|(?:仅供内部|限内部)(?:使用|参阅|参考)"
    r"|不(?:得|予|宜)(?:对外)?公开(?:的)?(?:文件|资料)|涉密(?:项目|文件|资料)"
)
#: What denies such a phrase right before it: 非涉密项目, 没有涉密项目, 除涉密项目外 …
_DENIED_BEFORE = re.compile(
    r"(?:非|无(?!法)|没有|不含|不包括|未?不?涉及|不属于|除|剔除|扣除)[^，。；：、,;:.\n]{0,4}\Z"
)
#: … and right behind it: 涉密项目0个, 涉密资料除外, 涉密项目依法不公开.
_DENIED_BEHIND = re.compile(
    r"(?:数量?)?[为共有]?[:：]?\s*[0零](?![\d.])|等?除外|(?:[^，。；、]{0,6})不(?:予|得|对外|作|纳入|在)?公开"
)
_DENIAL_REACH = 10
#: Without one of these words there is no such mark, and to seek them costs a tenth.
_INTERNAL_WORDS = ("内部", "涉密", "不得", "不予", "不宜")
#: What runs of digits are made of, as 1; everything else as a blank.
_RUN_SIGNS = bytes(49 if byte in b"0123456789 -" else 32 for byte in range(256))
_SHORTEST_RUN = b"1" * 10
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_MOBILE = re.compile(r"1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")
#: Two leading digits of a division code (GB/T 2260).
_PROVINCES = re.compile(r"1[1-5]|2[123]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
#: Cards of Chinese banks: UnionPay 62, and the older ranges of the large banks.
_CARD_STARTS = ("62", "60", "95", "4", "5", "35", "37")
_CARD_LENGTHS = range(16, 20)


class Sensitive(NamedTuple):
    """A piece `[start, end)` of a text that must not be published."""

    kind: Kind
    start: int
    end: int


def sensitive(text: str) -> Iterator[Sensitive]:
    """All sensitive pieces of *text*, in order."""
    found: list[Sensitive] = []
    if "密" in text:
        found += [Sensitive("secret", m.start(), m.end()) for m in _SECRET.finditer(text)]
    if any(word in text for word in _INTERNAL_WORDS):
        found += [
            Sensitive("internal", match.start(), match.end())
            for match in _INTERNAL.finditer(text)
            if not _denied(match)
        ]
    if _has_long_number(text):
        for match in _DIGIT_RUN.finditer(text):
            found += _numbers(match)
    return iter(sorted(found, key=lambda piece: piece.start))


def _denied(phrase: re.Match[str]) -> bool:
    """Whether the text says that there is nothing of the kind, or leaves it out."""
    text, start = phrase.string, phrase.start()
    return bool(
        _DENIED_BEFORE.search(text, max(0, start - _DENIAL_REACH), start)
        or _DENIED_BEHIND.match(text, phrase.end())
    )


def _has_long_number(text: str) -> bool:
    """Whether as many digits stand together as the shortest number has, grouped or not."""
    return _SHORTEST_RUN in text.encode("ascii", "replace").translate(_RUN_SIGNS)


def _numbers(run: re.Match[str]) -> Iterator[Sensitive]:
    """The number that a run of digits is, grouped or not, or the numbers that stand in it."""
    if kind := _kind_of(_GROUPS.sub("", run[0]).upper()):
        yield Sensitive(kind, run.start(), run.end())
        return
    for solid in _SOLID.finditer(run.string, run.start(), run.end()):
        if kind := _kind_of(solid[0].upper()):
            yield Sensitive(kind, solid.start(), solid.end())


def mask(text: str) -> str:
    """Cover every personal number of *text*; marks of secrecy stay, they are not to be hidden.

    >>> mask("电话13800138000")
    '电话138****8000'
    """
    parts, end = [], 0
    for piece in sensitive(text):
        if piece.kind in PERSONAL:
            parts += [text[end : piece.start], masked(text[piece.start : piece.end], piece.kind)]
            end = piece.end
    return "".join([*parts, text[end:]])


def masked(piece: str, kind: Kind) -> str:
    """A piece as it may be shown: its ends kept, its middle covered."""
    bare = _GROUPS.sub("", piece)
    if kind == "mobile":
        return f"{bare[:3]}****{bare[-4:]}"
    if kind in ("identity", "bank_card"):
        return f"{bare[:4]}{'*' * (len(bare) - 8)}{bare[-4:]}"
    return piece


def _kind_of(digits: str) -> Kind | None:
    if is_identity_number(digits):
        return "identity"
    if _MOBILE.fullmatch(digits):
        return "mobile"
    if digits.isdigit() and is_bank_card(digits):
        return "bank_card"
    return None


def is_identity_number(text: str) -> bool:
    """Whether *text* is an 18-character identity number (GB 11643): division, birthday, check."""
    if len(text) != 18 or not text[:17].isdigit() or not _PROVINCES.match(text):
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return born.year >= 1900 and text[17] == _CHECK[total % 11]


def is_bank_card(digits: str) -> bool:
    """Whether *digits* is a bank card number by length, range and Luhn check."""
    if len(digits) not in _CARD_LENGTHS or not digits.startswith(_CARD_STARTS):
        return False
    doubled = [int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
