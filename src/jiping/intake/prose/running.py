"""Lines as one running text: blanks and broken lines mended, the site's own lines left out.

Two strings of equal length go side by side: `raw` as published and `text` with one spelling of
each sign, so that whatever is found in `text` can be shown as published and has a place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from jiping.filing import Place
from jiping.intake.document import Found, Line

_BLANK = (
    r"[ \t\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]"
)
#: It begins with one of a class, so that the search skips to it.
_BLANKS = re.compile(f"{_BLANK}{_BLANK}*")
_USUAL = tuple(zip("，：；（）！？“”—", ',:;()!?""-', strict=True))
_SAME = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | dict(
    zip("﹥﹤﹪﹣–−‐‑―～〜∼‘’≧≦⩾⩽∶︰﹕﹐﹔﹙﹚", "><%-" + "-" * 5 + "~~~''≥≤≥≤:::,;()", strict=True)
)
_UNUSUAL = re.compile("[" + "".join(_SAME) + "]")

_BULLET = r"[\s•·●■◆▪*>\-]*"
#: Lines that belong to the page or the paper and not to the report.
_CHROME = re.compile(
    rf"{_BULLET}(?:"
    r"索引号?[:号]?|信息索引号|发布机构[:]?|发布机关|发文机关|发布日期|发布时间|发文日期|成文日期|生成日期|公开日期|公开目录|公开方式|"
    r"公开时限|公开范围|主题分类|主题词|体裁分类|组配分类|信息分类|信息来源|文章来源|有效性|时效性:|废止日期|来源[:]|"
    r"作者[:]|点击数|点击量|浏览次数|浏览量|浏览[:]|阅读次数|阅读量|访问量|字体|字号|打印|关闭|收藏|分享|保护视力|"
    r"您?当前(?:的)?(?:所在)?的?位置|您所在的?位置|您的位置|所在位置|首页|上一篇|下一篇|扫一扫|相关(?:链接|附件|阅读)|"
    r"版权所有|主办单位|承办单位|技术支持|网站地图|网站标识|(?:\S{0,6})ICP备|责任编辑|编辑[:]|审核[:]|录入[:]|"
    r"联系(?:人|电话|方式)[:]|填表人|填报人|填报日期[:]|"
    r"日期[:]\d|时间[:]\d|名称[:]|文号(?=[:\s]|浏览)|发文字号|\(?\s*此件(?:主动|依申请|不予)?公开|>>|https?:|www\."
    r")"
)
#: A page number on a line of its own, or a line of signs.
_PAGE_MARK = re.compile(
    r"[-—_·.\s]*(?:\d{1,3}|第\d{1,3}页|第?\d{1,3}页?[/,共]{1,3}\d{1,3}页?)?[-—_=·.…\s]*"
)
#: A label in front of a number of persons, which is no page's.
_STAFF = re.compile(r"\S{0,8}(?:编制数?|人数)")
_CHROME_LENGTH = 150
_PAGE_MARK_LENGTH = 20
#: A line of a table of contents: dots and a page number at its end.
_CONTENTS = re.compile(r".{2,60}(?:\.{3,}|…{1,}|-{3,})\d{0,3}|目录")
_ENDS = '。;!?:…")”）'
_MARK_ONLY = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])"
)
_MARK = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:部分|章|节)|[一二三四五六七八九十]{1,3}(?:[、.]|部分)|"
    r"\([一二三四五六七八九十\d]{0,3}\)|\d{1,2}(?:[、)]|\.(?!\d))|[①-⑳、]|附件|附表|附:"
)
_CUT_UNIT = re.compile(r"[\d.,%‰]|[万亿]?元|[万亿]|[年月日个家户人项次场期]")
_CUT_FIGURE = re.compile(r"[\d.,]*(?:[%‰]|[万亿]?元|[万亿]|[年月日个家户人项次场期])")
#: What makes the number on the line above an amount cut in two, not a page number.
_MONEY_UNIT = re.compile(r"[万亿]?元|[万亿%]")
#: Columns of a full line: two columns on A4, and the smallest print; others no page broke.
_NARROWEST, _WIDEST = 36, 112
_SLACK = 9
#: Instead of a width: lines end anywhere.
_CUT_ANYWHERE = -1
_FIGURE_SIGNS = frozenset("0123456789.")
# Places are made at one stroke.
_new = tuple.__new__
#: What a heading has none of.
_WITHIN = re.compile("[,:;。]")
_BROKEN_LINES = 2


@dataclass(frozen=True, slots=True)
class Prose:
    """The running text of some lines; a paragraph ends with a line feed."""

    raw: str
    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]

    def place(self, offset: int) -> Place:
        """Where the character at *offset* stood."""
        line = self.lines[bisect_right(self.starts, offset) - 1]
        return Place(None, line.page, None, None, None, None, line.number)

    def found(self, start: int, end: int) -> Found:
        """The published characters from *start* to *end*, and where they stood."""
        return _new(Found, (self.raw[start:end], self.place(start)))


def even(text: str) -> str:
    """One spelling of each sign, character by character: the length stays.

    >>> even("（≧９５％）")
    '(≥95%)'
    """
    for sign, plain in _USUAL:
        text = text.replace(sign, plain)
    return _UNUSUAL.sub(_plain, text)


def _plain(sign: re.Match[str]) -> str:
    return _SAME[sign[0]]


def is_chrome(text: str) -> bool:
    """Whether an evened line belongs to the web page or the paper, not to what it publishes."""
    return bool(
        (len(text) <= _CHROME_LENGTH and _CHROME.match(text))
        or (len(text) <= _PAGE_MARK_LENGTH and _PAGE_MARK.fullmatch(text))
        or (text[-1] in "0123456789.…-录" and _CONTENTS.fullmatch(text))
    )


def running(lines: Sequence[Line]) -> Prose:
    """Join *lines* to paragraphs, without blanks inside Chinese text and without page chrome."""
    if not lines:
        return Prose("", "", (), ())
    whole = "\n".join([line.text for line in lines])
    if whole.count("\n") >= len(lines) > 0:  # a line feed inside a line is a blank
        whole = "\n".join([line.text.replace("\n", " ") for line in lines])
    whole = _BLANKS.sub(_without_layout, whole)
    raws, texts = whole.split("\n"), even(whole).split("\n")
    kept = _kept(lines, raws, texts)
    said = [text for _, _, text in kept if text]
    full = _CUT_ANYWHERE if _cuts_figures(said) else _full_width(said)
    out: list[str] = []
    evened: list[str] = []
    starts: list[int] = []
    numbers: list[Line] = []
    length, before = 0, ""
    for line, raw, text in kept:
        if not text:
            before = "\n" if before and not _MARK_ONLY.fullmatch(before) else before
            continue
        if before and not _goes_on(before, text, full):
            out.append("\n")
            evened.append("\n")
            length += 1
        out.append(raw)
        evened.append(text)
        starts.append(length)
        numbers.append(line)
        length += len(text)
        before = text
    return Prose("".join(out), "".join(evened), tuple(starts), tuple(numbers))


def _without_layout(blanks: re.Match[str]) -> str:
    """Blanks between Chinese characters are the layout's; one between Latin words or numbers stays."""
    start, end = blanks.span()
    text = blanks.string
    if end - start > 1 or not (start > 0 and end < len(text)) or not blanks[0].isspace():
        return ""
    return blanks[0] if "!" <= text[start - 1] <= "~" and "!" <= text[end] <= "~" else ""


