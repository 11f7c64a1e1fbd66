"""How scores, caps and grades come about: the rule tables of a standard.

Weights and scores are points, rates and shares are fractions (0.6 for 60 %).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from jiping.filing.numbers import ONE, ZERO, plain

from .base import Number, Points, Rules, Share, Table, Words, descending
from .faults import RuleError


class Step(Table):
    """From this execution rate on, this share of the points."""

    at_least: Annotated[Number, Field(ge=0)]
    share: Share


class Execution(Rules):
    """How the execution rate (执行率) is scored, the score never above `weight`.

    `ratio`: weight × rate. `threshold`: the same, but nothing below `floor`. `steps`: the share of
    the highest step reached. Below `explain_below` the form asks for the reason.
    """

    kind: Literal["ratio", "threshold", "steps"]
    weight: Points
    floor: Share | None = None
    steps: tuple[Step, ...] = ()
    explain_below: Share | None = None

    @model_validator(mode="after")
    def _check(self) -> Execution:
        if (self.kind == "threshold") != (self.floor is not None):
            raise RuleError('floor（不得分的界限）只与 kind = "threshold" 同用，且不可缺', "floor")
        if (self.kind == "steps") != bool(self.steps):
            raise RuleError('steps（分档）只与 kind = "steps" 同用，且不可缺', "steps")
        descending([step.at_least for step in self.steps], "steps", "at_least")
        descending([step.share for step in self.steps], "steps", "share")
        return self


class Quantitative(Rules):
    """How a quantitative indicator that misses its target is scored (met: full weight).

    `ceiling` is the formula of indicators that should not exceed their target: `ratio` is
    weight × T ÷ A; `linear` is weight × (1 − (A − T) ÷ T), nothing from 2 T on. With a `pass_mark`
    p a fulfilment r gives weight × (r − p) ÷ (1 − p), nothing below p. `equal_exceeded` says what
    an indicator without direction gets when it comes out above its target. The formula of the
    ceilings has a source of its own.
    """

    ceiling: Literal["ratio", "linear"]
    ceiling_source: str
    pass_mark: Annotated[Number, Field(ge=0, lt=1)] | None = None
    equal_exceeded: Literal["met", "ceiling"] = "met"


class Dates(Rules):
    """What an indicator with a date gets when it was late; without a rule it is not scored."""

    late: Literal["unscored", "zero"]


class OverBand(Table):
    """From this multiple of the target on, this many points less."""

    at_least: Annotated[Number, Field(ge=1)]
    deduction: Points


class Over(Rules):
    """What happens to a result far over its target: `threshold` is a multiple of the target.

    `none` deducts nothing, `fixed` takes `deduction` points, `bands` those of the highest band
    reached; the score never falls below 0. `inclusive`: reaching the threshold is already over.
    """

    kind: Literal["none", "fixed", "bands"]
    threshold: Annotated[Number, Field(gt=1)]
    inclusive: bool = True
    reason_required: bool = False
    deduction: Points | None = None
    bands: tuple[OverBand, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Over:
        if (self.kind == "fixed") != (self.deduction is not None):
            raise RuleError('deduction（扣分）只与 kind = "fixed" 同用，且不可缺', "deduction")
        if (self.kind == "bands") != bool(self.bands):
            raise RuleError('bands（分档扣分）只与 kind = "bands" 同用，且不可缺', "bands")
        descending([band.at_least for band in self.bands], "bands", "at_least")
        return self


class Band(Table):
    """A band of attainment in words: [low, high) of the weight; the top one includes 1."""

    name: str
    low: Share
    high: Share


class Qualitative(Rules):
    """The three bands of qualitative indicators, best first, and the words that tell them apart.

    `reached`, `on_time` are whole answers; `partly` and `missed` are words that occur in one.
    """

    bands: tuple[Band, Band, Band]
    reached: Words
    on_time: Words
    partly: Words
    missed: Words

    @model_validator(mode="after")
    def _check(self) -> Qualitative:
        expected = ONE
        for place, band in enumerate(self.bands):
            if band.high != expected or band.low >= band.high:
                raise RuleError(
                    f"档次“{band.name}”应以 {plain(expected)} 为上限且下限更低，"
                    "各档须自 1 至 0 首尾相接、互不重叠",
                    "bands",
                    place,
                )
            expected = band.low
        if expected != ZERO:
            raise RuleError("最低一档的 low 应为 0", "bands", 2)
        return self


class Reading(Rules):
    """How a target that prints no direction is read, by words in the indicator's name.

    In the categories `ceiling_categories` it is a ceiling unless it is a saving (`saving_names`) or
    a rate with a word of `floor_names`. Elsewhere it is a ceiling where the name ends in a word of
    `ceiling_names` and has none of the other two lists; another rate is a floor; a count is to be equalled.
    A time span in `timing_categories` may mean either and is not guessed.
    """

    ceiling_categories: Words
    ceiling_names: Words
    floor_names: Words
    saving_names: Words
    timing_categories: Words


class Rounding(Rules):
    """Decimal places of a score, rounded half up, once."""

    places: Annotated[int, Field(ge=0, le=6)]


class Cap(Table):
    """Below this execution rate the total may not exceed `total`."""

    below: Share
    total: Points


class Caps(Rules):
    """Limits of the total by execution rate, highest rate first; the last that applies holds."""

    steps: tuple[Cap, ...]

    @model_validator(mode="after")
    def _check(self) -> Caps:
        descending([cap.below for cap in self.steps], "steps", "below")
        descending([cap.total for cap in self.steps], "steps", "total")
        return self


class Grade(Table):
    """A grade and the total from which it is given."""

    name: str
    at_least: Points


class Grades(Rules):
    """The grades, best first; the last begins at 0."""

    cuts: tuple[Grade, ...]

    @model_validator(mode="after")
    def _check(self) -> Grades:
        descending([grade.at_least for grade in self.cuts], "cuts", "at_least")
        if not self.cuts or self.cuts[-1].at_least != ZERO:
            raise RuleError("最低等级的 at_least 应为 0，否则有的得分没有等级", "cuts")
        return self

    def of(self, total: Decimal) -> str:
        """Return the grade of *total* points."""
        return next((cut.name for cut in self.cuts if total >= cut.at_least), self.cuts[-1].name)
