"""Defects that can be planted in invented filings: what is wrong is known, so checks can be measured."""

from . import arithmetic, before, budget, indicators, prose, publication, reasons, report, scores
from .table import DEFECTS, Defect, Planted, Soil, chosen

#: The modules whose defects are in the table.
THEMES = (arithmetic, budget, scores, reasons, indicators, report, prose, publication, before)

__all__ = ["DEFECTS", "THEMES", "Defect", "Planted", "Soil", "chosen"]
