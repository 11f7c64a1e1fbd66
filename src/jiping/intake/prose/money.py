"""Amounts told in sentences: what each is (budgeted, executed …) and whose (中央, 省级 …).

A sentence is read clause by clause. An amount says what it is by the words in front of it in its
clause (`全年预算数为`, `实际执行`, `中央转移支付资金`); the parts of a list (`其中:中央…，省级…`) are
what the amount before the list is. Amounts that say nothing of the kind are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from jiping.intake.amounts import amount, rate

from . import money_words as words

#: How sure the words make a reading: a bare one counts only where something else bears it out.
BARE, IMPLIED, EXPLICIT, LABELLED, PROVEN = range(5)
#: So many figures back a sentence still refers to.
_NEAR = 60
#: The words of an amount that cannot be told apart from its neighbours.
_UNKNOWN = "?"
_OWN_SUBJECT = ("资金", "预算")
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
    """What was told so far: in the text, and in the sentence.

    `parts` are the amounts of sources in a row (`since` those behind the last semicolon), `values`
    all amounts of the sentence; `foreign` says that it speaks of another kind of money.
    """

    year: str | None
    told: list[Told] = field(default_factory=list)
    wholes: list[tuple[int, Told]] = field(default_factory=list)
    sentence: int = 0
    groups: int = 0
    head: Told | None = None
    last: Told | None = None
    parts: list[Told] = field(default_factory=list)
    since: list[Told] = field(default_factory=list)
    values: list[Decimal] = field(default_factory=list)
    divided: bool = False
    listed: bool = False
    foreign: bool = False
    silent: bool = False

    def begin_sentence(self) -> None:
        """Forget the sentence before, but for the amount that a list may follow."""
        self.sentence += 1
        self.last, self.parts, self.since, self.values = None, [], [], []
        self.divided = self.listed = self.foreign = self.silent = False

    def begin_list(self) -> None:
        """A list of parts of the last amount begins."""
        self.listed, self.parts, self.since = True, [], []
        self.head = self.last or self.head
        self.groups += 1
        if self.head is not None:
            self.wholes.append((self.groups, self.head))

    def divide(self) -> None:
        """A semicolon: what follows is told of something else."""
        self.divided, self.since = True, []
        self.sentence += 1


class Mention(NamedTuple):
    """A figure with the words in front of it in its clause, all since the last figure, and behind."""

    match: re.Match[str]
    clause: str
    gap: str
    behind: str


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


def _mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """The figures of a sentence with their words; `分别` hands its names out one by one."""
    matches = [
        *words.AMOUNT.finditer(text, start, end + 1),
        *words.RATE.finditer(text, start, end + 1),
    ]
    matches.sort(key=re.Match.start)
    handed: list[str] = []
    before = start
    for n, match in enumerate(matches):
        gap = text[before : match.start()]
        before = match.end()
        if shared := words.RESPECTIVELY.search(gap):
            names = words.AND.split(shared["names"])
            gaps = [text[a.end() : b.start()] for a, b in pairwise(matches[n : n + len(names)])]
            fits = len(gaps) == len(names) - 1 and all(map(words.BETWEEN.fullmatch, gaps))
            handed = [name + shared["verb"] if fits else _UNKNOWN for name in names][::-1]
        if handed:
            clause = gap = handed.pop()
        else:
            clause = words.CLAUSE.split(gap)[-1]
        yield Mention(match, clause, gap, text[match.end() : min(end, match.end() + 24)])


def _read_sentence(text: str, start: int, end: int, context: Context) -> None:
    context.begin_sentence()
    for mention in _mentions(text, start, end):
        if words.LIST.search(mention.gap):
            context.begin_list()
        if ";" in mention.gap:
            context.divide()
        years = words.YEAR.findall(mention.clause) if context.year else []
        if words.FOREIGN.search(mention.clause) or any(year != context.year for year in years):
            context.foreign = True
        elif years or words.OWN_AGAIN.search(mention.clause):
            context.foreign = False
        if context.foreign or mention.clause == _UNKNOWN:
            continue
        if mention.match.re is words.RATE:
            if (told := _rate(mention, context)) is not None:
                context.told.append(told)
        elif (value := amount(mention.match[0])) is not None:
            told = _amount(mention, value, text, context)
            if told is not None:
                context.told.append(told)
                context.last = told
                if told.column == "adjusted" and words.SPENT_BEHIND.match(mention.behind):
                    context.told.append(told._replace(column="executed", strength=IMPLIED))
            context.values.append(value)
            context.silent = told is None or _is_bare(told)
    if context.last is not None:
        context.head = context.head if context.listed else context.last


def _is_bare(told: Told) -> bool:
    return told.column == "adjusted" and told.strength == BARE


def _rate(mention: Mention, context: Context) -> Told | None:
    """A rate is of the row that the sentence spoke of; without one, of the whole."""
    value = rate(mention.match["rate"])
    source = words.LISTED.match(mention.clause)
    head, last, row = context.head, context.last, TOTAL
    if value is None or words.SHARED.search(mention.gap):
        return None
    unsure = context.silent and not mention.match[0].startswith(_OWN_SUBJECT)
    if source:
        row = words.ROW_OF_SOURCE[source["source"]]
    elif not words.RATE_OF_ALL.fullmatch(mention.clause):
        return None
    elif unsure and not mention.clause and (last is None or _is_bare(last)):
        return None  # the rate of an amount that may be none of the block
    elif context.listed and head is not None and (last is None or last.column == head.column):
        row = head.row
    elif last is not None:
        row = last.row
    at = mention.match.span("rate")
    return Told(row, "execution_rate", EXPLICIT, value, *at, context.sentence)


def _amount(mention: Mention, value: Decimal, text: str, context: Context) -> Told | None:
    clause = mention.clause
    if words.OTHER.search(clause) or words.ABOUT.search(clause):
        return None
    if words.SHARED.search(mention.gap):
        return _whole(value, mention, context) if words.SUM.search(clause) else None
    source = words.LISTED.match(clause) if context.listed or context.parts else None
    source = source or words.SOURCE.search(clause)
    if source:
        at = text.rfind(source["source"], 0, mention.match.start())
        rest = clause.replace(source["source"], "", 1)
        return _part(source["source"], at, rest, value, mention, context)
    if context.listed and clause in ("", "其中"):
        behind = words.SOURCE_BEHIND.match(mention.behind)
        if behind:
            at = mention.match.end() + behind.start("source")
            return _part(behind["source"], at, "", value, mention, context)
    return _whole(value, mention, context)


def _part(
    source: str, at: int, rest: str, value: Decimal, mention: Mention, context: Context
) -> Told | None:
    """The money of one source: by its own words, else as the list or the part before it."""
    if context.listed and context.head is not None and context.head.row != TOTAL:
        return None  # 中央 money by the counties that got it
    model = context.head if context.listed else (context.parts[-1] if context.parts else None)
    if words.OWN_EXECUTED.search(rest):
        column, strength = "executed", IMPLIED
    elif words.OWN_INITIAL.search(rest):
        column, strength = "initial", IMPLIED
    elif model is not None and (context.listed or not words.OWN_GRANTED.search(rest)):
        column, strength = model.column, min(model.strength, IMPLIED)
    elif words.RECEIVED.search(rest):
        column, strength = "received", IMPLIED
    elif words.OWN_GRANTED.search(rest):
        column, strength = "adjusted", IMPLIED
    else:
        return None
    if column == "arrived":
        return None
    if column == "received" and context.listed:
        column = "adjusted"
    if not context.listed and not context.parts:
        context.groups += 1
    row, span, label = words.ROW_OF_SOURCE[source], mention.match.span(), (at, at + len(source))
    told = Told(row, column, strength, value, *span, context.sentence, context.groups, label)
    context.parts = [*context.parts[-_NEAR:], told]
    context.since = [*context.since[-_NEAR:], told]
    return told


def _whole(value: Decimal, mention: Mention, context: Context) -> Told | None:
    """An amount that names no source: the year's total, or more of the source just spoken of."""
    column, strength = _column(mention, context)
    is_sum = bool(words.SUM.search(mention.clause))
    if column == "adjusted" and strength == BARE and words.ADDED_UP.search(mention.clause):
        column, strength = _added_up(value, context)
    if not column:
        return None
    row, label, ends_parts = TOTAL, None, False
    if part := words.PART.search(mention.gap):
        row = part["label"]
        offset = mention.match.start() - len(mention.gap)
        label = (offset + part.start("label"), offset + part.end("label"))
    elif context.parts and (is_sum or _tells_the_year(mention.clause, context)):
        ends_parts = True
    elif context.parts:
        continued = _continued(value, column, context)
        if continued is None:
            return None
        row = continued
    elif context.listed:
        return None
    elif words.DUE.search(mention.clause):
        row = _source_with(value, context)
    elif context.last is not None and not is_sum:
        row = context.last.row
    told = Told(row, column, strength, value, *mention.match.span(), context.sentence, 0, label)
    if ends_parts:
        context.wholes.append((context.groups, told))
    return told


