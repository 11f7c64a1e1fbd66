"""What a published report must not hold (JP8)."""

from __future__ import annotations

from jiping.synth.dice import Dice

from .saying import inserted
from .table import Planted, Soil, defect


@defect("JP801", "写了身份证号")
def identity_number(soil: Soil, dice: Dice) -> Planted | None:
    body = f"430225{dice.whole(1960, 1995)}{dice.whole(1, 12):02}{dice.whole(1, 28):02}{dice.whole(0, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]
    return inserted(soil, f"负责人身份证号{body}{check}，")


@defect("JP802", "写了手机号")
def mobile_number(soil: Soil, dice: Dice) -> Planted | None:
    return inserted(soil, f"联系电话139{dice.whole(10_000_000, 99_999_999)}，")


@defect("JP803", "写了银行账号")
def bank_account(soil: Soil, dice: Dice) -> Planted | None:
    body = f"622202{dice.whole(10**11, 10**12 - 1)}"
    return inserted(soil, f"账号{body}{_luhn(body)}，")


def _luhn(body: str) -> int:
    """The check digit of a card number (ISO/IEC 7812)."""
    digits = [int(sign) for sign in reversed(body)]
    total = sum(
        (d * 2 - 9 if d > 4 else d * 2) if at % 2 == 0 else d for at, d in enumerate(digits)
    )
    return -total % 10


@defect("JP804", "写有密级标志")
def secret_mark(soil: Soil, dice: Dice) -> Planted | None:
    return inserted(soil, f"秘密★{dice.whole(1, 5)}年，")


@defect("JP805", "写有内部资料标识")
def internal_mark(soil: Soil, dice: Dice) -> Planted | None:
    return inserted(soil, "（内部资料，注意保存）")
