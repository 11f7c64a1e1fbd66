"""A part of a workbook read at one stroke gives what its tree gives, or is left to the tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiping.intake.readers import xlsx_plain, xlsx_tree
from jiping.intake.readers.package import Package

ROOT = Path(__file__).parents[2]
BOOKS = sorted([*ROOT.glob("examples/*/*.xlsx"), *ROOT.glob("benchmarks/documents/*.xlsx")])
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def part(root: str, content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {MAIN}>{content}</{root}>'.encode()


def sheet(content: str) -> bytes:
    return part("worksheet", f"<sheetData>{content}</sheetData>")


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.name)
def test_both_ways_read_the_same(book: Path) -> None:
    package = Package(book.read_bytes())
    texts, styles = package.required("xl/sharedStrings.xml"), package.required("xl/styles.xml")
    cells = package.required("xl/worksheets/sheet1.xml")
    assert xlsx_plain.strings(texts) == xlsx_tree.strings(texts)
    assert xlsx_plain.formats(styles) == xlsx_tree.formats(styles)
    assert xlsx_plain.sheet(cells) == xlsx_tree.sheet(cells)


def test_formulas_inline_texts_and_entities() -> None:
    cells = sheet(
        '<row r="1"><c r="A1" s="3"><v>972.54</v></c><c r="B1"/>'
        '<c r="C1" t="str"><f>A1&amp;"元"</f><v>972.54&lt;元&#10;</v></c>'
        '<c r="AA1" t="inlineStr"><is><t xml:space="preserve"> ≥90分 &#x4E2D;</t></is></c></row>'
        '</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells><sheetData>'
    )
    read = xlsx_plain.sheet(cells)
    assert read == xlsx_tree.sheet(cells)
    assert read is not None
    assert [value for _, _, _, value in read.cells] == ["972.54", "972.54<元\n", " ≥90分 中"]
    assert read.merged == [((0, 0), (1, 1))]


@pytest.mark.parametrize(
    "content",
    [
        '<row r="1"><c r="A1"><v>1</v></c><!-- <c r="B1"><v>2</v></c> --></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[1]]></v></c></row>',
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c></row>',
        '<row r="1"><c r="A1" t="str"><v>1\r\n</v></c></row>\r\n',
    ],
)
def test_what_is_spelled_otherwise_is_left_to_the_tree(content: str) -> None:
    assert xlsx_plain.sheet(sheet(content)) is None


def test_a_part_that_breaks_off_or_has_a_prefix_is_left_to_the_tree() -> None:
    whole = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    assert xlsx_plain.sheet(whole) is not None
    assert xlsx_plain.sheet(whole[:-4]) is None
    assert xlsx_plain.sheet(whole.replace(b"<?xml", b"<!DOCTYPE a>")) is None
    prefixed = whole.replace(b"xmlns=", b"xmlns:x=").replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    assert xlsx_plain.sheet(prefixed) is None


def test_texts_in_runs_and_with_readings() -> None:
    runs = part(
        "sst", "<si><t>绩效</t></si><si><r><rPr><b/></rPr><t>10</t></r><r><t>分</t></r></si>"
    )
    assert xlsx_plain.strings(runs) == xlsx_tree.strings(runs) == ["绩效", "10分"]
    ruby = part("sst", '<si><t>评</t><rPh sb="0" eb="1"><t>ping</t></rPh></si>')
    assert xlsx_plain.strings(ruby) is None
    assert xlsx_tree.strings(ruby) == ["评"]