def _column(mention: Mention, context: Context) -> tuple[str, int]:
    """Which column an amount is of by the words around it, and how surely; "" for none."""
    clause, behind = mention.clause, mention.behind
    sure = LABELLED if words.LABELLED.search(clause) else EXPLICIT
    if words.EXECUTED.search(clause) or (context.last and words.SPENT.search(clause)):
        return "executed", sure
    if words.INITIAL.search(clause):
        return "initial", sure
    if words.BUDGETED.search(clause):
        return "adjusted", sure
    if words.PAID_OUT.search(clause):
        return "executed", IMPLIED
    if words.GRANTED.search(clause):
        return "received" if words.RECEIVED.search(clause) else "adjusted", IMPLIED
    if words.FUNDS.search(clause):
        return "adjusted", IMPLIED
    if words.ARRIVED.search(clause) or words.ARRIVED_BEHIND.match(behind):
        return "arrived", BARE
    if words.SPENT_BEHIND.match(behind):
        return "executed", IMPLIED
    if words.PLANNED.search(clause):
        return "adjusted", BARE
    return "", BARE


def _added_up(value: Decimal, context: Context) -> tuple[str, int]:
    """`合计450万元`: column and strength of what it adds up, and that is then no total itself."""
    if context.parts:
        return context.parts[-1].column, context.parts[-1].strength
    before = [t for t in context.told[-_NEAR:] if t.sentence == context.sentence]
    totals = [t for t in before if t.row == TOTAL and t.column == "adjusted"]
    if not totals:
        return "adjusted", BARE
    if len(context.values) > 1 and sum(context.values) == value:
        context.told = [t for t in context.told if t not in totals]
        return "adjusted", PROVEN
    return "adjusted", IMPLIED


def _continued(value: Decimal, column: str, context: Context) -> str | None:
    """The row of an amount behind parts, without a word that makes it their sum."""
    rows = {part.row for part in context.since}
    if len(rows) == 1 and (context.divided or not context.listed):
        return rows.pop()
    last = context.parts[-1]
    if context.listed and column != last.column and value > max(p.value for p in context.parts):
        return TOTAL
    return None


def _tells_the_year(clause: str, context: Context) -> bool:
    """Whether, behind the parts and a semicolon, the whole is told (`;全年执行数为…`)."""
    return not context.since and bool(words.OF_THE_YEAR.search(clause))


def _source_with(value: Decimal, context: Context) -> str:
    """`应配套20971万元` is of the source that was told with that amount; else of the whole."""
    before = context.told[-_NEAR:]
    rows = {t.row for t in before if t.value == value and t.column == "adjusted"}
    return rows.pop() if len(rows) == 1 else TOTAL
