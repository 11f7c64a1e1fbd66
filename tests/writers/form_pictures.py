"""Pages of forms as coarse grey pictures; `python form_pictures.py` keeps them anew.

Look at the pages themselves before keeping: `python form_pictures.py FOLDER` writes the PDF files.
"""

import sys
from pathlib import Path

import pypdfium2
from papers_pictures import grey

from jiping import standards
from jiping.filing import Filing
from jiping.intake import extract
from jiping.writers.form import Books, write_base_data, write_form
from jiping.writers.typesetting import packaged_faces

KEPT = Path(__file__).parent / "golden" / "form"
EXAMPLES = Path(__file__).parents[2] / "examples"


def _filing(name: str) -> Filing:
    return extract(EXAMPLES / name / f"{name}.docx").filings[0]


def documents() -> dict[str, bytes]:
    """A form of each look: upright, on its side, over several pages, with figures that are long."""
    faces = packaged_faces()
    township, project = _filing("township-2022"), _filing("project-2023")
    long = township.model_copy(update={"indicators": township.indicators * 4})
    told = {
        "hunan": (township, "hunan-2022"),
        "hunan-long": (long, "hunan-2022"),
        "hunan-yuan": (township.model_copy(update={"currency_unit": "元"}), "hunan-2022"),
        "national": (project, "national-2020"),
        "transfer": (project.model_copy(update={"kind": "transfer"}), "national-2020"),
        "transfer-2022": (project.model_copy(update={"kind": "transfer"}), "transfer-2022"),
        "guizhou": (township, "guizhou-2021"),
        "ningxia": (project, "ningxia-2021"),
        "beijing": (project, "beijing-2016"),
        "sichuan": (project, "sichuan-2023"),
        "chongqing": (township, "chongqing-2022"),
        "hubei": (project, "hubei-2022"),
        "yunnan": (township, "yunnan-2022"),
        "empty": (Filing(kind="department", standard="hunan-2022"), "hunan-2022"),
    }
    made = {
        name: write_form(filing, standards.load(standard), "pdf", faces)
        for name, (filing, standard) in told.items()
    }
    base = write_base_data(township, Books(), standards.load("hunan-2022"), "pdf", faces)
    return made | {"base-data": base or b""}


def pages() -> dict[str, list[str]]:
    return {
        f"{name}-{number}": grey(page)
        for name, pdf in documents().items()
        for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1)
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for name, pdf in documents().items():
            Path(sys.argv[1], f"{name}.pdf").write_bytes(pdf)
    else:
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob("*.txt"):
            old.unlink()
        for name, rows in pages().items():
            (KEPT / f"{name}.txt").write_text("\n".join(rows) + "\n")
