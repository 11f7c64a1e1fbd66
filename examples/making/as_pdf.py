"""The form and report as a PDF with text: a ruled table with merged cells, then the report."""

from __future__ import annotations

import json
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from .form import WIDTHS, Cell, Paper
from .headings import style_of

_FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
_SERIF, _SANS = "Noto Serif SC", "Noto Sans SC"


def pdf(
    paper: Paper,
    face: str = _SERIF,
    points: float = 9,
    fonts: tuple[Path, ...] = (),
    landscape: bool = False,
) -> bytes:
    """Set *paper* on A4 with typst, the form in *face*; the same paper gives the same bytes."""
    source = _source(paper, f'font: "{face}", size: {points}pt', landscape)
    folders = [str(folder) for folder in (_FONTS, *fonts)]
    made = typst.compile(
        source.encode(), format="pdf", font_paths=folders, ignore_system_fonts=True
    )
    return bytes(made) if isinstance(made, bytes) else b"".join(made)


def _source(paper: Paper, face: str, landscape: bool) -> str:
    """The page in typst's language; all text goes in as quoted strings."""
    flipped = ", flipped: true" if landscape else ""
    lines = [
        f"#set document(title: {_quoted(''.join(paper.titles))}, date: none)",
        f'#set text({face}, lang: "zh", region: "cn")',
        "#set text(cjk-latin-spacing: none)",
        f'#set page(paper: "a4"{flipped}, margin: (top: 20mm, bottom: 15mm, x: 16mm))',
        *(_centred(line, 12 if line.startswith("（") else 18) for line in paper.titles),
        f"#table(columns: ({', '.join(f'{width}fr' for width in WIDTHS)}),",
        "inset: (x: 2.5pt, y: 4.5pt), align: center + horizon, stroke: 0.5pt,",
        *(_cell(cell) for cell in paper.cells),
        ")",
        *(f"#{_quoted(line)}\n" for line in paper.closing),
    ]
    if paper.report:
        lines += _report(paper.report)
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    spans = f"x: {cell.column}, y: {cell.row}, rowspan: {cell.rows}, colspan: {cell.columns}"
    left = ", align: left + horizon" if cell.kind == "text" else ""
    body = " + linebreak() + ".join(_quoted(line) for line in cell.text.split("\n"))
    return f"table.cell({spans}{left}, {{ [] + {body} }}),"


def _report(lines: tuple[str, ...]) -> list[str]:
    title, *paragraphs = lines
    number = "context [#align(right)[#text(size: 14pt)[— #counter(page).display() —]]]"
    margin = "(top: 37mm, bottom: 35mm, left: 28mm, right: 26mm)"
    indent = "(amount: 2em, all: true)"
    page = [
        f"#set page(margin: {margin}, footer: {number}, flipped: false)",
        _centred(title, 20),
        "#v(12pt)",
        "#set text(size: 15pt)",
        f"#set par(first-line-indent: {indent}, leading: 14pt, spacing: 14pt, justify: true)",
    ]
    for line in paragraphs:
        font = _SANS if style_of(line) == "heading" else _SERIF
        page.append(f'#par(text(font: "{font}", {_quoted(line)}))')
    return page


def _centred(text: str, points: int) -> str:
    return f"#align(center, text(size: {points}pt, {_quoted(text)}))"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
