"""Checks: small pure functions over a filing, each with its metadata and examples beside it."""

from . import (
    budget,
    copied,
    drafted,
    final_accounts,
    final_details,
    frame,
    goals,
    last_year,
    last_year_text,
    money,
    names,
    outliers,
    outline,
    package,
    points,
    prose,
    publication,
    rates,
    reasons,
    recount,
    scores,
    spending,
    targets,
    ties,
    told,
    totals,
    unsaid,
    views,
    wording,
    years,
)
from .finding import Finding
from .formula import FormulaError
from .limits import Limits
from .own import OwnCheck, load_own
from .project import Project, load_project
from .registry import SEVERITIES, THEMES, Check
from .run import Outcome, check_filing, examine, rules
from .settings import Settings
from .surroundings import Surroundings

__all__ = [
    "SEVERITIES", "THEMES", "Check", "Finding", "FormulaError", "Limits", "Outcome", "OwnCheck",
    "Project", "Settings", "Surroundings", "check_filing", "examine", "load_own", "load_project", "rules",
]  # fmt: skip

#: The modules whose import enters their checks in the registry.
_MODULES = (
    budget, copied, drafted, final_accounts, final_details, frame, goals, last_year, last_year_text,
    money, names, outline, outliers, package, points, prose, publication, rates, reasons, recount,
    scores, spending, targets, ties, told, totals, unsaid, views, wording, years,
)  # fmt: skip
