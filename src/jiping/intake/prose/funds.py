"""Projects and their money in a list that adds up: `下达A项目40万元；B经费25.85万元。共计下达65.85万元`.

The sum told for them is what makes such a list the budget's: without it, the amounts may be uses,
prices or examples. Sources of money (中央, 省级) are told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from jiping.filing.numbers import NUMBER
from jiping.intake.amounts import amount

from . import money_words as words
from .told import PROVEN, TOTAL, Told

_FEWEST = 3
_AMOUNT = rf"{NUMBER}\s?(?:万元|亿元|元)"
_ITEM = re.compile(
    rf"(?:\A|(?<=[,;:。\n]))(?P<name>[^\d,;:。\n\0]{{2,60}}?)(?P<amount>{_AMOUNT})(?=[,;。\n])",
    re.ASCII,
)
#: What stands in front of the name of the first project.
_LEAD = re.compile(
    r".*(?:下达|安排|拨付|批复|收到|包括|包含|其中|分别[是为]|用于|投入|支出|支付|使用)(?:了|的|转移支付)*"
)
_PROJECT = re.compile(
    r"(?!以?上?(?:共|合|总)计?).{2,}(?:项目|经费|资金|补助|补贴|工程|专项|费用?|奖补)"
)
_SUM_BEHIND = re.compile(
    rf"[。;,]?\s?(?:以上)?(?:共计?|合计|总计)[^\d。;,]{{0,30}}(?P<sum>{_AMOUNT})(?=[,;。\n])"
)
_SUM_BEFORE = re.compile(rf"(?P<sum>{_AMOUNT})[,;。]?(?:其中|包括|分别[是为]|具体)")
_SPENT = re.compile(r"支出|使用|(?<!转移)支付|执行|发放")
_GRANTED = re.compile(r"下达|安排|批复|预算|投入|收到")
_CLAUSE = re.compile(r"[,;:。\n]")
#: Where the sum is looked for in front of a list.
_REACH = 60


def listed(text: str, spans: Iterable[tuple[int, int]]) -> list[Told]:
    """The money of each project that a list within *spans* names, where it adds up, and the sum."""
    found: list[Told] = []
    for start, end in spans:
        for items in _lists(text, start, end):
            found += _told(text, items)
    return found


def _lists(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    """Items that stand one behind the other in a sentence."""
    items: list[re.Match[str]] = []
    for match in _ITEM.finditer(text, start, end):
        behind = items and match.start() == items[-1].end() + 1
        if items and not (behind and text[items[-1].end()] in ",;:"):
            yield items
            items = []
        items.append(match)
    yield items


def _told(text: str, items: list[re.Match[str]]) -> list[Told]:
    """What the items tell, none where they do not add up to the sum in front of or behind them."""
    while items and not _name(items[-1], first=len(items) == 1):
        items.pop()  # the sum itself looks like one
    if len(items) > _FEWEST and _added(items[1:]) == amount(items[0]["amount"]):
        items = items[1:]  # `下达资金68.25万元，其中…`
    if len(items) < _FEWEST:
        return []
    behind = _SUM_BEHIND.match(text, items[-1].end())
    before = list(_SUM_BEFORE.finditer(text, max(0, items[0].start() - _REACH), items[0].end()))
    names = [_name(item, first=n == 0) for n, item in enumerate(items)]
    values = [amount(item["amount"]) for item in items]
    if None in names or None in values:
        return []
    for match in (behind, *before[-1:]):
        if match is None or amount(match["sum"]) != _added(items):
            continue
        clause = _CLAUSE.split(text[max(0, match.start() - _REACH) : match.start("sum")])[-1]
        said = clause + text[items[0].start("name") : names[0][0] if names[0] else 0]
        spent, granted = _SPENT.search(said), _GRANTED.search(said)
        if bool(spent) != bool(granted):
            column = "executed" if spent else "adjusted"
            whole = Told(TOTAL, column, PROVEN, _added(items), *match.span("sum"), 0)
            return [whole] + [
                Told(text[slice(*name)], column, PROVEN, value, *item.span("amount"), 0, 0, name)
                for item, name, value in zip(items, names, values, strict=True)
                if name is not None and value is not None
            ]
    return []


def _added(items: list[re.Match[str]]) -> Decimal:
    return sum((amount(item["amount"]) or Decimal(0) for item in items), Decimal(0))


def _name(item: re.Match[str], *, first: bool) -> tuple[int, int] | None:
    """Where the name of an item's project stands; None where it names none."""
    start, end = item.span("name")
    if first and (lead := _LEAD.match(item["name"])):
        start += lead.end()
    name = item.string[start:end]
    is_project = _PROJECT.fullmatch(name) and not words.LISTED.match(name)
    return (start, end) if is_project else None
