"""OFD: characters and lines by their places, templates, composite objects, and what is refused."""

import pytest
from drawn import drawn
from office_files import zipped

from jiping.intake.document import Content, Line, Table, UnreadableError
from jiping.intake.opening import read_document
from jiping.intake.readers import ofd as reader

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
GRID = "".join(
    f'<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>{d}</ofd:AbbreviatedData>'
    "</ofd:PathObject>"
    for d in ("M 20 20 L 100 20 L 100 40 L 20 40 C", "M 20 30 L 100 30", "M 60 20 L 60 40")
)


def text(words: str, x: float, y: float, more: str = "", code: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 50 5" Size="4" {more}>'
        f'<ofd:TextCode X="0" Y="4" {code}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def package(objects: str, template: str = "", resources: str = "", **parts: str) -> bytes:
    use = '<ofd:Template TemplateID="9"/>' if template else ""
    content = "<ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content>"
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
            '<ofd:TemplatePage ID="9" BaseLoc="Tpl.xml"/></ofd:CommonData>'
            '<ofd:Pages><ofd:Page BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/Page.xml": f"<ofd:Page {NS}>{use}{content.format(objects)}</ofd:Page>",
            "Doc_0/Tpl.xml": f"<ofd:Page {NS}>{content.format(template)}</ofd:Page>",
            "Doc_0/Res.xml": f"<ofd:Res {NS}>{resources}</ofd:Res>",
            **parts,
        }
    )


def read(objects: str, template: str = "", resources: str = "") -> Content:
    return reader.read(package(objects, template, resources))


def test_a_table_by_its_lines_and_text_around_it() -> None:
    words = text("自评表", 20, 10) + text("总额", 22, 22) + text("972.54", 62, 22)
    words += text("执行率", 22, 32) + text("≥95%", 62, 32)

    assert read(words + GRID).blocks == (
        Line("自评表", 1, 1),
        drawn("| 总额 | 972.54 |\n| 执行率 | ≥95% |", page=1),
    )


def test_a_run_over_several_cells_is_parted_at_their_lines() -> None:
    words = text("总额972.54", 22, 22, code='DeltaX="4 36 2.2 2.2 2.2 2.2 2.2"')
    words += text("甲乙丙", 22, 32, code='DeltaX="g 2 19"')

    (table,) = read(words + GRID).blocks

    assert table == drawn("| 总额 | 972.54 |\n| 甲 乙 | 丙 |", page=1)


def test_templates_and_composite_objects_stand_where_they_are_put() -> None:
    unit = '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="5"><ofd:Content>'
    unit += text("972.54", 2, 2) + "</ofd:Content></ofd:CompositeGraphicUnit>"
    unit += "</ofd:CompositeGraphicUnits>"
    objects = '<ofd:CompositeObject ResourceID="5" Boundary="60 20 40 10"/>'
    objects += f"<ofd:PageBlock>{text('总额', 22, 22)}</ofd:PageBlock>"

    (table,) = read(objects, template=GRID, resources=unit).blocks

    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells][:2] == ["总额", "972.54"]


def test_text_that_is_scaled_turned_or_drawn_twice() -> None:
    scaled = text("甲", 2, 2, 'CTM="0.5 0 0 0.5 0 0"').replace('Size="4"', 'Size="8"')
    twice = text("乙", 20, 30) + text("乙", 20.1, 30)
    hidden = text("丙", 20, 50, 'Visible="false"')
    down = text("丁戊", 20, 60, code='DeltaY="5"')

    told = [block.text for block in read(scaled + twice + hidden + down).blocks]

    assert told == ["甲", "乙", "丁戊"]


def test_what_is_refused() -> None:
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1"/>'
    for data, told in (
        (package(picture), "扫描件"),
        (package("", **{"Encryptions.xml": "<a/>"}), "已加密"),
        (package("<ofd:TextObject>").replace(b"Doc_0/Page.xml", b"Doc_0/Gone.xml"), "不完整"),
        (package(text("甲" * 200_001, 1, 1)), "过于复杂"),
    ):
        with pytest.raises(UnreadableError, match=told):
            read_document("a.ofd", data)


def test_places_beyond_all_measure_do_no_harm() -> None:
    words = text("甲", 1, 1, 'CTM="1e30 nan inf 1 0 0"', 'DeltaX="g 99999999 1e99"')
    path = '<ofd:PathObject Boundary="-1e9 x 1 1"><ofd:AbbreviatedData>M L 1 C B 9 S'
    path += "</ofd:AbbreviatedData></ofd:PathObject>"

    assert read(words + path + text("乙", 20, 30)).blocks
