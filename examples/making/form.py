"""The official form as a grid of merged cells, laid out from the data of one filing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

#: Relative widths of the nine columns of the form.
WIDTHS = (9.5, 12, 12, 20, 14, 13.5, 7, 9.5, 31)
LAST = len(WIDTHS) - 1

Kind = Literal["label", "figure", "text"]


@dataclass(frozen=True)
class Cell:
    """One cell at *row*, *column* (from 0) over *rows* × *columns*; `kind` says how it is set."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    kind: Kind = "label"


@dataclass(frozen=True)
class Paper:
    """What every format writes: the form's title lines and cells, its closing lines, the report."""

    name: str
    titles: tuple[str, ...]
    cells: tuple[Cell, ...]
    closing: tuple[str, ...]
    report: tuple[str, ...]

    @property
    def height(self) -> int:
        """Number of rows of the form."""
        return max(cell.row + cell.rows for cell in self.cells)


def read_paper(path: Path) -> Paper:
    """Lay out the filing whose data stands in the TOML file *path*."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    head = _department_head(data) if data["form"] == "department" else _project_head(data)
    cells = list(head)
    cells += _goals(data["goals"], _next_row(cells))
    cells += _indicators(data["levels"], _next_row(cells))
    cells += _closing_row(data["closing_row"], _next_row(cells))
    return Paper(
        name=path.parent.name,
        titles=tuple(line for line in (data["title"], data.get("subtitle")) if line),
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        closing=tuple(data["closing"]),
        report=tuple(data.get("report", {}).get("text", "").strip().splitlines()),
    )


def _next_row(cells: list[Cell]) -> int:
    return max(cell.row + cell.rows for cell in cells)


def _line(row: int, start: int, texts: list[str], kinds: Kind = "figure") -> list[Cell]:
    """Single cells side by side from column *start* on."""
    return [Cell(text, row, start + i, kind=kinds) for i, text in enumerate(texts)]


MONEY_HEADS = ["年初\n预算数", "全年\n预算数", "全年\n执行数", "分值", "执行率", "得分"]


def _department_head(data: dict[str, Any]) -> list[Cell]:
    """Unit name and budget block of the Hunan department form."""
    revenue, expenditure = data["revenue"], data["expenditure"]
    height = 3 + len(revenue["lines"])
    cells = [
        Cell(data["unit_label"], 0, 0, columns=2),
        Cell(data["unit"], 0, 2, columns=LAST - 1),
        Cell("年度预\n算申请\n（万元）", 1, 0, rows=height),
        Cell("", 1, 1, columns=2),
        *_line(1, 3, MONEY_HEADS, "label"),
        Cell("年度资金总额", 2, 1, columns=2),
        *_line(2, 3, data["money"]["total"]),
    ]
    left = [revenue["heading"], *revenue["lines"]]
    right = [expenditure["heading"], *expenditure["lines"]]
    for row, (one, other) in enumerate(zip(left, right, strict=True), start=3):
        cells.append(Cell(one, row, 1, columns=4, kind="text"))
        cells.append(Cell(other, row, 5, columns=4, kind="text"))
    return cells


def _project_head(data: dict[str, Any]) -> list[Cell]:
    """Names and budget block of the national project form (财预〔2020〕10号)."""
    rows = data["money"]["rows"]
    cells = [
        Cell("项目名称", 0, 0, columns=2),
        Cell(data["project"], 0, 2, columns=LAST - 1),
        Cell("主管部门", 1, 0, columns=2),
        Cell(data["supervisor"], 1, 2, columns=2),
        Cell("实施单位", 1, 4),
        Cell(data["unit"], 1, 5, columns=4),
        Cell("项目资金\n（万元）", 2, 0, rows=1 + len(rows)),
        Cell("", 2, 1, columns=2),
        *_line(2, 3, MONEY_HEADS, "label"),
    ]
    for row, (label, *money) in enumerate(rows, start=3):
        cells += [Cell(label, row, 1, columns=2), *_line(row, 3, money)]
    return cells


def _goals(goals: dict[str, str], row: int) -> list[Cell]:
    return [
        Cell("年度总体目标", row, 0, rows=2),
        Cell("预期目标", row, 1, columns=4),
        Cell("实际完成情况", row, 5, columns=4),
        Cell(goals["expected"], row + 1, 1, columns=4, kind="text"),
        Cell(goals["achieved"], row + 1, 5, columns=4, kind="text"),
    ]


INDICATOR_HEADS = [
    "一级指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值",
    "分值", "得分", "偏差原因分析及改进措施",
]  # fmt: skip


def _indicators(levels: list[dict[str, Any]], row: int) -> list[Cell]:
    """The indicator table: level 1 and equal level 2 are merged downwards."""
    count = sum(len(level["rows"]) for level in levels)
    cells = [
        Cell("绩\n效\n指\n标", row, 0, rows=1 + count),
        *_line(row, 1, INDICATOR_HEADS, "label"),
    ]
    row += 1
    for level in levels:
        cells.append(Cell(level["name"], row, 1, rows=len(level["rows"])))
        for level2, group in groupby(level["rows"], key=lambda line: line[0]):
            lines = list(group)
            cells.append(Cell(level2, row, 2, rows=len(lines)))
            for _, name, *values, reason in lines:
                cells.append(Cell(name, row, 3, kind="text"))
                cells += _line(row, 4, values)
                cells.append(Cell(reason, row, LAST, kind="text"))
                row += 1
    return cells


def _closing_row(closing: dict[str, str], row: int) -> list[Cell]:
    return [
        Cell("总分", row, 0, columns=6),
        *_line(row, 6, [closing["weight"], closing["score"], ""]),
    ]
