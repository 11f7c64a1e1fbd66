"""One clean filing of an invented library, and the edits that turn it into every example.

An edit is a JSON pointer and the new value. A string for a target or actual value is read by the
grammar of values; a pair (old, new) replaces words within a text; `None` for a list entry takes
it away; `/-` appends; `#/pointer` sets the published text (evidence) of a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache
from typing import Any

from jiping.filing import Filing
from jiping.filing.pointer import at
from jiping.filing.values import parse_value

from .registry import Edits, Example

_Tree = dict[str, Any]
#: The key of an example's edits under which the other filings of its document stand.
BESIDE = "beside"

_INDICATORS = (
    # level 1, level 2, name, target, actual, weight, score, reason
    ("产出指标", "数量指标", "阅读推广活动场次", "≥40场", "42场", "8", "8", None),
    ("产出指标", "数量指标", "新增馆藏图书册数", "≥6000册", "5700册", "8", "7.6",
     "因两家出版社供货推迟，300册未能在年内到馆；已与供货方约定2024年3月底前补齐，由采编部跟进。"),
    ("产出指标", "质量指标", "图书编目合格率", "≥98%", "99%", "12", "12", None),
    ("产出指标", "时效指标", "活动按期举办率", "≥95%", "96%", "12", "12", None),
    ("产出指标", "成本指标", "图书单册采购成本", "≤45元/册", "44.2元/册", "10", "10", None),
    ("效益指标", "经济效益指标", "场地错时共享节约租金", "≥5万元", "5.6万元", "6", "6", None),
    ("效益指标", "社会效益指标", "到馆读者人次", "≥8万人次", "8.6万人次", "10", "10", None),
    ("效益指标", "生态效益指标", "馆舍年用电量", "≤12万度", "11.5万度", "6", "6", None),
    ("效益指标", "可持续影响指标", "数字资源年更新次数", "≥4次", "4次", "8", "8", None),
    ("满意度指标", "服务对象满意度指标", "读者满意度", "≥90%", "93%", "10", "10", None),
)  # fmt: skip

_SECTIONS = (
    ("一、", "部门（单位）基本情况", "profile",
     "云溪县图书馆是县文化和旅游局所属公益一类事业单位，内设采编部、读者服务部、办公室等3个部门。"
     "编制20名，年末在职人员19人，退休人员6人。"),
    ("二、", "一般公共预算支出情况", "other", "全年一般公共预算支出490.00万元，年末结转10.00万元。"),
    ("（一）", "基本支出情况", "basic_expenditure",
     "工资福利支出210.00万元，比上年增加12.00万元，原因是新招聘1人并补缴社保。"
     "商品和服务支出96.50万元，比上年增加5.20万元，原因是延长开放时间后水电费增加4.80万元。"
     "对个人和家庭的补助33.50万元，比上年减少1.80万元，原因是1名离休人员去世。"),
    ("（二）", "项目支出情况", "project_expenditure",
     "项目支出150.00万元，用于图书购置和阅读推广，实行专账核算，年末全部验收。"),
    ("三、", "政府性基金预算支出情况", "other", "无。"),
    ("四、", "国有资本经营预算支出情况", "other", "无。"),
    ("五、", "社会保险基金预算支出情况", "other", "无。"),
    ("六、", "部门整体支出绩效情况", "performance",
     "全年自评99.4分，等级为优。举办活动42场，新增图书5700册，到馆读者8.6万人次，编目合格率99%。"
     "12月发放读者问卷300份，收回288份，满意度93%。“三公”经费支出1.20万元，比预算少0.30万元。"),
    ("七、", "存在的问题及原因分析", "problems",
     "新增馆藏图书没有达到计划册数，原因是两家出版社供货推迟，而采购合同没有约定分批到货的时间。"),
    ("八、", "下一步改进措施", "measures",
     "馆藏图书采购由采编部负责，2024年3月底前补齐300册，今后合同写明分批到货时间和违约责任。"),
    ("九、", "部门整体支出绩效自评结果拟应用和公开情况", "application",
     "自评结果作为2025年图书购置经费安排的依据，供货推迟的供应商不再续约。"
     "本报告于2024年9月20日前随部门决算在县政府门户网站公开。"),
)  # fmt: skip

_FIGURES = (
    ("301", "工资福利支出", "210.00", "12.00", "increase", "新招聘1人并补缴社保"),
    ("302", "商品和服务支出", "96.50", "5.20", "increase", "延长开放时间后水电费增加4.80万元"),
    ("303", "对个人和家庭的补助", "33.50", "1.80", "decrease", "1名离休人员去世"),
)


def row(
    name: str,
    target: str,
    actual: str,
    weight: str,
    score: str | None,
    reason: str | None = None,
    level2: str = "数量指标",
    level1: str = "产出指标",
) -> dict[str, object]:
    """An indicator for the examples whose list of indicators is another than the clean one's."""
    return {
        "level1": level1, "level2": level2, "name": name, "target": target, "actual": actual,
        "weight": weight, "score": score, "reason": reason,
    }  # fmt: skip


