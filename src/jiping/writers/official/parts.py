"""The fixed parts of an official Word document: styles, page, numbering of pages, faces.

GB/T 9704-2012: A4, top 37 mm, left 28 mm, type area 156 × 225 mm with 22 lines of 28 characters;
title 二号 小标宋, body 三号 仿宋, levels 黑体, 楷体, 仿宋; page numbers 四号 宋体 on the outer side.
"""

from __future__ import annotations

from jiping.writers import word_package
from jiping.writers.word_package import HEAD, W

_LINE = '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>'


def _style(
    name: str, shown: str, paragraph: str, face: str = "", size: int = 0, follows: str = "Normal"
) -> str:
    fonts = f'<w:rFonts w:eastAsia="{face}"/>' if face else ""
    sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{follows}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{fonts}{sized}</w:rPr></w:style>"
    )


_TWO = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


def _heading(level: int) -> str:
    """A heading is Word's own, numbered by the list of all levels, and stays with what follows."""
    listed = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
    return f'<w:keepNext/><w:keepLines/>{listed}{_TWO}<w:outlineLvl w:val="{level - 1}"/>'


_STYLES = f"""{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:cs="Times New Roman"/>\
<w:spacing w:val="-4"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>\
<w:pPrDefault/></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>\
<w:pPr>{_LINE}<w:jc w:val="both"/></w:pPr></w:style>\
{_style("Title", "Title", '<w:keepNext/><w:keepLines/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="579" w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>', "方正小标宋简体", 44, "Addressee")}\
{_style("Number", "发文字号", '<w:spacing w:after="289"/><w:jc w:val="center"/>')}\
{_style("Addressee", "主送机关", "", follows="Body")}\
{_style("Body", "正文段落", _TWO, follows="Body")}\
{_style("Heading1", "heading 1", _heading(1), "黑体", follows="Body")}\
{_style("Heading2", "heading 2", _heading(2), "楷体", follows="Body")}\
{_style("Heading3", "heading 3", _heading(3), follows="Body")}\
{_style("Heading4", "heading 4", _heading(4), follows="Body")}\
{_style("Attachment", "附件说明", '<w:spacing w:before="579"/>' + _TWO)}\
{_style("AttachmentMore", "附件说明续", '<w:ind w:firstLineChars="500" w:firstLine="1600"/>')}\
{_style("Signature", "发文机关署名", '<w:keepNext/><w:keepLines/><w:spacing w:before="1158"/><w:ind w:left="3600"/><w:jc w:val="center"/>')}\
{_style("Date", "成文日期", '<w:keepLines/><w:ind w:left="3600"/><w:jc w:val="center"/>')}\
{_style("Footer", "footer", '<w:spacing w:line="240" w:lineRule="auto"/>', "宋体", 28)}\
</w:styles>"""

#: The levels of GB/T 9704 7.3.3 as one list tied to the headings.
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))  # fmt: skip
_NUMBERING = (
    f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{_TWO}</w:pPr></w:lvl>'
        for level, (form, pattern) in enumerate(_LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

#: 1 mm = 56.7 twips. Characters are set 0.2 pt closer, so that a line holds 28 of them (a grid of
#: characters is read differently by every program).
SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:footerReference w:type="even" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1466" w:bottom="1984" w:left="1588" w:header="851"'
    ' w:footer="1588" w:gutter="0"/>'
    '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
)


def _footer(side: str) -> str:
    return (
        f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:left="280" '
        f'w:right="280"/><w:jc w:val="{side}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def packed(body: str, title: str) -> bytes:
    """The document with this *body*; *body* and *title* are XML already."""
    return word_package.packed(
        body + SECTION,
        title,
        styles=_STYLES,
        settings=word_package.settings("<w:evenAndOddHeaders/>"),
        footers=[_footer("right"), _footer("left")],
        numbering=_NUMBERING,
    )
