"""Filings that were accepted or published."""

from web.reviews.conftest import under_review

__all__ = ["under_review"]
