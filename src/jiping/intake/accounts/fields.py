"""Which figure of which table is which field of the accounts: patterns as data.

Sources: the public set (公开01 to 公开09) as printed in Hunan, Yunnan, Sichuan, Jiangxi and
Guangdong, and the internal table 财决01. Tables are known by their titles, never by their numbers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .tables import Figure


class Rule(NamedTuple):
    """A figure whose label and headings fit is the field at `pointer`."""

    pointer: str
    label: re.Pattern[str]
    heading: re.Pattern[str]


class Kind(NamedTuple):
    """A kind of table: what its title says, and the rules of its figures."""

    name: str
    title: re.Pattern[str]
    rules: tuple[Rule, ...]


_ANY = r""
_NUMBERING = r"^(?:[一二三四五六七八九十]+[、.]|\d+[、.]|[(（][一二三四五六]+[)）])?(?:其中[:：])?"
_ACTUAL = r"决算|金额|统计|^(?!.*(?:预算|上年))"


def _rule(pointer: str, label: str, heading: str = _ACTUAL) -> Rule:
    return Rule(f"/{pointer}", re.compile(label), re.compile(heading))


def _labels(pointer: str, words: str, heading: str = _ACTUAL) -> Rule:
    return _rule(pointer, rf"{_NUMBERING}(?:{words})$", heading)


_TOTAL = r"^(?:合计|总计|栏次合计)$"
_INCOMES = tuple(
    # With its number: without, it is the part of what was carried over from last year.
    _rule(f"{field}_income", rf"^[一二三]、{words}(?:预算)?(?:财政)?拨?款?(?:收入)?$")
    for field, words in (
        ("general", "一般公共预算"),
        ("funds", "政府性基金"),
        ("state_capital", "国有资本经营"),
    )
)
#: Economic classes that basic expenditure has (政府收支分类科目), as 公开06 prints them.
_CLASSES = {
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助(?:支出)?",
    "307": "债务利息及费用支出|债务利息支出", "309": r"资本性支出[(（]基本建设[)）]", "310": "(?:其他)?资本性支出",
    "312": "对企业补助(?:支出)?", "399": "其他支出",
}  # fmt: skip
_VEHICLES = r"公务用车购置[及和与]运行(?:维护)?费?"
_ITEMS = {
    "abroad": r"因公出国[(（]?境?[)）]?费?用?(?:支出)?",
    "reception": r"公务接待费?(?:支出)?(?:小计)?",
    "vehicles": rf"{_VEHICLES}(?:支出)?",
    "purchase": r"公务用车购置费?(?:支出)?",
    "running": r"公务用车运行(?:维护)?费?(?:支出)?",
}  # fmt: skip
_SUM = r"(?:支出)?(?:合计|小计)|[\"“]?三公[\"”]?经费(?:支出)?(?:合计)?"

KINDS = (
    Kind("three_public", re.compile(r"三公"), ()),
    Kind(
        "running",
        re.compile(r"机构运行|机构人员|人员机构|基本数字"),
        (_labels("staff", r"(?:年末)?(?:实有|在职)(?:在编)?(?:人员|人数)(?:合计|小计)?[(（]?人?[)）]?", _ANY),),
    ),
    Kind(
        "state_capital",
        re.compile(r"国有资本经营"),
        (_rule("state_capital", _TOTAL, r"^(?:合计|支出合计|本年支出(?:合计|小计)?)$"),),
    ),
    Kind(
        "funds",
        re.compile(r"政府性基金"),
        (
            _rule("funds", _TOTAL, r"^本年支出(?:合计|小计)?$"),
            _rule("funds_income", _TOTAL, r"^本年收入(?:合计|小计)?$"),
        ),
    ),
    Kind(
        "general_basic",
        re.compile(r"一般公共预算\S*基本支出"),
        (_rule("general_basic", r"^(?:合计|基本支出合计)$", r"^$|决算数?$|金额$|合计$"),),
    ),
    Kind(
        "general",
        re.compile(r"一般公共预算(?!\S*项目支出)\S*支出\S*表"),
        (
            _rule("general", _TOTAL, r"^(?:合计|小计|本年支出(?:合计|小计)?)$"),
            _rule("general_basic", _TOTAL, r"^(?:本年支出)?基本支出(?:合计|小计)?$"),
            _rule("general_project", _TOTAL, r"^(?:本年支出)?项目支出(?:合计|小计)?$"),
        ),
    ),
    Kind(
        "appropriation",
        re.compile(r"财政拨款收入支出|财政拨款收支"),
        (
            *_INCOMES,
            _labels("appropriated", "本年支出合计", r"(?:合计|小计)$"),
            _labels("general", "本年支出合计", r"一般公共预算\S*$"),
            _labels("funds", "本年支出合计", r"政府性基金\S*$"),
            _labels("state_capital", "本年支出合计", r"国有资本经营\S*$"),
        ),
    ),
    Kind(
        "overall",
        re.compile(r"收入支出\S*总?表|收支(?:决算)?总?表"),
        (
            *_INCOMES,
            _labels("income", "本年收入合计"),
            _labels("expenditure", "本年支出合计"),
            _labels("initial", "本年支出合计", r"年初预算数?$"),
            _labels("adjusted", "本年支出合计", r"(?:全年|调整)预算数?$"),
            _labels("basic", "基本支出"),
            _labels("project", "项目支出"),
        ),
    ),
    Kind("income", re.compile(r"收入决算"), (_rule("income", _TOTAL, r"^本年收入(?:合计)?$"),)),
    Kind(
        "expenditure",
        re.compile(r"(?<!项目)(?<!基本)支出决算(?!.*明细)"),
        (
            _rule("expenditure", _TOTAL, r"^(?:本年支出)?合计$|^本年支出$"),
            _rule("basic", _TOTAL, r"^基本支出(?:合计|小计)?$"),
            _rule("project", _TOTAL, r"^项目支出(?:合计|小计)?$"),
        ),
    ),
)  # fmt: skip

_CLASS_RULES = tuple(
    (code, re.compile(rf"{_NUMBERING}(?:{words})$")) for code, words in _CLASSES.items()
)
_ITEM_RULES = tuple(
    (item, re.compile(rf"{_NUMBERING}(?:{words})$")) for item, words in _ITEMS.items()
)
_SUM_RULE = re.compile(rf"{_NUMBERING}(?:{_SUM})$")
_SUBTOTAL = re.compile(r"^(?:小计|合计)$")
_BUDGET, _ACTUALS = re.compile(r"预算数?"), re.compile(r"决算数?|统计数?|支出数|实际")


def kind_of(title: str) -> Kind | None:
    """The kind of table that this title names."""
    return next((kind for kind in KINDS if kind.title.search(title)), None)


def pointer_of(kind: Kind, figure: Figure) -> str | None:
    """The field that a figure of this kind of table is, or None."""
    if kind.name in ("three_public", "running") and (found := _three_public(figure)):
        return found
    if kind.name == "general_basic":
        for code, words in _CLASS_RULES:
            if figure.code == code or (not figure.code and words.search(figure.label)):
                return f"/classes/{code}" if _is_actual(figure) else None
    heading = "".join(figure.headings[-2:]) if _is_subtotal(figure) else _last(figure)
    for rule in kind.rules:
        if rule.label.search(figure.label) and (
            rule.heading.search(heading) or rule.heading.search(_last(figure))
        ):
            return rule.pointer
    return None


def _last(figure: Figure) -> str:
    return figure.headings[-1] if figure.headings else ""


def _is_subtotal(figure: Figure) -> bool:
    return len(figure.headings) > 1 and _SUBTOTAL.match(figure.headings[-1]) is not None


def _is_actual(figure: Figure) -> bool:
    return re.search(_ACTUAL, _last(figure)) is not None


def _three_public(figure: Figure) -> str | None:
    """`/three_public…/item`: the item stands in the headings or on the left."""
    above = "".join((*figure.headings, figure.label))
    if _ACTUALS.search(above):
        column = "three_public"
    elif _BUDGET.search(above):
        column = "three_public_budget"
    else:
        return None
    item = _item(figure.label) or next(
        (item for text in reversed(figure.headings) if (item := _item(text))), None
    )
    # The subtotal of vehicles stands under their heading, beside purchase and running.
    if item == "total" and len(figure.headings) > 1:
        item = next(
            (own for text in reversed(figure.headings[:-1]) if (own := _item(text))), "total"
        )
    return f"/{column}/{item}" if item else None


def _item(text: str) -> str | None:
    for item, words in _ITEM_RULES:
        if words.search(text):
            return item
    return "total" if _SUM_RULE.search(text) else None
