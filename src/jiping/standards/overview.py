"""The packaged standards side by side: whose they are, what each rules itself, how a form shows it."""

from __future__ import annotations

from collections.abc import Iterator

from jiping.filing.model import KIND_NAMES
from jiping.filing.regions import provinces, region_of

from .base import Table
from .loading import load, names
from .model import Recognition, Standard

NATIONAL, PROVINCIAL, LOCAL, SYSTEM = "全国、中央", "省、自治区、直辖市", "市、县", "系统设置"
#: Who makes standards, in the order in which they are listed.
MAKERS = (NATIONAL, PROVINCIAL, LOCAL, SYSTEM)

#: A table of a standard → what a Chinese user calls it.
_TABLES = {
    "frame": "指标框架", "execution": "预算执行", "quantitative": "定量指标", "over": "超额完成",
    "qualitative": "定性指标", "dates": "完成时间", "reading": "方向读法", "rounding": "取位",
    "caps": "总分上限", "grades": "等级", "form": "表样", "forms": "表样",
    "base_data": "基础数据表", "outline": "报告提纲", "checks": "审核规则", "limits": "审核界限",
}  # fmt: skip
#: Codes of Taiwan, Hong Kong and Macao, whose budgets are not evaluated so.
_ELSEWHERE = {"71", "81", "82"}
_SOURCES = {"source", "ceiling_source"}


def maker(standard: Standard) -> str:
    """Which of `MAKERS` the standard belongs to, by the name of its jurisdiction."""
    if standard.jurisdiction.startswith(("全国", "中央")):
        return NATIONAL
    region = region_of(standard.jurisdiction)
    if region is None:
        return SYSTEM
    return PROVINCIAL if region.code.endswith("0000") else LOCAL


def listed() -> tuple[Standard, ...]:
    """All packaged standards: the nation's, the provinces' in the order of their codes, and others."""
    return tuple(sorted(map(load, names()), key=_order))


def own_rules(standard: Standard) -> tuple[str, ...]:
    """What *standard* rules otherwise than the packaged one that it extends, in Chinese."""
    if standard.extends is None or standard.extends not in names():
        return ()
    parent = load(standard.extends)
    found = (
        said for name, said in _TABLES.items()
        if _bare(getattr(standard, name)) != _bare(getattr(parent, name))
    )  # fmt: skip
    return tuple(dict.fromkeys(found))


def signs(standard: Standard) -> Iterator[str]:
    """How a form shows that it belongs to *standard*, a Chinese phrase each; none: by name only."""
    for sign in standard.recognise:
        yield "，".join(_asked(sign))


def without_standard() -> tuple[str, ...]:
    """The provinces of the mainland, in the order of their codes, that no packaged standard is of."""
    known = {region_of(one.jurisdiction) for one in map(load, names())}
    codes = {region.code[:2] for region in known if region}
    return tuple(one.name for one in provinces() if one.code[:2] not in codes | _ELSEWHERE)


def _order(standard: Standard) -> tuple[int, str, int, str]:
    region = region_of(standard.jurisdiction)
    inherits = standard.id != "national-2020"
    return (
        MAKERS.index(maker(standard)), region.code if region else "", inherits, standard.id,
    )  # fmt: skip


def _asked(sign: Recognition) -> Iterator[str]:
    if sign.all:
        yield f"印有{'、'.join(sign.all)}"
    if sign.any:
        yield f"印有{'或'.join(sign.any)}"
    if sign.none:
        yield f"没有{'、'.join(sign.none)}"
    if sign.levels:
        yield f"一级指标有{'、'.join(sign.levels)}"
    if sign.kind:
        yield f"是{KIND_NAMES[sign.kind]}的表"
    if sign.place:
        yield f"单位在{sign.place}"
    if sign.years:
        yield f"{sign.years[0]}—{sign.years[1]}年度"


def _bare(table: object) -> object:
    """A table without its sources, to be compared."""
    if isinstance(table, dict):
        return {key: _bare(value) for key, value in table.items()}
    return _without_sources(table.model_dump()) if isinstance(table, Table) else table


def _without_sources(value: object) -> object:
    if isinstance(value, dict):
        return {k: _without_sources(v) for k, v in value.items() if k not in _SOURCES}
    return [_without_sources(v) for v in value] if isinstance(value, list | tuple) else value
