"""The report (自评报告) as an official document: Word, PDF and page, by GB/T 9704-2012."""

from .docx import docx
from .html import html, page, style
from .pdf import pdf

__all__ = ["docx", "html", "page", "pdf", "style"]
