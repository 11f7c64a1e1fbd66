"""Defects that can be planted in invented filings: what is wrong is known, so checks can be measured."""

from . import before, form, report
from .table import DEFECTS, Defect, Planted, Soil, chosen

__all__ = ["DEFECTS", "Defect", "Planted", "Soil", "before", "chosen", "form", "report"]
