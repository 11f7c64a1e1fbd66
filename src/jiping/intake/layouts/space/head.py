"""The heading of a form in running text: title, year, currency, and labels with their values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import blank
from jiping.intake.currency import currency_in, is_currency
from jiping.intake.form_text import FormText

from .words import Word, found, joined, label_at

_TITLE = re.compile(r"(?:自评|绩效|申报)\S{0,12}表")
_YEAR = re.compile(r"(?:19|20)\d\d年度")
#: A line of more words than this is no title line: its words are taken one by one.
_TITLE_WORDS = 6
#: Shorter labels (`项目`, `单位`) stand in any sentence: they count with a colon only.
_SURE = 4


def read_head(words: Sequence[Word], form: FormText) -> None:
    """Fill the fields of *form* from the words in front of its first block."""
    first = next((n for n in range(len(words)) if field_label(words, n)), len(words))
    _title(words[:first] or words[:_TITLE_WORDS], form)
    if "year" not in form.fields:
        for word in words:
            if _YEAR.search(squeeze(word.text)):
                form.fields["year"] = found([word])
                break
    _fields(words, first, form)


def field_label(words: Sequence[Word], at: int) -> tuple[str, int, int] | None:
    """The field named at word *at*, the word behind the label, and the offset of a glued value."""
    text = words[at].text
    for sign in ":：":
        glued, colon, value = text.partition(sign)
        if colon and value and (field := labels.field_of(glued)):
            return field, at, len(glued) + 1
    label = label_at(words, at, labels.field_of)
    if label is None:
        return None
    field, end = label
    spelled = squeeze("".join(word.text for word in words[at:end]))
    if len(labels.core(spelled)) < _SURE and not spelled.endswith(":"):
        return None
    return field, end, 0


def is_title(word: str) -> bool:
    """Whether *word* is the title of a form or its end."""
    return _TITLE.search(squeeze(word)) is not None and not labels.is_continued(word)


def _title(words: Sequence[Word], form: FormText) -> None:
    for at in range(len(words) - 1, -1, -1):
        if is_title(words[at].text):
            line = [word for word in words if word.block == words[at].block]
            title = line if len(line) <= _TITLE_WORDS else [words[at]]
            form.fields["title"] = found(title)
            if re.search(r"(?:19|20)\d\d年", squeeze(joined(title))):
                form.fields["year"] = found(title)
            return


def _fields(words: Sequence[Word], at: int, form: FormText) -> None:
    """Each label and the words up to the next label or the end of its line."""
    while at < len(words):
        label = field_label(words, at)
        if label is None:
            at += 1
            continue
        field, end, glued = label
        last = words[max(end - 1, at)]
        stop = end + bool(glued)
        while stop < len(words) and words[stop].block == last.block and not _label(words, stop):
            stop += 1
        value = words[end:stop]
        if glued:
            text = joined(value)[glued:]
            value = [words[at]._replace(start=words[at].start + glued), *value[1:]]
        else:
            text = joined(value)
        if value and text and not blank(text):
            if is_currency(text):
                form.currency = found(value, text)  # `单位：元` is of the money
            elif field == "self_score":
                form.total.setdefault("score", found(value, text))
            else:
                form.fields.setdefault(field, found(value, text))
        at = max(stop, at + 1)


def _label(words: Sequence[Word], at: int) -> bool:
    """Whether another label begins at word *at*: a field's, a block's or a column's."""
    if field_label(words, at) is not None or currency_in(words[at].text):
        return True
    return label_at(words, at, _block_or_column) is not None


def _block_or_column(text: str) -> str | None:
    column = labels.column_of(text)
    return labels.BLOCKS.get(labels.core(text)) or (
        column if column in labels.BUDGET_COLUMNS else None
    )


def read_currency(words: Sequence[Word], form: FormText) -> None:
    """The currency unit that the heading prints, if any."""
    for word in words:
        if unit := currency_in(word.text):
            form.currency = found([word], unit)
            return
