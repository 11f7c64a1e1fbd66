"""Taking a workbook into the library: all of its rows or none of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from jiping.web.actor import Actor
from jiping.web.history.log import log
from jiping.web.refusal import InvalidError

from .models import Entry
from .row import HEADINGS, KINDS
from .workbook import lines_in

#: What names an entry.
_KEY = ("sector", "kind", "level2", "name")
_NEEDED = ("sector", "level1", "level2", "name")
_LABELS = {field: heading for heading, field in HEADINGS.items()}
#: Most rows of a workbook.
_MOST = 5000


class Taken(NamedTuple):
    """How many entries are new, and how many were changed."""

    added: int
    changed: int


def take_in(actor: Actor, data: bytes) -> Taken:
    """Add the workbook's entries, bring those that are there up to date; others stay as they are.

    Raises InvalidError with `fields`: the row → what is wrong there.
    """
    lines = lines_in(data)
    if len(lines) > _MOST:
        raise InvalidError(_("最多 %(most)d 行，请分次导入。") % {"most": _MOST})
    _refuse_faulty(lines)
    told = [entry for _number, line in lines for entry in _entries(line)]
    with transaction.atomic():
        held = {_key(one): one for one in Entry.objects.select_for_update()}
        added = [one for one in told if _key(one) not in held]
        changed = [one for one in told if _key(one) in held and _differs(one, held[_key(one)])]
        Entry.objects.bulk_create(added)
        for one in changed:
            one.pk = held[_key(one)].pk
        Entry.objects.bulk_update(changed, ["level1", "target", "meaning", "source", "active"])
        log(actor, "library.import", rows=len(lines), added=len(added), edits=len(changed))
    return Taken(len(added), len(changed))


def switch(actor: Actor, pk: int, *, active: bool) -> None:
    """Offer an entry, or offer it no longer; who has taken it over keeps it."""
    with transaction.atomic():
        if found := Entry.objects.filter(pk=pk).first():
            found.active = active
            found.save(update_fields=["active"])
            log(actor, "library.on" if active else "library.off", name=found.name)


def _refuse_faulty(lines: list[tuple[int, dict[str, str]]]) -> None:
    faults: dict[str, str] = {}
    seen: dict[tuple[str, ...], int] = {}
    for number, line in lines:
        said = list(_faults(line))
        for entry in _entries(line) if not said else ():
            if (first := seen.setdefault(_key(entry), number)) != number:
                said.append(_("与第%(n)d行重复。") % {"n": first})
        if said:
            faults[_("第%(n)d行") % {"n": number}] = said[0]
    if faults:
        raise InvalidError(
            _("有 %(n)d 行不能导入，请在文件中改正后重新上传；现在没有导入任何内容。")
            % {"n": len(faults)},
            faults,
        )


def _faults(line: dict[str, str]) -> Iterator[str]:
    for field in _NEEDED:
        if not line.get(field):
            yield _("没有填“%(column)s”。") % {"column": _LABELS[field]}
    if line.get("kind", "") not in ("", *KINDS):
        yield _("“适用”应为部门整体或项目，或者不填。")
    for field, text in line.items():
        most = Entry._meta.get_field(field).max_length or 0
        if field != "kind" and len(text) > most:
            told = {"column": _LABELS[field], "most": most}
            yield _("“%(column)s”最多%(most)d个字。") % told


def _entries(line: dict[str, str]) -> list[Entry]:
    kinds = [KINDS[line["kind"]]] if line.get("kind") else list(KINDS.values())
    return [Entry(**{**line, "kind": kind}) for kind in kinds]


def _key(entry: Entry) -> tuple[str, ...]:
    return tuple(str(getattr(entry, name)) for name in _KEY)


def _differs(new: Entry, old: Entry) -> bool:
    names = ("level1", "target", "meaning", "source", "active")
    return any(getattr(new, name) != getattr(old, name) for name in names)
