"""What a report tells of the unit itself: rank, offices, posts, staff, duties, as far as it does."""

from __future__ import annotations

import re
from typing import NamedTuple

from jiping.checks.words import STAFF
from jiping.filing import Report

_NATURE = re.compile(
    r"(?:是|为|系)([^，。；\n]{3,50}?(?:机关|部门|单位|机构|团体|组织))(?=[，。；\n])"
)
_OFFICES = re.compile(
    r"(?:内设|下设)[^，。；\d一二三四五六七八九十]{0,8}(\d+|[一二三四五六七八九十]+)个[^。；\n]{0,40}?"
    r"(?:分别[是为]|包括|为(?=[：:]))[：:]?([^。；\n]+)"
)
_POSTS = re.compile(r"编制(?:数|人数)?(?:为|共|有|:|：)?(\d+)[人名个]")
_RETIRED = re.compile(r"(?<!离)退休(?:人员|干部|职工)?(?:为|共|有|:|：)?(\d+)[人名]")
_LEVEL = re.compile(r"属(?:于)?([^，。；\n]{0,6}[一二三]级预算单位)")
_LEAD = re.compile(r"(?:主要)?(?:职责|职能)[^。；\n]{0,6}[：:是为]+\s*")
_DUTY = re.compile(
    r"^\s*(?:\d+[.．、]|[（(][一二三四五六七八九十\d]+[)）])\s*([^，。；：\n]{4,60})"
)
_DUTIES_TOLD = re.compile(r"主要(?:承担|负责)([^。；\n]{6,200})")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")


class Profile(NamedTuple):
    """The unit as a report describes it; what it does not tell is empty. `offices` are names."""

    nature: str = ""
    offices: tuple[str, ...] = ()
    posts: str = ""
    staff: str = ""
    retired: str = ""
    level: str = ""
    duties: tuple[str, ...] = ()
    of_last_year: bool = False


def profile_of(report: Report | None, last_year: Report | None) -> Profile:
    """The profile that the unit's own report tells, else last year's, which is to be looked through."""
    for one, earlier in ((report, False), (last_year, True)):
        if one is not None:
            told = _profile(one, earlier)
            if told != Profile(of_last_year=earlier):
                return told
    return Profile()


def _profile(report: Report, earlier: bool) -> Profile:
    text = "\n".join(one.text for one in report.sections if one.topic == "profile")
    staff, retired, posts = STAFF.findall(text), _RETIRED.findall(text), _POSTS.findall(text)
    nature, level = _NATURE.search(text), _LEVEL.search(text)
    return Profile(
        nature[1] if nature else "", _offices(text), _only(posts), _only(staff), _only(retired),
        level[1] if level else "", _duties(report, text), earlier,
    )  # fmt: skip


def _only(found: list[str]) -> str:
    """The number told, where the text tells one."""
    return found[0] if len(set(found)) == 1 else ""


def _offices(text: str) -> tuple[str, ...]:
    match = _OFFICES.search(text)
    if match is None:
        return ()
    kept: list[str] = []
    hidden = _BRACKETS.sub(lambda m: "\0" * len(m[0]), match[2])
    start = 0
    for at, sign in enumerate(hidden + "、"):
        if sign in "、，":
            kept.append(match[2][start:at].strip())
            start = at + 1
            if sign == "，":
                break
    names = tuple(name for name in kept if name)
    return names if match[1].isdigit() and int(match[1]) == len(names) else ()


def _duties(report: Report, profile: str) -> tuple[str, ...]:
    """The heads of a numbered list of duties, wherever the report has it."""
    for section in report.sections:
        lead = _LEAD.search(section.text)
        if lead is None:
            continue
        found = []
        for line in section.text[lead.end() :].split("\n"):
            match = _DUTY.match(line)
            if match is None:
                break
            found.append(match[1].strip())
        if len(found) > 1:
            return tuple(found)
    told = _DUTIES_TOLD.search(profile)
    return (told[1],) if told else ()
