"""What many filings say together: ranking, grades, execution, overstatement, findings, peers, years."""

from .ground import Scope
from .measure import summarise
from .model import Exhibit, Heading, Line, Summary, Table
from .over_rows import summary_of_rows

__all__ = [
    "Exhibit",
    "Heading",
    "Line",
    "Scope",
    "Summary",
    "Table",
    "summarise",
    "summary_of_rows",
]
