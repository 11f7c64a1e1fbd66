"""The self-evaluation as data. Imports nothing else of the project."""

from .evidence import Evidence, Place
from .model import (
    SCHEMA,
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
    "SCHEMA", "Budget", "BudgetRow", "Evidence", "ExpenditureView", "Extraction", "Filing",
    "Goals", "Indicator", "Place", "Problem", "Report", "ReportFigure", "RevenueView", "Section",
    "Source", "Total", "Value",
]  # fmt: skip
