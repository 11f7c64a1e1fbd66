"""Findings as SARIF 2.1.0 (OASIS standard), for the tools that read the output of checkers.

A text is pointed at by line; what has tables is pointed at by the field's JSON pointer and by
table, row and column, since SARIF knows no regions of office documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from jiping import __version__
from jiping.checks import Check, OwnCheck, rules
from jiping.checks.examples import field_name
from jiping.checks.registry import Severity
from jiping.filing import Place, Problem, Source

from .dossier import Dossier, Entry

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: Severity → SARIF level.
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "notice": "note"}
#: The name under which a finding's lasting name stands; the number changes with how it is made.
FINGERPRINT = "jiping/v1"

_Json = dict[str, Any]


def sarif(dossiers: Iterable[Dossier]) -> str:
    """The log of one run over *dossiers*, with the metadata of every check."""
    dossiers = tuple(dossiers)
    own = tuple({check.code: check for dossier in dossiers for check in dossier.own}.values())
    codes = [*(check.code for check in rules()), *(check.code for check in own)]
    index = {code: number for number, code in enumerate(codes)}
    artifacts: dict[str, int] = {}
    sources: list[Source] = []
    for dossier in dossiers:
        if dossier.source.name not in artifacts:
            artifacts[dossier.source.name] = len(sources)
            sources.append(dossier.source)
    run = {
        "tool": {"driver": _driver(own)},
        "invocations": [{"executionSuccessful": True, **_notifications(dossiers)}],
        "artifacts": [_artifact(source) for source in sources],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(dossier, entry, artifacts[dossier.source.name], index[entry.finding.code])
            for dossier in dossiers
            for entry in (*dossier.entries, *dossier.suppressed)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _driver(own: Iterable[OwnCheck]) -> _Json:
    return {
        "name": "jiping",
        "fullName": "绩评 Jiping",
        "semanticVersion": __version__,
        "language": "zh-CN",
        "rules": [*map(_rule, rules()), *map(_own_rule, own)],
    }


def _rule(check: Check) -> _Json:
    name = "".join(word.capitalize() for word in check.name.split("-"))
    return {
        "id": check.code,
        "name": name,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.explanation},
        "help": {"text": f"改法：{check.remedy}\n依据：{check.basis}"},
        "defaultConfiguration": {"level": LEVELS[check.severity]},
        "properties": {"tags": [check.theme.title], "titleEn": check.title_en},
    }


def _own_rule(check: OwnCheck) -> _Json:
    return {
        "id": check.code,
        "shortDescription": {"text": check.title},
        "help": {"text": f"改法：{check.remedy}\n依据：{check.basis}"},
        "defaultConfiguration": {"level": LEVELS[check.severity]},
        "properties": {"tags": ["自编规则"]},
    }


def _artifact(source: Source) -> _Json:
    # A document whose filings come from a web form has no bytes of its own.
    hashes = {"hashes": {"sha-256": source.sha256}} if source.sha256 else {}
    return {"location": {"uri": uri(source.name)}, "mimeType": source.media_type, **hashes}


def uri(name: str) -> str:
    """A file name as a relative URI reference, an absolute path as a `file` URI."""
    path = quote(name.replace("\\", "/"), safe="/")
    return f"file://{path}" if path.startswith("/") else path


def _result(dossier: Dossier, entry: Entry, artifact: int, rule: int) -> _Json:
    finding = entry.finding
    properties: _Json = {"filing": dossier.number, "basis": finding.basis, "remedy": finding.remedy}
    if dossier.filing.unit:
        properties["unit"] = dossier.filing.unit
    suppressions = {}
    if entry in dossier.suppressed:
        suppressions["suppressions"] = [{"kind": "external", "justification": finding.note}]
    elif finding.note:
        properties["note"] = finding.note
    if entry.answer:
        properties["answer"] = dict(
            zip(("reply", "accepted", "opinion"), entry.answer.written, strict=True)
        )
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.title}：{finding.message}"},
        "locations": [_location(dossier, entry, artifact)],
        "partialFingerprints": {FINGERPRINT: entry.fingerprint},
        **suppressions,
        "properties": properties,
    }


def _location(dossier: Dossier, entry: Entry, artifact: int) -> _Json:
    finding = entry.finding
    place = finding.where
    apart = place.file if place else None  # as the report that lies in a file of its own
    physical: _Json = {
        "artifactLocation": {"uri": uri(apart)}
        if apart
        else {"uri": uri(dossier.source.name), "index": artifact}
    }
    logical: list[_Json] = [
        {
            "fullyQualifiedName": f"/filings/{dossier.number}{finding.pointer}",
            "name": field_name(finding.pointer),
            "kind": "value",
        }
    ]
    location: _Json = {"physicalLocation": physical, "logicalLocations": logical}
    if place and place.line and not apart and dossier.source.media_type == "text/plain":
        physical["region"] = _region(place)
    elif place and str(place):
        logical.append({"fullyQualifiedName": str(place), "kind": "element"})
        location["properties"] = place.as_json()
    return location


def _region(place: Place) -> _Json:
    column = {"startColumn": place.column} if place.column else {}
    return {"startLine": place.line, **column}


def _notifications(dossiers: Iterable[Dossier]) -> _Json:
    """What could not be read, once a document."""
    told: dict[tuple[str, str], Problem] = {}
    for dossier in dossiers:
        for problem in dossier.problems:
            told.setdefault((str(problem.where), problem.message), problem)
    if not told:
        return {}
    notes = [
        {"level": "warning", "message": {"text": f"{problem.where}　{problem.message}"}}
        for problem in told.values()
    ]
    return {"toolExecutionNotifications": notes}
