"""A standard told in sentences, as an officer would read it out; each rule with its source."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import HUNDRED, plain

from .adjustments import SEVERITY_NAMES, CheckSetting
from .base import Rules
from .model import Standard
from .overview import own_rules


def describe(standard: Standard) -> Iterator[str]:
    """The rules of *standard*, a Chinese sentence each."""
    if standard.extends:
        own = "、".join(own_rules(standard))
        yield f"自己的规定：{own or '没有'}；其余沿用 {standard.extends}"
    yield _execution(standard)
    yield from _quantitative(standard)
    yield _over(standard)
    bands = "，".join(
        f"{b.name} {_percent(b.high)}—{_percent(b.low)}" for b in standard.qualitative.bands
    )
    yield f"定性指标：{bands}{_source(standard, standard.qualitative)}"
    if standard.dates.late == "zero":
        yield f"完成时间：按期得满分，逾期不得分{_source(standard, standard.dates)}"
    else:
        yield f"完成时间：按期得满分，逾期没有规定得分，不评{_source(standard, standard.dates)}"
    if standard.frame.without_satisfaction:
        yield f"没有满意度指标的，其分值并入{standard.frame.without_satisfaction}"
    if standard.caps:
        caps = "，".join(
            f"低于 {_percent(cap.below)} 的总分不超过 {plain(cap.total)}"
            for cap in standard.caps.steps
        )
        yield f"总分上限：执行率{caps}{_source(standard, standard.caps)}"
    yield f"得分四舍五入到 {standard.rounding.places} 位小数，每项一次"
    grades = "，".join(f"{cut.name} ≥ {plain(cut.at_least)}" for cut in standard.grades.cuts)
    yield f"等级：{grades}{_source(standard, standard.grades)}"
    for code, setting in standard.checks.items():
        yield f"审核规则 {code}：{'，'.join(_changed(setting))}，理由：{setting.reason}"
    for name, limit in standard.limits.items():
        yield f"审核界限 {name}：{plain(limit.value)}，理由：{limit.reason}"
    for remark in standard.remarks:
        yield f"说明：{remark.text}{_source(standard, remark)}"


def _changed(setting: CheckSetting) -> Iterator[str]:
    """What a standard changes in one check."""
    if setting.off is not None:
        yield "停用" if setting.off else "恢复"
    if setting.severity is not None:
        yield f"级别为{SEVERITY_NAMES[setting.severity]}"
    for name, value in setting.limits.items():
        yield f"界限 {name} 为 {plain(value)}"


def _execution(standard: Standard) -> str:
    rule = standard.execution
    if not rule.weight:
        return f"预算执行：资金栏不另计分{_source(standard, rule)}"
    weight = plain(rule.weight)
    if rule.kind == "steps":
        steps = "，".join(f"达到 {_percent(s.at_least)} 得 {_percent(s.share)}" for s in rule.steps)
        how = f"分档：{steps}"
    else:
        how = f"{weight} × 执行数 ÷ 全年预算数，不超过 {weight} 分"
        if rule.floor is not None:
            how += f"，低于 {_percent(rule.floor)} 不得分"
    return f"预算执行 {weight} 分：{how}{_source(standard, rule)}"


def _quantitative(standard: Standard) -> Iterator[str]:
    rule = standard.quantitative
    if rule.pass_mark is None:
        missed = "分值 × 完成值 ÷ 指标值"
    else:
        mark = plain(rule.pass_mark)
        missed = (
            f"分值 ×（完成比例 − {mark}）÷（1 − {mark}），低于 {_percent(rule.pass_mark)} 不得分"
        )
    yield f"定量指标：达到得满分，未达到得 {missed}{_source(standard, rule)}"
    ceiling = {
        "ratio": "分值 × 指标值 ÷ 完成值",
        "linear": "分值 ×（1 − 超出比例），超出一倍及以上不得分",
    }[rule.ceiling]
    yield f"反向指标（≤）超出时：{ceiling}（{standard.basis[rule.ceiling_source]}）"


def _over(standard: Standard) -> str:
    rule = standard.over
    edge = "达到或超过" if rule.inclusive else "超过"
    text = f"完成值{edge}指标值 {_percent(rule.threshold)}："
    if rule.kind == "fixed" and rule.deduction is not None:
        text += f"扣 {plain(rule.deduction)} 分"
    elif rule.kind == "bands":
        text += "，".join(
            f"{_percent(b.at_least)} 起扣 {plain(b.deduction)} 分" for b in rule.bands
        )
    else:
        text += "不扣分"
    text += "，须说明原因" if rule.reason_required else "，应分析原因"
    return text + _source(standard, rule)


def _percent(share: Decimal) -> str:
    return f"{plain(share * HUNDRED)}%"


def _source(standard: Standard, rules: Rules) -> str:
    return f"（{standard.basis[rules.source]}）"
