"""The pictures of the guide to work papers, made anew from the project's own examples.

python docs/guide/pictures/papers.py
"""

from __future__ import annotations

import datetime as dt
import io

from keeping import HERE, beside, keep, pages

from jiping.intake import extract_all
from jiping.standards import load
from jiping.writers.dossier import Dossier, dossier
from jiping.writers.papers import (
    Letter,
    check_report_pdf,
    comparison_pdf,
    letter_pdf,
    remarks_of,
    subject_of,
    versions,
)
from jiping.writers.typesetting import packaged_faces

EXAMPLES = HERE.parents[2] / "examples"
DAY = dt.date(2023, 5, 8)
COLOURS = 64


def read(name: str) -> Dossier:
    """An example, scored and checked."""
    [found] = extract_all([str(EXAMPLES / name)], io.BytesIO())
    filing = found.filings[0]  # type: ignore[union-attr]
    return dossier(found, 0, load(filing.standard))  # type: ignore[arg-type]


def picture(name: str, pdf: bytes) -> None:
    """The first page of *pdf* as a picture."""
    keep(name, beside(pages(pdf)[0]), COLOURS)


def main() -> None:
    """Write all pictures."""
    faces = packaged_faces()
    township = read("township-2022/township-2022.docx")
    picture("papers-check-report", check_report_pdf(township, DAY, faces))
    letter = Letter(
        township.filing.unit or "", subject_of(township), remarks_of(township, "error"),
        "青禾县财政局", "青财绩〔2023〕12号", DAY, dt.date(2023, 5, 19), "李青", "0000-1234567",
        ("审核报告",),
    )  # fmt: skip
    picture("papers-letter", letter_pdf(letter, faces))
    held = versions(read("clean-2022/clean-2022.docx"), read("clean-2023/clean-2023.docx"))
    picture("papers-comparison", comparison_pdf(held, faces=faces))


if __name__ == "__main__":
    main()
