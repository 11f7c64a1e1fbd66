"""The fixed parts of a Word document: content types, relations, styles, faces, settings, footer."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
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

_TYPES = f"""{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>\
<Override PartName="/word/fontTable.xml" ContentType="{_WORD}.fontTable+xml"/>\
<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""

_RELS = f"""{_HEAD}<Relationships xmlns="{_RELATIONS}">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" \
Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""

_DOCUMENT_RELS = f"""{_HEAD}<Relationships xmlns="{_RELATIONS}">\
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>\
<Relationship Id="rId3" Type="{_OFFICE}/fontTable" Target="fontTable.xml"/>\
<Relationship Id="rId4" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>"""

_SETTINGS = f"""{_HEAD}<w:settings {_W}><w:characterSpacingControl w:val="compressPunctuation"/>\
<w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"""


def _style(name: str, shown: str, run: str, paragraph: str = "", based: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="{based}"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _face(name: str) -> str:
    return f'<w:rFonts w:eastAsia="{name}"/>'


_SPACED = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_STYLES = f"""{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:cs="Times New Roman"/>\
<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>\
<w:pPrDefault/></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>\
<w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{_SPACED}</w:pPr></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>\
{_style("Title", "Title", _face("方正小标宋简体") + '<w:sz w:val="36"/><w:szCs w:val="36"/>', '<w:spacing w:after="40"/><w:jc w:val="center"/>')}\
{_style("Subtitle", "Subtitle", _face("楷体") + '<w:sz w:val="24"/><w:szCs w:val="24"/>', '<w:spacing w:after="80"/><w:jc w:val="center"/>')}\
{_style("FormMark", "表号", _face("黑体"))}\
{_style("FormLabel", "表栏目", _face("黑体"), '<w:jc w:val="center"/>')}\
{_style("FormText", "表文字", "", '<w:jc w:val="left"/>')}\
{_style("FormShort", "表短语", "", '<w:jc w:val="center"/>')}\
{_style("FormFigure", "表数字", "", '<w:jc w:val="right"/>')}\
{_style("FormNote", "表注", '<w:sz w:val="18"/><w:szCs w:val="18"/>', '<w:spacing w:before="80"/>')}\
{_style("FormSignature", "签名行", "", '<w:keepLines/><w:spacing w:before="160"/>')}\
{_style("Footer", "footer", '<w:sz w:val="18"/><w:szCs w:val="18"/>', '<w:jc w:val="center"/>')}\
</w:styles>"""

_FONT_TABLE = (
    f"{_HEAD}<w:fonts {_W}>"
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/></w:font>'
        for name, others in _FACES.items()
    )
    + "</w:fonts>"
)


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


_FOOTER = (
    f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t>第</w:t></w:r>'
    f'{_field("PAGE")}<w:r><w:t xml:space="preserve">页　共</w:t></w:r>{_field("NUMPAGES")}'
    "<w:r><w:t>页</w:t></w:r></w:p></w:ftr>"
)


def packed(body: str, title: str) -> bytes:
    """A Word document with this *body* (the children of `w:body`); the same input, the same bytes."""
    document = f'{_HEAD}<w:document {_W} xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'
    core = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
    parts = {
        "[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": document,
        "word/_rels/document.xml.rels": _DOCUMENT_RELS, "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS, "word/fontTable.xml": _FONT_TABLE,
        "word/footer1.xml": _FOOTER, "docProps/core.xml": core,
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), 8)
    return out.getvalue()
