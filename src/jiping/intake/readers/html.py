"""Web pages: the text of the page and its tables, in the order in which a browser shows them."""

from __future__ import annotations

import codecs
import re
from operator import methodcaller

from lxml import etree

from jiping.filing import Problem
from jiping.intake.document import Content, UnreadableError

from . import limits
from .outline import BLANK, Outline, stylesheet
from .text import BYTE_ORDER_MARKS, repaired

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_\-]{2,20})", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
#: What a page that hides something says somewhere (short words are found soonest), and behind it.
_HIDING = (b"play", b"PLAY", b"hide")
_HIDES = re.compile(rb"\s*:\s*(?:none|all)", re.I)
#: The attributes and the end of a tag, quoted as programs do.
_REST = rb"""\s[^<>"']*+(?:(?:"[^<>"]*+"|'[^<>']*+')[^<>"']*+)*+>"""
#: Tags that only say how a text looks; where one is left it was not quite written as a tag.
_LOOKS = re.compile(rb"<(?:/(?:font|span)>|(?:font|span)(?:>|" + _REST + rb"))")
_LEFT = (b"<font", b"<span")
_PARAGRAPH = re.compile(rb"<p" + _REST)
_NAMED = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030",
    "gb_2312-80": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
}  # fmt: skip
_OUTLINE = stylesheet("html.xsl")
_PARSER = etree.HTMLParser(
    encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False,
    collect_ids=False,
)  # fmt: skip


def read(data: bytes) -> Content:
    """Read a page; its encoding is strict UTF-8, else the one it names, else GB18030."""
    limits.check_size(data, limits.PAGE_BYTES, "网页")
    markup, problems = _utf_8(data)
    markup = markup.replace(b"\x00", b"")
    limits.check_marks(markup)
    outline = _outline(markup)
    flow = Outline(_shown if BLANK in outline else methodcaller("strip", " ")).read(outline)
    return Content(tuple(flow.blocks), problems)


def _outline(markup: bytes) -> str:
    """The page as an outline; its tree, which is large, lives no longer than this takes."""
    hides = any(_HIDES.match(behind) for word in _HIDING for behind in markup.split(word)[1:])
    try:
        root = etree.fromstring(markup if hides else _plain(markup), _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("网页内容无法解析，请在浏览器中打开后另存再试。") from error
    if root is None:
        return ""
    if hides:
        _hide(root)
    # Each run of a page's blanks is one blank.
    return b" ".join(bytes(_OUTLINE(root)).split()).decode()


def _plain(markup: bytes) -> bytes:
    """The page without what only says how its text looks: Word writes several tags a word.

    To take it out costs less than half of what it takes to parse it.
    """
    plain = _LOOKS.sub(b"", markup)
    return _PARAGRAPH.sub(b"<p>", markup if any(tag in plain for tag in _LEFT) else plain)


def _utf_8(data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """The page in UTF-8: mostly the bytes as they are, since a large page is slow to copy."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text, problems = decode_page(data)
        return text.encode("utf-8", "ignore"), problems
    return data.removeprefix(codecs.BOM_UTF8), ()


def decode_page(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode a page by its bytes, and by the charset it names where they are not UTF-8."""
    named = _CHARSET.search(data, 0, 8192)
    if named is None or data.startswith(BYTE_ORDER_MARKS):
        return repaired(data)
    encoding = _NAMED.get(named[1].decode("ascii").lower(), "utf-8")
    for attempt in ("utf-8", encoding):
        try:
            return codecs.getincrementaldecoder(attempt)().decode(data), ()
        except UnicodeDecodeError:
            continue
    return repaired(data)


def _hide(root: etree._Element) -> None:
    """Empty what the page itself hides."""
    hidden = [e for e in root.iter(etree.Element) if _HIDDEN.search(e.get("style") or "")]
    for element in hidden:
        # Emptied to the last, its name too: an empty paragraph would be a line.
        element.text = None
        del element[:]
        element.tag = "span"


def _shown(line: str) -> str:
    """A line as a browser shows it; runs of blanks are one already."""
    return line.strip(" ").replace(BLANK, " ")
