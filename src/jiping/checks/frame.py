"""The frame of indicators: categories, their number, and the balance of weights."""

from __future__ import annotations

from collections.abc import Container, Iterator

from .case import Case
from .registry import Mark, check
from .row import Row
from .words import listed, say

_SATISFACTION = "满意度指标"
_COST = "成本指标"
_COSTS = ("经济成本指标", "社会成本指标", "生态环境成本指标")
_DEFAULT = "national-2020"
_CATEGORIES_LEAST = 4


@check(
    code="JP501",
    name="category-missing",
    title="缺少规定的二级指标",
    title_en="A compulsory level-2 category is missing",
    severity="warning",
    basis="财预〔2020〕10号绩效指标框架；所用标准",
    explanation="所用标准规定必设的二级指标（如数量、质量、时效、成本和服务对象满意度）没有设置。"
    "表中另有所用标准没有的一级指标（如“管理”）的，可能按当地的框架填报，为提示。",
    remedy="补设该类指标；确不适用的，说明理由。",
    parts=("indicators",),
    bad={"/indicators/3/level2": "质量指标"},
)
def category_missing(case: Case) -> Iterator[Mark]:
    """Compulsory categories of the standard's frame against those of the form."""
    if not case.complete or case.filing.kind == "report" or not case.figured:
        return
    there, tops = case.by_level2, case.by_level1
    # A form by another frame (投入、过程、产出、效果) has categories of its own.
    if not any(_is_of(case, name) for name in there):
        return
    for level in case.standard.frame.level1:
        if level.name == _SATISFACTION and level.name in tops:
            continue
        missing = [name for name in level.compulsory if not _is_there(name, there)]
        # A row whose category was not read may be of the one that seems to be missing.
        if missing and all(row.level2 for row in tops.get(level.name, ())):
            told = f"“{level.name}”缺少{listed(missing)}"
            if foreign := _foreign(case):
                told += f"；表中另有“{foreign}”，指标框架与所用标准不同，仅供参考"
            yield Mark("/indicators", f"{told}。", "notice" if foreign else None)


def _foreign(case: Case) -> str | None:
    """A level-1 name that the standard's frame does not have: the form goes by another frame."""
    known = {"", _COST, *(level.name for level in case.standard.frame.level1)}
    return next((name for name in case.by_level1 if name not in known), None)


def _is_of(case: Case, name: str | None) -> bool:
    """Whether a category is one of the standard's frame."""
    return name in _COSTS or any(name in level.level2 for level in case.standard.frame.level1)


def _is_there(name: str, there: Container[str]) -> bool:
    """Whether a category is there, by its own name or as one of the costs of 财预〔2021〕101号."""
    return name in there or (name == _COST and any(kind in there for kind in _COSTS))


@check(
    code="JP502",
    name="category-unknown",
    title="指标分类不属于所用体系",
    title_en="A category that the standard's frame does not have",
    severity="warning",
    basis="所用标准的指标框架（如财预〔2021〕101号：成本单列一级，效益不设可持续影响）",
    explanation="各年度、各地的指标框架不同。表中的一级、二级指标不在所用标准之内。按全国通用标准检查时不提出。",
    remedy="按当年标准调整指标分类，或核对所选标准。",
    under="national-2021",
    parts=("indicators",),
    bad={
        "/indicators/4/level2": "经济成本指标", "/indicators/4/level1": "成本指标",
    },
    good={
        "/indicators/4/level2": "经济成本指标", "/indicators/4/level1": "成本指标",
        "/indicators/8/level2": "社会效益指标",
    },
)  # fmt: skip
def category_unknown(case: Case) -> Iterator[Mark]:
    """Level-1 names, and level-2 names within their level 1, that the frame does not know."""
    if case.standard.id == _DEFAULT:
        return
    frame = {level.name: level.level2 for level in case.standard.frame.level1}
    told = set()
    for row in case.rows:
        known = frame.get(row.level1)
        name = row.level1 if known is None else row.level2
        if not name or name in told or (known is not None and (not known or name in known)):
            continue
        told.add(name)
        field = "level1" if known is None else "level2"
        where = "" if known is None else f"“{row.level1}”之下的"
        yield Mark(
            f"{row.pointer}/{field}",
            f"{where}“{name}”不在“{case.standard.title.zh}”的指标框架之内。",
        )


@check(
    code="JP503",
    name="one-indicator-each",
    title="每类只设一项指标",
    title_en="A single indicator in every category",
    severity="notice",
    basis="财预〔2021〕101号：指标应反映主要产出和核心效果",
    explanation="每个二级指标下都只有一项三级指标，可能没有覆盖主要工作。",
    remedy="按主要职责和支出内容增设数量、质量和效益指标。",
    parts=("indicators",),
    bad={"/indicators/1/level2": "质量指标", "/indicators/2": None},
    good={},
)
def one_indicator_each(case: Case) -> Iterator[Mark]:
    """Four categories or more, every one with one row; rows still to be filled in are none."""
    if not case.complete or not case.figured:
        return
    told = [(row.level1, row.level2) for row in case.rows if row.level2 and _is_written(row)]
    if len(told) >= _CATEGORIES_LEAST and len(set(told)) == len(told):
        yield Mark("/indicators", f"{len(told)}类二级指标各只有一项三级指标。")


def _is_written(row: Row) -> bool:
    """Whether anything stands in the row but its category, as the empty form prints it."""
    return row.title != row.level2 or row.target is not None or row.weight is not None


@check(
    code="JP504",
    name="weight-unbalanced",
    title="单项分值过大或过小",
    title_en="An indicator with more than 20 points or less than 1",
    severity="notice",
    basis="财预〔2020〕10号：权重合理；惯例",
    explanation="一项指标超过20分，总分几乎由它决定；不足1分的，设了也没有意义。",
    remedy="拆分或合并指标，按重要性分配分值。",
    parts=("indicators",),
    limits=("weight_high", "weight_low"),
    bad={"/indicators/2/weight": "24", "/indicators/2/score": "24"},
)
def weight_unbalanced(case: Case) -> Iterator[Mark]:
    """Weights over 20 or between 0 and 1."""
    for row in case.rows:
        weight = row.weight
        if weight is not None and (
            weight > case.limits.weight_high or 0 < weight < case.limits.weight_low
        ):
            yield Mark(f"{row.pointer}/weight", f"“{row.name}”分值{say(weight)}分。")
