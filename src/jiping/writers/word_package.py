"""A Word document as a package: what every one of ours has besides its body, styles and footers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

#: The namespace of Word's own elements, as the roots of its parts declare it.
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPC = "http://schemas.openxmlformats.org/package/2006"
_OPC_TYPES = "application/vnd.openxmlformats-package"
_CORE = f"{_OPC}/metadata/core-properties"
_CORE_RELATION = f"{_OPC}/relationships/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

#: Face → other names under which machines have it, or faces that stand in for it.
_FACES = {
    "仿宋": "FangSong;仿宋_GB2312;STFangsong;FandolFang R;Noto Serif CJK SC",
    "楷体": "KaiTi;楷体_GB2312;STKaiti;LXGW WenKai;Noto Serif CJK SC",
    "黑体": "SimHei;STHeiti;Noto Sans CJK SC",
    "方正小标宋简体": "FZXiaoBiaoSong-B05S;方正小标宋_GBK;华文中宋;STZhongsong;宋体;Noto Serif CJK SC",
    "宋体": "SimSun;STSong;Noto Serif CJK SC",
}
_FONT_TABLE = (
    f"{HEAD}<w:fonts {W}>"
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/></w:font>'
        for name, others in _FACES.items()
    )
    + "</w:fonts>"
)


def settings(more: str = "") -> str:
    """The part of settings; *more* stands in front of what all documents have."""
    return (
        f"{HEAD}<w:settings {W}>{more}"
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def packed(
    body: str,
    title: str,
    *,
    styles: str,
    settings: str,
    footers: Sequence[str],
    numbering: str = "",
) -> bytes:
    """The document with this *body* (the children of `w:body`); the same input, the same bytes.

    *body* and *title* are XML already. Sections name their footers by `rId4` and those behind it.
    """
    named = {"styles": styles, "settings": settings, "fontTable": _FONT_TABLE}
    named |= {f"footer{number}": footer for number, footer in enumerate(footers, start=1)}
    if numbering:
        named["numbering"] = numbering
    parts = {
        "[Content_Types].xml": _types(named),
        "_rels/.rels": _relations(
            [
                (f"{_OFFICE}/officeDocument", "word/document.xml"),
                (_CORE_RELATION, "docProps/core.xml"),
            ]
        ),
        "word/document.xml": (
            f'{HEAD}<w:document {W} xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'
        ),
        "word/_rels/document.xml.rels": _relations(
            [(f"{_OFFICE}/{_kind(name)}", f"{name}.xml") for name in named]
        ),
        **{f"word/{name}.xml": text for name, text in named.items()},
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="{_CORE}" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), 8)
    return out.getvalue()


def _kind(name: str) -> str:
    """What kind of part this is: `footer` of `footer1`."""
    return name.rstrip("0123456789")


def _types(named: Iterable[str]) -> str:
    told = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{_kind(name)}+xml"/>'
        for name in named
    )
    return (
        f'{HEAD}<Types xmlns="{_OPC}/content-types">'
        f'<Default Extension="rels" ContentType="{_OPC_TYPES}.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{told}'
        '<Override PartName="/docProps/core.xml" '
        f'ContentType="{_OPC_TYPES}.core-properties+xml"/></Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{_OPC}/relationships">{told}</Relationships>'
