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
        return _laid({name: setting.value for name, setting in self.limits.items()}, limits)

    def laid_over_for(self, code: str, limits: Limits) -> Limits:
        """The thresholds for one check: those that are told for it alone over all others."""
        setting = self.checks.get(code)
        return _laid(setting.limits, limits) if setting else limits


def _laid(told: Mapping[str, Decimal], limits: Limits) -> Limits:
    if not told:
        return limits
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
    checks: Mapping[str, CheckSetting],
    limits: Mapping[str, LimitSetting],
    own: Iterable[str] = (),
) -> Iterator[Fault]:
    """What is wrong with the names and values of changes; *own* are codes of a bureau's rules."""
    own = {*own}
    for code, setting in checks.items():
        if code not in REGISTRY and code not in own:
            yield Fault(
                ("checks", code), f"没有编号为“{code}”的审核规则，请用 jiping rules 查看全部编号"
            )
        else:
            yield from _faults_of(code, setting)
    for name, moved in limits.items():
        if name not in Limits._fields:
            known = "、".join(Limits._fields)
            yield Fault(("limits", name), f"没有名为“{name}”的界限，可用的有：{known}")
        elif _is_broken(name, moved.value):
            yield Fault(("limits", name, "value"), f"界限“{name}”应为整数")


def _faults_of(code: str, setting: CheckSetting) -> Iterator[Fault]:
    """Thresholds told for one check that it does not go by, or that are no whole numbers."""
    known = REGISTRY[code].limits if code in REGISTRY else ()
    for name, value in setting.limits.items():
        at = ("checks", code, "limits", name)
        if name not in known:
            has = f"可用的有：{'、'.join(known)}" if known else "这条规则没有可以调整的界限"
            yield Fault(at, f"规则 {code} 没有名为“{name}”的界限，{has}")
        elif _is_broken(name, value):
            yield Fault(at, f"界限“{name}”应为整数")


def _is_broken(name: str, value: Decimal) -> bool:
    """Whether a threshold that counts is given a fraction."""
    return isinstance(getattr(DEFAULT, name), int) and value % 1 != 0


def _of_kind(name: str, value: Decimal) -> Decimal | int:
    return int(value) if isinstance(getattr(DEFAULT, name), int) else value
