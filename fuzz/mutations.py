"""How documents are damaged: bytes, members of zip files, words of texts; by a seeded random source.

The same source of chance makes the same damage, so every finding can be made again by its number.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from random import Random

#: Values at which lengths, offsets and counts go wrong.
_EDGES = [b"\x00", b"\xff", b"\x7f", b"\x80", b"\xff\xff", b"\x00\x00", b"\xff\x7f", b"\x00\x80"]
_EDGES += [b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"\x00\x00\x00\x00"]
#: What stands in forms, reports and their containers.
WORDS = (
    "年度资金总额", "其中：", "一级指标", "二级指标", "三级指标", "产出指标", "数量指标", "成本指标",
    "满意度指标", "年度指标值", "实际完成值", "分值", "得分", "执行率", "年初预算数", "全年执行数",
    "偏差原因分析及改进措施", "总分", "预期目标", "一、", "（一）", "1.", "万元", "元", "%", "≥", "≤",
    "≥95%", "100", "0", "-1", "9" * 40, "1e999", "NaN", "∞", "½", "①", "二〇二二年", "百分之九十五",
    "\u202e", "\u200b", "\ufeff", "\x00", "\u3000", "\n\n\n", "|", "||||", "\t", "…", "××", "(", "）",
)  # fmt: skip
_MARKUP = (
    "<td>", "</td>", "<tr>", "</table>", '<td colspan="99999">', '<td rowspan="-1">', "<w:tbl>",
    "</w:p>", '<w:gridSpan w:val="9999999"/>', '<w:vMerge/>', '<c r="ZZZ1048576"><v>1</v></c>',
    '<mergeCell ref="A1:XFD1048576"/>', "<!ENTITY a 'a'>", "&a;", "&#x0;", "&#55296;", "<![CDATA[",
    "{\\rtf1", "\\trowd", "\\cellx-9", "\\u-1?", "\\bin999999999 ", "/Filter/FlateDecode", "stream",
    "/Kids[3 0 R]", "/Rotate 90", " Tm", " re f", " l S", "BT", "9999999999 0 0 1 0 0 cm",
)  # fmt: skip


def damaged(data: bytes, other: bytes, chance: Random) -> bytes:
    """*data* with some damage of one kind; *other* is another document to splice from."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _member(data, other, chance)
    if data.startswith(b"%PDF") and chance.random() < 0.6:
        return _stream(data, chance)
    return _bytes(data, other, chance)


def _bytes(data: bytes, other: bytes, chance: Random) -> bytes:
    """Bytes changed, taken out, put in, doubled, moved, cut off or spliced."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        if not out:
            break
        at = chance.randrange(len(out))
        length = min(chance.choice((1, 2, 4, 16, 64, 512)), len(out) - at)
        match chance.randrange(8):
            case 0:
                out[at] ^= 1 << chance.randrange(8)
            case 1:
                edge = chance.choice(_EDGES)
                out[at : at + len(edge)] = edge
            case 2:
                del out[at : at + length]
            case 3:
                out[at:at] = out[at : at + length] * chance.choice((1, 1, 2, 50))
            case 4:
                word = chance.choice(WORDS + _MARKUP)
                out[at:at] = word.encode(chance.choice(("utf-8", "gb18030", "utf-16-le")))
            case 5:
                del out[at:]
            case 6:
                start = chance.randrange(max(len(other), 1))
                out[at : at + length] = other[start : start + length]
            case _:
                to = chance.randrange(len(out))
                piece = out[at : at + length]
                del out[at : at + length]
                out[to:to] = piece
    return bytes(out)


def _member(data: bytes, other: bytes, chance: Random) -> bytes:
    """A zip with one of its members damaged, the container left whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {member.filename: archive.read(member) for member in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError):
        return _bytes(data, other, chance)
    name = chance.choice(sorted(parts, key=lambda n: (len(parts[n]), n))[-6:])
    if chance.random() < 0.05:
        parts[name[: chance.randrange(len(name))] + "../" + name] = parts.pop(name)
    elif chance.random() < 0.05:
        del parts[name]
    else:
        parts[name] = _bytes(parts[name], other, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def _stream(data: bytes, chance: Random) -> bytes:
    """A PDF with one of its streams inflated, damaged, and left plain."""
    starts = (
        [at for at in range(len(data)) if data.startswith(b"stream", at)]
        if len(data) < 4096
        else _found(data, b"stream")
    )
    starts = [at for at in starts if data[max(at - 3, 0) : at] != b"end"]
    if not starts:
        return _bytes(data, data, chance)
    at = chance.choice(starts)
    start = at + 6 + (2 if data[at + 6 : at + 8] == b"\r\n" else 1)
    end = data.find(b"endstream", start)
    try:
        content = zlib.decompress(data[start:end].rstrip(b"\r\n"))
    except zlib.error:
        return _bytes(data, data, chance)
    return data[:start] + zlib.compress(_bytes(content, content, chance), 1) + data[end:]


def _found(data: bytes, mark: bytes) -> list[int]:
    places, at = [], data.find(mark)
    while at >= 0:
        places.append(at)
        at = data.find(mark, at + 1)
    return places
