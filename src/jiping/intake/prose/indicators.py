"""Indicators told in sentences: `数量指标：新建道路≥5公里，实际完成5.2公里；验收合格率≥95%`.

Only what is plainly an indicator is read: a name with an operator sign and a figure or with
the words 目标值/指标值 (with the actual value labelled behind it also words and dates), an entry of
a list of set indicators by category, or a result under its category. Counts that a report merely
mentions, goals in running text and advice for later targets are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jiping.filing import Problem
from jiping.filing.numbers import NUMBER
from jiping.intake.form_text import Row
from jiping.intake.labels import column_of, level1_of, level2_of

from .headings import Section
from .results import results
from .running import Prose

_SIGNS = re.compile(r"[≥≤=><]|指标|目标值|满意[度率]")
_CATEGORY = re.compile(
    r"(?P<label>数量指标|质量指标|时效指标|实效指标|成本指标|经济成本指标|社会成本指标|生态环境成本指标|经济效益指标|"
    r"社会效益指标|生态效益指标|可持续影响指标|社会公众或服务对象满意度指标|服务对象满意度指标|满意度指标)"
    r"(?:完成情况(?:分析)?)?[:。]?"
)
#: A figure and its unit, closed by punctuation: one cut by the end of the text is none.
_FIGURE = rf"{NUMBER}\s?(?:[%‰]|m[23]|[^\W\d_]{{1,8}}(?:/\d{{0,3}}[^\W\d_]{{1,4}})?)?"
_CLOSED = r"(?=\s?[,;。:()\n])"
_WORD = r"(?:大于或?等于|小于或?等于|不低于|不少于|不高于|不超过|不大于|不小于)"
_SIGNED = re.compile(rf"[≥≤=><][≥≤=><]?\s?{_FIGURE}{_CLOSED}")
_WORDED = re.compile(
    rf"(?:年度|年初|预期|计划|设定)?(?:目标值|指标值)(?:为|是|:)?(?P<target>(?:[≥≤=><]{{1,2}}|{_WORD})?{_FIGURE}){_CLOSED}"
)
#: Words, dates and figures alike, where both values have their labels.
_LABELLED = re.compile(
    r"(?:年度|年初|预期|计划|设定)?(?:目标值|指标值|指标(?=为))(?:为|是|:)?(?P<target>[^,;。:\n\0]{1,30}),"
    r"(?:全年|年末|年度)?实际(?:完成)?(?:值|情况)(?:为|是|:)?(?P<actual>[^,;。:\n\0]{1,30})(?=[,;。\n])"
)
#: Under a category also words and bare figures, where what was achieved follows.
_LED = re.compile(rf"(?P<target>(?:{_WORD})?(?<![\d.]){_FIGURE})(?=\s?,(?:全年)?实际)")
_ACTUAL = re.compile(
    r"\s?[,(](?:全年|年末)?(?:实际[^\W\d]{0,10}?|完成|实现|达到)(?:完成)?(?:值|数|情况)?(?:为|是|:)?"
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
_NO_NAME = re.compile(r"得分|评分|总分|分值|分数|等级|偏差")
#: Scoring rules: `≥90%，得10分`.
_SCORED = re.compile(r"\s?[,:]?(?:得|计|扣|记)[满\d]|\s?[,:]?为?(?:优|良|中|差)")
_NAME = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff)A-Za-z%\"]")
_RESULTS = re.compile(r"完成|实现|达成|执行情况|自评|评价")
_AIMS = re.compile(r"绩效目标|年度目标|总体目标|指标设[置定]")
_QUOTED = re.compile(r'"[^"\n]{0,80}"')
_SUFFIX = re.compile(r"(?:目标)?(?:完成|实现)?情况(?:分析)?$")
_DIGIT = re.compile(r"\d")
_NAME_LENGTH = 60
#: A list of set indicators is a sentence of at most this length.
_LIST_LENGTH = 1200


def read_indicators(prose: Prose, sections: Iterable[Section]) -> tuple[list[Row], list[Problem]]:
    """The indicators told in *sections* of *prose*, in their order, and what is in doubt."""
    rows: list[Row] = []
    problems: list[Problem] = []
    if not _SIGNS.search(prose.text):
        return rows, problems
    reached: list[Row] = []
    text = _QUOTED.sub(lambda match: "\0" * len(match[0]), prose.text)
    unclear: list[Row] = []
    for start, end, label, aims in _segments(text, sections):
        found = len(rows)
        for match, target in _targets(text, start, end, label):
            if row := _row(prose, text, match, target, start, label, problems):
                rows.append(row)
                if not aims and "actual" not in row and match.re is _SIGNED:
                    unclear.append(row)
        if found == len(rows) and label is not None:
            rows += _set_entry(prose, text, start, end, label, problems)
        if found == len(rows) and aims is False:
            for row in results(prose, text, start, end, label is not None):
                _put_level(prose, row, label)
                reached.append(row)
    if not any("actual" in row for row in rows):
        # Where no result stands beside a target, `合格率≥95%` among results may be the result.
        rows = [row for row in rows if row not in unclear]
        problems += [_unclear(row) for row in unclear]
    return _merged([*rows, *reached]), problems


def _unclear(row: Row) -> Problem:
    told = row["name"].text + row["target"].text
    message = f"“{told}”在完成情况中只有一个数，不能确定是指标值还是完成值，未读作指标"
    return Problem(where=row["target"].place, message=message)


def _merged(rows: list[Row]) -> list[Row]:
    """An indicator told twice, first as a goal and then with its result, once."""
    merged: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = row["name"].text, row["target" if "target" in row else "actual"].text
        if key not in merged or len(row) > len(merged[key]):
            merged[key] = row
    return list(merged.values())


Label = tuple[int, int]


def _segments(
    text: str, sections: Iterable[Section]
) -> Iterator[tuple[int, int, Label | None, bool | None]]:
    """Pieces of text, each with the category it stands under, if any, and whether it tells aims;
    None where no heading says so or says that it tells results.
    """
    aims: bool | None = None
    for section in sections:
        start, label = section.begin, _category(text, *section.title)
        title = text[slice(*section.title)]
        if _RESULTS.search(title):
            aims = False
        elif "目标" in title:
            aims = True
        for match in _CATEGORY.finditer(text, section.begin, section.end):
            yield start, match.start(), label, _aims_before(text, start) or aims
            start, label = match.end(), match.span("label")
        yield start, section.end, label, _aims_before(text, start) or aims


def _aims_before(text: str, start: int) -> bool:
    """Whether the words of its line around where a piece of text begins say that it sets targets."""
    before = text[max(0, start - _NAME_LENGTH) : start].rpartition("\n")[2]
    line = before + text[start : start + _NAME_LENGTH].partition("\n")[0]
    return bool(_AIMS.search(line)) and not _RESULTS.search(line)


def _category(text: str, start: int, end: int) -> Label | None:
    """The category that a heading names (`数量指标完成情况`)."""
    words = _SUFFIX.sub("", text[start:end])
    return (start, start + len(words)) if level2_of(words) or level1_of(words) else None


def _targets(
    text: str, start: int, end: int, label: Label | None
) -> list[tuple[re.Match[str], Label]]:
    """The targets in a piece of text: the whole of the match, and where its figure stands."""
    if start >= end:
        return []
    found: dict[int, tuple[re.Match[str], Label]] = {}
    if "标值" in text[start:end] or "指标为" in text[start:end]:
        for match in _LABELLED.finditer(text, start, end + 1):
            found[match.start("target")] = match, match.span("target")
        for match in _WORDED.finditer(text, start, end + 1):
            found.setdefault(match.start("target"), (match, match.span("target")))
    told = {at for match, _ in found.values() for at in range(*match.span())}
    for match in _SIGNED.finditer(text, start, end + 1):
        if match.start() not in told:
            found[match.start()] = match, match.span()
    if label is not None and ",实际" in text[start:end]:
        taken = {at for _, span in found.values() for at in range(*span)}
        for match in _LED.finditer(text, start, end + 1):
            if match.start() not in taken:
                found[match.start()] = match, match.span("target")
    return [found[at] for at in sorted(found)]


def _row(
    prose: Prose,
    text: str,
    match: re.Match[str],
    target: Label,
    start: int,
    label: Label | None,
    problems: list[Problem],
) -> Row | None:
    """The indicator whose target *match* is; None where no name stands in front of it."""
    span = _name(text, max(start, match.start() - _NAME_LENGTH), match.start())
    if span is None or _SCORED.match(text, match.end()):
        return None
    if match.re is _LED and _DIGIT.search(text, *span):
        return None
    row: Row = {"name": prose.found(*span), "target": prose.found(*target)}
    _put_level(prose, row, label)
    after = match.end()
    if match.re is _LABELLED:
        row["actual"] = prose.found(*match.span("actual"))
    elif actual := _ACTUAL.match(text, after):
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
    if not _NAME.fullmatch(words) or _RESULT.search(words) or _NO_NAME.search(words):
        return None
    if column_of(words):
        return None  # the headings of a table whose cells commas part
    return end - len(words), end


def _put_level(prose: Prose, row: Row, label: Label | None) -> None:
    if label is not None:
        found = prose.found(*label)
        row["level2" if level2_of(found.text) else "level1"] = found


def _set_entry(
    prose: Prose, text: str, start: int, end: int, label: Label, problems: list[Problem]
) -> list[Row]:
    """One entry of a list of set indicators by category: a name and one figure without a sign."""
    near = max(0, label[0] - _LIST_LENGTH)
    sentence = max(text.rfind("。", near, label[0]) + 1, text.rfind("\n", near, label[0]) + 1, near)
    stop = min((at for sign in ";。\n" if (at := text.find(sign, start, end)) >= 0), default=end)
    entry = text[start:stop].strip(",:")
    if stop == end == len(text) or not _DIGIT.search(entry):
        return []
    if not _SET.search(text, sentence, label[0]):
        return []
    match = _ENTRY.match(entry)
    if match is None or _DIGIT.search(entry, match.end()):
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
