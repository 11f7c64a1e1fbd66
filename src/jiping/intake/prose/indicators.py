"""Indicators told in sentences: `数量指标：新建道路≥5公里，实际完成5.2公里；验收合格率≥95%`.

Only what is plainly an indicator is read: a name with an operator sign and a figure or with
the words 目标值/指标值, or an entry of a list of set indicators by category. Counts that a report
merely mentions, goals in running text and advice for later targets are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jiping.filing import Problem
from jiping.filing.numbers import NUMBER
from jiping.intake.form_text import Row
from jiping.intake.labels import level1_of, level2_of

from .headings import Section
from .running import Prose

_SIGNS = re.compile(r"[≥≤=><]|目标值|指标值|指标")
_CATEGORY = re.compile(
    r"(?P<label>数量指标|质量指标|[时实]效指标|(?:经济|社会|生态环境)?成本指标|(?:经济|社会|生态)效益指标|可持续影响指标|"
    r"(?:社会公众或)?服务对象满意度指标|满意度指标)(?:完成情况(?:分析)?)?[:。]?"
)
#: A figure and its unit, closed by punctuation: one cut by the end of the text is none.
_FIGURE = rf"{NUMBER}\s?(?:[%‰]|m[23]|[^\W\d_]{{1,8}}(?:/\d{{0,3}}[^\W\d_]{{1,4}})?)?"
_CLOSED = r"(?=\s?[,;。:()\n])"
_WORD = r"(?:大于或?等于|小于或?等于|不低于|不少于|不高于|不超过|不大于|不小于)"
_SIGNED = re.compile(rf"[≥≤=><]{{1,2}}\s?{_FIGURE}{_CLOSED}")
_WORDED = re.compile(
    rf"(?:年度|年初|预期|计划|设定)?(?:目标值|指标值)(?:为|是|:)?(?P<target>(?:[≥≤=><]{{1,2}}|{_WORD})?{_FIGURE}){_CLOSED}"
)
_ACTUAL = re.compile(
    r"\s?,(?:全年|年末)?(?:实际[^\W\d]{0,10}?|完成|实现|达到)(?:完成)?(?:值|数|情况)?(?:为|是|:)?"
    rf"(?P<actual>{_FIGURE}){_CLOSED}"
)
_CUT = re.compile(r"\s?,[^\W\d]{0,12}[\d.]+[^\W\d]{0,6}\Z")
_POINTS = re.compile(
    rf",(?:分值|权重)(?:为|:)?(?P<weight>{NUMBER})分?(?:,(?:自评)?得分(?:为|:)?(?P<score>{NUMBER})分?)?{_CLOSED}"
)
_SET = re.compile(r"指标(?:值)?(?:共?设[置定]|包括|包含|如下)|设[置定](?:了|的)?绩效(?:目标)?指标")
_ENTRY = re.compile(
    rf"(?P<name>[^\d,;。:\n\0≥≤=><]{{2,40}})(?P<target>{NUMBER}(?:[%‰]|[^\W\d_的]{{1,6}})?)(?=的|\Z)"
)
_DELIMITER = re.compile(r"[,;。:\n\0]")
_MARK = re.compile(r"^(?:\(?\d{1,2}[).、]|[①-⑳]|[一二三四五六七八九十]是|其中|-)+")
#: A name that ends so tells a result (`达到≥95%`), not what is aimed at.
_RESULT = re.compile(r"(?:达|达到|为|约|均|超过|实现)$")
_NAME = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff)A-Za-z%\"]")
_QUOTED = re.compile(r'"[^"\n]{0,80}"')
_SUFFIX = re.compile(r"(?:目标)?(?:完成|实现)?情况(?:分析)?$")
_NAME_LENGTH = 60


def read_indicators(prose: Prose, sections: Iterable[Section]) -> tuple[list[Row], list[Problem]]:
    """The indicators told in *sections* of *prose*, in their order, and what is in doubt."""
    rows: list[Row] = []
    problems: list[Problem] = []
    if not _SIGNS.search(prose.text):
        return rows, problems
    text = _QUOTED.sub(lambda match: "\0" * len(match[0]), prose.text)
    for start, end, label in _segments(text, sections):
        found = len(rows)
        for match in _targets(text, start, end):
            if row := _row(prose, text, match, start, label, problems):
                rows.append(row)
        if found == len(rows) and label is not None:
            rows += _set_entry(prose, text, start, end, label, problems)
    return rows, problems


Label = tuple[int, int]


def _segments(text: str, sections: Iterable[Section]) -> Iterator[tuple[int, int, Label | None]]:
    """Pieces of text, each with the category it stands under, if any."""
    for section in sections:
        start, label = section.begin, _category(text, *section.title)
        for match in _CATEGORY.finditer(text, section.begin, section.end):
            yield start, match.start(), label
            start, label = match.end(), match.span("label")
        yield start, section.end, label


def _category(text: str, start: int, end: int) -> Label | None:
    """The category that a heading names (`数量指标完成情况`)."""
    words = _SUFFIX.sub("", text[start:end])
    return (start, start + len(words)) if level2_of(words) or level1_of(words) else None


def _targets(text: str, start: int, end: int) -> list[re.Match[str]]:
    if start >= end:
        return []
    matches = [*_SIGNED.finditer(text, start, end + 1)]
    worded = [*_WORDED.finditer(text, start, end + 1)] if "标值" in text[start:end] else []
    if worded:
        taken = [m.span() for m in worded]
        matches = [m for m in matches if not any(a <= m.start() < b for a, b in taken)] + worded
        matches.sort(key=re.Match.start)
    return matches


def _row(
    prose: Prose,
    text: str,
    match: re.Match[str],
    start: int,
    label: Label | None,
    problems: list[Problem],
) -> Row | None:
    """The indicator whose target *match* is; None where no name stands in front of it."""
    span = _name(text, max(start, match.start() - _NAME_LENGTH), match.start())
    if span is None:
        return None
    target = match.span("target") if match.re is _WORDED else match.span()
    row: Row = {"name": prose.found(*span), "target": prose.found(*target)}
    _put_level(prose, row, label)
    after = match.end()
    if actual := _ACTUAL.match(text, after):
        row["actual"] = prose.found(*actual.span("actual"))
        after = actual.end()
    elif _CUT.match(text, after):
        message = f"“{row['name'].text}”的实际完成值处文字中断，留空未读"
        problems.append(Problem(where=prose.place(after), message=message))
    if points := _POINTS.match(text, after):
        row["weight"] = prose.found(*points.span("weight"))
        if points["score"]:
            row["score"] = prose.found(*points.span("score"))
    return row


def _name(text: str, start: int, end: int) -> Label | None:
    """Where the name in front of a target stands: the words since the last stop."""
    while end > start and text[end - 1] in ",: ":
        end -= 1
    words = _DELIMITER.split(text[start:end])[-1]
    words = words[(mark.end() if (mark := _MARK.match(words)) else 0) :]
    if not _NAME.fullmatch(words) or _RESULT.search(words):
        return None
    return end - len(words), end


def _put_level(prose: Prose, row: Row, label: Label | None) -> None:
    if label is not None:
        found = prose.found(*label)
        row["level2" if level2_of(found.text) else "level1"] = found


def _set_entry(
    prose: Prose, text: str, start: int, end: int, label: Label, problems: list[Problem]
) -> list[Row]:
    """One entry of a list of set indicators by category: a name and one figure without a sign."""
    sentence = max(text.rfind("。", 0, label[0]), text.rfind("\n", 0, label[0])) + 1
    stop = min((at for sign in ";。\n" if (at := text.find(sign, start, end)) >= 0), default=end)
    if stop == end == len(text) or not _SET.search(text, sentence, label[0]):
        return []
    entry = text[start:stop].strip(",:")
    match = _ENTRY.match(entry)
    if match is None or re.search(r"\d", entry[match.end() :]):
        if re.search(r"\d", entry):
            message = f"{text[slice(*label)]}“{entry[:40]}”中的数值不能确定，未读作指标"
            problems.append(Problem(where=prose.place(start), message=message))
        return []
    at = start + text[start:stop].index(entry)
    row: Row = {
        "name": prose.found(at + match.start("name"), at + match.end("name")),
        "target": prose.found(at + match.start("target"), at + match.end("target")),
    }
    _put_level(prose, row, label)
    return [row]
