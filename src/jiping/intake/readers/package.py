"""Zip containers and the XML in them, read within bounds and without any reach to the outside."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

from jiping.intake.document import UnreadableError

from . import limits

_BROKEN = "文件已损坏或不完整（压缩结构读不通），请重新取得原文件。"
_LOCKED = "已用密码加密，请先去掉密码再试。"
_DAMAGED = "文件内部的XML已损坏，请用Word或WPS打开后另存再试。"
_ENTITIES = "文件含有外部实体或文档类型定义，出于安全不予读取，请另存后重试。"
_INFLATED = "文件内容展开后"
_LOCAL = struct.Struct("<4s22xHH")  # header of a member: mark, lengths of name and extra field
#: What a damaged zip raises.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)

_PARSER = etree.XMLParser(
    resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
    remove_comments=True, remove_pis=True,
)  # fmt: skip

# ISO 29500 Strict names the same elements in namespaces of its own.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a zip container, or raise UnreadableError where its directory is damaged."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise UnreadableError(_BROKEN) from error
    if len(archive.filelist) > limits.ARCHIVE_MEMBERS:
        raise UnreadableError(f"压缩包内文件超过{limits.ARCHIVE_MEMBERS}个，请分开后重试。")
    return archive


def inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int, what: str) -> bytes:
    """Inflate one member, but never more than *limit* bytes, whatever its header claims."""
    if member.flag_bits & 1:
        raise UnreadableError(_LOCKED)
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except DAMAGE as error:
        raise UnreadableError(_BROKEN) from error
    limits.check_size(data, limit, what)
    return data


def parse_xml(data: bytes) -> etree._Element:
    """Parse XML that must be whole and free of a document type definition."""
    limits.check_marks(data)
    if b"purl.oclc.org/ooxml" in data[:4096]:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(_ENTITIES if b"<!ENTITY" in data else _DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(_ENTITIES)
    return root


class Package:
    """The parts of an Office Open XML file."""

    def __init__(self, data: bytes) -> None:
        """Open the container; raises UnreadableError where it is damaged."""
        self._data = data
        self._archive = open_zip(data)
        self._members = {member.filename.lstrip("/"): member for member in self._archive.filelist}

    def __contains__(self, name: str) -> bool:
        """Whether the part is there."""
        return name in self._members

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none."""
        member = self._members.get(name)
        if member is None:
            return None
        if member.compress_type != zipfile.ZIP_DEFLATED or member.flag_bits & 1:
            return inflate(self._archive, member, limits.PART_BYTES, _INFLATED)
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = stream.decompress(self.compressed(name), limits.PART_BYTES + 1)
        except zlib.error as error:
            raise UnreadableError(_BROKEN) from error
        limits.check_size(data, limits.PART_BYTES, _INFLATED)
        if not stream.eof or len(data) != member.file_size or zlib.crc32(data) != member.CRC:
            raise UnreadableError(_BROKEN)
        return data

    def compressed(self, name: str) -> bytes:
        """The bytes of a part as the container stores them: the same for the same content."""
        member = self._members.get(name)
        if member is None:
            return b""
        header = self._data[member.header_offset : member.header_offset + _LOCAL.size]
        if len(header) < _LOCAL.size:
            raise UnreadableError(_BROKEN)
        mark, name_length, extra_length = _LOCAL.unpack(header)
        if mark != b"PK\x03\x04":
            raise UnreadableError(_BROKEN)
        start = member.header_offset + _LOCAL.size + name_length + extra_length
        return self._data[start : start + member.compress_size]

    def required(self, name: str) -> bytes:
        """The bytes of a part that the file cannot do without."""
        data = self.part(name)
        if data is None:
            raise UnreadableError("文件不完整（缺少正文），请重新取得原文件。")
        return data

    def find(self, name: str, content_type: str) -> str:
        """*name* where that part is there, else the name of the part declared as *content_type*."""
        if name not in self._members and "[Content_Types].xml" in self._members:
            for override in parse_xml(self.required("[Content_Types].xml")):
                if (override.get("ContentType") or "").endswith(content_type):
                    return (override.get("PartName") or "").lstrip("/")
        return name
