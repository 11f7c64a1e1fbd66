"""The summary as a paper for the file: A4, set by typst, with pictures drawn beside the figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from jiping.writers.typesetting import quoted, typeset

from .model import Cell, Line, Summary, Table
from .shown import numeral, shown

#: Lines of a table that a paper shows; the page and the workbook have all.
_LINES = 25
_WHOLE = 12
#: What a drawing shows, where it does not speak for itself.
_READ_AS = {"intervals": "点为高评指数，粗线为 95% 区间，红线为 0"}
_PAGE = """
#set page(paper: "a4", flipped: true, margin: (x: 20mm, top: 20mm, bottom: 18mm),
  footer: context align(center, text(font: song, size: 9pt, fill: luma(90))[— #counter(page).display() —]))
#set text(font: song, size: 9pt)
#set par(leading: 0.62em, spacing: 0.9em, justify: true)
#let ink = rgb("#1d2733")
#let soft = rgb("#5a6675")
#let hair = rgb("#d9dfe6")
#let accent = rgb("#24507a")
#let heading-of(it) = block(above: 16pt, below: 6pt, sticky: true, text(font: hei, size: 13pt, fill: ink, it))
#let about(it) = block(below: 7pt, sticky: true, text(fill: soft, it))
#let key(name, value, note) = block(width: 100%, inset: (y: 6pt, x: 8pt), stroke: (top: 0.6pt + ink), breakable: false)[
  #text(fill: soft, name) #linebreak() #text(font: hei, size: 16pt, value) #linebreak() #text(size: 8pt, fill: soft, note)]
#let bar(part) = box(width: 100%, height: 6.5pt, baseline: 0.5pt, fill: luma(243), align(left, rect(width: part * 100%, height: 100%, fill: accent, stroke: none)))
#let interval(low, mean, high, zero) = box(width: 100%, height: 8pt, baseline: 1pt, {
  place(dx: zero * 100%, line(length: 8pt, angle: 90deg, stroke: 0.8pt + rgb("#b5532a")))
  place(dx: low * 100%, dy: 2.6pt, rect(width: (high - low) * 100%, height: 2.8pt, radius: 1.4pt, fill: rgb("#9db5cc"), stroke: none))
  place(dx: mean * 100% - 1.9pt, dy: 2.1pt, circle(radius: 1.9pt, fill: accent, stroke: none))
})
#let sheet(columns, aligned, ..cells) = table(columns: columns, align: aligned, inset: (x: 4pt, y: 3.1pt),
  stroke: (x, y) => (top: if y == 0 { 0.8pt + ink }, bottom: if y == 0 { 0.5pt + ink } else { 0.35pt + hair }), ..cells)
"""


def paper(summary: Summary, folder: str, date: dt.date | None = None) -> bytes:
    """The paper as a PDF; *folder* is where the batch lies. Raises SettingError."""
    body = [
        _PAGE,
        f"#align(center, block(below: 12pt, text(size: 20pt, biaoti[#{quoted(summary.title)}])))",
    ]
    for number, one in enumerate(summary.tables, 1):
        heading = f"#heading-of({quoted(f'{numeral(number)}、{one.title}')})"
        table = _overview(one) if one.key == "overview" else _table(one)
        section = f"{heading}\n#about({quoted(one.about)})\n{table}"
        whole = len(one.lines) <= _WHOLE  # a short table is not torn
        body.append(f"#block(breakable: false)[{section}]" if whole else section)
    body.append(_leads(folder))
    return typeset("\n".join(body), title=summary.title, date=date)


def _leads(folder: str) -> str:
    told = (
        f"每个数字由哪些自评得出、证据在文件的何处，见同名的网页和工作簿；全部数据可用 jiping sql {folder} 查询。"
        "规则得分不代替自评得分。"
    )
    return f"#v(8pt)\n#text(size: 8pt, fill: soft, {quoted(told)})"


def _overview(one: Table) -> str:
    keys = (
        f"key({quoted(str(line.cells[0]))}, {quoted(shown(line.cells[1], 'points'))}, {quoted(str(line.cells[2]))})"
        for line in one.lines
    )
    return (
        f"#grid(columns: (1fr, 1fr, 1fr), column-gutter: 14pt, row-gutter: 4pt, {', '.join(keys)})"
    )


def _table(one: Table) -> str:
    if not one.lines:
        return '#text(fill: soft, "没有可列的数据。")'
    shown_lines = one.lines[:_LINES]
    picture = _picture(one, shown_lines)
    aligned = ["left" if heading.form in ("text", "mark") else "right" for heading in one.headings]
    # What is drawn takes the room that is left, so that a line's figures stand near its name.
    widths = ["1fr" if at == _widest(one) and not picture else "auto" for at in range(len(aligned))]
    heads = [f"[#text(fill: soft, {quoted(heading.title)})]" for heading in one.headings]
    if picture and one.chart:
        aligned.append("left")
        widths.append("1fr")
        heads.append(
            f"[#text(fill: soft, size: 8pt, {quoted(_READ_AS.get(one.chart.drawing, ''))})]"
        )
    cells = []
    for number, line in enumerate(shown_lines):
        cells += [
            f"[#{quoted(_cut(shown(cell, heading.form)))}]"
            for cell, heading in zip(line.cells, one.headings, strict=True)
        ]
        if picture:
            cells.append(f"[#{picture[number]}]" if picture[number] else "[]")
    rest = len(one.lines) - len(shown_lines)
    more = f'\n#text(size: 8pt, fill: soft, "另有 {rest} 行，见网页和工作簿。")' if rest else ""
    return (
        f"#sheet(({', '.join(widths)},), ({', '.join(aligned)},),"
        f" table.header({', '.join(heads)}), {', '.join(cells)}){more}"
    )


def _widest(one: Table) -> int:
    """The column of text that takes the room that is left."""
    texts = [at for at, heading in enumerate(one.headings) if heading.form == "text"]
    return max(texts, key=lambda at: max(len(str(line.cells[at] or "")) for line in one.lines))


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _picture(one: Table, lines: tuple[Line, ...]) -> list[str]:
    """What is drawn at the end of each line: a bar, or a mean with its interval; nothing else."""
    if one.chart is None or one.chart.drawing == "lines":
        return []
    columns = [[_number(line.cells[at]) for line in lines] for at in one.chart.values]
    if one.chart.drawing == "intervals":
        return _intervals(*columns)
    values = [sum((v for v in row if v is not None), Decimal(0)) for row in zip(*columns, strict=True)]  # fmt: skip
    if one.chart.drawing == "columns":
        values = [value or Decimal(0) for value in columns[0]]
    most = max(values)
    return [f"bar({value / most:.4f})" if most > 0 else "bar(0)" for value in values]


def _intervals(
    means: list[Decimal | None], lows: list[Decimal | None], highs: list[Decimal | None]
) -> list[str]:
    known = [value for value in (*means, *lows, *highs) if value is not None]
    if not known:
        return []
    least, most = min(*known, Decimal(0)), max(*known, Decimal(0))
    room = (most - least) or Decimal(1)

    def at(value: Decimal) -> str:
        return f"{(value - least) / room:.4f}"

    return [
        f"interval({at(mean if low is None else low)}, {at(mean)}, {at(mean if high is None else high)}, {at(Decimal(0))})"
        if mean is not None
        else ""
        for mean, low, high in zip(means, lows, highs, strict=True)
    ]


def _number(cell: Cell) -> Decimal | None:
    return Decimal(cell) if isinstance(cell, int | Decimal) else None
