"""The registry of checks: each is one pure generator function with what is said of it beside it.

A code names its theme by the third character (`JP1xx` arithmetic … `JPAxx` accounts) and is never
used again for another check. The raising example and its clean twin are edits of one clean filing
(`examples.edited`), the single source of tests, documentation pages and `jiping rules CODE`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .case import Case

Severity = Literal["error", "warning", "notice"]

#: Severity → how a Chinese user reads it; in the order in which findings are listed.
SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "疑点", "notice": "提示"}


class Theme(NamedTuple):
    """A theme of the catalogue."""

    digit: str
    title: str
    title_en: str


THEMES: dict[str, Theme] = {
    theme.digit: theme
    for theme in (
        Theme("1", "表内计算", "Arithmetic inside the form"),
        Theme("2", "预算控制", "Budget control"),
        Theme("3", "得分与完成值", "Scores against values"),
        Theme("4", "偏差原因", "Deviations and their reasons"),
        Theme("5", "指标与目标", "Indicators and goals"),
        Theme("6", "自评表与报告", "Form and report against each other"),
        Theme("7", "报告文字", "The report's text"),
        Theme("8", "公开与保密", "Publication and secrecy"),
        Theme("9", "上年与同类", "Last year and peers"),
        Theme("A", "部门决算", "Final accounts"),
    )
}

Edits = Mapping[str, object]

#: What a check needs besides the filing → how a user reads it; without it the check is not run.
Need = Literal["last_year", "accounts", "peers"]
NEEDS: dict[Need, str] = {
    "last_year": "上年自评（--last-year）",
    "accounts": "部门决算（--accounts）",
    "peers": "同类单位自评（--peers）",
}

#: A part of the filing that a check speaks of → how a user reads it; without it the check is not run.
Part = Literal["report", "indicators"]
PARTS: dict[Part, str] = {"report": "自评报告", "indicators": "三级指标"}


class Mark(NamedTuple):
    """What a check yields: the field, what is wrong with it, and a severity other than the check's own.

    `pointer` is the JSON pointer of the field in the filing (`/indicators/3/score`).
    """

    pointer: str
    message: str
    severity: Severity | None = None


class Example(NamedTuple):
    """A filing told by its differences from the clean one, and the standard it is checked under.

    With `needs` the clean surroundings of that kind lie beside it (`around.surroundings_of`).
    """

    edits: Edits
    under: str = "hunan-2022"
    needs: Need | None = None


Function = Callable[["Case"], Iterator[Mark]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check and everything that is said of it; titles and texts are what users see.

    `limits` are the thresholds (`limits.Limits`) that it goes by, which a project may move for it.
    Without one of its `parts` the check has nothing to say, whatever else the filing holds.
    """

    code: str
    name: str
    title: str
    title_en: str
    severity: Severity
    basis: str
    explanation: str
    remedy: str
    bad: Example
    good: Example
    run: Function
    needs: Need | None = None
    limits: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def theme(self) -> Theme:
        """The theme that the code names."""
        return THEMES[self.code[2]]


REGISTRY: dict[str, Check] = {}
_CODE = re.compile(r"JP[1-9A]\d\d")


def check(
    *,
    code: str,
    name: str,
    title: str,
    title_en: str,
    severity: Severity,
    basis: str,
    explanation: str,
    remedy: str,
    bad: Edits,
    good: Edits | None = None,
    under: str = "hunan-2022",
    needs: Need | None = None,
    limits: tuple[str, ...] = (),
    parts: tuple[Part, ...] = (),
) -> Callable[[Function], Function]:
    """Enter the decorated function in the registry.

    `basis` is document and article, or 惯例. `bad` edits the clean filing so that the check speaks,
    `good` is the nearest filing on which it is silent (none given: the clean filing itself).
    A check that `needs` surroundings is run only where they are given, one that speaks of `parts` of
    the filing only where there are such.
    """
    if not _CODE.fullmatch(code) or code in REGISTRY:
        raise ValueError(f"code {code} is malformed or already taken")
    if any(known.name == name for known in REGISTRY.values()):
        raise ValueError(f"name {name} is already taken")

    def enter(function: Function) -> Function:
        REGISTRY[code] = Check(
            code, name, title, title_en, severity, basis, explanation, remedy,
            Example(bad, under, needs), Example(good or {}, under, needs), function, needs, limits,
            parts,
        )  # fmt: skip
        return function

    return enter
