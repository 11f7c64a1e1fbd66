"""Two versions of a filing held against each other: fields, scores and the report's sentences."""

from .compare import compare
from .model import Change, Comparison, Fate, ScoreMove, SectionChange, SentenceChange

__all__ = [
    "Change", "Comparison", "Fate", "ScoreMove", "SectionChange", "SentenceChange", "compare",
]  # fmt: skip