def _tree() -> _Tree:
    names = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")
    indicators = [dict(zip(names, row, strict=True)) for row in _INDICATORS]
    return {
        "kind": "department",
        "unit": "云溪县图书馆",
        "fiscal_year": 2023,
        "standard": "hunan-2022",
        "budget": {
            "rows": [
                {
                    "item": "total", "label": "年度资金总额", "initial": "480.00",
                    "adjusted": "500.00", "executed": "490.00", "weight": "10",
                    "execution_rate": "0.98", "score": "9.8",
                }
            ],
            "by_revenue": {
                "general_public_budget": "500.00", "government_funds": "0",
                "special_account_nontax": "0", "other": "0",
            },
            "by_expenditure": {"basic": "340.00", "project": "150.00"},
        },
        "goals": {
            "expected": "举办阅读推广活动40场，新增馆藏图书6000册，接待到馆读者8万人次，读者满意度达到90%。",
            "achieved": "举办活动42场，到馆读者8.6万人次，读者满意度93%；图书到馆5700册，有300册因供货推迟跨年。",
        },
        "indicators": indicators,
        "total": {"weight": "100", "score": "99.4"},
        "grade": "优",
        "report": {
            "title": "云溪县图书馆2023年度部门整体支出绩效自评报告",
            "sections": [
                dict(zip(("number", "heading", "topic", "text"), row, strict=True)) for row in _SECTIONS
            ],
            "figures": [
                dict(zip(("item", "label", "amount", "change", "direction", "cause"), row, strict=True))
                for row in _FIGURES
            ],
        },
        "evidence": {},
    }  # fmt: skip


@lru_cache(maxsize=1)
def clean() -> Filing:
    """The filing in which no check finds anything."""
    return edited({})


def filing_of(example: Example) -> Filing:
    """The filing that an example tells."""
    return edited({at: value for at, value in example.edits.items() if at[0] in "/#"})


def others_of(example: Example) -> tuple[Filing, ...]:
    """The other filings of the example's document, each told by its edits under `beside`."""
    told = example.edits.get(BESIDE, ())
    return tuple(edited(edits) for edits in told) if isinstance(told, tuple) else ()


def edited(*layers: Edits) -> Filing:
    """The clean filing with all edits made, layer by layer, in the order in which they are given."""
    tree = _tree()
    for edits in layers:
        changed(tree, edits)
    for indicator in tree["indicators"]:
        _read_values(indicator)
    return Filing.model_validate(tree)


def changed(tree: _Tree, edits: Edits) -> _Tree:
    """*tree* itself, with *edits* made in it."""
    removed: list[tuple[list[Any], int]] = []
    for pointer, value in edits.items():
        if pointer.startswith("#"):
            tree["evidence"][pointer[1:]] = {"raw": value, "where": {"line": 1}}
        else:
            _edit(tree, pointer, deepcopy(value), removed)
    for holder, index in sorted(removed, key=lambda entry: -entry[1]):
        del holder[index]
    return tree


def _edit(tree: _Tree, pointer: str, value: object, removed: list[tuple[list[Any], int]]) -> None:
    *path, last = pointer.strip("/").split("/")
    holder: Any = tree
    for step in path:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    if isinstance(holder, list) and last == "-":
        holder.append(value)
    elif isinstance(holder, list) and value is None:
        removed.append((holder, int(last)))
    else:
        key = int(last) if isinstance(holder, list) else last
        holder[key] = _replaced(holder.get(last), value) if isinstance(holder, dict) else value


