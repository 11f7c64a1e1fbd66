"""What target, actual value and points of a row say of each other: `≥92|88|5|4.78` is 88 ÷ 92 of 5.

A cut that moves a digit from one figure to the other changes their ratio a hundredfold; so of all
cuts hardly another one keeps to the sign, to the points and to a ratio that occurs.
"""

from __future__ import annotations

from decimal import Decimal

from jiping.filing.numbers import round_half_up

from .stretch import Cells, Stretch, decimal

_AT_LEAST = ("≥", ">", "不低于", "不少于", "不小于", "大于", "高于", "至少", "超过", "达到", "=>")
_AT_MOST = ("≤", "<", "不高于", "不超过", "不多于", "不大于", "小于", "低于", "控制在", "=<")
#: Between a tenth and ten times its target an actual value needs no explanation.
_FURTHEST = Decimal(10)
_NEAR = Decimal("0.25")


def fulfilment(stretch: Stretch, cells: Cells) -> int:
    """The gain of a row in which the target is a figure, the actual value another: 0 for others."""
    target, actual = _number(cells, "target"), _number(cells, "actual")
    if not target:
        return 0
    if actual is None:
        # `99.2` may be 9 and 9.2: one figure is as likely as two that are not alike.
        return 2 * (_is_bare(cells) and not _lacks_sign(cells))
    ratio = _ratio(stretch.text, cells, target, actual)
    gain = -3 * (actual > target * _FURTHEST or actual * _FURTHEST < target)
    gain -= 4 * (_lacks_sign(cells) and not stretch.garbled)
    gain += 2 * (_is_bare(cells) and _are_near(cells, actual / target))
    weight, score = _number(cells, "weight"), _number(cells, "score")
    if ratio is None or not weight or score is None:
        return gain
    if score == weight:
        return gain - 4 * (ratio < 1)
    if ratio >= 1:
        return gain - 3
    return gain + len(cells["score"].number) * is_share(weight, score, ratio)


def is_share(weight: Decimal, score: Decimal, ratio: Decimal) -> bool:
    """Whether a score with two decimals is the *ratio* of the weight, which is no chance."""
    if score.as_tuple().exponent != -2:  # one decimal may be right by chance
        return False
    return ratio < 1 and round_half_up(weight * ratio, 2) == score


def _ratio(text: str, cells: Cells, target: Decimal, actual: Decimal) -> Decimal | None:
    """How much of the target is reached, as its sign counts; None where no sign tells."""
    if actual == target:
        return Decimal(1)
    operator = cells.get("operator")
    sign = operator if operator is not None and not operator.empty else cells["target"]
    if text.startswith(_AT_LEAST, sign.start):
        return actual / target
    if text.startswith(_AT_MOST, sign.start) and actual:
        return target / actual
    if text.startswith("=", sign.start):
        return min(target, actual) / max(target, actual)
    return None


def _is_bare(cells: Cells) -> bool:
    """Whether nothing but digits can stand between target and actual value."""
    return "measure" in cells and not any(cells[c].unit for c in ("target", "actual") if c in cells)


def _are_near(cells: Cells, ratio: Decimal) -> bool:
    """Whether target and actual value of two digits and more are as near as by no chance."""
    digits = min(len(cells[c].number.replace(".", "")) for c in ("target", "actual"))
    return digits > 1 and abs(ratio - 1) < _NEAR


def _lacks_sign(cells: Cells) -> bool:
    """Whether a bare target has no sign in a form with a column for it, as if the first figure were none."""
    operator = cells.get("operator")
    return operator is not None and operator.empty and not cells["target"].unit


def _number(cells: Cells, column: str) -> Decimal | None:
    cell = cells.get(column)
    return decimal(cell.number) if cell is not None and cell.number and cell.known else None
