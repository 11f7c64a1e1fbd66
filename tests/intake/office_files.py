"""Small office files built in tests, byte by byte where no library writes them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this XML in its body; other parts as `numbering=…`, `styles=…`."""
    root = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document = f"<w:document {root}><w:body>{body}</w:body></w:document>"
    members = {"[Content_Types].xml": _TYPES, "word/document.xml": document}
    for name, xml in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {root}>{xml}</w:{name}>"
    return zipped(members)


def p(text: str, properties: str = "") -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def xlsx(sheet: str) -> bytes:
    """A workbook with this XML in its only sheet."""
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": "<Relationships "
            'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}">{sheet}</worksheet>',
        }
    )


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) with these streams, each of them in whole sectors."""
    sectors: list[bytes] = []
    table: list[int] = []

    def put(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\x00") for at in range(0, len(data), 512)]
        sectors.extend(pieces)
        table.extend([*range(first + 1, first + len(pieces)), 0xFFFFFFFE])
        return first

    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, data in streams.items():
        whole = data.ljust(4096, b"\x00")
        entries.append(_entry(name, 2, put(whole), len(whole)))
    while len(entries) % 4:
        entries.append(bytes(128))
    directory = put(b"".join(entries))
    fat_sectors = (len(sectors) + 127) // 127
    fat_first = len(sectors)
    table += [0xFFFFFFFD] * fat_sectors
    table += [0xFFFFFFFF] * (128 * fat_sectors - len(table))
    fat = struct.pack(f"<{len(table)}I", *table)
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 0x2C, fat_sectors)
    struct.pack_into("<I", header, 0x30, directory)
    struct.pack_into("<IIIII", header, 0x38, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    places = [*range(fat_first, fat_first + fat_sectors)]
    struct.pack_into("<109I", header, 0x4C, *places, *[0xFFFFFFFF] * (109 - fat_sectors))
    return bytes(header) + b"".join(sectors) + fat


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = (name + "\x00").encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(raw)] = raw
    struct.pack_into("<HB", entry, 0x40, len(raw), kind)
    struct.pack_into("<II", entry, 0x74, start, size)
    return bytes(entry)


# --- Word 97 ------------------------------------------------------------------------------------

IN_TABLE = struct.pack("<HB", 0x2416, 1)


def row_end(left: int, cells: Sequence[tuple[int, int]]) -> bytes:
    """The properties of the end of a row: its left edge, and (right edge, flags) of each cell."""
    edges = struct.pack(f"<{len(cells) + 1}h", left, *(right for right, _ in cells))
    flags = b"".join(struct.pack("<H18x", flag) for _, flag in cells)
    operand = bytes([len(cells)]) + edges + flags
    define = struct.pack("<HH", 0xD608, len(operand) + 1) + operand
    return IN_TABLE + struct.pack("<HB", 0x2417, 1) + define


def doc(
    paragraphs: Sequence[tuple[str, bytes]], encrypted: bool = False, more: bytes = b""
) -> bytes:
    """A Word 97 file of paragraphs: text with its closing mark, and paragraph properties.

    *more* is what stands in its data stream.
    """
    text = "".join(text for text, _ in paragraphs)
    start = 1024
    main = bytearray(start) + text.encode("utf-16-le")
    main += bytes(-len(main) % 512)
    pages, firsts, at = [], [], start
    for index in range(0, len(paragraphs), 2):
        run = paragraphs[index : index + 2]
        ends = [at]
        for part, _ in run:
            ends.append(ends[-1] + 2 * len(part))
        firsts.append(at)
        at = ends[-1]
        pages.append(len(main) // 512)
        main += _property_page(ends, [properties for _, properties in run])
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x0200 | (0x0100 if encrypted else 0))
    struct.pack_into("<I", main, 0x4C, len(text))
    piece = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    clx = b"\x02" + struct.pack("<I", len(piece)) + piece
    bins = struct.pack(f"<{len(firsts) + 1}I", *firsts, at) + struct.pack(f"<{len(pages)}I", *pages)
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    struct.pack_into("<II", main, 0x0102, len(clx), len(bins))
    return compound({"WordDocument": bytes(main), "1Table": clx + bins, "Data": more})


def _property_page(ends: list[int], properties: list[bytes]) -> bytes:
    page = bytearray(512)
    struct.pack_into(f"<{len(ends)}I", page, 0, *ends)
    page[511] = len(properties)
    bottom = 510
    for index, codes in enumerate(properties):
        raw = b"\x00\x00" + codes
        raw += bytes(1 - len(raw) % 2)
        bottom = (bottom - len(raw) - 1) & ~1
        page[bottom] = (len(raw) + 1) // 2
        page[bottom + 1 : bottom + 1 + len(raw)] = raw
        page[4 * len(ends) + 13 * index] = bottom // 2
    return bytes(page)


# --- Excel 97 -----------------------------------------------------------------------------------


def record(number: int, content: bytes = b"") -> bytes:
    """A record of a workbook."""
    return struct.pack("<HH", number, len(content)) + content


def wide(text: str, length: str = "<H") -> bytes:
    """A string of a workbook."""
    raw = text.encode("utf-16-le")
    return struct.pack(length, len(raw) // 2) + b"\x01" + raw


def xls(formats: Sequence[str], shared: bytes, cells: bytes) -> bytes:
    """A workbook with these number formats (styles 1, 2, …), shared strings and one sheet."""
    begin = record(0x0809, struct.pack("<HH12x", 0x0600, 5))
    styles = record(0xE0, struct.pack("<HH16x", 0, 0))
    for number, code in enumerate(formats, 164):
        styles = record(0x041E, struct.pack("<H", number) + wide(code)) + styles
        styles += record(0xE0, struct.pack("<HH16x", 0, number))
    name = wide("表一", "<B")
    bound = 4 + 6 + len(name)
    offset = len(begin) + len(styles) + bound + len(shared) + 4
    head = begin + styles + record(0x85, struct.pack("<IBB", offset, 0, 0) + name) + shared
    return compound({"Workbook": head + record(0x0A) + begin + cells + record(0x0A)})


# --- PDF ----------------------------------------------------------------------------------------


def pdf(
    content: bytes, *, page: bytes = b"", trailer: bytes = b"", objects: Sequence[bytes] = ()
) -> bytes:
    """A PDF of one page with this content (font /F), and further objects from number 6 on."""
    resources = b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    everything = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R"
        + resources
        + page
        + b">>",
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *objects,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, item in enumerate(everything, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(everything) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R%b>>\n" % (
        size, table, size, trailer,
    ) + b"startxref\n%d\n%%%%EOF" % len(out)  # fmt: skip


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object of a PDF."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), entries, content)
