"""What a standard and a project change in the checks, and the names that they may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from jiping.standards import Standard, StandardError
from jiping.standards.adjustments import CheckSetting, LimitSetting

from .limits import DEFAULT, Limits
from .own import OwnCheck
from .registry import REGISTRY


@dataclass(frozen=True)
class Settings:
    """Changes by code and by threshold, and the checks that a bureau wrote itself."""

    checks: Mapping[str, CheckSetting] = field(default_factory=dict)
    limits: Mapping[str, LimitSetting] = field(default_factory=dict)
    own: tuple[OwnCheck, ...] = ()

    def over(self, standard: Standard) -> Settings:
        """These changes laid over those of *standard*.

        Raises StandardError where the standard changes what there is not.
        """
        if not standard.checks and not standard.limits:
            return self
        for fault in faults(standard.checks, standard.limits):
            raise StandardError(f"评分标准 {standard.id}：{fault.reason}")
        return Settings(
            {**standard.checks, **self.checks}, {**standard.limits, **self.limits}, self.own
        )

    def laid_over(self, limits: Limits) -> Limits:
        """The thresholds with those changed that are told here."""
        if not self.limits:
            return limits
        told = {name: setting.value for name, setting in self.limits.items()}
        return Limits._make(
            _of_kind(name, told[name]) if name in told else value
            for name, value in limits._asdict().items()
        )


NONE = Settings()


class Fault(NamedTuple):
    """Something that is told to be changed and does not exist, or not so."""

    location: tuple[str, ...]
    reason: str


def faults(
    checks: Iterable[str], limits: Mapping[str, LimitSetting], own: Iterable[str] = ()
) -> Iterator[Fault]:
    """What is wrong with the names and values of changes; *own* are codes of a bureau's rules."""
    codes = {*REGISTRY, *own}
    for code in checks:
        if code not in codes:
            yield Fault(
                ("checks", code), f"没有编号为“{code}”的审核规则，请用 jiping rules 查看全部编号"
            )
    for name, setting in limits.items():
        if name not in Limits._fields:
            known = "、".join(Limits._fields)
            yield Fault(("limits", name), f"没有名为“{name}”的界限，可用的有：{known}")
        elif isinstance(getattr(DEFAULT, name), int) and setting.value % 1:
            yield Fault(("limits", name, "value"), f"界限“{name}”应为整数")


def _of_kind(name: str, value: Decimal) -> Decimal | int:
    return int(value) if isinstance(getattr(DEFAULT, name), int) else value
