"""Which fields of a filing can be edited, by JSON pointer, and how what is typed there is read.

Everything that is not named here cannot be reached: no other pointer, however it is spelled.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiping.filing.numbers import LONGEST, plain
from jiping.filing.values import parse_value
from jiping.intake.amounts import amount, blank, points, rate
from jiping.web.refusal import InvalidError

#: Longest texts, in characters.
NAME, LINE, TEXT = 200, 2000, 60_000
#: Most rows of each list.
ROWS = {"/budget/rows": 60, "/indicators": 300, "/report/sections": 200, "/report/figures": 300}
_MOST = Decimal(10) ** 12


class Field(NamedTuple):
    """A kind of field: its pattern and the function from what was typed to what is kept."""

    pattern: re.Pattern[str]
    read: Callable[[Any], Any]


def _refuse(message: str) -> InvalidError:
    return InvalidError(message)


def _text(most: int) -> Callable[[Any], str | None]:
    def read(typed: Any) -> str | None:
        if typed is None:
            return None
        if not isinstance(typed, str):
            raise _refuse(_("应为文字。"))
        if len(typed) > most:
            raise _refuse(_("太长：%(n)d 字，最多 %(most)d 字。") % {"n": len(typed), "most": most})
        if any(ord(char) < 32 and char not in "\n\t\r" for char in typed):
            raise _refuse(_("含有不能显示的控制字符，请重新输入。"))
        if any(0xD800 <= ord(char) <= 0xDFFF for char in typed):
            raise _refuse(_("含有不完整的字符，请重新输入。"))
        return typed.replace("\r\n", "\n").replace("\r", "\n") or None

    return read


def _required(most: int) -> Callable[[Any], str]:
    def read(typed: Any) -> str:
        return _text(most)(typed) or ""

    return read


def _number(parse: Callable[[str], Decimal | None], wrong: str) -> Callable[[Any], str | None]:
    def read(typed: Any) -> str | None:
        if isinstance(typed, int) and not isinstance(typed, bool):
            typed = str(typed)
        if typed is None or (isinstance(typed, str) and blank(typed)):
            return None
        if not isinstance(typed, str) or len(typed) > 2 * LONGEST:
            raise _refuse(wrong)
        number = parse(typed)
        if number is None or abs(number) >= _MOST:
            raise _refuse(wrong)
        return plain(number)

    return read


def _rate(typed: str) -> Decimal | None:
    """`95%` is 0.95; without a percent sign up to 2 is a fraction, more is percent."""
    found = rate(typed)
    return found if found is not None else points(typed)


def _value(typed: Any) -> dict[str, Any] | None:
    """A target or actual value, from its text or from an object of the contract with `raw`."""
    operator = unit = None
    if isinstance(typed, dict):
        operator, unit = typed.get("operator"), typed.get("unit")
        typed = typed.get("raw")
    for told in (operator, unit):
        if told is not None and (not isinstance(told, str) or len(told) > 24):
            raise _refuse(_("单位或符号应为简短的文字。"))
    text = _text(LINE)(typed)
    if text is None or not text.strip():
        return None
    return parse_value(text, operator, unit).model_dump(mode="json", exclude_none=True)


def _choice(*known: str) -> Callable[[Any], str | None]:
    def read(typed: Any) -> str | None:
        if typed in (None, ""):
            return None
        if typed not in known:
            raise _refuse(_("应为以下之一：%(known)s。") % {"known": _("、").join(known)})
        return str(typed)

    return read


_amount = _number(amount, gettext_lazy("应为金额（万元），如 972.54。"))
_points = _number(points, gettext_lazy("应为分数，如 9.5。"))
_fraction = _number(_rate, gettext_lazy("应为百分比，如 95%。"))
_line, _long, _name = _text(LINE), _text(TEXT), _text(NAME)
_TOPICS = (
    "profile", "basic_expenditure", "project_expenditure", "performance", "problems", "measures",
    "application", "other",
)  # fmt: skip
_N = r"(?:0|[1-9]\d{0,2})"


def _at(path: str, read: Callable[[Any], Any]) -> Field:
    return Field(re.compile(path.replace("N", _N), re.ASCII), read)


FIELDS: tuple[Field, ...] = (
    _at(r"/supervisor", _name),
    _at(r"/currency_unit", _choice("万元", "元")),
    _at(r"/budget/rows/N/(?:initial|adjusted|executed)", _amount),
    _at(r"/budget/rows/N/(?:weight|score)", _points),
    _at(r"/budget/rows/N/execution_rate", _fraction),
    _at(r"/budget/rows/N/label", _required(NAME)),
    _at(r"/budget/rows/N/item", _choice("total", "current_appropriation", "carried_over", "other", "row")),
    _at(r"/budget/by_revenue/(?:general_public_budget|government_funds|special_account_nontax|other)", _amount),
    _at(r"/budget/by_expenditure/(?:basic|project)", _amount),
    _at(r"/goals/(?:expected|achieved)", _long),
    _at(r"/indicators/N/(?:level1|level2|name)", _name),
    _at(r"/indicators/N/(?:target|actual)", _value),
    _at(r"/indicators/N/(?:weight|score)", _points),
    _at(r"/indicators/N/reason", _line),
    _at(r"/total/(?:weight|score)", _points),
    _at(r"/grade", _text(8)),
    _at(r"/report/title", _name),
    _at(r"/report/sections/N/number", _text(16)),
    _at(r"/report/sections/N/heading", _required(NAME)),
    _at(r"/report/sections/N/topic", _choice(*_TOPICS)),
    _at(r"/report/sections/N/text", lambda typed: _text(TEXT)(typed) or ""),
    _at(r"/report/figures/N/(?:item|label)", _required(NAME)),
    _at(r"/report/figures/N/(?:amount|change)", _amount),
    _at(r"/report/figures/N/direction", _choice("increase", "decrease", "unchanged")),
    _at(r"/report/figures/N/cause", _line),
)  # fmt: skip

#: What an inserted row has at least.
EMPTY: dict[str, dict[str, Any]] = {
    "/budget/rows": {"item": "row", "label": ""},
    "/indicators": {},
    "/report/sections": {"heading": ""},
    "/report/figures": {"item": "other", "label": ""},
}
_ROW = re.compile(rf"(?P<rows>{'|'.join(ROWS)})/(?P<index>{_N})", re.ASCII)


def read_field(pointer: str, typed: Any) -> Any:
    """What is kept at *pointer* where *typed* was typed.

    Raises InvalidError for a pointer that cannot be edited and for a value that cannot be read.
    """
    for field in FIELDS:
        if field.pattern.fullmatch(pointer):
            return field.read(typed)
    raise InvalidError(_("没有这个可填写的位置。"))


def read_row(rows: str, typed: Any) -> dict[str, Any]:
    """A row to insert into the list *rows*, each of its fields read as if it were typed."""
    if typed is None:
        typed = {}
    if not isinstance(typed, dict) or len(typed) > 16:
        raise InvalidError(_("插入的行应为字段和内容的对应。"))
    found = {name: read_field(f"{rows}/0/{name}", told) for name, told in typed.items()}
    return {**EMPTY[rows], **{name: told for name, told in found.items() if told is not None}}


#: The parts that can be taken over whole, from a document or from last year.
PARTS = ("/budget", "/goals", "/indicators", "/total", "/grade", "/report")
_DEEPEST = 5


def read_part(pointer: str, typed: Any) -> Any:
    """A whole part, each of its fields read as if it were typed; empty fields are left out."""
    if typed is None:
        return None
    if any(field.pattern.fullmatch(pointer) for field in FIELDS):
        return read_field(pointer, typed)
    if isinstance(typed, dict) and pointer.count("/") <= _DEEPEST and len(typed) <= 32:
        told = {name: read_part(f"{pointer}/{name}", one) for name, one in typed.items()}
        return {name: one for name, one in told.items() if one is not None}
    if isinstance(typed, list) and pointer in ROWS and len(typed) <= ROWS[pointer]:
        rows = [read_part(f"{pointer}/{number}", one) for number, one in enumerate(typed)]
        return [{**EMPTY[pointer], **row} for row in rows if isinstance(row, dict)]
    raise InvalidError(_("内容不符合自评表的格式。"))


def row_at(pointer: str) -> tuple[str, int]:
    """(pointer of the list, index) of a row.

    Raises InvalidError where *pointer* is no row that can be inserted, removed or moved.
    """
    match = _ROW.fullmatch(pointer)
    if match is None:
        raise InvalidError(_("这里不能增删行。"))
    return match["rows"], int(match["index"])


def is_index(told: Any) -> bool:
    """Whether *told* is the number of a row."""
    return isinstance(told, int) and not isinstance(told, bool) and 0 <= told < 1000
