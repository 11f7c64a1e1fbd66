"""The officer's work sheet: one row a finding, with columns for the unit's answer, as .xlsx.

Whatever a document holds is written as text: nothing in it can become a formula, here or when the
cell is edited. Only the three columns of the answer are open; the last, hidden column holds the
finding's lasting name, by which `answers.read_answers` finds it again.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from jiping.checks import SEVERITIES, THEMES, Finding
from jiping.checks.examples import field_name
from jiping.checks.registry import Severity

from .cell_styles import CellStyles, cell_width
from .columns import ACCEPTED, ANSWERED, COLUMNS, IDENTITY, INDEX
from .dossier import Dossier, Entry

#: Rows of one work sheet; more could not be read in again (`intake.readers.limits`).
MOST = 12_000
_SHEET, _SUMMARY = "审核意见", "汇总"
_HEAD = 2  # rows above the first finding
_LONGEST = 32_000  # signs of a cell; Excel holds 32,767
_REPLY = 2_000  # signs of an answer
_LINE = 13.5  # points of a line of text
_MOST_LINES = 28  # of a row; Excel's rows end at 409 points
_COLOURS: dict[Severity, tuple[str, str]] = {
    "error": ("#9C1C14", "#FBE9E7"),
    "warning": ("#7A5200", "#FFF4D6"),
    "notice": ("#1F5580", "#E8F1F8"),
}
_OPEN = "#FBFDF3"
_Row = tuple[Dossier, Entry]


class TooManyError(Exception):
    """More findings than one work sheet holds; the message is the sentence for the user."""


def worksheet(dossiers: Iterable[Dossier]) -> bytes:
    """The workbook of all findings of *dossiers*: sheet 审核意见, and their counts in 汇总.

    Raises TooManyError above `MOST` findings.
    """
    dossiers = tuple(dossiers)
    rows = [(dossier, entry) for dossier in dossiers for entry in dossier.entries]
    if len(rows) > MOST:
        raise TooManyError(
            f"意见共{len(rows)}条，一张表最多{MOST}条；请用 -o 指定一个文件夹，每份材料各写一张。"
        )
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": "预算绩效自评审核意见", "comments": "由 jiping check 生成"})
    style = CellStyles(book)
    _findings(book.add_worksheet(_SHEET), style, rows)
    _summary(book.add_worksheet(_SUMMARY), style, dossiers, rows)
    book.close()
    return out.getvalue()


def _findings(sheet: Worksheet, style: CellStyles, rows: Sequence[_Row]) -> None:
    last = len(COLUMNS) - 1
    sheet.set_row(0, 22)
    sheet.write_string(
        0, 0, "请在右侧浅色的三列填写；其他内容已保护，可筛选、调整列宽。填好后原样退回本文件。",
        style(text_wrap=False, valign="vcenter", font_color="#5A6472"),
    )  # fmt: skip
    sheet.set_row(1, 24)
    for number, column in enumerate(COLUMNS):
        hidden = {"hidden": True} if column.field == IDENTITY else {}
        sheet.set_column(number, number, column.width, None, hidden)
        colour = "#3F6B3A" if column.field in ANSWERED else "#2B4A6B"
        sheet.write_string(
            1, number, column.label,
            style(bold=True, font_color="#FFFFFF", bg_color=colour, border=1,
                  border_color="#FFFFFF", valign="vcenter", align="center"),
        )  # fmt: skip
    for number, (dossier, entry) in enumerate(rows, start=_HEAD):
        _row(sheet, style, number, dossier, entry)
    sheet.freeze_panes(_HEAD, INDEX["code"])
    if rows:
        sheet.autofilter(_HEAD - 1, 0, _HEAD - 1 + len(rows), last)
        _validate(sheet, _HEAD, _HEAD - 1 + len(rows))
    sheet.protect(
        "", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
    )
    _paper(sheet, last)


def _row(sheet: Worksheet, style: CellStyles, number: int, dossier: Dossier, entry: Entry) -> None:
    finding = entry.finding
    ink, tint = _COLOURS[finding.severity]
    texts = {
        "unit": dossier.title,
        "code": finding.code,
        "where": "\n".join(filter(None, (field_name(finding.pointer), str(finding.where or "")))),
        "told": f"【{finding.title}】{finding.message}",
        "basis": finding.basis,
        "remedy": finding.remedy + (f"\n（级别按设置：{finding.note}）" if finding.note else ""),
        IDENTITY: entry.fingerprint,
    }
    given = entry.answer
    written = {field: getattr(given, field) if given else "" for field in ANSWERED}
    sheet.set_row(number, _LINE * _lines({**texts, **written}) + 3)
    frame = {"border": 1, "border_color": "#C9CED6"}
    middle = {"align": "center", **frame}
    sheet.write_number(number, INDEX["number"], number - _HEAD + 1, style(**middle))
    for field, text in texts.items():
        _write(sheet, style, number, field, text, frame)
    year = dossier.filing.fiscal_year
    if year:
        sheet.write_number(number, INDEX["year"], year, style(**middle))
    else:
        sheet.write_blank(number, INDEX["year"], None, style(**middle))
    coloured = {"font_color": ink, "bg_color": tint, "bold": True, **middle}
    _write(sheet, style, number, "severity", SEVERITIES[finding.severity], coloured)
    for field, text in written.items():
        look = {"locked": False, "bg_color": _OPEN, **(middle if field == "accepted" else frame)}
        _write(sheet, style, number, field, text, look)


def _lines(texts: dict[str, str]) -> int:
    """How many lines the fullest cell of a row takes: not every program works it out itself."""
    most = 1
    for field, text in texts.items():
        if field != IDENTITY:
            width = COLUMNS[INDEX[field]].width - 1
            most = max(
                most, sum(-(-max(cell_width(line), 1) // width) for line in text.split("\n"))
            )
    return min(most, _MOST_LINES)


def _write(
    sheet: Worksheet, style: CellStyles, row: int, field: str, text: str, look: dict[str, Any]
) -> None:
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    if shown:
        sheet.write_string(row, INDEX[field], shown, style(shown, **look))
    else:
        sheet.write_blank(row, INDEX[field], None, style(**look))


def _validate(sheet: Worksheet, first: int, last: int) -> None:
    """What may be filled in: one of the choices, and texts of a bounded length."""
    column = INDEX["accepted"]
    sheet.data_validation(
        first, column, last, column,
        {"validate": "list", "source": list(ACCEPTED), "error_title": "是否采纳",
         "error_message": f"请选择：{'、'.join(ACCEPTED)}。"},
    )  # fmt: skip
    for field in ("reply", "opinion"):
        column = INDEX[field]
        sheet.data_validation(
            first, column, last, column,
            {"validate": "length", "criteria": "<=", "value": _REPLY, "error_title": "内容过长",
             "error_message": f"最多{_REPLY}字，较长的说明请另附材料。"},
        )  # fmt: skip


def _summary(
    sheet: Worksheet, style: CellStyles, dossiers: Sequence[Dossier], rows: Sequence[_Row]
) -> None:
    """Counts by severity, theme and unit; how many are answered is counted by the sheet itself."""
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 6, 10)
    head = style(bold=True, bg_color="#E7ECF2", border=1, border_color="#C9CED6", valign="vcenter")
    cell = {"border": 1, "border_color": "#C9CED6"}
    line = 0

    def table(title: str, labels: Sequence[str], body: Iterable[Sequence[str | int]]) -> None:
        nonlocal line
        sheet.write_string(line, 0, title, style(bold=True, font_size=12, text_wrap=False))
        for number, label in enumerate(labels):
            sheet.write_string(line + 1, number, label, head)
        line += 2
        for told in body:
            for number, value in enumerate(told):
                if isinstance(value, int):
                    sheet.write_number(line, number, value, style(align="right", **cell))
                else:
                    sheet.write_string(line, number, value, style(value, **cell))
            line += 1
        line += 1

    names = list(SEVERITIES.values())
    found = [entry.finding for _, entry in rows]
    table(
        "按级别", ("级别", "条数"),
        [(name, sum(f.severity == key for f in found)) for key, name in SEVERITIES.items()],
    )  # fmt: skip
    sheet.write_string(line - 1, 0, "单位已答复", head)
    reply = chr(ord("A") + INDEX["reply"])
    first, last = _HEAD + 1, max(_HEAD + 1, _HEAD + len(rows))
    answered = sum(bool(entry.answer and entry.answer.reply) for _, entry in rows)
    sheet.write_formula(
        line - 1, 1, f"=COUNTA({_SHEET}!{reply}{first}:{reply}{last})",
        style(align="right", **cell), answered,
    )  # fmt: skip
    line += 1
    themes: dict[str, list[Finding]] = {theme.title: [] for theme in THEMES.values()}
    for finding in found:
        known = THEMES.get(finding.code[2]) if finding.code.startswith("JP") else None
        themes.setdefault(known.title if known else "自编规则", []).append(finding)
    table(
        "按主题", ("主题", *names, "合计"),
        [(theme, *_by_severity(some), len(some)) for theme, some in themes.items() if some],
    )  # fmt: skip
    table(
        "按单位", ("单位（项目）", "年度", *names, "合计"),
        [
            (
                dossier.title,
                dossier.filing.fiscal_year or "",
                *(dossier.count(severity) for severity in SEVERITIES),
                len(dossier.entries),
            )
            for dossier in dossiers
        ],
    )  # fmt: skip
    off = Counter(
        (entry.finding.code, entry.finding.title, entry.finding.note)
        for dossier in dossiers
        for entry in dossier.suppressed
    )
    if off:
        table(
            "按设置不提出", ("编号和规则", "条数", "理由"),
            [(f"{code} {title}", number, note) for (code, title, note), number in off.items()],
        )  # fmt: skip
    sheet.protect()
    _paper(sheet, 6)


def _by_severity(found: Sequence[Finding]) -> list[int]:
    return [sum(finding.severity == severity for finding in found) for severity in SEVERITIES]


def _paper(sheet: Worksheet, last: int) -> None:
    """Across, as wide as the paper (A3 for the findings, A4 for their counts), headings repeated."""
    sheet.set_paper(8 if sheet.name == _SHEET else 9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    if sheet.name == _SHEET:
        sheet.repeat_rows(_HEAD - 1)
        sheet.print_area(0, 0, max(_HEAD, sheet.dim_rowmax or 0), last - 1)
