"""The goals block in running text: what was expected and what was achieved, side by side.

Two texts stand behind two labels with only a blank between them. They are told apart where there
are two words or lines, or where one blank alone follows the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiping.filing import Problem
from jiping.intake import labels
from jiping.intake.form_text import FormText

from .words import Word, found, label_at

_ENDS = "。；;!！)）"
_LEADER = frozenset(".…·")


def goals_start(words: Sequence[Word], start: int, stop: int) -> int:
    """The first word of the goals block, or of whatever else follows the budget rows."""
    for at in range(start, stop):
        if label_at(words, at, _goal_or_block) is not None:
            return at
    return stop


def read_goals(words: Sequence[Word], form: FormText) -> None:
    """Read the words between the budget rows and the heading of the indicators."""
    headed = _columns(words)
    if headed is None:
        return
    columns, at = headed
    end = next(
        (n for n in range(at, len(words)) if label_at(words, n, _indicators) is not None),
        len(words),
    )
    texts = [word for word in words[at:end] if not _LEADER.issuperset(word.text)]
    if not texts:
        return
    border = _border(texts)
    if border is None:
        form.problems.append(
            Problem(
                where=found(texts).place,
                message="年度总体目标的“预期目标”和“实际完成情况”连在一起，分不清界限，留空未读",
            )
        )
        return
    pair = dict(zip(columns, (texts[:border], texts[border:]), strict=True))
    form.expected, form.achieved = found(pair["expected"]), found(pair["achieved"])


def _columns(words: Sequence[Word]) -> tuple[tuple[str, str], int] | None:
    """The two labels of the goals in their order, and the word behind them."""
    before: str | None = None
    at = 0
    pair: tuple[tuple[str, str], int] | None = None
    while at < len(words):
        label = label_at(words, at, _goal_or_block)
        if label is None:
            if pair is not None:
                return pair
            before, at = None, at + 1
            continue
        if before is not None and {before, label[0]} == {"expected", "achieved"}:
            pair = (before, label[0]), label[1]
        before, at = label
    return pair


def _border(words: Sequence[Word]) -> int | None:
    """Where the second text begins; None where several places are possible."""
    if len(words) == 2:
        return 1
    inner = range(1, len(words))
    for borders in (
        [n for n in inner if words[n].first],
        [n for n in inner if words[n - 1].text[-1] in _ENDS],
    ):
        if len(borders) == 1:
            return borders[0]
    return None


def _goal_or_block(text: str) -> str | None:
    label = labels.core(text)
    block = labels.BLOCKS.get(label)
    goal = labels.GOALS.get(label)
    return goal or (block if block in ("goals", "indicators", "management") else None)


def _indicators(text: str) -> str | None:
    return "indicators" if labels.BLOCKS.get(labels.core(text)) == "indicators" else None
