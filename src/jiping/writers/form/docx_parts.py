"""The styles and the footer of a form as a Word document."""

from __future__ import annotations

from xml.sax.saxutils import escape

from jiping.writers import word_package
from jiping.writers.word_package import HEAD, W


def _style(name: str, shown: str, run: str, paragraph: str = "", based: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="{based}"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _face(name: str) -> str:
    return f'<w:rFonts w:eastAsia="{name}"/>'


_SPACED = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_STYLES = f"""{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>\
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


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


_FOOTER = (
    f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t>第</w:t></w:r>'
    f'{_field("PAGE")}<w:r><w:t xml:space="preserve">页　共</w:t></w:r>{_field("NUMPAGES")}'
    "<w:r><w:t>页</w:t></w:r></w:p></w:ftr>"
)


def packed(body: str, title: str) -> bytes:
    """A Word document with this *body* (the children of `w:body`); the same input, the same bytes."""
    return word_package.packed(
        body, escape(title), styles=_STYLES, settings=word_package.settings(), footers=[_FOOTER]
    )
