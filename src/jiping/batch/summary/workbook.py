"""The summary as a workbook: a sheet a table with its chart, and the filings that the figures name."""

from __future__ import annotations

import io
import math
from decimal import Decimal
from typing import Any

import xlsxwriter

from jiping.filing.numbers import plain

from .model import Cell, Chart, Exhibit, Form, Found, Heading, Line, Summary, Table
from .shown import shown

_FORMATS: dict[Form, str] = {
    "count": "#,##0",
    "share": "0.00%",
    "points": "0.00",
    "amount": "#,##0.00",
    "rate": "0.00%",
}
_FONT = "微软雅黑"
_INK, _SOFT, _LINE, _HEAD = "#1D2733", "#5A6675", "#D9DFE6", "#EEF2F6"
_COLOURS = ("#24507A", "#C98A3D", "#6D8F6B", "#9B5A5A")
#: A number with more digits is written as text: a table calculation keeps fifteen.
_EXACT = 15
_FIRST = 3  # the row of the headings


def workbook(summary: Summary) -> bytes:
    """The workbook; every line has the query that gives all its filings."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": summary.title})
        styles = _Styles(book)
        places = _exhibits_places(summary)
        for one in summary.tables:
            _sheet(book, styles, one, places)
        _filings(book, styles, summary)
    return made.getvalue()


class _Styles:
    """Formats of cells, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        common = {"font_name": _FONT, "font_size": 10, "font_color": _INK, "valign": "vcenter"}
        line = {"bottom": 1, "bottom_color": _LINE}
        self.title = book.add_format({**common, "font_size": 15, "bold": True})
        about = {**common, "font_color": _SOFT, "text_wrap": True, "valign": "top"}
        self.about = book.add_format(about)
        head = {**common, "bold": True, "bg_color": _HEAD, "bottom": 1, "text_wrap": True}
        self.head = book.add_format(head)
        self.head_behind = book.add_format({**head, "indent": 1})
        self.head_right = book.add_format({**head, "align": "right"})
        #: Of text behind other columns: a number in front of it would touch it.
        self.behind = book.add_format({**common, **line, "text_wrap": True, "indent": 1})
        self.right = book.add_format({**common, **line, "align": "right"})
        self.text = book.add_format({**common, **line, "text_wrap": True})
        self.code = book.add_format({**common, **line, "font_name": "Consolas", "font_size": 9, "font_color": _SOFT, "align": "fill"})  # fmt: skip
        self.link = book.add_format({**common, **line, "font_color": _COLOURS[0], "underline": 1})
        self.numbers = {
            form: book.add_format({**common, **line, "num_format": told})
            for form, told in _FORMATS.items()
        }


def _exhibits_places(summary: Summary) -> dict[str, int]:
    """The row of each filing on its sheet; its findings stand below it."""
    places, row = {}, 2
    for name, one in summary.exhibits.items():
        places[name] = row
        row += max(len(one.found), 1)
    return places


def _sheet(book: xlsxwriter.Workbook, styles: _Styles, one: Table, places: dict[str, int]) -> None:
    sheet = book.add_worksheet(one.title[:31].replace("/", "／"))
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, one.title, styles.title)
    widths = [_width(one, column) for column in range(len(one.headings))]
    sheet.merge_range(1, 0, 1, len(widths) - 1, one.about, styles.about)
    sheet.set_row(1, 15 * _lines(one.about, sum(widths)))
    headings = (*one.headings, Heading("其中一份"), Heading("取得全部的查询"))
    numeric = {at for line in one.lines for at, cell in enumerate(line.cells) if _is_number(cell)}
    for column, heading in enumerate(headings):
        left = styles.head_behind if column else styles.head
        head = styles.head_right if column in numeric else left
        sheet.write_string(_FIRST, column, heading.title, head)
        sheet.set_column(column, column, _width(one, column))
    for number, line in enumerate(one.lines, _FIRST + 1):
        for column, (cell, heading) in enumerate(zip(line.cells, one.headings, strict=True)):
            left = styles.behind if column else styles.text
            words = styles.right if column in numeric else left
            _cell(sheet, styles, number, column, cell, heading.form, words)
        _leads(sheet, styles, number, len(one.headings), line, places)
    last = _FIRST + len(one.lines)
    sheet.freeze_panes(_FIRST + 1, 0)
    if one.lines:
        sheet.autofilter(_FIRST, 0, last, len(headings) - 1)
    if one.chart and one.lines:
        _chart(book, sheet, one, one.chart, len(headings) + 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST)
    sheet.print_area(0, 0, max(last, _FIRST), len(one.headings) - 1)
    sheet.set_footer("&C&P / &N")


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal)


