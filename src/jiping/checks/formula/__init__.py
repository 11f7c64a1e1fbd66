"""Formulas over the fields of a filing, in which a bureau writes checks of its own."""

from .errors import FormulaError
from .fields import FIELDS, ROWS
from .formula import Formula, formula, message
from .functions import FUNCTIONS

__all__ = ["FIELDS", "FUNCTIONS", "ROWS", "Formula", "FormulaError", "formula", "message"]
