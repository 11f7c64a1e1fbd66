"""The pictures of the guides to forms and to the report, made anew from the project's own examples.

python docs/guide/pictures/writing.py
"""

from __future__ import annotations

from keeping import HERE, beside, keep, pages

from jiping.filing import Filing
from jiping.intake import extract
from jiping.standards import load
from jiping.writers import report
from jiping.writers.draft import draft
from jiping.writers.form import write_form
from jiping.writers.typesetting import packaged_faces

EXAMPLES = HERE.parents[2] / "examples"
#: Black on white with the yellow of the gaps needs few.
COLOURS = 48


def read(name: str) -> Filing:
    """The filing of an example."""
    return extract(EXAMPLES / name / f"{name}.docx").filings[0]


def main() -> None:
    """Write all pictures."""
    faces = packaged_faces()
    township, project, clean = map(read, ("township-2022", "project-2023", "clean-2023"))
    hunan, sichuan = load("hunan-2022"), load("sichuan-2023")
    upright = pages(write_form(township, hunan, "pdf", faces))
    flat = pages(write_form(project, sichuan, "pdf", faces))
    keep("form", beside(upright[0], flat[0]), COLOURS)
    proposed = pages(report.pdf(draft(township, hunan).report, faces))
    keep("draft", beside(proposed[0], proposed[3]), COLOURS)
    told = pages(report.pdf(clean.report, faces))
    keep("report", beside(told[0], told[-1]), COLOURS)


if __name__ == "__main__":
    main()
