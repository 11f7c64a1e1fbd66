"""A PDF as OFD (GB/T 33190), as office systems convert it: its characters and lines, page by page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MM = 25.4 / 72
_DAY = (2024, 1, 1, 0, 0, 0)


def ofd(pdf: bytes) -> bytes:
    """Write the pages of *pdf* as OFD."""
    document = pypdfium2.PdfDocument(pdf)
    parts = {"OFD.xml": _entry()}
    numbers = range(len(document))
    parts["Doc_0/Document.xml"] = _document(len(document))
    for number in numbers:
        page = document[number]
        objects = "\n".join([*_lines(page), *_texts(page)])
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(page, objects)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _entry() -> str:
    return (
        f'{_HEAD}<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>"
    )


def _document(pages: int) -> str:
    told = "".join(
        f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(pages)
    )
    return (
        f"{_HEAD}<ofd:Document {_NS}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f"</ofd:CommonData><ofd:Pages>{told}</ofd:Pages></ofd:Document>"
    )


def _page(page: pypdfium2.PdfPage, objects: str) -> str:
    width, height = (side * _MM for side in page.get_size())
    return (
        f"{_HEAD}<ofd:Page {_NS}><ofd:Area><ofd:PhysicalBox>0 0 {width:.2f} {height:.2f}"
        f'</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="1">\n{objects}\n'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _texts(page: pypdfium2.PdfPage) -> Iterator[str]:
    """A text object for each run of characters on a line."""
    text, height = page.get_textpage(), page.get_height()
    signs = []
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if sign and not sign.isspace() and sign.isprintable():
            left, _, right, _ = text.get_charbox(index, loose=True)
            size = pdfium.FPDFText_GetFontSize(text, index)
            x, y = _origin(text, index)
            signs.append((height - y, x, right - left, size, sign))
    for (y, size), run in groupby(signs, key=lambda s: (s[0], s[3])):
        yield from _objects(y * _MM, size * _MM, [(x * _MM, sign) for _, x, _, _, sign in run])


def _origin(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = pdfium.c_double(), pdfium.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value, y.value


def _objects(y: float, size: float, signs: list[tuple[float, str]]) -> Iterator[str]:
    """Text objects of one line, a new one wherever there is a gap."""
    run: list[tuple[float, str]] = []
    for sign in [*signs, (1e9, "")]:
        if run and not 0 < sign[0] - run[-1][0] < 1.6 * size:
            left = run[0][0]
            steps = " ".join(f"{b[0] - a[0]:.3f}" for a, b in pairwise(run))
            text = escape("".join(s for _, s in run))
            delta = f' DeltaX="{steps}"' if steps else ""
            yield (
                f'<ofd:TextObject ID="2" Boundary="{left:.3f} {y - size:.3f} '
                f'{run[-1][0] - left + size:.3f} {1.3 * size:.3f}" Font="1" Size="{size:.3f}">'
                f'<ofd:TextCode X="0" Y="{size:.3f}"{delta}>{text}</ofd:TextCode></ofd:TextObject>'
            )
            run = []
        run.append(sign)


def _lines(page: pypdfium2.PdfPage) -> Iterator[str]:
    """A path object for each path that is thin one way, the lines of tables."""
    height = page.get_height()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (side * _MM for side in item.get_bounds())
        if min(right - left, top - bottom) < 1:
            x, y = left, height * _MM - top
            yield (
                f'<ofd:PathObject ID="3" Boundary="{x:.3f} {y:.3f} {right - left:.3f} '
                f'{top - bottom:.3f}" LineWidth="0.25"><ofd:AbbreviatedData>M 0 0 L '
                f"{right - left:.3f} {top - bottom:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
            )
