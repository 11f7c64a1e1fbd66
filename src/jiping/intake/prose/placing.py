"""Which row and column an amount in a sentence is of, by its words and what was told before it."""

from __future__ import annotations

from decimal import Decimal

from . import money_words as words
from .told import BARE, EXPLICIT, IMPLIED, LABELLED, NEAR, PROVEN, TOTAL, Context, Mention, Told


def place_part(
    source: str, at: int, rest: str, value: Decimal, mention: Mention, context: Context
) -> Told | None:
    """The money of one source: by its own words, else as the list or the part before it."""
    if context.listed and context.head is not None and context.head.row != TOTAL:
        return None  # 中央 money by the counties that got it
    model = context.head if context.listed else (context.parts[-1] if context.parts else None)
    if words.OWN_EXECUTED.search(rest) or words.PAID_TO.search(mention.clause.partition(source)[0]):
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
    if context.listed and not words.FUND.fullmatch(rest):
        strength = BARE  # `省级龙头企业补助` may be a use
    if column == "received" and context.listed:
        column = "adjusted"
    if not context.listed and not context.parts:
        context.groups += 1
    row, span, label = words.ROW_OF_SOURCE[source], mention.match.span(), (at, at + len(source))
    told = Told(row, column, strength, value, *span, context.sentence, context.groups, label)
    context.parts = [*context.parts[-NEAR:], told]
    context.since = [*context.since[-NEAR:], told]
    return told


def place_whole(value: Decimal, mention: Mention, context: Context) -> Told | None:
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
    elif context.listed and not (
        (context.divided or context.changed) and words.OF_THE_YEAR.search(mention.clause)
    ):
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
    if words.TO_SPEND.search(clause):
        column = "initial" if words.OWN_INITIAL.search(clause) else "adjusted"
        return ("", BARE) if words.DONE.search(clause) else (column, IMPLIED)
    if words.EXECUTED.search(clause) or (context.last and words.SPENT.search(clause)):
        return "executed", sure
    if words.SPENT_IN_ALL.search(clause) and not words.AS_PLANNED.search(clause):
        return "executed", IMPLIED
    if words.INITIAL.search(clause):
        return "initial", sure
    if words.BUDGETED.search(clause):
        return "adjusted", sure
    if words.PAID_OUT.search(clause) and not words.ARRIVED_BEHIND.match(behind):
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
    before = [t for t in context.told[-NEAR:] if t.sentence == context.sentence]
    totals = [t for t in before if t.row == TOTAL and t.column == "adjusted"]
    if not totals:
        return "adjusted", BARE
    if 1 < len(context.values) <= NEAR and sum(context.values) == value:
        context.told[-NEAR:] = [t for t in context.told[-NEAR:] if t not in totals]
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
    """Whether, behind the parts and a semicolon or a change, the whole is told (`;全年执行数为…`)."""
    untold = context.changed or not context.since
    return untold and bool(words.OF_THE_YEAR.search(clause))


def _source_with(value: Decimal, context: Context) -> str:
    """`应配套20971万元` is of the source that was told with that amount; else of the whole."""
    before = context.told[-NEAR:]
    rows = {t.row for t in before if t.value == value and t.column == "adjusted"}
    return rows.pop() if len(rows) == 1 else TOTAL
