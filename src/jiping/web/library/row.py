"""What stands in a row of the library's workbook, and under which heading."""

from __future__ import annotations

#: Heading → field.
HEADINGS = {
    "行业": "sector",
    "适用": "kind",
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "name",
    "参考指标值": "target",
    "指标解释": "meaning",
    "依据": "source",
}
#: What stands under 适用 → kind of filing; nothing is both.
KINDS = {"部门整体": "department", "项目": "project"}
#: What is told at the first headings.
COMMENTS = ("各行业都适用的写“通用”。", "写“部门整体”或“项目”；不填则两种都适用。")
