"""One row of a roster as it was given: texts, and where they stood."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A unit, or a project of one; money as it was written, with the currency of its heading."""

    place: str
    unit_code: str = ""
    unit_name: str = ""
    parent_code: str = ""
    kind: str = ""
    sector: str = ""
    project_code: str = ""
    project_name: str = ""
    initial: str = ""
    adjusted: str = ""
    executed: str = ""
    currency: str = "万元"


#: Heading as it is printed in the table that can be downloaded → field.
HEADINGS: dict[str, str] = {
    "单位编码": "unit_code",
    "单位名称": "unit_name",
    "上级单位编码": "parent_code",
    "单位类型": "kind",
    "行业": "sector",
    "项目编码": "project_code",
    "项目名称": "project_name",
    "年初预算数": "initial",
    "全年预算数": "adjusted",
    "全年执行数": "executed",
}
#: Other spellings.
ALIASES: dict[str, str] = {
    "预算单位编码": "unit_code",
    "预算单位名称": "unit_name",
    "预算单位": "unit_name",
    "主管部门编码": "parent_code",
    "上级编码": "parent_code",
    "类型": "kind",
    "年初预算": "initial",
    "调整预算数": "adjusted",
    "全年预算": "adjusted",
    "执行数": "executed",
    "决算数": "executed",
}
LABELS: dict[str, str] = {field: heading for heading, field in HEADINGS.items()}
