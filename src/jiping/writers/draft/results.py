"""What became of each indicator, as a sentence needs to know it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from jiping.filing import Filing, Indicator
from jiping.filing.bound import Quantities
from jiping.scoring import Scorecard, ScoreLine

from .reasons import Reason, reason_of

Outcome = Literal[
    "equal", "above", "far", "below_ceiling", "in_range", "over_ceiling", "slightly", "missed", "early", "on_time",
    "late", "reached", "partly", "failed", "unsettled", "blank",
]  # fmt: skip

_SLIGHTLY = Decimal("0.9")
#: How a name ends behind which a figure may stand without more words.
_NOUN_END = re.compile(
    r"(?:率|数|量|度|额|分|值|积|长|时间|日期|期限|长度|成本|收入|支出|费用|金额|规模|标准|面积|里程|人次|增幅|人口|用户|户数|次|金|款|产值|收益|单价|时限|周期|人员|能力|比例|占比|比重|指数)$"
)
_SIGNS = re.compile(r"[，。；、：,;:“”\"≥≤]|不[大小高低多少]于|不超|不突破")
_LONGEST_NOUN = 24
_LEAD = re.compile(r"^(?:[★☆▲△●○◆◇*]|其中[:：]|\d{1,2}[.、](?!\d))+")


class Result(NamedTuple):
    """One indicator with its outcome; `deducted` are points given away, `away` the deviation.

    `called` is its name as a sentence uses it: bare where a figure can follow, else in quotation marks.
    """

    pointer: str
    indicator: Indicator
    line: ScoreLine | None
    outcome: Outcome
    called: str
    bare: bool
    deducted: Decimal
    away: Decimal
    reason: Reason

    @property
    def met(self) -> bool:
        """Whether the target was reached."""
        return self.outcome in _MET

    @property
    def named(self) -> str:
        """The name in quotation marks, as a gap speaks of it."""
        return f"“{self.called.removesuffix('指标').strip('“”')}”"

    @property
    def missed(self) -> bool:
        """Whether the target was surely missed."""
        return not self.met and self.outcome not in ("unsettled", "blank")


_MET = frozenset(
    ("equal", "above", "far", "below_ceiling", "in_range", "early", "on_time", "reached")
)


def results_of(filing: Filing, card: Scorecard, quantities: Quantities) -> tuple[Result, ...]:
    """Every indicator of the form that has a name."""
    return tuple(
        _result(f"/indicators/{n}", one, card.line(f"/indicators/{n}"), quantities)
        for n, one in enumerate(filing.indicators)
        if one.name
    )


def _result(
    at: str, indicator: Indicator, line: ScoreLine | None, quantities: Quantities
) -> Result:
    name = _LEAD.sub("", "".join((indicator.name or "").split()))
    bare = bool(_NOUN_END.search(name)) and not _SIGNS.search(name) and len(name) < _LONGEST_NOUN
    weight, score = indicator.weight, indicator.score
    deducted = weight - score if weight is not None and score is not None else Decimal(0)
    return Result(
        at, indicator, line, _outcome(at, indicator, line, quantities),
        name if bare else _quoted(name), bare,
        max(deducted, Decimal(0)), _away(line), reason_of(indicator.reason),
    )  # fmt: skip


def _quoted(name: str) -> str:
    """A name that is no plain noun, as a sentence speaks of it."""
    return f"“{name.replace('“', '‘').replace('”', '’')}”" + (
        "" if name.endswith("指标") else "指标"
    )


def _away(line: ScoreLine | None) -> Decimal:
    """How far the target was missed, as a fraction of it."""
    if line is None or line.met is not False or line.attainment is None:
        return Decimal(0)
    if line.rule == "at-most" and line.attainment:
        return 1 / line.attainment - 1
    return 1 - line.attainment


def _outcome(
    at: str, indicator: Indicator, line: ScoreLine | None, quantities: Quantities
) -> Outcome:
    target, actual = indicator.target, indicator.actual
    if actual is None or not actual.raw.strip():
        return "blank"
    if target is None or not target.raw.strip():
        return "unsettled"
    if line is None or line.met is None:
        return _in_words(line)
    if target.date is not None or actual.date is not None:
        if not line.met:
            return "late"
        early = target.date and actual.date and actual.date < target.date
        return "early" if early else "on_time"
    if line.rule == "qualitative" or actual.number is None or target.number is None:
        return _in_words(line)
    if target.high is not None:
        return "in_range" if line.met else "missed"
    gap = quantities.get(f"{at}#gap")
    if not line.met:
        if line.rule == "at-most":
            return "over_ceiling"
        return "slightly" if (line.attainment or 0) >= _SLIGHTLY else "missed"
    if gap is not None and not gap.number:
        return "equal"
    if line.rule == "at-most":
        return "below_ceiling"
    return "far" if line.over else "above"


def _in_words(line: ScoreLine | None) -> Outcome:
    """The band of an answer in words, as the scorecard read it."""
    if line is None or line.rule != "qualitative":
        return "unsettled"
    if line.met is not None:
        return "reached" if line.met else "failed"
    return "partly" if line.band else "unsettled"


class Gathered(NamedTuple):
    """Indicators of one outcome that one sentence can tell together."""

    outcome: Outcome
    deducted: bool
    results: tuple[Result, ...]


def gathered(results: Iterable[Result]) -> Iterator[Gathered]:
    """The results by outcome, in the order in which each outcome first comes; missed ones last."""
    kept: dict[tuple[bool, Outcome, bool], list[Result]] = {}
    for one in results:
        kept.setdefault((not one.met, one.outcome, one.deducted > 0), []).append(one)
    for key in sorted(kept, key=lambda key: key[0]):
        yield Gathered(key[1], key[2], tuple(kept[key]))


def deviations(results: Iterable[Result]) -> tuple[Result, ...]:
    """The indicators that missed their target or lost points, the farthest first."""
    told = [one for one in results if one.deducted > 0 or (one.away > 0 and not one.met)]
    return tuple(sorted(told, key=lambda one: (-one.away, one.met, -one.deducted)))
