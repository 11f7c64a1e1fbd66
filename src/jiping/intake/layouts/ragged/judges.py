"""What the cells of a row say of each other: the judges of budget rows and of indicator rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

from jiping.filing.text import squeeze
from jiping.intake.amounts import amount, points, told_rate
from jiping.intake.layouts.space.rules import fits_rate

from . import fits
from .alignment import Texts

Judge = Callable[[Texts, bool], int]

_FILLED = frozenset(("initial", "adjusted", "executed", "weight", "score"))
#: No form gives the execution of the budget more points than this.
_MOST_FOR_EXECUTION = 50
#: A rate in percent that is higher is an amount.
_HIGHEST_RATE = 300
#: What an empty cell costs: a weight is planned with its indicator and hardly ever missing, nor is
#: a target where nothing was filled in afterwards.
_MISSING = {"target": 1, "actual": 1, "weight": 2, "score": 1, "operator": 1}
#: An indicator with more points than this is rare.
_MOST_POINTS = 60
_COMPARING = ("≥", "≤", ">", "<")
#: A part of another indicator may have values only.
_PART = re.compile(r"其中|[①-⑳]")


def of_budget(columns: frozenset[str]) -> Judge:
    """The judge of a row in a budget block with these *columns*."""
    base = "adjusted" if "adjusted" in columns else "initial"
    filled = _FILLED & columns

    def judge(texts: Texts, whole: bool) -> int:
        """Rate and points presuppose budget and execution, and the rate is their quotient."""
        if not whole:
            return 0
        cost = len(filled - texts.keys())
        budget, executed = _amount(texts.get(base)), _amount(texts.get("executed"))
        planned, earned = texts.get("weight", ""), texts.get("score", "")
        cost += 3 * (_is_fine(planned) + _is_fine(earned))
        if "execution_rate" in texts:
            told = told_rate(texts["execution_rate"])
            cost += told is None or not told[1]
            cost += 3 * (told is not None and told[0] > _HIGHEST_RATE)
            if budget is None or executed is None:
                cost += 3
            elif not fits_rate(texts["execution_rate"], budget, executed):
                cost += 2
        elif "execution_rate" in columns:
            cost += _untold_rate(texts)
        weight, score = points(planned), points(earned)
        if weight is not None or score is not None:
            cost += 2 * (executed is None) + (budget is None and base == "adjusted")
        if weight is None:
            cost += 2 * (score is not None and "weight" in columns)
            cost += 2 * (score is not None and score > _MOST_FOR_EXECUTION)
        else:
            cost += 2 * (weight > _MOST_FOR_EXECUTION) + 2 * (score is not None and score > weight)
            cost += 3 * (weight == 0)  # `0.00` is an amount or a rate
            cost += score is None and "execution_rate" in columns - texts.keys()
        return cost

    return judge


def _is_fine(text: str) -> bool:
    """Whether a figure has more decimals than points have."""
    return len(squeeze(text).partition(".")[2]) > 2


def _untold_rate(texts: Texts) -> int:
    """What it costs that a figure is no rate although it is the quotient of two before it."""
    figures = [text for column, text in texts.items() if column in _FILLED]
    cost = 0
    for number, (whole, part) in enumerate(pairwise(figures), 2):
        budget, executed = _amount(whole), _amount(part)
        if budget and executed is not None:
            rates = [text for text in figures[number:] if fits_rate(text, budget, executed)]
            cost = max(cost, *(3 if "." in text else 2 for text in rates), 0)
    return cost


def _amount(text: str | None) -> Decimal | None:
    return amount(text) if text is not None else None


def of_indicators(columns: frozenset[str], *, blind: bool) -> Judge:
    """The judge of a row in an indicator block with these *columns*; *blind* where neither rows nor empty cells show."""

    missing = {column: cost for column, cost in _MISSING.items() if column in columns}

    def judge(texts: Texts, whole: bool) -> int:
        """Planned cells are filled, a level 2 stands below its level 1, a score in its weight."""
        weight, score = points(texts.get("weight", "")), points(texts.get("score", ""))
        cost = _missing(texts, missing) if whole else 0
        if "level1" in texts and "level2" in columns and "level2" not in texts:
            cost += whole or "name" in texts
        if weight is not None:
            cost += 2 * (weight > _MOST_POINTS) + 2 * (score is not None and score > weight)
            cost += whole and weight * 10 % 1 != 0
        if "completion" in texts and "actual" not in texts:
            cost += 3
        if "earlier" in columns and "earlier" not in texts:
            # What looks like words of a standard may be the target in words (`93% | 不低于95%`).
            cost += 2 * ("explanation" in texts)
        if blind:
            target, actual = texts.get("target", ""), texts.get("actual", "")
            cost += 3 * (_may_name(target) + _may_name(actual))
        return cost + _unlike(texts)

    return judge


def _missing(texts: Texts, costs: Mapping[str, int]) -> int:
    """What the empty cells of a row cost, of columns with these *costs*."""
    empty = costs.keys() - texts.keys()
    cost = sum([costs[column] for column in empty])
    if {"weight", "score"} <= empty and _may_lack_points(texts):
        cost -= 1
    return cost


def _unlike(texts: Texts) -> int:
    """What it costs that target and actual value are of different kinds, figures and words.

    A comparison (`≥95%`) is a target rather than the actual value of none.
    """
    target, actual = texts.get("target", ""), squeeze(texts.get("actual", ""))
    if not target and actual.startswith(_COMPARING):
        return 1
    if not target or not actual or fits.is_figure(target) == any(map(str.isdigit, actual)):
        return 0
    return 1 if fits.is_answer(actual) or not fits.is_figure(target) else 2


def _may_name(text: str) -> bool:
    """Whether a value might as well be the name of the next indicator."""
    return bool(text) and fits.name(text) == 0 and fits.value(text) != 0


def _may_lack_points(texts: Texts) -> bool:
    """Whether a row is part of another, or its actual value might be taken for its weight."""
    if _PART.match(squeeze(texts.get("name", ""))):
        return True
    target, actual = points(texts.get("target", "")), points(texts.get("actual", ""))
    return target is not None and target == actual
