"""What offices overlook: a few known defects in many of the example filings, none that blocks them."""

from __future__ import annotations

from jiping.checks import check_filing
from jiping.filing import Filing as Document
from jiping.standards import Standard
from jiping.synth.defects import DEFECTS, Soil
from jiping.synth.dice import Dice

#: Names of defects (`jiping.synth.defects`), the frequent ones more than once.
_OFTEN = (
    "empty-reason", "empty-reason", "no-measure", "cut-though-met", "cut-though-met",
    "score-off-rate", "score-off-rate", "goals-repeated", "no-unit", "no-direction",
    "problem-without-cause", "problem-without-measure", "far-beyond-target", "half-spent",
    "adjusted-far", "no-survey", "measure-without-owner", "duration-for-time", "vague-use",
    "deviation-restated", "reason-against-value", "one-zero-too-many", "not-measurable",
)  # fmt: skip
#: Of so many filings one has nothing overlooked; the others up to three things.
_CLEAN, _MOST = 3, 3


def with_slips(document: Document, standard: Standard, seed: str) -> Document:
    """*document* as its office would send it; the same seed overlooks the same."""
    dice = Dice("slips", seed)
    if dice.whole(1, _CLEAN) == 1:
        return document
    for _ in range(dice.whole(1, _MOST)):
        name = _OFTEN[dice.whole(0, len(_OFTEN) - 1)]
        planted = DEFECTS[name].plant(Soil(document, standard), dice)
        if planted is not None and not _is_blocked(planted.filing, standard):
            document = planted.filing
    return document


def _is_blocked(document: Document, standard: Standard) -> bool:
    return any(found.severity == "error" for found in check_filing(document, standard))
