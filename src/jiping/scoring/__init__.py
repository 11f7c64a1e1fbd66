"""Scoring: a filing and a standard become an explained scorecard."""

from .score import score
from .scorecard import Scorecard, ScoreLine

__all__ = ["ScoreLine", "Scorecard", "score"]