def _cell(
    sheet: Any, styles: _Styles, row: int, column: int, cell: Cell, form: Form, words: Any = None
) -> None:
    """Write a cell; what is no number, in the format *words*."""
    if isinstance(cell, int) or (isinstance(cell, Decimal) and _fits(cell)):
        usual: Form = "count" if isinstance(cell, int) else "points"
        # xlsxwriter prints the shortest text of a float, which for so few digits is the number itself.
        sheet.write_number(row, column, cell, styles.numbers.get(form, styles.numbers[usual]))
    else:
        sheet.write_string(row, column, shown(cell, form), words or styles.text)


def _fits(value: Decimal) -> bool:
    return len(plain(value).lstrip("-0.").replace(".", "")) <= _EXACT


def _leads(
    sheet: Any, styles: _Styles, row: int, column: int, line: Line, places: dict[str, int]
) -> None:
    """Where a line's filings are: one on the last sheet, all by a query."""
    first = next((places[one] for one in line.filings if one in places), None)
    if first is None:
        sheet.write_blank(row, column, None, styles.text)
    else:
        sheet.write_url(
            row, column, f"internal:'自评和证据'!A{first + 1}", styles.link, "见自评和证据"
        )
    query = f"select file, unit, year, self_total, rule_total from filings where {line.where}"
    sheet.write_string(row, column + 1, query, styles.code)


def _width(one: Table, column: int) -> float:
    """A column as wide as its texts, within reason; Chinese takes two."""
    if column >= len(one.headings):
        return 15 if column == len(one.headings) else 26
    form = one.headings[column].form
    texts = [one.headings[column].title + "　"]
    texts += [shown(line.cells[column], form) for line in one.lines[:500]]
    return min(max(max(map(_size, texts)) + 2, 8), 52)


