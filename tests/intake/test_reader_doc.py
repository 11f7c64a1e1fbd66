"""Word 97 files, built byte by byte, and as LibreOffice writes them where it is installed."""

import shutil
import struct
import subprocess
from pathlib import Path

import docx as python_docx
import pytest
from drawn import drawn
from lxml import etree
from office_files import IN_TABLE, W, compound, doc, row_end

from jiping.intake.document import Cell, Document, Line, Table, UnreadableError
from jiping.intake.opening import read_document
from jiping.intake.readers import doc as reader
from jiping.intake.readers import libreoffice

GOES_ON, RESTARTS = 0x20, 0x60


def row(*texts: str, edges: list[tuple[int, int]]) -> list[tuple[str, bytes]]:
    return [*((text + "\x07", IN_TABLE) for text in texts), ("\x07", row_end(0, edges))]


def test_paragraphs_and_tables_with_merged_cells() -> None:
    data = doc(
        [
            ("自评表\r", b""),
            *row("预算", "名称", edges=[(1000, RESTARTS), (3000, 0)]),
            *row("", "总额", "972.54", edges=[(1010, GOES_ON), (2000, 0), (3000, 0)]),
            ("自评\x0b报告\r", b""),
        ]
    )

    assert reader.read(data).blocks == (
        Line("自评表", 1),
        drawn("""
            | 预算 | 名称 | <      |
            | ^    | 总额 | 972.54 |"""),
        Line("自评", 2),
        Line("报告", 3),
    )


def test_paragraphs_within_a_cell_are_lines_of_it() -> None:
    data = doc([("一、\r", IN_TABLE), *row("二、", "乙", edges=[(900, 0), (2000, 0)])])

    (table,) = reader.read(data).blocks

    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["一、\n二、", "乙"]


def test_the_properties_of_a_large_table_may_stand_in_the_data_stream() -> None:
    properties = row_end(0, [(1000, 0), (2000, 0)])
    more = struct.pack("<H", len(properties)) + properties
    paragraphs = [
        ("甲\x07", IN_TABLE),
        ("乙\x07", IN_TABLE),
        ("\x07", struct.pack("<HI", 0x6646, 0)),
    ]

    assert reader.read(doc(paragraphs, more=more)).blocks == (drawn("| 甲 | 乙 |"),)


def test_field_codes_and_stand_ins_are_left_out() -> None:
    data = doc([("共\x13 PAGE \x143\x15页\x01\x1e\r", b"")])

    assert reader.read(data).blocks == (Line("共3页-", 1),)


def test_tick_boxes_of_symbol_fonts_are_signs() -> None:
    assert reader.read(doc([("\uf0fe是\uf0a8否\r", b"")])).blocks == (Line("☑是□否", 1),)


def test_a_password_is_named() -> None:
    with pytest.raises(UnreadableError, match="密码"):
        reader.read(doc([("甲\r", b"")], encrypted=True))


def test_what_is_laid_out_otherwise_is_refused_without_libreoffice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libreoffice, "installed", lambda: None)

    with pytest.raises(UnreadableError, match="另存为"):
        reader.read(compound({"WordDocument": b"\xdc\xa5" + bytes(2000)}))
    with pytest.raises(UnreadableError, match="另存为"):
        reader.read(doc([*row("甲", "乙", edges=[(1000, 0)])]))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("converted")
    examples = Path(__file__).parents[2] / "examples"
    sources = sorted(examples.glob("*/*.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", "doc", "--outdir", folder, *sources],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder


@pytest.mark.parametrize("name", ["township-2022", "clean-2023", "project-2023"])
def test_the_examples_saved_as_doc_are_read_like_the_docx(
    name: str, examples: Path, converted: Path
) -> None:
    as_docx = read_document("a", (examples / name / f"{name}.docx").read_bytes())
    as_doc = read_document("a", (converted / f"{name}.doc").read_bytes())

    assert content(as_doc) == content(as_docx)
    assert as_doc.problems == ()


def content(document: Document) -> list[str | tuple[Cell, ...]]:
    """Lines with text, and the cells of tables."""
    return [
        block.text if isinstance(block, Line) else block.cells
        for block in document.blocks
        if isinstance(block, Table) or block.text
    ]


def test_deleted_and_hidden_text_is_left_out_symbols_are_read(
    tmp_path: Path,
) -> None:
    if libreoffice.installed() is None:
        pytest.skip("LibreOffice is not installed")
    author = 'w:id="1" w:author="甲" w:date="2023-01-01T00:00:00Z"'
    body = (
        f"<w:p><w:r><w:t>留</w:t></w:r><w:del {author}><w:r><w:delText>删</w:delText></w:r></w:del>"
        f"<w:ins {author}><w:r><w:t>增</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:t>是𠀀</w:t></w:r></w:p>'
    )
    document = python_docx.Document()
    document.element.body.append(etree.fromstring(body.replace("<w:p>", f'<w:p xmlns:w="{W}">')))
    document.save(str(tmp_path / "a.docx"))

    made = libreoffice.convert((tmp_path / "a.docx").read_bytes(), "docx", "doc")

    assert "留增☑是𠀀" in content(read_document("a.doc", made))
    assert "留增☑是𠀀" in content(read_document("a", (tmp_path / "a.docx").read_bytes()))


def test_libreoffice_is_the_second_way(converted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_read", _unknown)

    content = reader.read((converted / "township-2022.doc").read_bytes())

    assert any(isinstance(block, Table) for block in content.blocks)
    assert "LibreOffice" in content.problems[0].message


def _unknown(_: bytes) -> None:
    raise reader.UnknownLayoutError
