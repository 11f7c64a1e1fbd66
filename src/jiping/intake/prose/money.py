"""Amounts told in sentences: what each is (budgeted, executed …) and whose (中央, 省级 …).

A sentence is read clause by clause. An amount says what it is by the words in front of it in its
clause (`全年预算数为`, `实际执行`, `中央转移支付资金`); the parts of a list (`其中:中央…，省级…`) are
what the amount before the list is. Amounts that say nothing of the kind are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from jiping.intake.amounts import amount, rate

from . import money_words as words

#: How sure the words make a reading: a bare one counts only where something else bears it out.
BARE, IMPLIED, EXPLICIT, PROVEN = range(4)
#: The row of the year's total money.
TOTAL = ""


class Told(NamedTuple):
    """An amount or rate as told: of which row and column, how surely, and from where to where.

    `group` numbers the list of parts it stands in, 0 for none; `label` is where its owner stands.
    """

    row: str
    column: str
    strength: int
    value: Decimal
    start: int
    end: int
    sentence: int
    group: int = 0
    label: tuple[int, int] | None = None


@dataclass(slots=True)
class Context:
    """What was told so far: in the text, and in the sentence."""

    year: str | None
    told: list[Told] = field(default_factory=list)
    wholes: list[tuple[int, Told]] = field(default_factory=list)
    sentence: int = 0
    groups: int = 0
    head: Told | None = None
    last: Told | None = None
    parts: list[Told] = field(default_factory=list)
    listed: bool = False

    def begin_sentence(self) -> None:
        """Forget the sentence before, but for the amount that a list may follow."""
        self.sentence += 1
        self.last, self.parts, self.listed = None, [], False

    def begin_list(self) -> None:
        """A list of parts of the last amount begins."""
        self.listed, self.parts = True, []
        self.head = self.last or self.head
        self.groups += 1
        if self.head is not None:
            self.wholes.append((self.groups, self.head))


def unbracketed(text: str) -> str:
    """*text* with asides in brackets blanked out, at its old length."""
    return words.BRACKETED.sub(lambda m: "\0" * len(m[0]), text) if "(" in text else text


def tell(
    text: str, spans: Iterable[tuple[int, int]], year: str | None
) -> tuple[list[Told], list[tuple[int, Told]]]:
    """Every amount and rate of the budget block that *text* tells within *spans*.

    The second answer names for each list of parts (by its group) the whole they should add up to.
    """
    text = unbracketed(text)
    context = Context(year)
    for start, end in spans:
        context.head = None
        for sentence in words.SENTENCE.finditer(text, start, end):
            if "元" in sentence[0] or "万" in sentence[0] or "%" in sentence[0]:
                _read_sentence(text, sentence.start(), sentence.end(), context)
    return context.told, context.wholes


def _read_sentence(text: str, start: int, end: int, context: Context) -> None:
    context.begin_sentence()
    mentions = [
        *words.AMOUNT.finditer(text, start, end + 1),
        *words.RATE.finditer(text, start, end + 1),
    ]
    mentions.sort(key=re.Match.start)
    before = start
    for mention in mentions:
        gap = text[before : mention.start()]
        if words.LIST.search(gap):
            context.begin_list()
        if mention.re is words.RATE:
            told = _rate(mention, _clause(gap), context)
        else:
            told = _amount(
                mention, gap, text[mention.end() : min(end, mention.end() + 24)], context
            )
        if told is not None:
            context.told.append(told)
            if mention.re is not words.RATE:
                context.last = told
        before = mention.end()
    if context.last is not None:
        context.head = context.head if context.listed else context.last


def _clause(gap: str) -> str:
    """The words in front of a figure in its own clause."""
    return words.CLAUSE.split(gap)[-1]


def _rate(mention: re.Match[str], clause: str, context: Context) -> Told | None:
    """A rate is of the row that the sentence spoke of; without one, of the whole."""
    value = rate(mention["rate"])
    source = words.LISTED.match(clause)
    row = TOTAL
    if source:
        row = words.ROW_OF_SOURCE[source["source"]]
    elif not words.RATE_OF_ALL.fullmatch(clause):
        return None
    elif context.listed and context.head is not None:
        row = context.head.row
    elif context.last is not None:
        row = context.last.row
    if value is None:
        return None
    return Told(row, "execution_rate", EXPLICIT, value, *mention.span("rate"), context.sentence)


def _amount(mention: re.Match[str], gap: str, behind: str, context: Context) -> Told | None:
    clause = _clause(gap)
    value = amount(mention[0])
    if value is None or words.OTHER.search(clause) or words.ABOUT.search(clause):
        return None
    if context.year and any(year != context.year for year in words.YEAR.findall(clause)):
        return None
    at = mention.start()
    source = (words.LISTED.match if context.listed or context.parts else words.SOURCE.search)(
        clause
    )
    source = source or words.SOURCE.search(clause)
    if source:
        label = (at - len(clause) + source.start("source"), at - len(clause) + source.end("source"))
        return _part(source, clause, value, mention, label, context)
    if context.listed and clause in ("", "其中") and (named := words.SOURCE_BEHIND.match(behind)):
        label = (mention.end() + named.start("source"), mention.end() + named.end("source"))
        return _part(named, "", value, mention, label, context)
    return _whole(clause, gap, behind, value, mention, context)


def _part(
    source: re.Match[str],
    clause: str,
    value: Decimal,
    mention: re.Match[str],
    label: tuple[int, int],
    context: Context,
) -> Told | None:
    """The money of one source: by its own words, else as the list or the part before it."""
    if context.listed and context.head is not None and context.head.row != TOTAL:
        return None  # 中央 money by the counties that got it
    row = words.ROW_OF_SOURCE[source["source"]]
    model = context.head if context.listed else (context.parts[-1] if context.parts else None)
    if words.OWN_EXECUTED.search(clause):
        column, strength = "executed", IMPLIED
    elif words.OWN_INITIAL.search(clause):
        column, strength = "initial", IMPLIED
    elif model is not None and (context.listed or not words.OWN_GRANTED.search(clause)):
        column, strength = model.column, min(model.strength, IMPLIED)
    elif words.RECEIVED.search(clause):
        column, strength = "received", IMPLIED
    elif words.OWN_GRANTED.search(clause):
        column, strength = "adjusted", IMPLIED
    else:
        return None
    if column == "arrived":
        return None
    if column == "received" and context.listed:
        column = "adjusted"
    if not context.listed and not context.parts:
        context.groups += 1
    told = Told(
        row, column, strength, value, *mention.span(), context.sentence, context.groups, label
    )
    context.parts.append(told)
    return told


def _whole(
    clause: str, gap: str, behind: str, value: Decimal, mention: re.Match[str], context: Context
) -> Told | None:
    """An amount that names no source: the year's total, or more of the source just spoken of."""
    column, strength = _column(clause, behind)
    is_sum = bool(words.SUM.search(clause))
    if context.parts and column == "adjusted" and strength == BARE and is_sum:
        column, strength = context.parts[-1].column, context.parts[-1].strength
    if not column:
        return None
    row, label, ends_parts = TOTAL, None, False
    if part := words.PART.search(gap):
        row = part["label"]
        offset = mention.start() - len(gap)
        label = (offset + part.start("label"), offset + part.end("label"))
    elif context.parts and is_sum:
        ends_parts = True
    elif context.parts:
        continued = _continued(value, column, context)
        if continued is None:
            return None
        row = continued
    elif context.listed:
        return None
    elif words.DUE.search(clause):
        row = _source_with(value, context)
    elif context.last is not None and not is_sum:
        row = context.last.row
    told = Told(row, column, strength, value, *mention.span(), context.sentence, 0, label)
    if ends_parts:
        context.wholes.append((context.groups, told))
    return told


