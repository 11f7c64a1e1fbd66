"""Findings on the terminal: grouped by severity, the published line with what is meant underlined."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from .show import SEVERITY, heading
from .wrap import indent

if TYPE_CHECKING:
    from jiping.writers.dossier import Dossier, Entry
    from jiping.writers.quote import Quote

_INDENT = "    "
_EDGE = "│ "
_GAP = "…"


def findings(dossier: Dossier, out: Console) -> None:
    """Print the findings of one filing, each with its place, line, figures, remedy and basis."""
    out.print(Text(heading(dossier.filing, dossier.source.name), style="bold"))
    if not dossier.entries:
        out.print("[green]没有发现问题。[/green]\n")
        _suppressed(dossier, out)
        return
    out.print(
        "　".join(
            f"[{style}]{name} {dossier.count(key)}[/]" for key, (name, style) in SEVERITY.items()
        )
    )
    for severity, group in groupby(dossier.entries, key=lambda entry: entry.finding.severity):
        name, style = SEVERITY[severity]
        out.print(f"\n[{style}]■ {name}[/]")
        for entry in group:
            _finding(entry, style, out)
    _suppressed(dossier, out)
    out.print("\n[dim]用 jiping rules 编号 查看一条规则的说明和例子。[/dim]\n")


def _suppressed(dossier: Dossier, out: Console) -> None:
    """Name what the settings switched off, and why."""
    if not dossier.suppressed:
        return
    out.print(f"\n[dim]■ 按设置不提出（{len(dossier.suppressed)}条）[/]")
    for entry in dossier.suppressed:
        told = f"{entry.finding.message}　理由：{entry.finding.note}"
        out.print(f"[dim]{entry.finding.code} {escape(entry.finding.title)}[/]")
        out.print(Text(indent(told, out.width, _INDENT, _INDENT), style="dim"))


def _finding(entry: Entry, style: str, out: Console) -> None:
    finding = entry.finding
    where = f"　[dim]{escape(str(finding.where))}[/dim]" if finding.where else ""
    out.print(f"[{style}]{finding.code}[/] {escape(finding.title)}{where}")
    if entry.quote:
        for line in _quoted(entry.quote, style, out):
            out.print(line, no_wrap=True, overflow="ignore", crop=False)
    remark = f"改法：{finding.remedy}　依据：{finding.basis}"
    out.print(Text(indent(finding.message, out.width, _INDENT, _INDENT)))
    out.print(Text(indent(remark, out.width, _INDENT, _INDENT), style="dim"))
    if finding.note:
        note = indent(f"级别按设置：{finding.note}", out.width, _INDENT, _INDENT)
        out.print(Text(note, style="dim"))
    for label, told in answered(entry):
        out.print(Text(indent(f"{label}：{told}", out.width, _INDENT, _INDENT), style="green"))


def answered(entry: Entry) -> list[tuple[str, str]]:
    """What the unit answered and the officer decided, with labels."""
    if entry.answer is None:
        return []
    decided = "　".join(filter(None, (entry.answer.accepted, entry.answer.opinion)))
    return [
        (label, told)
        for label, told in (("单位答复", entry.answer.reply), ("复核", decided))
        if told
    ]


def _quoted(quote: Quote, style: str, out: Console) -> list[Text]:
    """The line with the marked part underlined: by the terminal, or by carets where it cannot."""
    room = out.width - cell_len(_INDENT + _EDGE) - 1
    before, marked, after = fit(quote, room)
    line = Text(_INDENT).append(_EDGE, style="dim").append(before).append(marked).append(after)
    start = cell_len(_INDENT + _EDGE + before)
    if out.is_terminal and out.color_system:
        at = len(_INDENT + _EDGE + before)
        line.stylize(f"{style} underline", at, at + len(marked))
        return [line]
    if not marked:
        return [line]
    carets = Text(_INDENT).append(_EDGE)
    carets.append(" " * (start - cell_len(_INDENT + _EDGE)) + "^" * cell_len(marked))
    return [line, carets]


def fit(quote: Quote, room: int) -> tuple[str, str, str]:
    """The line in at most *room* columns: cut at its ends, the marked part kept as far as it goes."""
    before, marked, after = quote
    if cell_len(before + marked + after) <= room:
        return before, marked, after
    if cell_len(marked) >= room - 4:
        return (_GAP if before else ""), set_cell_size(marked, room - 4).rstrip() + _GAP, ""
    spare = room - cell_len(marked)
    ahead = min(cell_len(before), max(spare // 2, spare - cell_len(after)))
    return _tail(before, ahead), marked, _head(after, spare - min(ahead, cell_len(before)))


def _head(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, max(room - 1, 0)).rstrip() + _GAP if room > 1 else ""


def _tail(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    kept = text
    while kept and cell_len(kept) > room - 1:
        kept = kept[1:]
    return _GAP + kept


def as_json(dossier: Dossier) -> str:
    """The findings of one filing as one line of JSON."""
    told: dict[str, Any] = {
        "source": dossier.source.name,
        "filing": dossier.number,
        "findings": [_entry_json(entry) for entry in dossier.entries],
        "suppressed": [_entry_json(entry) for entry in dossier.suppressed],
        "problems": [p.model_dump(mode="json", exclude_none=True) for p in dossier.problems],
    }
    return json.dumps(told, ensure_ascii=False)


def _entry_json(entry: Entry) -> dict[str, Any]:
    told = entry.finding.as_json() | {"fingerprint": entry.fingerprint}
    if entry.answer:
        told["answer"] = {
            "reply": entry.answer.reply,
            "accepted": entry.answer.accepted,
            "opinion": entry.answer.opinion,
        }
    return told
