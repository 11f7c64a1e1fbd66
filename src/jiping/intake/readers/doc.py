"""Word 97–2003 documents (.doc): paragraphs and true tables, read without any office suite.

What is laid out in a way not known here (Word 95, damaged tables) goes through LibreOffice where it
is installed, and a problem says so.
"""

from __future__ import annotations

import struct

from jiping.intake.document import Content, UnreadableError

from . import libreoffice
from .doc_binary import WordFile
from .doc_properties import UnknownLayoutError
from .edges import Row, put_table
from .flow import Flow


def read(data: bytes) -> Content:
    """Read the body in order, then text boxes; raises UnreadableError where neither way works."""
    try:
        return _read(data)
    except (UnknownLayoutError, struct.error, IndexError) as error:
        if libreoffice.installed() is None:
            raise UnreadableError(
                "是过旧或已损坏的.doc文件，请用Word或WPS打开后另存为.docx再试。"
            ) from error
    return libreoffice.read_converted(data, "doc")


def _read(data: bytes) -> Content:
    flow = Flow()
    rows: list[Row] = []
    texts: list[str] = []  # cells of the row that is being read
    lines: list[str] = []  # paragraphs of the cell that is being read
    line = ""  # of a table within the cell
    for paragraph in WordFile(data).paragraphs():
        if paragraph.row is not None:
            if len(texts) != len(paragraph.row[1]):
                raise UnknownLayoutError
            rows.append((texts, *paragraph.row))
            texts = []
        elif paragraph.ends_cell:
            text = line + paragraph.text
            texts.append(("\n".join([*lines, text]) if lines else text).strip())
            lines, line = [], ""
        elif paragraph.inner == " ":
            line += paragraph.text + " "
        elif paragraph.in_table:
            lines.append((line + paragraph.text).strip(" "))
            line = ""
        else:
            if rows:
                put_table(flow, rows)
                rows = []
            flow.lines(paragraph.text)
    put_table(flow, rows)
    if not flow.blocks:
        raise UnknownLayoutError
    return flow.content()
