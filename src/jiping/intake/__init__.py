"""Documents of any kind → filings with evidence."""

from .document import UnreadableError
from .extraction import extract, extract_all

__all__ = ["UnreadableError", "extract", "extract_all"]
