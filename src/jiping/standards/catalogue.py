"""The page of docs/ on all packaged standards, made from the standards themselves.

`python -m jiping.standards.catalogue > docs/guide/standards.zh.md`
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from .model import Standard
from .overview import MAKERS, listed, maker, own_rules, signs, without_standard

_HEAD = """\
# 评分标准一览

<!-- 本页由 make docs 从标准文件生成，请勿手改。 -->

一个标准写明一地一类自评怎样计分、定等级、印表、写报告，每条规定注明出处。内置 {count} 个；没有自己规定的事项，
沿用上级标准，不另编。一个标准的全文：`jiping standards 名称`。

自评用哪个标准：

- 表上印的栏目、标题、年度、一级指标和单位所在地足以认定的，读材料时自动选定，条件见各标准“怎样认出”一栏；
- 不足以认定的用 national-2020，不猜。只知道单位在某省，不算认定：县里可能用自己的表；
- 随时可以指定：`jiping score --standard guizhou-2021 自评表.docx`，网上填报由财政部门下达任务时选定。

出处未经核对的标 ※，使用前请对照文件原文。
"""
_TAIL = """
## 还没有收入的地方

{places}：没有找到当地写明计分办法或表样的公开材料，用 national-2020。有本地办法的，写一个 TOML 文件即可
（见[绩效审核人员指南](officer.zh.md)），不必等内置。
"""


def page() -> str:
    """The whole page, in Markdown."""
    standards = listed()
    parts = [_HEAD.format(count=len(standards))]
    for who in MAKERS:
        group = [one for one in standards if maker(one) == who]
        parts.append(f"\n## {who}\n\n" + "\n".join(_table(group)) + "\n")
        parts += _remarks(group)
    return "".join(parts) + _TAIL.format(places="、".join(without_standard()))


def _table(group: list[Standard]) -> Iterator[str]:
    yield "| 名称 | 适用 | 自己的规定 | 怎样认出 | 出处 |"
    yield "|---|---|---|---|---|"
    for one in group:
        own = "、".join(own_rules(one)) or (
            "全部" if one.extends is None else "与所沿用的相同，另有出处"
        )
        if one.extends not in (None, "national-2020"):
            own += f"（其余沿用 {one.extends}）"
        told = "；<br>".join(signs(one)) or (
            "认不出别的标准时用它" if one.extends is None else "不自动认，须指定"
        )
        cells = (f"`{one.id}`<br>{one.title.zh}", f"{one.jurisdiction}<br>{one.years}", own, told)
        yield f"| {' | '.join(cells)} | {'；<br>'.join(_own_sources(one))} |"


def _own_sources(standard: Standard) -> Iterator[str]:
    """The documents that the standard brings itself; those of its ancestors stand in their rows."""
    inherited = _inherited(standard)
    for citation in standard.sources:
        if citation.key not in inherited:
            yield citation.document + ("" if citation.verified else " ※")


def _inherited(standard: Standard) -> frozenset[str]:
    parent = next((one for one in listed() if one.id == standard.extends), None)
    return frozenset(citation.key for citation in parent.sources) if parent else frozenset()


def _remarks(group: list[Standard]) -> Iterator[str]:
    told = [(one, remark) for one in group for remark in one.remarks]
    if told:
        yield "\n软件不算或没有见到的：\n\n"
    for one, remark in told:
        yield f"- `{one.id}`：{remark.text}。\n"


if __name__ == "__main__":
    sys.stdout.write(page())
