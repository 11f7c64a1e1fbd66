"""Texts that are another unit's: copied paragraphs, and the other unit's name left in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from jiping.filing import Filing
from jiping.filing.identity import name_key
from jiping.filing.text import squeeze

from .case import Case
from .examples import field_name
from .peers import Peers, same_unit
from .registry import Mark, check
from .running_text import Prose
from .unit_names import names_of
from .words import shorten

_LONGEST_QUOTE = 40
#: The unit is spoken of, not speaking: a partner, a neighbour, one of a list.
_WITH = re.compile(
    r"(?:[与同和及向赴到在由对从经报给、]|联合|会同|配合|学习|借鉴|移交|来自|支持|帮扶)$"
)
_AMONG = re.compile(r"^(?:等|、|和|与|及|交界|毗邻|接壤|联合|共同)")
#: The beginning of a sentence in which a unit speaks of itself.
_SUBJECT = re.compile(r"(?:^|[。；\n])\s*(?:\d+[.、．])?$")


@check(
    code="JP931",
    name="paragraph-of-another-unit",
    title="段落与其他单位雷同",
    title_en="A paragraph is another unit's",
    severity="warning",
    basis="审计常见问题：自评材料互相抄袭；财预〔2020〕10号：数据真实",
    explanation="目标、原因或报告里的一段文字，与另一个单位的相同八成五以上（数字、单位名称不计）。"
    "许多单位共用的模板语句不算，基本情况不算。",
    remedy="按本单位的情况重写；确为统一口径的，说明出处。",
    needs="peers",
    limits=("paragraph_likeness",),
    bad={
        "peers:/4/report/sections/1/text":
            "新增馆藏图书没有达到计划册数，原因是三家出版社供货推迟，而采购合同没有约定分批到货的时间。",
    },
)  # fmt: skip
def paragraph_of_another_unit(case: Case) -> Iterator[Mark]:
    """Paragraphs of the filing found again in those of other units."""
    if case.peers is not None:
        yield from copied_paragraphs(case.filing, case.peers, case.limits.paragraph_likeness)


def copied_paragraphs(filing: Filing, peers: Peers, threshold: int) -> Iterator[Mark]:
    """The paragraphs of *filing* that are those of other units, *threshold* percent alike or more."""
    unit = filing.unit
    if not unit or not peers.filings:
        return
    for paragraph in peers.library.paragraphs_of(filing):
        if paragraph.topic == "profile":
            continue
        others = [
            (percent, spot, name)
            for percent, spot in peers.library.like(paragraph.masked, threshold)
            if (name := peers.filings[spot.filing].unit) and not same_unit(unit, name)
        ]
        if others:
            percent, spot, name = max(others, key=itemgetter(0))
            more = len({squeeze(other) for *_, other in others}) - 1
            yield Mark(
                paragraph.pointer,
                f"与“{name}”{_year(filing, peers.filings[spot.filing])}的“{field_name(spot.paragraph.pointer)}”"
                f"相同{percent}%（数字、单位名称不计）{f'，另有{more}家也相同' if more else ''}："
                f"“{shorten(paragraph.text, _LONGEST_QUOTE)}”。",
            )


def _year(filing: Filing, other: Filing) -> str:
    """The year of the other filing where it is another."""
    year = other.fiscal_year
    return f"{year}年度" if year and filing.fiscal_year and year != filing.fiscal_year else ""


@check(
    code="JP932",
    name="name-of-another-unit",
    title="文中出现其他单位的名称",
    title_en="Another unit's name stands in the text",
    severity="warning",
    basis="审计常见问题：套用其他单位的材料没有改完",
    explanation="目标、原因或报告里出现了另一个同类单位的名称，又不是作为合作、比较的对象，像是套用后没有改完。",
    remedy="改为本单位；确实涉及该单位的，写明关系。",
    needs="peers",
    bad={"/report/sections/8/text": ("新增馆藏图书", "石桥县图书馆新增馆藏图书")},
    good={"/report/sections/8/text": ("新增馆藏图书", "与石桥县图书馆联合采购，新增馆藏图书")},
)
def name_of_another_unit(case: Case) -> Iterator[Mark]:
    """Names of the peers of the unit's kind in the prose, other than as partners."""
    if case.peers is not None:
        yield from names_of_others(case.filing, case.prose, case.peers)


def names_of_others(filing: Filing, prose: Prose, peers: Peers) -> Iterator[Mark]:
    """The names of peers in the *prose* of a filing that stand there as if they were its own."""
    text, own = prose.text, name_key(filing.unit or "")
    if not own:
        return
    known = own + name_key(filing.supervisor or "")
    told: set[str] = set()
    for peer in peers.named_in(filing, text, known):
        for name in names_of(peer.filing.unit or ""):
            if name in known or name in told or name not in text:
                continue
            told.add(name)
            at = _out_of_place(text, name, subject_only=peer.kind in ("机关", ""))
            if at is not None:
                before, behind = text[max(0, at - 8) : at], text[at : at + len(name) + 12]
                around = before.rpartition("\n")[2] + behind.partition("\n")[0]
                yield Mark(
                    prose.pointer_at(at),
                    f"本单位是“{filing.unit}”，文中写“{around}”，出现其他单位“{name}”。",
                )
                break


def _out_of_place(text: str, name: str, *, subject_only: bool) -> int | None:
    """Where *name* stands as if it were the unit's own."""
    at = text.find(name)
    while at >= 0:
        before, behind = text[max(0, at - 6) : at], text[at + len(name) : at + len(name) + 4]
        if subject_only:
            fits = _SUBJECT.search(before) is not None
        else:
            fits = not _WITH.search(before) and not _AMONG.match(behind)
        if fits:
            return at
        at = text.find(name, at + 1)
    return None