def _replaced(old: object, value: object) -> object:
    if not isinstance(value, tuple):
        return value
    before, after = value
    if not isinstance(old, str) or before not in old:
        raise ValueError(f"“{before}” is not in the text to be changed")
    return old.replace(before, after)


def _read_values(indicator: _Tree) -> None:
    for field in ("target", "actual"):
        if isinstance(raw := indicator.get(field), str):
            indicator[field] = parse_value(raw).model_dump()


# --- how an edit is shown -------------------------------------------------------------------------

_FIELDS = {
    "unit": "单位名称", "fiscal_year": "年度", "complete": "文件是否完整", "grade": "自评等级", "kind": "表种",
    "initial": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数", "execution_rate": "执行率",
    "weight": "分值", "score": "得分", "general_public_budget": "一般公共预算",
    "government_funds": "政府性基金拨款", "special_account_nontax": "纳入专户管理的非税收入拨款",
    "basic": "基本支出", "project": "项目支出", "expected": "预期目标", "achieved": "实际完成情况",
    "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "target": "年度指标值",
    "actual": "实际完成值", "reason": "偏差原因", "title": "标题", "heading": "标题", "text": "正文",
    "number": "序号", "amount": "金额", "change": "比上年增减", "direction": "增减方向", "cause": "原因",
    "item": "项目", "label": "行名", "currency_unit": "金额单位", "report": "报告",
}  # fmt: skip
_HOLDERS = {
    "budget": "预算执行", "goals": "年度总体目标", "total": "总分", "by_revenue": "按收入性质分",
    "by_expenditure": "按支出性质分", "report": "报告",
}  # fmt: skip
_LISTS = {
    "rows": "第{}行",
    "indicators": "指标第{}项",
    "sections": "第{}节",
    "figures": "金额第{}项",
}
_WHOLE_LISTS = {
    "rows": "各行", "indicators": "全部指标", "sections": "各节", "figures": "各项金额"
}  # fmt: skip
_NUMBER = re.compile(r"\d+|-")
#: The start of a pointer that leads into a row with a name of its own.
_ROW = re.compile(r"/(?:budget/rows|indicators)/\d+")


def field_name(pointer: str) -> str:
    """The field of a JSON pointer as a Chinese user reads it.

    >>> field_name("/indicators/3/score"), field_name("/budget/rows/0/adjusted")
    ('指标第4项·得分', '预算执行·第1行·全年预算数')
    >>> field_name("/report/figures"), field_name("score")
    ('报告·各项金额', '得分')
    """
    return "·".join(_words(pointer.lstrip("#").strip("/").split("/"))) or "全表"


def row_and_field(filing: Filing, pointer: str) -> tuple[str, str]:
    """The name of the row that *pointer* leads into, and the field in it: `修复水渠长度`, `得分`.

    Without a named row the first is empty and the field as `field_name` says it.
    """
    field, row = field_name(pointer), _ROW.match(pointer)
    item = at(filing, row[0]) if row else None
    name = (getattr(item, "name", None) or getattr(item, "label", None) or "").strip()
    if row is None or not name:
        return "", field
    return name, "·".join(field.split("·")[row[0].count("/") - 1 :])


def field_in(filing: Filing, pointer: str) -> str:
    """The field by the name of its row, where that has one: `修复水渠长度·得分`."""
    return "·".join(filter(None, row_and_field(filing, pointer)))


def _words(steps: list[str]) -> Iterable[str]:
    for before, step in zip(["", *steps], steps, strict=False):
        if _NUMBER.fullmatch(step):
            yield "新增一项" if step == "-" else _LISTS.get(before, "第{}项").format(int(step) + 1)
        elif step in _LISTS:
            if step == steps[-1]:
                yield _WHOLE_LISTS[step]
        elif step == "other":
            yield "其他资金"
        elif step == steps[-1] and step in _FIELDS:
            yield _FIELDS[step]
        elif step:
            yield _HOLDERS.get(step, _FIELDS.get(step, step))
