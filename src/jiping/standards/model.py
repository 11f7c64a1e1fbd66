"""What a jurisdiction demands of a self-evaluation, as one immutable, validated `Standard`."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from jiping.filing.model import Kind, Topic
from jiping.filing.numbers import HUNDRED, plain

from .adjustments import CheckSetting, LimitSetting
from .base import Citation, Points, Rules, Table, Title, Words
from .base_data import BaseData
from .faults import RuleError
from .form import Form
from .rules import (
    Caps,
    Dates,
    Execution,
    Grades,
    Over,
    Qualitative,
    Quantitative,
    Reading,
    Rounding,
)

#: A fiscal year.
Year = Annotated[int, Field(ge=1990, le=2100)]
_NOT_LEVEL1 = "应为 level1 中的一个一级指标，却是"


class Level1(Table):
    """A level-1 category: its points (None: the unit sets them) and its level-2 categories.

    `within` names the level-1 category whose points these are part of (Hubei counts satisfaction
    among the 40 points of benefit).
    """

    name: str
    weight: Points | None = None
    level2: Words = ()
    compulsory: Words = ()
    within: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Level1:
        strangers = [name for name in self.compulsory if name not in self.level2]
        if strangers:
            raise RuleError(
                f"compulsory 中的“{'、'.join(strangers)}”不在 level2 之内，请补入或删去",
                "compulsory",
            )
        return self


class Frame(Rules):
    """The frame of indicators; `without_satisfaction` gets the satisfaction's points if missing."""

    level1: tuple[Level1, ...]
    without_satisfaction: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Frame:
        names = [level.name for level in self.level1]
        if len(set(names)) != len(names):
            raise RuleError("level1 中有重名的一级指标，请只保留一个", "level1")
        for place, level in enumerate(self.level1):
            if level.within is not None and level.within not in names:
                raise RuleError(f"{_NOT_LEVEL1}“{level.within}”", "level1", place, "within")
        if self.without_satisfaction is not None and self.without_satisfaction not in names:
            raise RuleError(f"{_NOT_LEVEL1}“{self.without_satisfaction}”", "without_satisfaction")
        return self


class Recognition(Table):
    """By what a form shows that it belongs to this standard (see `recognise`); words are squeezed.

    `levels` are level-1 names that must all stand among the indicators, `place` is the division
    that the unit must lie in, `years` the first and last fiscal year that it may be of (None: open).
    """

    all: Words = ()
    any: Words = ()
    none: Words = ()
    levels: Words = ()
    place: str | None = None
    years: tuple[Year, Year] | None = None
    kind: Kind | None = None

    @model_validator(mode="after")
    def _check(self) -> Recognition:
        if not (self.all or self.any or self.levels):
            raise RuleError("认表样须有 all、any 或 levels 中的字样，只凭地方或年度会认错")
        return self


class Remark(Rules):
    """What is known of the jurisdiction and cannot be computed, or is not known; for the reader."""

    text: str


#: What a section may tell: the parts a draft is made of, one template each (writers/draft/wording).
Tells = Literal[
    "unit", "project", "budget", "basic", "projects", "funding", "government_funds", "state_capital",
    "social_insurance", "tasks", "expected", "conclusion", "goals", "results", "problems", "measures", "deviations",
    "application", "other",
]  # fmt: skip


class OutlineSection(Table):
    """A section of the report; `when` demands it only where the form shows money of that kind.

    `tells` is what a draft writes under the heading, in order; None leaves it to the topic.
    """

    number: str
    heading: str
    topic: Topic
    required: bool = True
    when: Literal["government_funds"] | None = None
    tells: tuple[Tells, ...] | None = None


class Outline(Rules):
    """The outline of the report (自评报告提纲)."""

    sections: tuple[OutlineSection, ...]


class Standard(Table):
    """Everything a jurisdiction demands of one year's self-evaluations."""

    id: str
    aliases: Words = ()
    title: Title
    jurisdiction: str
    valid_from: Year
    valid_to: Year | None = None
    extends: str | None = None
    sources: tuple[Citation, ...]
    frame: Frame
    execution: Execution
    quantitative: Quantitative
    dates: Dates
    over: Over
    qualitative: Qualitative
    reading: Reading
    rounding: Rounding
    caps: Caps | None = None
    grades: Grades
    form: Form
    forms: dict[Kind, Form] = Field(default_factory=dict)
    base_data: BaseData | None = None
    outline: Outline
    recognise: tuple[Recognition, ...] = ()
    remarks: tuple[Remark, ...] = ()
    checks: dict[str, CheckSetting] = Field(default_factory=dict)
    limits: dict[str, LimitSetting] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check(self) -> Standard:
        known = {citation.key for citation in self.sources}
        for name in type(self).model_fields:
            table = getattr(self, name)
            for key in ("source", "ceiling_source"):
                source = getattr(table, key, None) if isinstance(table, Rules) else None
                if source is not None and source not in known:
                    raise RuleError(
                        f"{key} “{source}”没有对应的 [sources.{source}]，请补上出处", name, key
                    )
        for place, remark in enumerate(self.remarks):
            if remark.source not in known:
                raise RuleError(
                    f"source “{remark.source}”没有对应的 [sources.{remark.source}]，请补上出处",
                    "remarks", place, "source",
                )  # fmt: skip
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise RuleError("valid_to（止用年度）早于 valid_from（起用年度）", "valid_to")
        self._check_weights()
        return self

    def _check_weights(self) -> None:
        """Points of frame and execution rate must be 100, or leave room for free ones."""
        own = [level.weight for level in self.frame.level1 if level.within is None]
        free = not own or None in own
        given = sum((weight for weight in own if weight is not None), self.execution.weight)
        if given > HUNDRED or (given != HUNDRED and not free):
            raise RuleError(
                f"权重合计为 {plain(given)}，应为 100（其中预算执行 execution.weight 为"
                f" {plain(self.execution.weight)}），请改正各 weight",
                "frame",
                "level1",
                other=("execution", "weight"),
            )

    def form_of(self, kind: Kind) -> Form:
        """The form for filings of this *kind*; the standard's own where it has none for it."""
        return self.form if self.form.filing_kind == kind else self.forms.get(kind, self.form)

    @property
    def years(self) -> str:
        """The fiscal years that it is meant for, as a user reads them."""
        return (
            f"{self.valid_from}年起" if self.valid_to is None
            else f"{self.valid_from}—{self.valid_to}年"
        )  # fmt: skip

    @cached_property
    def basis(self) -> dict[str, str]:
        """Each citation's key → the words in which a user reads it."""
        return {citation.key: str(citation) for citation in self.sources}