def _kept(lines: Sequence[Line], raws: list[str], texts: list[str]) -> list[tuple[Line, str, str]]:
    """Lines without chrome; an empty one stays as the end of a paragraph, a page number does not."""
    kept = []
    behind = chain(texts[1:], [""])
    above = ""
    for line, raw, text, below in zip(lines, raws, texts, behind, strict=True):
        told = text.isdigit() and (_MONEY_UNIT.match(below) or _STAFF.fullmatch(above))
        above = text or above
        if not text or told or not is_chrome(text):
            start = len(text) - len(text.lstrip("•●■◆▪"))
            kept.append((line, raw[start:], text[start:]))
    return kept


def _cuts_figures(texts: list[str]) -> bool:
    """Whether lines end inside figures more than once: then they end anywhere in a sentence."""
    cuts = 0
    for text, below in pairwise(texts):
        if text[-1] in _FIGURE_SIGNS and _is_cut(text, below):
            cuts += 1
            if cuts == _BROKEN_LINES:
                return True
    return False


def _is_cut(text: str, below: str) -> bool:
    """Whether a line ends inside a figure that the next one goes on with."""
    if text[-1] == ".":
        return text[-2:-1].isdigit() and below[0].isdigit()
    return _CUT_FIGURE.match(below) is not None and not _MARK.match(below) and not text.isdigit()


def _full_width(texts: list[str]) -> int:
    """The width from which a line counts as broken by the page; 0 where pages broke no lines.

    A page breaks its widest lines within sentences; paragraphs of one line each end with a stop.
    """
    if sum(text[-1] not in _ENDS for text in texts) < _BROKEN_LINES:
        return 0
    if max(map(len, texts)) > _WIDEST:  # a character takes a column at least
        return 0
    widths = [_width(text) for text in texts]
    widest = max(widths)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    full = max(widest - _SLACK, widest * 3 // 4)
    wide = [text for text, width in zip(texts, widths, strict=True) if width >= full]
    broken = sum(text[-1] not in _ENDS for text in wide)
    return full if broken >= _BROKEN_LINES and broken * 2 > len(wide) else 0


def _is_open(text: str) -> bool:
    """Whether a line ends within a sentence: it has a sign that divides sentences, but not at its end."""
    return text[-1] not in _ENDS and _WITHIN.search(text) is not None


def _width(text: str) -> int:
    return len(text.encode("gb18030", "replace"))


def _goes_on(before: str, text: str, full: int) -> bool:
    """Whether *text* continues the line *before*."""
    if before == "\n":
        return False
    if _MARK_ONLY.fullmatch(before):
        return True
    if before[-1].isdigit() and _CUT_UNIT.match(text) and not _MARK.match(text):
        return True
    if text.isdigit() and before[-1] not in _ENDS:
        return True
    if full == _CUT_ANYWHERE:
        heads = _MARK.match(before) and not _WITHIN.search(before)
        return _is_open(before) and not (heads or _MARK.match(text))
    return bool(full) and _width(before) >= full and not _MARK.match(text)
