"""Official documents by GB/T 9704-2012 as Word files, from paragraphs that say what they are."""

from .docx import official_docx
from .model import Paragraph, Role, Run

__all__ = ["Paragraph", "Role", "Run", "official_docx"]
