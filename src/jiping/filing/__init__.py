"""The self-evaluation as data. Imports nothing else of the project."""

from .accounts import Accounts, ThreePublic
from .evidence import Evidence, Place
from .model import (
    KIND_NAMES,
    SCHEMA,
    BlockScores,
    Budget,
    BudgetRow,
    ExpenditureView,
    Extraction,
    Filing,
    Goals,
    Indicator,
    Problem,
    Report,
    ReportFigure,
    RevenueView,
    Section,
    Source,
    Total,
    Value,
)

__all__ = [
    "KIND_NAMES", "SCHEMA", "Accounts", "BlockScores", "Budget", "BudgetRow", "Evidence", "ExpenditureView", "Extraction", "Filing",
    "Goals", "Indicator", "Place", "Problem", "Report", "ReportFigure", "RevenueView", "Section",
    "Source", "ThreePublic", "Total", "Value",
]  # fmt: skip
