"""Checks: small pure functions over a filing, each with its metadata and examples beside it."""

from . import budget, frame, goals, money, names, points, rates, reasons, scores, targets, totals
from .finding import Finding
from .limits import Limits
from .registry import SEVERITIES, THEMES, Check
from .run import check_filing, rules

__all__ = ["SEVERITIES", "THEMES", "Check", "Finding", "Limits", "check_filing", "rules"]

_MODULES = (budget, frame, goals, money, names, points, rates, reasons, scores, targets, totals)
