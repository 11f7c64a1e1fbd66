"""What kind of file bytes are, by their content; the extension is not believed."""

from __future__ import annotations

import re
import zipfile
from typing import Literal

from jiping.intake.document import UnreadableError

from .compound import SIGNATURE, Compound
from .package import open_zip
from .text import repaired

Kind = Literal[
    "text",
    "html",
    "mht",
    "docx",
    "xlsx",
    "xls",
    "doc",
    "rtf",
    "pdf",
    "ofd",
    "image",
    "json",
    "parquet",
    "zip",
]

MEDIA_TYPES: dict[Kind, str] = {
    "text": "text/plain",
    "html": "text/html",
    "mht": "multipart/related",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "rtf": "application/rtf",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "image": "image/*",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}

_SAVE_AS = "请用Word或WPS打开后另存为{}再试。"
_SAVE_AS_XLSX = "请用Excel或WPS打开后另存为.xlsx再试。"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
# Beginnings of files that cannot be read, and the sentence for each.
_FOREIGN = (
    (b"Rar!", "是RAR压缩包，请解压后再试，或改用ZIP格式压缩。"),
    (b"7z\xbc\xaf", "是7z压缩包，请解压后再试，或改用ZIP格式压缩。"),
    (b"\x1f\x8b", "是gzip压缩包，请解压后再试，或改用ZIP格式压缩。"),
)
_NO_DOCUMENT = "不是文档（内容是二进制数据，与扩展名无关），请确认选对了文件。"
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|meta|title|div|span|p|br|font|tr|td|center)\b", re.I
)
_ARCHIVE = re.compile(r"(?:MIME-Version|From|Subject|Date|Content-Type): ", re.I)
_CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x1b"})
_HEAD = 8192


def kind_of(data: bytes) -> Kind:
    """The kind of a readable file; raises UnreadableError that says why another is not read."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("是空文件，没有任何内容，请重新取得原文件。")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        with open_zip(data) as archive:
            return _container_kind(archive)
    if data.startswith(SIGNATURE):
        return _compound_kind(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PAR1") and data.endswith(b"PAR1"):
        return "parquet"
    if data.startswith(_PICTURES) or (data.startswith(b"BM") and b"\x00" in data[:64]):
        return "image"
    for mark, message in _FOREIGN:
        if data.startswith(mark):
            raise UnreadableError(message)
    return _text_kind(data)


def _container_kind(archive: zipfile.ZipFile) -> Kind:
    names = {member.filename.lstrip("/") for member in archive.filelist}
    if "[Content_Types].xml" in names:
        folders = {name.partition("/")[0] for name in names}
        if "word" in folders:
            return "docx"
        if "xl/workbook.bin" in names:
            raise UnreadableError("是xlsb格式，" + _SAVE_AS_XLSX)
        if "xl" in folders:
            return "xlsx"
        raise UnreadableError("不是Word或Excel文件（可能是演示文稿），请提供自评表和自评报告。")
    if "OFD.xml" in names:
        return "ofd"
    if "mimetype" in names and "content.xml" in names:
        raise UnreadableError("是OpenDocument格式，" + _SAVE_AS.format(".docx或.xlsx"))
    return "zip"


def _compound_kind(data: bytes) -> Kind:
    """Word or Excel before 2007, or a newer file under a password."""
    compound = Compound(data)
    if "EncryptedPackage" in compound:
        raise UnreadableError("已用密码加密，请在Word或Excel中去掉密码后再试。")
    if "WordDocument" in compound:
        return "doc"
    if "Workbook" in compound or "Book" in compound:
        return "xls"
    raise UnreadableError("不是Word或Excel文件，或者已损坏，请确认选对了文件。")


def _text_kind(data: bytes) -> Kind:
    head = data[:_HEAD]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and b"\x00" in head:
        raise UnreadableError(_NO_DOCUMENT)
    try:
        text, _ = repaired(head)
    except UnreadableError as error:
        if _HTML.search(head.decode("latin-1")):
            return "html"  # it names its own encoding
        raise UnreadableError(
            "不是文档，或文字编码无法识别，请确认选对了文件，文字请另存为UTF-8或GB18030编码。"
        ) from error
    signs = text.encode("utf-8", "ignore") if wide else head
    if len(signs) - len(signs.translate(None, _CONTROLS)) > len(text) // 100:
        raise UnreadableError(_NO_DOCUMENT)
    start = text.lstrip()
    if start.startswith("<?xml") or start.startswith("<Workbook"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in text:
            raise UnreadableError("是Excel 2003 XML格式，" + _SAVE_AS_XLSX)
        if "schemas.microsoft.com/office/word/2003/wordml" in text:
            raise UnreadableError("是Word 2003 XML格式，" + _SAVE_AS.format(".docx"))
    if _ARCHIVE.match(start) and "multipart/related" in start[:4096]:
        return "mht"
    if start.startswith("{"):
        return "json"
    return "html" if _HTML.search(text) else "text"
