"""What a standard or a project changes in the checks, each change with its reason.

Which codes and thresholds there are is known to the checks, which verify the names.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from .base import Number, Table
from .faults import RuleError

#: Severity → how a Chinese user reads it.
SEVERITY_NAMES = {"error": "错误", "warning": "疑点", "notice": "提示"}
_IN_ENGLISH = {chinese: english for english, chinese in SEVERITY_NAMES.items()}


def _in_english(value: object) -> object:
    return _IN_ENGLISH.get(value, value) if isinstance(value, str) else value


#: A severity by its English or Chinese name.
SeverityName = Annotated[Literal["error", "warning", "notice"], BeforeValidator(_in_english)]


class Setting(Table):
    """What all changes share: why they are made. It is shown wherever the change has an effect."""

    reason: str

    @model_validator(mode="after")
    def _has_reason(self) -> Setting:
        if not self.reason.strip():
            raise RuleError("改变审核规则要写明理由", "reason")
        return self


#: The value of a threshold; which of them are whole numbers is known to the checks.
LimitValue = Annotated[Number, Field(ge=0)]


class CheckSetting(Setting):
    """Another severity for a check, thresholds for it alone, or a check switched off.

    The findings of a check that is off are listed as such.
    """

    severity: SeverityName | None = None
    off: bool | None = None
    limits: dict[str, LimitValue] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _changes_something(self) -> CheckSetting:
        if self.severity is None and self.off is None and not self.limits:
            raise RuleError("请写 severity（级别）、limits（界限）或 off = true（停用）")
        return self


class LimitSetting(Setting):
    """Another value for a threshold, for all checks that go by it."""

    value: LimitValue