def _column(clause: str, behind: str) -> tuple[str, int]:
    """Which column an amount is of by the words around it, and how surely; "" for none."""
    if words.EXECUTED.search(clause):
        return "executed", EXPLICIT
    if words.INITIAL.search(clause):
        return "initial", EXPLICIT
    if words.BUDGETED.search(clause):
        return "adjusted", EXPLICIT
    if words.PAID_OUT.search(clause):
        return "executed", IMPLIED
    if words.GRANTED.search(clause):
        return "received" if words.RECEIVED.search(clause) else "adjusted", IMPLIED
    if words.ARRIVED.search(clause) or words.ARRIVED_BEHIND.match(behind):
        return "arrived", BARE
    if words.SPENT_BEHIND.match(behind):
        return "executed", IMPLIED
    if words.PLANNED.search(clause):
        return "adjusted", BARE
    return "", BARE


def _continued(value: Decimal, column: str, context: Context) -> str | None:
    """The row of an amount behind parts, without a word that makes it their sum."""
    rows = {part.row for part in context.parts}
    last = context.parts[-1]
    if len(rows) == 1 and not context.listed:
        return last.row
    if context.listed and column != last.column and value > max(p.value for p in context.parts):
        return TOTAL
    return None


def _source_with(value: Decimal, context: Context) -> str:
    """`应配套20971万元` is of the source that was told with that amount; else of the whole."""
    rows = {t.row for t in context.told if t.value == value and t.column == "adjusted"}
    return rows.pop() if len(rows) == 1 else TOTAL
