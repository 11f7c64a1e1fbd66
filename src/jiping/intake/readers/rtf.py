"""Rich Text Format (.rtf, often under .doc): paragraphs and true tables, read by its control words.

As in Word's own format a row tells the edges of its cells, so columns are exact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from jiping.intake.document import Content, UnreadableError

from . import libreoffice, limits
from .edges import Edge, Row, put_table
from .flow import Flow
from .rtf_words import ASIDE, CHARACTERS, CHARSETS, PAGES, SHOWN, Token, decoded, tokens
from .symbols import readable

_MAX_TOKENS = 2_000_000
_MAX_DEPTH = 500
_TOO_LARGE = "内容过于庞大，请只保留绩效自评表和自评报告后重试。"
_BROKEN = "是已损坏的RTF文件，请用Word或WPS打开后另存为.docx再试。"


class _UnevenRowError(Exception):
    """A row has not as many cells as it tells edges."""


def read(data: bytes) -> Content:
    """Read the body in order; raises UnreadableError for a damaged file."""
    reader = _Reader()
    try:
        for number, token in enumerate(tokens(data)):
            if number > _MAX_TOKENS:
                raise UnreadableError(_TOO_LARGE)
            reader.take(token)
        return reader.content()
    except _UnevenRowError as error:
        if libreoffice.installed() is None:
            raise UnreadableError(_BROKEN) from error
    return libreoffice.read_converted(data, "rtf")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: its text shown or not, and in which encoding."""

    aside: bool = False
    hidden: bool = False
    fonts: bool = False  # within the table of fonts
    encoding: str = "gb18030"
    skip: int = 1  # characters behind \u that say the same in the old encoding


class _Reader:
    def __init__(self) -> None:
        self._flow = Flow()
        self._state = _State()
        self._groups: list[_State] = []
        self._first = False  # whether the next word is the first of its group
        self._optional = False  # whether the group begins with \*
        self._page = "gb18030"
        self._default = 0
        self._fonts: dict[int, str] = {}
        self._font = 0  # the font that the table of fonts tells of
        self._bytes = b""  # not yet decoded
        self._skipped = 0  # characters to leave out
        self._text: list[str] = []  # of the paragraph
        self._lines: list[str] = []  # of the cell
        self._cells: list[str] = []  # of the row
        self._rows: list[Row] = []  # of the table
        self._in_table = False
        self._left = 0
        self._edges: list[Edge] = []
        self._merged = [False, False]  # the next cell: from the left, from above

    def take(self, token: Token) -> None:
        word = token.word
        if not word:
            self._raw(token.text)
        elif word == "{":
            self._decode()
            if len(self._groups) > _MAX_DEPTH:
                raise UnreadableError(_BROKEN)
            self._groups.append(self._state)
            self._first, self._optional = True, False
        elif word == "}":
            self._decode()
            if self._groups:
                self._state = self._groups.pop()
            self._first = False
        elif word == "*":
            self._optional = self._first
        elif word == "'":
            pass  # a byte that is none
        else:
            self._decode()
            self._word(word, token.number)
            self._first = False

    def content(self) -> Content:
        """All that was read."""
        self._decode()
        if self._cells or self._lines:
            raise _UnevenRowError  # broken off within a row
        self._put_table()
        if "".join(self._text).strip():
            self._paragraph()
        return self._flow.content()

    # --- text ------------------------------------------------------------------------------------

    def _raw(self, text: bytes) -> None:
        self._first = False
        if self._skipped:
            left = min(self._skipped, len(text))
            self._skipped -= left
            text = text[left:]
        if not self._state.aside:
            self._bytes += text

    def _decode(self) -> None:
        if self._bytes:
            if not self._state.hidden:
                self._text.append(decoded(self._bytes, self._state.encoding))
            self._bytes = b""

    def _character(self, text: str) -> None:
        if not (self._state.aside or self._state.hidden):
            self._text.append(text)

    def _unicode(self, number: int) -> None:
        """One UTF-16 unit; the halves of a pair are joined at the end of the paragraph."""
        self._character(chr(number & 0xFFFF))
        self._skipped = self._state.skip

    def _taken(self) -> str:
        text = "".join(self._text)
        self._text = []
        return readable(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))

    # --- control words ---------------------------------------------------------------------------

    def _word(self, word: str, number: int | None) -> None:
        self._skipped = 0
        if self._first and (word in ASIDE or (self._optional and word not in SHOWN)):
            self._state = replace(self._state, aside=True, fonts=word == "fonttbl")
            if word == "nesttableprops":  # the end of a row of a table within the cell
                self._lines.append(self._taken().strip(" "))
        elif self._state.fonts:
            self._font_table(word, number)
        elif self._state.aside:
            return
        elif word == "u":
            self._unicode(number or 0)
        elif word in CHARACTERS:
            self._character(CHARACTERS[word])
        elif word in ("par", "sect", "page"):
            self._paragraph()
        elif word == "nestcell":
            self._character(" ")
        elif word == "cell":
            self._end_cell()
        elif word == "row":
            self._end_row()
        else:
            self._setting(word, number)

    def _font_table(self, word: str, number: int | None) -> None:
        if word == "f":
            self._font = number or 0
        elif word == "fcharset":
            self._fonts[self._font] = CHARSETS.get(number or 0, "")

    def _setting(self, word: str, number: int | None) -> None:
        if word == "f":
            encoding = self._fonts.get(number or 0) or self._page
            self._state = replace(self._state, encoding=encoding)
        elif word in ("v", "deleted"):
            self._state = replace(self._state, hidden=number != 0)
        elif word == "plain":
            encoding = self._fonts.get(self._default) or self._page
            self._state = replace(self._state, hidden=False, encoding=encoding)
        elif word == "uc":
            self._state = replace(self._state, skip=min(max(number or 0, 0), 8))
        elif word == "ansicpg":
            self._page = PAGES.get(number or 0, "gb18030")
        elif word == "deff":
            self._default = number or 0
        elif word == "pard":
            self._in_table = False
        elif word == "intbl":
            self._in_table = True
        else:
            self._row_setting(word, number)

    def _row_setting(self, word: str, number: int | None) -> None:
        if word == "trowd":
            self._left, self._edges, self._merged = 0, [], [False, False]
        elif word == "trleft":
            self._left = number or 0
        elif word == "clmrg":
            self._merged[0] = True
        elif word == "clvmrg":
            self._merged[1] = True
        elif word == "cellx":
            right = max(number or 0, self._edges[-1].right if self._edges else self._left)
            self._edges.append(Edge(right, *self._merged))
            self._merged = [False, False]
            limits.check_cells(len(self._edges))

    # --- paragraphs, cells, rows -----------------------------------------------------------------

    def _paragraph(self) -> None:
        text = self._taken()
        if self._in_table:
            self._lines.append(text)
        else:
            self._put_table()
            self._flow.lines(text)

    def _end_cell(self) -> None:
        self._cells.append("\n".join([*self._lines, self._taken()]).strip())
        self._lines = []

    def _end_row(self) -> None:
        if len(self._cells) != len(self._edges) or not self._cells:
            raise _UnevenRowError
        self._rows.append((self._cells, self._left, list(self._edges)))
        self._cells = []
        limits.check_lines(len(self._rows))

    def _put_table(self) -> None:
        put_table(self._flow, self._rows)
        self._rows = []
