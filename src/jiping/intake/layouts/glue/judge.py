"""What the cells of a row say of each other: the same figure, the same unit, full points."""

from __future__ import annotations

from decimal import Decimal

from .fulfilment import fulfilment
from .stretch import Cell, Cells, Stretch, decimal
from .values import DATE

_HIGHEST_PERCENT = Decimal(200)
_LARGE_WEIGHT = Decimal(50)
_IMPOSSIBLE_WEIGHT = Decimal(80)


def judge(stretch: Stretch, cells: Cells, columns: tuple[str, ...]) -> int:
    """The gain of the cells together: what of them follows from others, less what is odd."""
    told = _likeness(cells, columns) + _points(cells) - _beyond_percent(cells)
    told -= 10 * _is_torn(stretch, cells)
    return told + fulfilment(stretch, cells)


def _is_torn(stretch: Stretch, cells: Cells) -> bool:
    """Whether weight and target are one figure cut in two: `1|2头|12头`, also behind the first 12头."""
    weight, target, actual = (cells.get(each) for each in ("weight", "target", "actual"))
    if weight is None or target is None or actual is None or weight.end != target.start:
        return False
    whole = stretch.text[weight.start : target.end]
    before = stretch.text[max(0, weight.start - len(whole)) : weight.start]
    return not target.empty and whole in (stretch.text[actual.start : actual.end], before)


def _beyond_percent(cells: Cells) -> int:
    """What speaks against percentages that are two figures run into one: `85|85` as 8585."""
    measure = cells.get("measure")
    if measure is None or measure.unit != "%":
        return 0
    values = [cells[c] for c in ("target", "actual") if c in cells and cells[c].number]
    return 3 * sum(decimal(cell.number) > _HIGHEST_PERCENT for cell in values)


def _likeness(cells: Cells, columns: tuple[str, ...]) -> int:
    """Target and actual: the same figure, the same unit."""
    if "actual" not in columns:
        return 0
    values = [c for c in (_target(cells), cells.get("actual")) if c is not None and not c.empty]
    if not all(cell.known or cell.number for cell in values):
        # As beside words: a bare figure is the points of the row.
        return (
            -10 * any(cell.number and not cell.unit for cell in values) * ("measure" not in cells)
        )
    if len(values) < 2:
        # Words alone are rarely a value.
        return -2 * sum(not (cell.number or cell.unit) for cell in values)
    target, actual = values
    unit = cells.get("measure")
    if unit is not None:
        return _same_number(target, actual) - 2 * (unit.empty and target.unit != DATE)
    if target.number == "0" and not target.unit and actual.number and actual.unit:
        # `减少01万元` has lost the point of its own figure.
        return -10
    bare = [not cell.unit for cell in values if cell.number]
    scored = "weight" in columns or "score" in columns
    if len(bare) < 2:
        # A bare figure beside words is the points of a row in words, not its value.
        return -10 * sum(bare) * scored - (bool(target.number) and not actual.number)
    if target.unit and actual.unit:
        return _same_number(target, actual) if target.unit == actual.unit else -4
    if all(bare):
        # Without points beside them two bare figures may be one figure cut in two.
        return _same_number(target, actual) - 2 if scored else -3
    return -2 if target.unit else -3


def _target(cells: Cells) -> Cell | None:
    """The target in force: the adjusted one before the first."""
    adjusted = cells.get("adjusted_target")
    return adjusted if adjusted is not None and not adjusted.empty else cells.get("target")


def _same_number(target: Cell, actual: Cell) -> int:
    return len(actual.number) if target.number and target.number == actual.number else 0


def _points(cells: Cells) -> int:
    """Weight and score: mostly the same, or the weight times a factor; rarely nothing."""
    weight, score = _number(cells.get("weight")), _number(cells.get("score"))
    gain = 0 if weight is None else -_oddity(weight)
    if score is not None and not score:
        gain -= 4
        # Nothing done and nothing earned looks like a weight cut in two (`6|0`).
        gain -= 10 * ("actual" in cells and cells["actual"].empty)
        # `5.0|0` is 5.00.
        gain -= 10 * ("." in cells["weight"].number if "weight" in cells else 0)
    factor = cells.get("completion")
    share = _number(factor)
    if weight is None or score is None:
        # What was not scored has no factor either, and often no actual value.
        return gain + (2 * _idle(cells) - 4 * (share is not None) if score is None else 0)
    # Far less than the weight is rare, and looks like a figure cut in two.
    gain -= 2 * (0 < 2 * score < weight)
    full = weight == score
    if factor is not None and share is not None:
        share = share / 100 if factor.unit or share > 2 else share
        if weight * share != score:
            return gain - 4
        full = True
    return gain + (len(cells["score"].number) if full else 0)


def _idle(cells: Cells) -> bool:
    """Whether only a target with its unit was filled in, and no actual value."""
    target, actual, measure = (cells.get(each) for each in ("target", "actual", "measure"))
    if target is None or actual is None or not actual.empty:
        return False
    return bool(target.unit or (target.number and measure is not None and measure.unit))


def _oddity(weight: Decimal) -> int:
    """What speaks against a number as the weight of one indicator."""
    odd = 6 if weight > _IMPOSSIBLE_WEIGHT else 3 if weight > _LARGE_WEIGHT or weight < 1 else 0
    return odd + 3 * (weight.as_tuple().exponent == -2)


def _number(cell: Cell | None) -> Decimal | None:
    return decimal(cell.number) if cell is not None and cell.number else None
