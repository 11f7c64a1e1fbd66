"""The work of `jiping alike`: paragraphs that say the same in several filings."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace
from rich.console import Console
from rich.text import Text

from .terminal import console
from .wrap import indent

if TYPE_CHECKING:
    from jiping.checks.likeness import Spot
    from jiping.filing import Filing

    from .inputs import Inputs

_INDENT = "    "
#: Copied paragraphs are quoted up to so many characters.
_QUOTED = 160


class _Held(NamedTuple):
    """A filing and the document it came from."""

    filing: Filing
    file: str


def run(inputs: Inputs, threshold: int, *, as_json: bool) -> None:
    """Hold all filings of *inputs* against each other and print what is alike."""
    from jiping.checks.likeness import Library, shared_by

    held = [_Held(filing, read.source.name) for read, _, filing in inputs.filings()]
    filings = [one.filing for one in held]
    units = {one.unit or number for number, one in enumerate(filings)}
    found = Library(filings, shared_by(len(units))).alike(threshold)
    if as_json:
        for pair in found.pairs:
            places = [_place(held, spot) for spot in (pair.one, pair.other)]
            _write({"likeness": pair.likeness, "places": places})
        for common in found.common:
            places = [_place(held, spot) for spot in common.spots]
            _write({"common": len(places), "places": places})
        return
    out = console()
    for pair in found.pairs:
        out.print(Text(f"{pair.likeness}%", style="bold"))
        for spot in (pair.one, pair.other):
            _tell(held, spot, out)
    out.print(
        f"{len(held)}份自评，{len(found.pairs)}处雷同（{threshold}%以上，数字和单位名称不计）。"
    )
    if found.common:
        out.print(f"另有{len(found.common)}段为许多单位共用，视为模板：", style="dim")
        for common in found.common:
            words = f"{len(common.spots)}处：{_shortened(common.text)}"
            out.print(Text(indent(words, out.width, _INDENT, _INDENT), style="dim"))


def _tell(held: list[_Held], spot: Spot, out: Console) -> None:
    from jiping.checks.examples import field_name

    one = held[spot.filing]
    where = _where(one.filing, spot.paragraph.pointer)
    head = f"{_name(one.filing)}　{one.file}　{field_name(spot.paragraph.pointer)}"
    out.print(Text(indent(f"{head}{f'　{where}' if where else ''}", out.width, "  ", "  ")))
    text = _shortened(spot.paragraph.text)
    out.print(Text(indent(text, out.width, _INDENT, _INDENT), style="dim"))


def _place(held: list[_Held], spot: Spot) -> dict[str, Any]:
    one = held[spot.filing]
    evidence = one.filing.evidence.get(spot.paragraph.pointer)
    return {
        "file": one.file,
        "unit": one.filing.unit,
        "project": one.filing.project,
        "fiscal_year": one.filing.fiscal_year,
        "pointer": spot.paragraph.pointer,
        "where": evidence.where.as_json() if evidence else None,
        "text": spot.paragraph.text,
    }


def _where(filing: Filing, pointer: str) -> str:
    evidence = filing.evidence.get(pointer)
    return str(replace(evidence.where, file=None)) if evidence else ""


def _name(filing: Filing) -> str:
    name = filing.project or filing.unit or "未写单位"
    return f"{name}（{filing.fiscal_year}）" if filing.fiscal_year else name


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "……"


def _write(entry: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
