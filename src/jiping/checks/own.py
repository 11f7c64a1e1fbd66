"""A bureau's own checks: rules with formulas in a TOML file, run beside the registered ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError, model_validator

from jiping.standards.adjustments import SeverityName
from jiping.standards.base import Table
from jiping.standards.faults import Layer, RuleError, fault_at, fault_of, place_of
from jiping.standards.loading import frozen, read_toml

from .case import Case
from .formula import Formula, FormulaError, formula, message
from .formula.formula import Telling
from .registry import Mark, Severity

_MOST_RULES = 500
_LONGEST_TEXT = 1000
_CODE = re.compile(r"(?!JP)[A-Z\u4e00-\u9fff]{1,8}\d{2,4}")


class _Rule(Table):
    """One `[[rule]]`: `formula` says what must hold, `each` for which rows one by one."""

    code: str
    title: str
    severity: SeverityName
    formula: str
    message: str
    basis: str
    remedy: str
    each: Literal["指标", "预算行", "章节", "报告金额"] | None = None

    @model_validator(mode="after")
    def _check(self) -> _Rule:
        if not _CODE.fullmatch(self.code):
            raise RuleError(
                "应为自己的前缀（大写字母或汉字，不用 JP）加两至四位数字，如 BX01、本县01", "code"
            )
        for key in ("title", "message", "basis", "remedy"):
            if not 0 < len(getattr(self, key).strip()) <= _LONGEST_TEXT:
                raise RuleError(f"不能为空，也不能超过{_LONGEST_TEXT}字", key)
        return self


class _Rules(Table):
    """The file: a list of rules."""

    rule: tuple[_Rule, ...]


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """A check that a bureau wrote, with what `check_filing` asks of any check."""

    code: str
    title: str
    severity: Severity
    basis: str
    remedy: str
    formula: Formula
    message: Telling

    def run(self, case: Case) -> Iterator[Mark]:
        """A mark for the filing, or for each row, of which the formula does not hold."""
        rows = self.formula.rows
        for row in rows.rows(case) if rows else (None,):
            if self.formula.holds(case, row) is False:
                yield Mark(self._pointer(case, row), self.message(case, row))

    def _pointer(self, case: Case, row: Any) -> str:
        """The first field that the formula names; with rows, the first of the row itself."""
        rows = self.formula.rows
        at = rows.row_at(row) if rows else ""
        named = (pointer(case, row) for pointer in self.formula.pointers)
        return next((one for one in named if one.startswith(f"{at}/")), at)


def load_own(path: Path) -> tuple[OwnCheck, ...]:
    """The rules of a TOML file.

    Raises `StandardError` where the file is not as it should be, and `FormulaError` where a
    formula or message cannot be understood; both name file and line.
    """
    layer = read_toml(path, "自编规则")
    try:
        rules = _Rules.model_validate(frozen(layer.tree)).rule
    except ValidationError as error:
        raise fault_of(error, [layer], ()) from error
    if len(rules) > _MOST_RULES:
        raise fault_at(layer, ("rule",), f"规则超过{_MOST_RULES}条，请分成几个文件")
    known: set[str] = set()
    for number, rule in enumerate(rules):
        if rule.code in known:
            raise fault_at(layer, ("rule", number, "code"), f"编号“{rule.code}”用了两次")
        known.add(rule.code)
    return tuple(_own(layer, number, rule) for number, rule in enumerate(rules))


def _own(layer: Layer, number: int, rule: _Rule) -> OwnCheck:
    key = "formula"
    try:
        compiled = formula(rule.formula, rule.each)
        key = "message"
        told = message(rule.message, rule.each)
    except FormulaError as error:
        place = place_of(layer, ("rule", number, key))
        raise error.found_at(f"{place} 规则{rule.code}的 {key}：") from error
    return OwnCheck(rule.code, rule.title, rule.severity, rule.basis, rule.remedy, compiled, told)
