"""Pages as coarse grey pictures kept as text; `python papers_pictures.py` keeps them anew.

Each sign is the darkness (0 to f) of a block of the page. Another version of a rasteriser changes a
block by a shade; a table that lost its columns changes many by several.
"""

from pathlib import Path

import papers_told
import pypdfium2

from jiping.writers.papers import check_report_pdf, comparison_pdf, letter_pdf
from jiping.writers.typesetting import packaged_faces

KEPT = Path(__file__).parent / "golden" / "papers"
COLUMNS, BLOCK = 60, 12
SHADES = "0123456789abcdef"


def pages() -> dict[str, list[str]]:
    faces = packaged_faces()
    papers = {
        "check-report": check_report_pdf(papers_told.township(), papers_told.DAY, faces),
        "letter": letter_pdf(papers_told.letter(), faces),
        "comparison": comparison_pdf(papers_told.compared(), faces=faces),
    }
    return {
        f"{name}-{number}": grey(page)
        for name, pdf in papers.items()
        for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1)
    }


def grey(page: pypdfium2.PdfPage) -> list[str]:
    """The page in blocks of grey, a sign each."""
    bitmap = page.render(scale=COLUMNS * BLOCK / page.get_width(), grayscale=True)
    pixels, stride = bytes(bitmap.buffer), bitmap.stride
    return [
        "".join(
            _shade(
                [pixels[y * stride + x : y * stride + x + BLOCK] for y in range(top, top + BLOCK)]
            )
            for x in range(0, COLUMNS * BLOCK, BLOCK)
        )
        for top in range(0, bitmap.height - BLOCK, BLOCK)
    ]


def _shade(rows: list[bytes]) -> str:
    light = sum(map(sum, rows)) / sum(map(len, rows))
    return SHADES[15 - int(light) // 16]


def apart(kept: list[str], now: list[str]) -> int:
    """How many blocks differ by more than two shades; all of them where the sizes differ."""
    if [len(row) for row in kept] != [len(row) for row in now]:
        return COLUMNS * len(now)
    pairs = (
        pair for one, other in zip(kept, now, strict=True) for pair in zip(one, other, strict=True)
    )
    return sum(abs(SHADES.index(one) - SHADES.index(other)) > 2 for one, other in pairs)


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for name, rows in pages().items():
        (KEPT / f"{name}.txt").write_text("\n".join(rows) + "\n")
