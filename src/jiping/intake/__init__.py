"""Documents of any kind → filings with evidence."""

from .bounded import Bounds, extract_bounded
from .document import UnreadableError
from .extraction import extract, extract_all

__all__ = ["Bounds", "UnreadableError", "extract", "extract_all", "extract_bounded"]
