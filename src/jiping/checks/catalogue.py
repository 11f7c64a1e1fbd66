"""The catalogue of checks: metadata, and a page for each, made from the examples themselves.

`python -m jiping.checks.catalogue docs/checks` writes the pages.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from jiping import standards
from jiping.filing import Filing
from jiping.filing.numbers import plain

from .around import around, clean_of, surroundings_of
from .examples import BESIDE, clean, field_name, filing_of, others_of
from .limits import DEFAULT, MEANINGS
from .own import OwnCheck
from .registry import NEEDS, PARTS, SEVERITIES, THEMES, Check, Example, Need
from .run import check_filing, rules

_LONGEST = 160


def entries() -> list[dict[str, str]]:
    """The metadata of every check in the order of codes."""
    return [
        {
            "code": check.code,
            "name": check.name,
            "title": check.title,
            "title_en": check.title_en,
            "severity": check.severity,
            "severity_zh": SEVERITIES[check.severity],
            "theme": check.theme.title,
            "theme_en": check.theme.title_en,
            "basis": check.basis,
            "explanation": check.explanation,
            "remedy": check.remedy,
            **({"parts": _parts(check)} if check.parts else {}),
            **({"needs": NEEDS[check.needs]} if check.needs else {}),
        }
        for check in rules()
    ]


def own_entry(check: OwnCheck) -> dict[str, str]:
    """The metadata of a check that a bureau wrote."""
    return {
        "code": check.code,
        "title": check.title,
        "severity": check.severity,
        "severity_zh": SEVERITIES[check.severity],
        "theme": "自编规则",
        "basis": check.basis,
        "formula": check.formula.source,
        "remedy": check.remedy,
    }


def find(code: str) -> Check | None:
    """The check of this code or name, however it is spelled, or None."""
    wanted = code.strip()
    return next(
        (
            check
            for check in rules()
            if wanted.upper() == check.code or wanted.lower() == check.name
        ),
        None,
    )


def page(code: str) -> str:
    """The page of one check as Markdown; KeyError where there is no such check."""
    check = find(code)
    if check is None:
        raise KeyError(code)
    lines = [
        f"# {check.code} {check.title}",
        "",
        f"*{check.title_en}* (`{check.name}`)",
        "",
        f"- 级别：{SEVERITIES[check.severity]}",
        f"- 主题：{check.theme.title}",
        f"- 依据：{check.basis}",
        *([f"- 对象：{_parts(check)}；没有时不检查"] if check.parts else []),
        *([f"- 需要：{NEEDS[check.needs]}；没有时不检查"] if check.needs else []),
        *(f"- 界限：{_limit(name)}" for name in check.limits),
        "",
        "## 检查什么，为什么",
        "",
        check.explanation,
        "",
        "## 怎么办",
        "",
        check.remedy,
        "",
        "## 会提出的例子",
        "",
        *_told(check.bad),
        "",
        *_raised(check),
        "",
        "## 不会提出的例子",
        "",
        *_told(check.good),
        "",
    ]
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """File name → Markdown: the index by theme, and one page a check."""
    found = {"index.md": _index()}
    found.update({f"{check.code}.md": page(check.code) for check in rules()})
    return found


def _index() -> str:
    lines = [
        "# 审核规则",
        "",
        f"共{len(rules())}条。错误：数据本身证明有错，改正后才能报送；疑点：需要说明；提示：供参考。",
        "文件不完整、数值没有读出的，不作判断。",
        "",
    ]
    for theme in THEMES.values():
        own = [check for check in rules() if check.theme is theme]
        if not own:
            continue
        lines += [
            f"## {theme.title}（{theme.title_en}）",
            "",
            "| 编号 | 规则 | 级别 | 依据 |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| [{check.code}]({check.code}.md) | {check.title} | {SEVERITIES[check.severity]} | {check.basis} |"
            for check in own
        ]
        lines.append("")
    return "\n".join(lines)


def _parts(check: Check) -> str:
    return "、".join(PARTS[part] for part in check.parts)


def _limit(name: str) -> str:
    """A threshold as a user reads it: what it means, its name in a project file, its value."""
    value = getattr(DEFAULT, name)
    return f"{MEANINGS[name]}（`{name}`，默认 {value if isinstance(value, int) else plain(value)}）"


def _told(example: Example) -> list[str]:
    """The example as differences from the clean filing and its clean surroundings."""
    beside = f"，附{_AROUND[example.needs]}" if example.needs else ""
    if not example.edits:
        return [f"无误的自评表（云溪县图书馆，2023年度）{beside}，不作改动。"]
    by = standards.load(example.under).title.zh
    lines = [f"在无误的自评表（云溪县图书馆，2023年度）上改动如下{beside}，按“{by}”检查：", ""]
    lines += ["| 字段 | 原为 | 改为 |", "|---|---|---|"]
    for pointer, value in example.edits.items():
        if pointer == BESIDE:
            lines += [f"| 同一文件的另一张表 | — | {_other(one)} |" for one in others_of(example)]
            continue
        need, at = around(pointer)
        field = f"{_OF[need]}·{_field(need, at)}" if need else field_name(at)
        lines.append(f"| {field} | {_old(need, at)} | {_new(at, value)} |")
    return lines


#: What lies beside the filing in an example, and how its fields are called.
_AROUND: dict[Need, str] = {
    "last_year": "上年的自评表",
    "accounts": "与之相符的部门决算",
    "peers": "9个外县图书馆的自评表",
}
_OF: dict[Need, str] = {"last_year": "上年", "accounts": "决算", "peers": "同类"}
_ACCOUNTS = {
    "unit": "单位", "fiscal_year": "年度", "income": "本年收入合计", "expenditure": "本年支出合计",
    "initial": "年初预算数", "adjusted": "全年预算数", "basic": "基本支出", "project": "项目支出",
    "appropriated": "财政拨款支出", "general": "一般公共预算支出", "general_income": "一般公共预算收入",
    "general_basic": "一般公共预算基本支出", "general_project": "一般公共预算项目支出",
    "funds": "政府性基金支出", "funds_income": "政府性基金收入", "state_capital": "国有资本经营预算支出",
    "state_capital_income": "国有资本经营预算收入", "classes": "经济分类",
    "three_public_budget": "“三公”经费预算", "three_public": "“三公”经费决算", "total": "合计",
    "abroad": "因公出国（境）", "reception": "公务接待", "vehicles": "公务用车",
    "purchase": "公务用车购置", "running": "公务用车运行", "staff": "年末在职人数",
}  # fmt: skip


def _field(need: Need, pointer: str) -> str:
    steps = pointer.strip("/").split("/")
    if need == "accounts":
        return "·".join(_ACCOUNTS.get(step, step) for step in steps)
    if need == "peers":
        return f"第{int(steps[0]) + 1}份·{field_name('/'.join(steps[1:]))}"
    return field_name(pointer)


def _raised(check: Check) -> list[str]:
    filing = filing_of(check.bad)
    found = check_filing(
        filing,
        standards.load(check.bad.under),
        surroundings=surroundings_of(check.bad),
        beside=others_of(check.bad),
    )
    return [f"> {one.severity_zh}：{one.message}" for one in found if one.code == check.code]


def _old(need: Need | None, pointer: str) -> str:
    if pointer.startswith("#"):
        return "（未注明）"
    value: Any = clean_of(need) if need else clean()
    for step in pointer.strip("/").split("/"):
        if step == "-":
            return "—"
        if isinstance(value, dict):
            value = value.get(step)
        else:
            value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    return _shown(value)


def _new(pointer: str, value: object) -> str:
    if value is None and pointer.rpartition("/")[2].isdigit():
        return "删去"
    if isinstance(value, tuple):
        before, after = value
        return f"“{before}”改为“{after}”" if after else f"删去“{before}”"
    if isinstance(value, list):
        return "<br>".join(map(_line, value)) or "删去各项"
    return _line(value) if isinstance(value, dict) else _shown(value)


#: The fields that name a row: its other fields are told behind it.
_NAMES = ("name", "label", "heading")


def _other(filing: Filing) -> str:
    """Another form of the same document."""
    total = filing.budget.total
    executed = f"，全年执行数{total.executed:f}万元" if total and total.executed is not None else ""
    return f"项目支出绩效自评表“{filing.project}”{executed}"


def _line(entry: object) -> str:
    """A whole row of the form on one line."""
    if not isinstance(entry, dict):
        return _shown(entry)
    return "，".join(
        f"“{_shown(value)}”" if key in _NAMES else f"{field_name(key)}{_shown(value)}"
        for key, value in entry.items()
        if value is not None and key not in ("level1", "level2", "item", "direction", "topic")
    )


def _shown(value: object) -> str:
    if value is None:
        return "空白"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return f"{len(value)}项"
    text = str(getattr(value, "raw", value)).replace("\n", " ").replace("|", "\\|")
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……"


def write(folder: Path) -> None:
    """Write all pages into *folder*, and take away pages of checks that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for old in folder.glob("JP*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
