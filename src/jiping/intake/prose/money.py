"""Amounts told in sentences: what each is (budgeted, executed …) and whose (中央, 省级 …).

A sentence is read clause by clause. An amount says what it is by the words in front of it in its
clause (`全年预算数为`, `实际执行`, `中央转移支付资金`); the parts of a list (`其中:中央…，省级…`) are
what the amount before the list is. Amounts that say nothing of the kind are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from jiping.intake.amounts import amount, rate

from . import money_words as words
from .placing import place_part, place_whole
from .told import BARE, EXPLICIT, IMPLIED, TOTAL, Context, Mention, Told

#: The words of an amount that cannot be told apart from its neighbours.
_UNKNOWN = "?"
#: A rate that says itself what it is the rate of.
_OWN_SUBJECT = ("资金", "预算")


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
        if "分别" in gap and (shared := words.RESPECTIVELY.search(gap)):
            names = words.AND.split(shared["names"])
            gaps = [text[a.end() : b.start()] for a, b in pairwise(matches[n : n + len(names)])]
            fits = len(gaps) == len(names) - 1 and all(map(words.BETWEEN.fullmatch, gaps))
            handed = [name + shared["verb"] if fits else _UNKNOWN for name in names][::-1]
        if handed:
            clause = gap = handed.pop()
        else:
            # An aside between an amount and its words does not part them.
            clause = words.CLAUSE.split(gap.rstrip("\0"))[-1]
        yield Mention(match, clause, gap, text[match.end() : min(end, match.end() + 24)])


def _read_sentence(text: str, start: int, end: int, context: Context) -> None:
    context.begin_sentence()
    for mention in _mentions(text, start, end):
        if words.LIST.search(mention.gap) and not words.COUNTED.search(mention.gap):
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
            if (told := _rate(mention, text, context)) is not None:
                context.told.append(told)
        elif (value := amount(mention.match[0])) is not None:
            told = _amount(mention, value, text, context)
            if told is not None:
                context.told.append(told)
                context.last = told
                if told.column == "adjusted" and words.SPENT_BEHIND.match(mention.behind):
                    context.told.append(told._replace(column="executed", strength=IMPLIED))
            elif words.CHANGED.search(mention.clause) and not words.LIST.search(mention.gap):
                context.change()
            context.values.append(value)
            context.silent = _is_silent(told, mention.clause, context)
    if context.last is not None:
        context.head = context.head if context.listed else context.last


def _is_silent(told: Told | None, clause: str, context: Context) -> bool:
    """Whether an amount left it open what it is, so that a rate behind it may be its own."""
    if told is not None:
        return told.column == "adjusted" and told.strength == BARE
    if words.PERIOD.search(clause):
        return True
    nested = context.listed and context.head is not None and context.head.row != TOTAL
    return not (nested or words.OTHER.search(clause))


def _rate(mention: Mention, text: str, context: Context) -> Told | None:
    """A rate is of the row that the sentence spoke of; without one, of the whole."""
    value = rate(mention.match["rate"])
    source = words.LISTED.match(mention.clause)
    head, last, row, label = context.head, context.last, TOTAL, None
    if value is None or words.SHARED.search(mention.gap):
        return None
    unsure = context.silent and not mention.match[0].startswith(_OWN_SUBJECT)
    if source:
        row = words.ROW_OF_SOURCE[source["source"]]
        begin = text.rfind(source["source"], 0, mention.match.start())
        label = (begin, begin + len(source["source"]))
    elif not words.RATE_OF_ALL.fullmatch(mention.clause):
        return None
    elif unsure and not mention.clause:
        return None  # the rate of an amount that may be none of the block
    elif context.listed and head is not None and (last is None or last.column == head.column):
        row = head.row
    elif last is not None:
        row = last.row
    at = mention.match.span("rate")
    return Told(row, "execution_rate", EXPLICIT, value, *at, context.sentence, 0, label)


def _amount(mention: Mention, value: Decimal, text: str, context: Context) -> Told | None:
    clause = mention.clause
    if words.OTHER.search(clause) or words.ABOUT.search(clause):
        return None
    if words.SHARED.search(mention.gap):
        return place_whole(value, mention, context) if words.SUM.search(clause) else None
    source = words.LISTED.match(clause) if context.listed or context.parts else None
    source = source or words.SOURCE.search(clause)
    if source:
        at = text.rfind(source["source"], 0, mention.match.start())
        rest = clause.replace(source["source"], "", 1).removeprefix("其中").lstrip(":,")
        return place_part(source["source"], at, rest, value, mention, context)
    if context.listed and clause in ("", "其中"):
        behind = words.SOURCE_BEHIND.match(mention.behind)
        if behind:
            at = mention.match.end() + behind.start("source")
            return place_part(behind["source"], at, "", value, mention, context)
    return place_whole(value, mention, context)
