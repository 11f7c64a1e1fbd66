"""Checks: small pure functions over a filing, each with its metadata and examples beside it."""

from . import (
    budget,
    frame,
    goals,
    money,
    names,
    outline,
    points,
    prose,
    publication,
    rates,
    reasons,
    scores,
    spending,
    targets,
    ties,
    told,
    totals,
    unsaid,
    views,
    wording,
)
from .finding import Finding
from .limits import Limits
from .registry import SEVERITIES, THEMES, Check
from .run import check_filing, rules

__all__ = ["SEVERITIES", "THEMES", "Check", "Finding", "Limits", "check_filing", "rules"]

#: The modules whose import enters their checks in the registry.
_MODULES = (
    budget, frame, goals, money, names, outline, points, prose, publication, rates, reasons, scores, spending,
    targets, ties, told, totals, unsaid, views, wording,
)  # fmt: skip
