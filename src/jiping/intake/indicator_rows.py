"""The indicators of a form as text → levels, values and points."""

from __future__ import annotations

import re
from collections.abc import Callable

from jiping.filing import Evidence, Indicator, Value
from jiping.filing.text import squeeze
from jiping.filing.values import parse_value

from .amounts import blank, points
from .document import Found
from .form_text import Row
from .labels import LEVEL1_OF, level1_of, level2_of
from .ledger import Ledger, shown
from .line_breaks import is_one_number, is_parted, joined, several

_POINTS_BEHIND = re.compile(r"[(\[]\d+(?:\.\d+)?分?[)\]]?$")
#: How points are worked out, which is no reason for losing them.
_METHOD = re.compile(r"[×*÷]|分值|权重|满分|扣\s*\d|得\s*\d")


def indicator(number: int, row: Row, ledger: Ledger) -> Indicator:
    """The indicator of this *number*, from 0."""
    at = f"/indicators/{number}"
    level2 = _level(f"{at}/level2", row.get("level2"), _category, ledger)
    level1 = _level(f"{at}/level1", row.get("level1"), level1_of, ledger)
    weight = ledger.number(f"{at}/weight", row.get("weight"), points, "分值")
    score = ledger.number(f"{at}/score", row.get("score"), points, "得分")
    lost = weight is not None and score is not None and score < weight
    return Indicator(
        level1=level1 or LEVEL1_OF.get(level2 or ""),
        level2=level2,
        name=ledger.text(f"{at}/name", row.get("name")),
        target=_value(f"{at}/target", row, "target", ledger),
        actual=_value(f"{at}/actual", row, "actual", ledger),
        weight=weight,
        score=score,
        reason=ledger.text(f"{at}/reason", _said(_reason(row, lost_points=lost))),
    )


def _reason(row: Row, *, lost_points: bool) -> Found | None:
    """The reason; in a form without a column for it the remark of a row that lost points."""
    remark = row.get("remark")
    if "reason" in row or not lost_points or remark is None or _METHOD.search(remark.text):
        return row.get("reason")
    return remark


def _category(text: str) -> object:
    """A level-2 label; 满意度指标 has but one category, so that its own name stands for it, too."""
    level1 = level1_of(text)
    return level2_of(text) or (
        level1._replace(name="服务对象满意度指标")
        if level1 and level1.name == "满意度指标"
        else None
    )


def _said(found: Found | None) -> Found | None:
    """*found*, unless it is only a dash, a slash, a zero or the like."""
    if found is None or found.text.strip() == "0":
        return None
    return None if blank(found.text) and "无" not in found.text else found


def _level(
    pointer: str, found: Found | None, read: Callable[[str], object], ledger: Ledger
) -> str | None:
    text = ledger.text(pointer, found)
    if text is None:
        return None
    level = read(text)
    return getattr(level, "name", None) or _POINTS_BEHIND.sub("", squeeze(text))


def _value(pointer: str, row: Row, column: str, ledger: Ledger) -> Value | None:
    found = row.get(column)
    if column == "target" and (adjusted := row.get("adjusted_target")) and not blank(adjusted.text):
        # The target adjusted during the year is the one in force.
        found = adjusted
    if found is None or blank(found.text):
        return None
    text, place = found
    measure = row.get("measure")
    operator = row.get("operator") if column == "target" else None
    value = parse_value(
        shown(text),
        shown(operator.text) if operator else None,
        shown(measure.text) if measure else None,
    )
    if "\n" in text and (is_parted(text) or several(text, value)):
        whole = _whole(value, found, row, column)
        if whole is None:
            what = "指标值" if column == "target" else "完成值"
            ledger.doubt(
                place, f"{what}“{shown(text)}”中间有换行，不能确定是一个数还是几个，留空未读"
            )
            return None
        value = whole
    ledger.evidence[pointer] = Evidence(text, place)
    return value


def _whole(value: Value, found: Found, row: Row, column: str) -> Value | None:
    """*value*, or that of its number without the line break within it; None where that is uncertain."""
    whole = parse_value(shown(joined(found.text)), value.operator, value.unit)
    if value.number == whole.number and is_parted(found.text):
        return value
    beside = row.get("actual" if column == "target" else "target")
    return whole if is_one_number(found.text, whole, beside.text if beside else None) else None
