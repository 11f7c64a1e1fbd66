"""The head of a document: its title, the fiscal year, and the unit it is from.

For reports and for forms alike; labels of a form (`填报单位：`) go before what the title says, and
that before what the publishing site says (`来源：…局`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiping.filing import Place

from .document import Found, Line
from .form_text import Row
from .prose.running import even, is_chrome

_CJK = "\u4e00-\u9fff"
_LINES = 40
_REPORT_LINES = 200
_BATCH = 10
_LONGEST = 80
_LONGEST_ORGAN = 30
_RUN_ON_REACH = 400
_SIGNATURE_LINES = 12
_STOP = re.compile("[。;!?:]")
_TOP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|1)、|\([一二三四五六七八九十]\)|[^\n]{10,80}(?:报告|书)一、"
)
_MARK = re.compile(
    r"第?[一二三四五六七八九十]{0,2}部分|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.](?!\d)|\(?[一二三四五六七八九十\d]{0,3}\)|[、第]"
)
_SUBJECT = re.compile(r"自评|评价|绩效|决算|(?:19|20)\d\d年")
_KIND = re.compile(
    r"(?:报告书?|自评表|评价表|[计评打得]分表|情况表|情况|总结|说明|公示|公告|通报|自评|绩效评价|决算|结果)(?:\([^()]{1,20}\)|\d{1,2}|表\d?)?$"
)
#: A heading of the text, not of the document.
_SECTION = re.compile(
    r"(?:(?:项目|部门|单位)?(?:绩效|预算|资金|基本|总体|评价)[^\d]{0,16}(?:情况|分析|说明|结果)|目录)$"
)
#: On the page of a site; `部门（单位）名称：` names no title.
_NAMED = re.compile(rf"(?:^|[^){_CJK}])(?:信息|文件)?(?:名称|标题):(?P<title>[^:]{{6,80}})$")
#: A title that stands in front of the first heading of a text without line breaks.
_RUN_ON = re.compile(
    rf"[{_CJK}\d\"()〔〕X*]{{4,60}}?(?:自评价?|评价)(?:工作)?(?:的)?报告(?=一、|如下|[{_CJK}]{{0,4}}一、)"
)
#: The kind of the file behind a title that is its name.
_SUFFIX = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et)$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d\-~至])(?:19|20)\d\d年度?")
_YEAR_LINE = re.compile(r"\(?(?:(?:19|20)\d\d)年度?\)?|(?:预算)?年度:(?:19|20)\d\d年?度?")
_FISCAL = re.compile(
    r"(?<![\d\-~至])(?P<year>(?:19|20)\d\d)年(?:度|(?=预算|部门|项目|绩效|共|下达|整体|安排))"
)

_ORGAN = (
    rf"[{_CJK}]{{2,28}}?(?:委员会|管委会|办事处|人民政府|办公室|检察院|法院|总局|分局|局|厅|党校|学校|中学|小学|"
    r"大学|学院|幼儿园|医院|卫生院|中心|总队|支队|大队|联合会|党委|市委|县委|区委|研究院|研究所|图书馆|文化馆|博物馆|"
    r"供销合作社|供销社)"
)
#: The two halves of a title: `某县某局部门` / `2023年度整体支出绩效自评报告`.
_SPEAKS_OF = re.compile(r"(?:(?:19|20)\d\d年度?)?(?:部门|单位|整体|项目|预算|财政|绩效)")
_ORGAN_LINE = re.compile(rf"{_ORGAN}(?:部门|单位)?")
_IN_TITLE = re.compile(
    rf"(?:关于)?(?:(?:19|20)\d\d年度?)?(?P<unit>{_ORGAN})(?=(?:19|20)\d\d|关于|部门|整体|预算|项目|专项|绩效|财政|衔接|决算|支出)"
)
_LABELLED = re.compile(
    r"(?:填报单位|编制单位|预算部门名称|预算单位|部门\(单位\)[名全]称|单位[名全]称|部门[名全]称|项目(?:实施)?单位)(?:\([^()]{1,8}\))?\s?:\s*(?P<unit>[^\s:;,]{3,40})"
)
_SOURCE = re.compile(
    rf"(?:^|[\s•\-])(?:来源|信息来源|文章来源|发布机构|发布单位|发文机关|发布机关)\s?:?\s*(?P<unit>{_ORGAN}|[{_CJK}]{{2,16}}(?:镇|乡|街道))(?![{_CJK}])"
)
_SIGNED = re.compile(rf"{_ORGAN}")
_DATE_LINE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")


Shown = list[tuple[Line, str]]


def read_head(lines: Sequence[Line]) -> Row:
    """The fields `title`, `year` and `unit` that the first lines of a document tell."""
    shown = _shown(lines[:_LINES])
    titles = list(_titles(shown))
    # A form's own title stands directly above it; of the others the first is the document's.
    title = next((t for t in titles if t.text.endswith("表")), titles[0] if titles else None)
    row: Row = {}
    if title is not None:
        row["title"] = title
    if year := _year(shown, title):
        row["year"] = year
    if unit := _unit(shown, title, lines):
        row["unit"] = unit
    return row


def labelled_unit(lines: Sequence[Line]) -> Found | None:
    """The unit that a cover names behind a label (`部门（单位）名称：`)."""
    return _labelled(_shown(lines[:_LINES]))


def _labelled(shown: Shown) -> Found | None:
    for line, spaced in shown:
        if ":" in spaced and (labelled := _LABELLED.search(spaced)):
            return _found(line, labelled["unit"])
    return None


def report_title(lines: Sequence[Line]) -> Found | None:
    """The title of the report in *lines*: of several in front of its first heading the last."""
    upper: Shown = []
    for start in range(0, min(len(lines), _REPORT_LINES), _BATCH):
        shown = _shown(lines[start : start + _BATCH])
        first = next((n for n, (_, text) in enumerate(shown, 1) if _TOP.match(text)), None)
        upper += shown[:first]
        if first is not None:
            break
    in_front = [*_report_titles(upper)]
    return in_front[-1] if in_front else next(_report_titles(_shown(lines[:_REPORT_LINES])), None)


def _report_titles(shown: Shown) -> Iterator[Found]:
    return (title for title in _titles(shown) if not title.text.endswith("表"))


def _shown(lines: Sequence[Line]) -> Shown:
    """The lines that say something, evened and stripped."""
    if not lines:
        return []
    texts = even("\n".join([line.text.replace("\n", " ") for line in lines])).split("\n")
    return [(line, text.strip()) for line, text in zip(lines, texts, strict=True) if text.strip()]


def _found(line: Line, text: str) -> Found:
    """*text* of an evened line, as it was published."""
    published = _squeezed(line.text)
    at = even(published).find(text)
    shown = published[at : at + len(text)] if at >= 0 else text
    return Found(shown, Place(page=line.page, line=line.number))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _titles(shown: Shown) -> Iterator[Found]:
    """The titles among the lines, in their order."""
    upper: tuple[Line, str] | None = None
    for line, spaced in shown:
        text = spaced[: _RUN_ON_REACH + 1]
        if len(text) > 2 * _LONGEST and "报告" not in text:
            upper = None  # a paragraph
            continue
        text = _squeezed(text)
        if ":" in text and len(text) <= _LONGEST and (named := _NAMED.search(text)):
            yield _found(line, named["title"])
        elif _is_title(text := _SUFFIX.sub("", text)):
            found = _found(line, text)
            if upper and _opens_title(upper[1], text):
                found = Found(_found(*upper).text + found.text, _found(*upper).place)
            yield found
        elif "报告" in text and (run := _RUN_ON.search(text)):
            yield _found(line, run[0])
        upper = (line, text)


def _is_title(text: str) -> bool:
    return (
        6 <= len(text) <= _LONGEST
        and bool(_KIND.search(text) and _SUBJECT.search(text))
        and not _STOP.search(text)
        and not (_MARK.match(text) or is_chrome(text) or _SECTION.match(text))
    )


def _opens_title(text: str, lower: str) -> bool:
    """Whether a line is the upper half of a title set in two lines: an organ, or all up to the year."""
    if _SPEAKS_OF.match(lower) and len(text) <= _LONGEST_ORGAN and _ORGAN_LINE.fullmatch(text):
        return True
    if _YEAR.search(lower):
        return False
    return (
        6 <= len(text) <= _LONGEST // 2
        and bool(_YEAR.search(text))
        and not re.search("[。;!?:,()]", text)
        and not is_chrome(text)
    )


def _year(shown: Shown, title: Found | None) -> Found | None:
    """The year in the title, on a line of its own, or the only fiscal year that the text names."""
    if title and (match := _YEAR.search(title.text)):
        return Found(match[0], title.place)
    told: dict[str, Found] = {}
    for line, spaced in shown:
        text = _squeezed(spaced)
        if _YEAR_LINE.fullmatch(text):
            return _found(line, text)
        if is_chrome(text):
            continue
        for match in _FISCAL.finditer(text):
            told.setdefault(match["year"], _found(line, match[0]))
    return next(iter(told.values())) if len(told) == 1 else None


def _unit(shown: Shown, title: Found | None, lines: Sequence[Line]) -> Found | None:
    if labelled := _labelled(shown):
        return labelled
    if title and (match := _IN_TITLE.match(title.text)):
        return Found(match["unit"], title.place)
    if above := _above(shown, title):
        return above
    if signed := _signature(lines):
        return signed
    for line, spaced in shown:
        if source := _SOURCE.search(spaced):
            return _found(line, source["unit"])
    return None


def _above(shown: Shown, title: Found | None) -> Found | None:
    """The organ that stands alone on the line above the title."""
    for (line, text), (below, _) in pairwise(shown):
        if title and below.number == title.place.line and is_organ(text):
            return _found(line, _squeezed(text))
    return None


def is_organ(text: str) -> bool:
    """Whether *text* is the name of an organ and nothing else."""
    squeezed = _squeezed(text)
    return len(squeezed) <= _LONGEST_ORGAN and _SIGNED.fullmatch(squeezed) is not None


def unit_in_title(title: str) -> str | None:
    """The organ that a title begins with (`青禾县林业局2022年度部门整体绩效自评表`), or None."""
    published = _squeezed(title)
    match = _IN_TITLE.match(even(published))
    return published[match.start("unit") : match.end("unit")] if match else None


def _signature(lines: Sequence[Line]) -> Found | None:
    """The organ that signs: a line of its own with the date under it."""
    last = [(line, _squeezed(text)) for line, text in _shown(lines[-_SIGNATURE_LINES:])]
    for (line, text), (_, below) in pairwise(last):
        if len(text) <= 30 and _DATE_LINE.fullmatch(below) and _SIGNED.fullmatch(text):
            return _found(line, text)
    return None
