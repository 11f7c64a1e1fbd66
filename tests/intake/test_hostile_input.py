"""Hostile and broken files: one clear sentence each, and never more memory than the limits say."""

import io
import zipfile
import zlib
from itertools import pairwise
from pathlib import Path

import msoffcrypto
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_files import W, docx, p, pdf, stream, xls, xlsx, zipped
from office_files import doc as word_97

from jiping.intake.document import UnreadableError
from jiping.intake.opening import Refusal, open_documents, read_document
from jiping.intake.readers import libreoffice, limits

MEGABYTE = 1024 * 1024


def refusal(data: bytes, name: str = "文件.docx") -> str:
    with pytest.raises(UnreadableError) as error:
        read_document(name, data)
    message = str(error.value)
    assert message.startswith(f"{name}：")
    assert message.endswith("。")
    assert message.count("。") == 1
    return message


def with_dtd(declarations: str, reference: str) -> bytes:
    document = (
        f'<!DOCTYPE x [{declarations}]><w:document xmlns:w="{W}"><w:body>'
        f"{p(reference)}</w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def test_empty_files() -> None:
    assert "空文件" in refusal(b"")
    assert "空文件" in refusal(b"\xef\xbb\xbf \r\n")


def test_a_program_renamed() -> None:
    assert "不是文档" in refusal(b"MZ\x90\x00\x03" + bytes(range(256)) * 20)


def test_text_with_null_bytes() -> None:
    assert "不是文档" in refusal("预算\x00执行".encode())


def test_files_cut_off() -> None:
    whole = docx(p("年度资金总额") * 500)

    assert "损坏" in refusal(whole[: len(whole) // 2])
    assert "损坏" in refusal(pdf(b"BT ET")[:200], "文件.pdf")
    assert "损坏" in refusal(xls([], b"", b"")[:700], "文件.xls")


@pytest.mark.parametrize("name", ["township-2022.docx", "township-2022.xlsx"])
def test_encrypted_office_files(name: str, examples: Path) -> None:
    encrypted = io.BytesIO()
    with (examples / "township-2022" / name).open("rb") as plain:
        msoffcrypto.OfficeFile(plain).encrypt("1234", encrypted)

    assert "密码" in refusal(encrypted.getvalue())


def test_external_entities_and_entity_bombs() -> None:
    outside = with_dtd("<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;")
    tenfold = "".join(
        f"<!ENTITY {here} '{f'&{before};' * 10}'>" for before, here in pairwise("abcdefghij")
    )
    bomb = with_dtd("<!ENTITY a 'aaaaaaaaaa'>" + tenfold, "&j;")

    assert "外部实体" in refusal(outside)
    assert "外部实体" in refusal(bomb)


def test_a_word_file_that_inflates_without_end() -> None:
    assert "32 MB" in refusal(docx("<w:p/>" + " " * (40 * MEGABYTE)))


def test_a_word_file_of_millions_of_elements() -> None:
    assert "过于庞大" in refusal(docx("<w:p/>" * 1_600_000))


def test_a_file_whose_header_lies_about_its_size() -> None:
    data = bytearray(docx(p("甲" * 5000)))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = (50).to_bytes(4, "little")

    assert "损坏" in refusal(bytes(data))


def test_zip_bombs(tmp_path: Path) -> None:
    inner = zipped({"b.txt": b"0" * (65 * MEGABYTE)})
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": "年度", "b.zip": inner, "c.txt": b"0" * (65 * MEGABYTE)}))

    first, second, third = open_documents([path])

    assert not isinstance(first, Refusal)
    assert "压缩包中的压缩包" in second.message  # type: ignore[union-attr]
    assert "64 MB" in third.message  # type: ignore[union-attr]


def test_all_members_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", 100)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": b"1" * 101, "b.txt": b"2"}))

    first, second = open_documents([path])

    assert not isinstance(first, Refusal)
    assert "上限" in second.message  # type: ignore[union-attr]


def test_an_archive_under_a_password(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": "年度"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(data)

    (refused,) = open_documents([path])

    assert "密码" in refused.message  # type: ignore[union-attr]


def test_a_huge_text() -> None:
    assert "8 MB" in refusal("年度资金总额 100\n".encode() * 500_000)
    assert "64 MB" in refusal(b"a" * (65 * MEGABYTE))


def test_tables_of_ten_thousand_rows_and_250_columns() -> None:
    html = "<table>" + ("<tr>" + "<td>1" * 250) * 10_000
    cells = "<c><v>1</v></c>" * 250

    assert "过于庞大" in refusal(html.encode())
    assert "MB" in refusal(xlsx(f"<sheetData>{f'<row>{cells}</row>' * 10_000}</sheetData>"))


def test_spans_and_ranges_beyond_measure() -> None:
    wide = "<table><tr>" + "<td colspan=1000 rowspan=65000>1" * 3000 + "<tr><td>x" * 2000
    range_ = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    one = '<sheetData><row><c r="A1"><v>1</v></c></row></sheetData>'

    assert "过宽" in refusal(wide.encode())
    assert "范围过大" in refusal(xlsx(one + range_))


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li"])
def test_deep_nesting(tag: str) -> None:
    for depth in (200, 5000):
        try:
            read_document("a.html", (f"甲<{tag}>" * depth + "乙").encode())
        except UnreadableError:
            continue


def test_deep_tables_in_word() -> None:
    open_, close = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"

    assert read_document("a.docx", docx(open_ * 60 + p("甲") + close * 60)).blocks
    assert "损坏" in refusal(docx(open_ * 5000 + close * 5000))


def test_a_pdf_that_inflates_without_end() -> None:
    packed = zlib.compress(b" " * (500 * MEGABYTE), 9)
    data = pdf(b"").replace(
        b"<</Length 0>>stream\n\nendstream", stream(packed, b"/Filter/FlateDecode")
    )

    assert "压缩炸弹" in refusal(data)


def test_names_beyond_measure_are_shortened_and_made_printable() -> None:
    with pytest.raises(UnreadableError) as error:
        read_document("很" * 5000 + "\x1b[2J.docx", b"")

    assert len(str(error.value)) < 200
    with pytest.raises(UnreadableError) as error:
        read_document("a\x1b[2J\n.docx", b"")
    assert "\x1b" not in str(error.value)


def test_macros_and_embedded_objects_are_not_looked_at() -> None:
    data = docx(p("甲"))
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xff" * 100)
        archive.writestr("word/embeddings/oleObject1.bin", b"\xff" * 100)

    assert read_document("a.docm", buffer.getvalue()).blocks


SEEDS = {
    "docx": docx(p("甲") + "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    "xlsx": xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'),
    "xls": xls(["0%"], b"", b""),
    "doc": word_97([("甲\r", b""), ("乙\r", b"")]),
    "pdf": pdf(b"BT /F 9 Tf (a) Tj ET 0 0 m 9 9 l S"),
    "html": "<table><tr><td rowspan=2>甲<td>乙</table>".encode(),
}


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_bytes_are_read_or_refused(
    kind: str, data: st.DataObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "installed", lambda: None)
    damaged = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))

    try:
        read_document(f"a.{kind}", bytes(damaged[: data.draw(st.integers(1, len(damaged)))]))
    except UnreadableError as error:
        assert str(error).startswith(f"a.{kind}：")


def test_a_sheet_of_pipes_beyond_all_measure_is_refused():
    with pytest.raises(UnreadableError, match="竖线"):
        read_document("表.txt", ("1 |" * 250 + "\n").encode() * 2000)
