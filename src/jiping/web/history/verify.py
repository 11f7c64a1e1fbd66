"""Verifying the log: the chain of entries, and the submitted versions that it vouches for."""

from __future__ import annotations

import json
from typing import NamedTuple

from jiping.web.filings.models import Version

from .chain import first_break, sm3
from .models import Entry


class Verdict(NamedTuple):
    """What a verification came to: entries that are whole, the last hash, and all faults."""

    entries: int
    head: str
    faults: tuple[str, ...]


def verify() -> Verdict:
    """Follow the chain from its first entry; hold each version against its entry."""
    count, head, broken = first_break(Entry.objects.order_by("seq").iterator(chunk_size=2000))
    faults = [broken.message] if broken else []
    submitted = Entry.objects.filter(action="filing.submit").order_by("seq")
    told = {
        (filing, detail["version"]): detail["sm3"]
        for filing, detail in (
            (filing, json.loads(detail))
            for filing, detail in submitted.values_list("filing", "detail")
        )
    }
    for version in Version.objects.order_by("pk").iterator(chunk_size=500):
        name = f"自评 {version.filing_id} 第 {version.number} 版"
        expected = told.pop((version.filing_id, version.number), None)
        if sm3(version.content) != version.sm3:
            faults.append(f"{name}的内容被改动过")
        elif expected is None:
            faults.append(f"{name}没有提交记录")
        elif expected != version.sm3:
            faults.append(f"{name}与提交时的散列不符")
    faults += [f"自评 {filing} 第 {number} 版已不存在" for filing, number in told]
    return Verdict(count, head, tuple(faults))
