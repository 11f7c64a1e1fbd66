"""The form as a page of a government site: one ruled table with merged cells, then the report."""

from __future__ import annotations

from html import escape

from .form import Cell, Paper
from .headings import style_of

_CSS = """
body { max-width: 1000px; margin: 2em auto; padding: 0 1em;
  font: 16px/1.8 FangSong, STFangsong, "Noto Serif SC", serif; }
h1, caption { font: 22px/1.8 SimSun, "Noto Serif SC", serif; text-align: center; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.5; }
td { border: 1px solid #000; padding: 4px; text-align: center; }
td.text { text-align: left; }
p { margin: 0; text-indent: 2em; }
p.heading { font-family: SimHei, "Noto Sans SC", sans-serif; }
p.subheading { font-family: KaiTi, STKaiti, serif; }
p.closing { text-indent: 0; }
""".strip()


def html(paper: Paper) -> str:
    """Write *paper* as one self-contained HTML page."""
    page = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
        f"<title>{escape(''.join(paper.titles))}</title>",
        f"<style>\n{_CSS}\n</style>\n</head>\n<body>",
        *(f"<h1>{escape(line)}</h1>" for line in paper.titles),
        "<table>",
    ]
    for row in range(paper.height):
        cells = "".join(_cell(cell) for cell in paper.cells if cell.row == row)
        page.append(f"<tr>{cells}</tr>")
    page.append("</table>")
    page += [f'<p class="closing">{escape(line)}</p>' for line in paper.closing]
    if paper.report:
        title, *paragraphs = paper.report
        page.append(f"<h1>{escape(title)}</h1>")
        page += [f'<p class="{style_of(line)}">{escape(line)}</p>' for line in paragraphs]
    return "\n".join([*page, "</body>\n</html>"]) + "\n"


def _cell(cell: Cell) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    look = ' class="text"' if cell.kind == "text" else ""
    return f"<td{spans}{look}>{escape(cell.text).replace(chr(10), '<br>')}</td>"
