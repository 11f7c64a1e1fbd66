"""The report as a draft: every section of the outline proposed from the figures, gaps marked."""

from .draft import Draft, DraftSection, draft

__all__ = ["Draft", "DraftSection", "draft"]
