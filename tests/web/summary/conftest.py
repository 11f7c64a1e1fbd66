"""Filings that reached the bureau."""

from web.reviews.conftest import under_review

__all__ = ["under_review"]
