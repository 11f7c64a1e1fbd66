"""The published tables of a unit's final accounts (公开01, 03, 04, 05, 06, 09, 财决01) from its figures."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

_MADE = datetime(2024, 1, 1)
Rows = list[list[str]]


@dataclass(frozen=True)
class Table:
    """A table under its title; in the first row an empty cell belongs to the heading on its left."""

    sheet: str
    title: str
    rows: Rows


def read_tables(path: Path) -> tuple[dict[str, Any], list[Table]]:
    """The accounts in the TOML file *path*, and their tables."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return data, [
        Table("公开01", "收入支出决算总表", _overall(data)),
        Table("公开03", "支出决算表", _by_nature(data["total"], data)),
        Table("公开04", "财政拨款收入支出决算总表", _appropriation(data)),
        Table("公开05", "一般公共预算财政拨款支出决算表", _by_nature(data["general"], data)),
        Table("公开06", "一般公共预算财政拨款基本支出决算明细表", _classes(data)),
        Table("公开07", "政府性基金预算财政拨款收入支出决算表", _funds(data)),
        Table("公开09", "财政拨款“三公”经费支出决算表", _three_public(data)),
        Table("财决01", "收入支出决算总表（财决01表）", _budgets(data)),
        Table("财决附03", "机构运行信息表", _running(data)),
    ]


def _overall(data: dict[str, Any]) -> Rows:
    return [
        ["收入", "", "", "支出", "", ""],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["栏次", "", "1", "栏次", "", "2"],
        ["一、一般公共预算财政拨款收入", "1", data["income"]["general"], "一、一般公共服务支出", "30", ""],
        ["二、政府性基金预算财政拨款收入", "2", data["income"]["funds"], "十二、农林水支出", "41", data["total"]["all"]],
        ["本年收入合计", "27", data["income"]["all"], "本年支出合计", "57", data["total"]["all"]],
        ["年初结转和结余", "28", "0.00", "年末结转和结余", "59", data["carried"]],
    ]  # fmt: skip


def _by_nature(part: dict[str, str], data: dict[str, Any]) -> Rows:
    figures = [part["all"], part["basic"], part["project"]]
    return [
        ["项目", "", "本年支出合计", "基本支出", "项目支出"],
        ["功能分类科目编码", "科目名称", "", "", ""],
        ["栏次", "", "1", "2", "3"],
        ["合计", "", *figures],
        [data["function"][0], data["function"][1], *figures],
    ]


def _appropriation(data: dict[str, Any]) -> Rows:
    income, general, funds = data["income"], data["general"], data["funds"]
    return [
        ["收入", "", "支出", "", "", ""],
        ["项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
        ["一、一般公共预算财政拨款", income["general"], "十二、农林水支出", data["total"]["all"], general["all"], funds],
        ["二、政府性基金预算财政拨款", income["funds"], "", "", "", ""],
        ["本年收入合计", income["all"], "本年支出合计", data["total"]["all"], general["all"], funds],
    ]  # fmt: skip


def _classes(data: dict[str, Any]) -> Rows:
    """Two halves side by side: staff on the left, public funds on the right."""
    left, right = data["classes"]["left"], data["classes"]["right"]
    empty = ["", "", ""]
    height = max(len(left), len(right))
    rows = [
        [*(left[at] if at < len(left) else empty), *(right[at] if at < len(right) else empty)]
        for at in range(height)
    ]
    return [
        ["人员经费", "", "", "公用经费", "", ""],
        ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
        *rows,
        ["人员经费合计", "", data["classes"]["people"], "公用经费合计", "", data["classes"]["public"]],
    ]  # fmt: skip


def _funds(data: dict[str, Any]) -> Rows:
    return [
        ["科目名称", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"],
        ["合计", "0.00", data["income"]["funds"], data["funds"], "0.00"],
    ]


def _three_public(data: dict[str, Any]) -> Rows:
    half = ["合计", "因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费"]
    return [
        ["预算数", "", "", "", "", "决算数", "", "", "", ""],
        [*half, *half],
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
        [*data["three_public"]["budget"], *data["three_public"]["actual"]],
    ]


def _budgets(data: dict[str, Any]) -> Rows:
    initial, adjusted = data["budget"]
    return [
        ["支出", "行次", "年初预算数", "全年预算数", "决算数"],
        ["本年支出合计", "57", initial, adjusted, data["total"]["all"]],
    ]


def _running(data: dict[str, Any]) -> Rows:
    return [["项目", "行次", "统计数"], ["年末在职人员", "12", data["staff"]]]


def _top(rows: Rows) -> list[tuple[str, int]]:
    """The headings of the first row, and how many columns each covers."""
    found: list[tuple[str, int]] = []
    for text in rows[0]:
        if text or not found:
            found.append((text, 1))
        else:
            found[-1] = (found[-1][0], found[-1][1] + 1)
    return found


def accounts_html(path: Path) -> str:
    """The tables as a page of a government site."""
    data, tables = read_tables(path)
    head = f"{data['unit']}{data['year']}年度部门决算"
    page = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
        f"<title>{escape(head)}</title>\n</head>\n<body>\n<h1>{escape(head)}</h1>",
    ]
    for table in tables:
        page.append(f"<p>{escape(table.title)}</p>")
        page.append(f"<p>{escape(table.sheet)}表　部门：{escape(data['unit'])}　单位：万元</p>")
        page.append("<table>")
        spans = "".join(
            f'<th colspan="{columns}">{escape(text)}</th>' for text, columns in _top(table.rows)
        )
        page.append(f"<tr>{spans}</tr>")
        for row in table.rows[1:]:
            page.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>")
        page.append("</table>")
    return "\n".join([*page, "</body>\n</html>"]) + "\n"


def accounts_xlsx(path: Path) -> bytes:
    """The tables as a workbook: title, unit and table one below the other on each sheet."""
    data, tables = read_tables(path)
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": _MADE})
    for table in tables:
        sheet = book.add_worksheet(table.sheet)
        sheet.merge_range(0, 0, 0, len(table.rows[0]) - 1, table.title)
        sheet.write(1, 0, f"部门：{data['unit']}")
        sheet.write(1, len(table.rows[0]) - 1, f"{data['year']}年度　单位：万元")
        column = 0
        for text, columns in _top(table.rows):
            if columns > 1:
                sheet.merge_range(2, column, 2, column + columns - 1, text)
            else:
                sheet.write_string(2, column, text)
            column += columns
        for at, row in enumerate(table.rows[1:], start=3):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    book.close()
    return made.getvalue()
