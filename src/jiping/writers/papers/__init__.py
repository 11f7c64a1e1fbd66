"""Work papers of the office: check report, letter of return, comparison of two versions."""

from .check_book import check_report_xlsx
from .check_report import check_report_pdf
from .comparison import Versions, comparison_pdf, comparison_xlsx, versions
from .letter import Letter, Remark, letter_docx, letter_pdf, remarks_of, subject_of

__all__ = [
    "Letter", "Remark", "Versions", "check_report_pdf", "check_report_xlsx", "comparison_pdf",
    "comparison_xlsx", "letter_docx", "letter_pdf", "remarks_of", "subject_of", "versions",
]  # fmt: skip
