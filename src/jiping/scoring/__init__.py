"""Scoring: a filing and a standard become an explained scorecard."""

from .score import does_not_apply, score
from .scorecard import Scorecard, ScoreLine

__all__ = ["ScoreLine", "Scorecard", "does_not_apply", "score"]