def _size(text: str) -> int:
    """The width of a text in digits; Chinese takes two."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column: office programs do not measure rows that they open."""
    return sum(max(1, int(-(-_size(line) // max(width - 2, 1)))) for line in text.split("\n"))


def _chart(book: xlsxwriter.Workbook, sheet: Any, one: Table, chart: Chart, column: int) -> None:
    last = _FIRST + min(len(one.lines), chart.lines)
    kind = {"columns": "column", "bars": "bar", "lines": "line", "intervals": "bar"}[chart.drawing]
    made = book.add_chart({"type": kind, **({"subtype": "stacked"} if chart.drawing == "bars" and len(chart.values) > 1 else {})})  # fmt: skip
    name = sheet.get_name()
    drawn = chart.values[:1] if chart.drawing == "intervals" else chart.values
    for number, value in enumerate(drawn):
        series = {
            "name": [name, _FIRST, value],
            "categories": [name, _FIRST + 1, chart.label, last, chart.label],
            "values": [name, _FIRST + 1, value, last, value],
            "fill": {"color": _COLOURS[number]},
            "line": {"color": _COLOURS[number], "width": 2} if kind == "line" else {"none": True},
            "gap": 60,
        }
        if chart.drawing == "intervals":
            series["y_error_bars"] = _limits(one, chart)  # along the values, also of lying bars
        made.add_series(series)
    font = {"name": _FONT, "size": 9, "color": _SOFT}
    made.set_title({"name": one.title, "name_font": {**font, "size": 12, "color": _INK}})
    made.set_legend({"none": True} if len(drawn) == 1 else {"position": "bottom", "font": font})
    axis = {"num_font": font, "line": {"color": _LINE}, "major_gridlines": {"visible": False}}
    values = {**axis, "major_gridlines": {"visible": True, "line": {"color": _LINE}}, "name_font": {**font, "bold": False}, **_scale(one, chart)}  # fmt: skip
    categories = {**axis, "reverse": kind == "bar", "label_position": "low"}
    made.set_x_axis(values if kind == "bar" else categories)
    made.set_y_axis(categories if kind == "bar" else values)
    height = 60 + 24 * (last - _FIRST) if kind == "bar" else 320
    made.set_size({"width": 720, "height": max(height, 240)})
    sheet.insert_chart(_FIRST, column, made)


def _scale(one: Table, chart: Chart) -> dict[str, Any]:
    """What the axis of values counts, and from where to where: a bar begins at 0."""
    heading = one.headings[chart.values[0]]
    if heading.form == "share":
        return {"num_format": "0%", "min": 0, "max": 1}
    if chart.drawing == "lines":
        return {"name": "分", "num_format": "0.0"}
    if chart.drawing == "intervals":
        cells = [line.cells[at] for line in one.lines[: chart.lines] for at in chart.values]
        known = [cell for cell in cells if isinstance(cell, Decimal)]
        least, most = min(known, default=Decimal(0)), max(known, default=Decimal(0))
        return {
            "name": f"{heading.title}（分），细线为 95% 区间", "num_format": "0.0",
            "min": min(math.floor(least), 0), "max": max(math.ceil(most), 0) or 1,
        }  # fmt: skip
    return {
        "name": heading.title if len(chart.values) == 1 else "条数",
        "num_format": "#,##0",
        "min": 0,
    }


def _limits(one: Table, chart: Chart) -> dict[str, Any]:
    """The reach of each interval above and below its mean."""
    mean, low, high = chart.values
    lines = [line.cells for line in one.lines[: chart.lines]]
    plus = [_reach(cells[high], cells[mean]) for cells in lines]
    minus = [_reach(cells[mean], cells[low]) for cells in lines]
    return {"type": "custom", "plus_values": plus, "minus_values": minus, "line": {"color": _INK}}


def _reach(more: Cell, less: Cell) -> Decimal:
    both = isinstance(more, Decimal) and isinstance(less, Decimal)
    return more - less if both else Decimal(0)  # type: ignore[operator,return-value]


_EXHIBITED = (
    ("单位或项目", 30), ("年度", 7), ("种类", 13), ("地方", 20), ("自评", 8), ("规则", 8), ("执行率", 9),
    ("文件", 34), ("规则编号", 10), ("级别", 7), ("审核意见", 22), ("位置", 20), ("原文", 34), ("说明", 60),
)  # fmt: skip
#: Points of a line of text, and lines that a row has at most: the file has the whole text.
_LINE_HEIGHT, _MOST_LINES = 14, 8


def _filings(book: xlsxwriter.Workbook, styles: _Styles, summary: Summary) -> None:
    sheet = book.add_worksheet("自评和证据")
    sheet.hide_gridlines(2)
    sheet.write_string(
        0, 0, "自评和证据：各表数字所举的自评，及其审核意见、位置和原文", styles.title
    )
    for column, (title, width) in enumerate(_EXHIBITED):
        sheet.write_string(1, column, title, styles.head)
        sheet.set_column(column, column, width)
    row = 2
    for one in summary.exhibits.values():
        for found in one.found or (None,):
            _exhibit(sheet, styles, row, one, found)
            row += 1
    sheet.set_landscape()
    sheet.set_paper(8)  # A3: so many columns are too small to read on A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&P / &N")
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, max(row - 1, 1), len(_EXHIBITED) - 1)


def _exhibit(sheet: Any, styles: _Styles, row: int, one: Exhibit, found: Found | None) -> None:
    """One finding of a filing; each row tells its filing, so that rows can be sorted and filtered."""
    told: list[tuple[Cell, Form]] = _head(one)
    if found is not None:
        words = found.code, found.severity, found.title, found.place, found.quote, found.message
        told += [(text, "text") for text in words]
    for column, (cell, form) in enumerate(told):
        text = styles.behind if column else styles.text
        _cell(sheet, styles, row, column, cell, form, text if form == "text" else styles.right)
    texts = (shown(cell, form) for cell, form in told)
    lines = max(_lines(text, width) for text, (_, width) in zip(texts, _EXHIBITED, strict=False))
    sheet.set_row(row, _LINE_HEIGHT * min(lines, _MOST_LINES) + 4)


def _head(one: Exhibit) -> list[tuple[Cell, Form]]:
    return [
        (one.name, "text"), (str(one.year or "—"), "text"), (one.kind, "text"), (one.place or None, "text"),
        (one.self_total, "points"), (one.rule_total, "points"), (one.execution_rate, "share"), (one.file, "text"),
    ]  # fmt: skip
