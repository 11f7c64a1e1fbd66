"""What documents carry besides text is not followed, run, opened or written anywhere."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from office_files import W, docx, p, pdf, stream, xlsx, zipped
from test_reader_ofd import package, text

from jiping.intake import UnreadableError, extract_all, extract_bounded
from jiping.intake.document import Document, Table
from jiping.intake.opening import open_documents, read_document

MARKER = "秘密一二三"
_seen: list[tuple[str, str]] = []
_listening = False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _listening and event.split(".")[0] in ("open", "socket", "subprocess", "os", "ctypes"):
        _seen.append((event, str(arguments[:1])))


sys.addaudithook(_hook)


@pytest.fixture
def watched() -> Iterator[list[tuple[str, str]]]:
    """What the program asks of the system meanwhile: files, sockets, processes."""
    global _listening
    read_document("a.html", b"<p>warm</p>")
    read_document("a.docx", docx(p("warm")))
    _seen.clear()
    _listening = True
    yield _seen
    _listening = False


def told(document: Document) -> str:
    """All text of a document."""
    parts = []
    for block in document.blocks:
        parts += [cell.text for cell in block.cells] if isinstance(block, Table) else [block.text]
    return "\n".join(parts)


def reached(events: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was asked for, besides the parts of the program itself."""
    own = (".py", ".pyc", ".xsl", ".so", ".zip", "site-packages", "jiping", "lib/python")
    return [
        (event, what)
        for event, what in events
        if event.startswith(
            ("socket.", "subprocess.", "os.system", "os.exec", "os.remove", "os.rename")
        )
        or (event == "open" and not any(part in what for part in own))
    ]


def test_the_watch_sees_what_it_should(watched: list[tuple[str, str]], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MARKER, encoding="utf-8")

    assert reached(watched)


def secret(tmp_path: Path) -> str:
    """The address of a file that no document may show."""
    path = tmp_path / "secret.txt"
    path.write_text(MARKER, encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("kind", ["docx", "xlsx", "ofd", "html", "mht"])
def test_entities_and_inclusions_are_not_resolved(kind: str, tmp_path: Path) -> None:
    uri = secret(tmp_path)
    dtd = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{uri}"><!ENTITY % b SYSTEM "{uri}"> %b;]>'
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{uri}" parse="text"/>'
    page = f"{dtd}<html><body><p>甲&a;</p>{include}<iframe src='{uri}'></iframe></body></html>"
    word = f'{dtd}<w:document xmlns:w="{W}"><w:body>{p("甲&a;")}{include}</w:body></w:document>'
    made = {
        "docx": zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": word}),
        "xlsx": xlsx(f"<sheetData>{include}</sheetData>"),
        "ofd": package(text("甲", 9, 9) + include),
        "html": page.encode(),
        "mht": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        b"Content-Type: text/html\n\n" + page.encode() + b"\n--b--\n",
    }

    try:
        shown = told(read_document(f"a.{kind}", made[kind]))
    except UnreadableError as error:
        shown = str(error)

    assert MARKER not in shown


@pytest.mark.parametrize("kind", ["xlsx", "ofd"])
def test_entity_bombs_in_every_container(kind: str) -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    data = {"xlsx": xlsx("<sheetData/>"), "ofd": package("")}[kind]
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode()
            parts[name] = f"{bomb}]>{part}" if name.endswith(("sheet1.xml", "Page.xml")) else part

    with pytest.raises(UnreadableError, match="外部实体"):
        read_document(f"a.{kind}", zipped(parts))


def test_an_ofd_that_inflates_without_end() -> None:
    with pytest.raises(UnreadableError, match="32 MB"):
        read_document("a.ofd", package(" " * (40 * 1024 * 1024)))


def test_links_templates_macros_and_objects_are_left_alone(watched: list[tuple[str, str]]) -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe '
        '"/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>结果</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    data = io.BytesIO(docx(p("甲") + field))
    with zipfile.ZipFile(data, "a") as archive:
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        archive.writestr(
            "word/_rels/settings.xml.rels",
            f'<Relationships><Relationship Id="r" Type="{relation}attachedTemplate" '
            'Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/></Relationships>',
        )
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf" * 99)
        archive.writestr("word/embeddings/oleObject1.bin", b"\xd0\xcf" * 99)
        archive.writestr("word/embeddings/book.xlsx", xlsx("<sheetData/>"))

    shown = told(read_document("a.docm", data.getvalue()))

    assert shown == "甲\n结果"
    assert reached(watched) == []


def test_pages_run_no_script_and_fetch_nothing(
    watched: list[tuple[str, str]],
) -> None:
    page = (
        "<html><head><link rel=stylesheet href='http://127.0.0.1:9/a.css'>"
        "<script src='http://127.0.0.1:9/a.js'>alert(1)</script></head><body onload='x()'>"
        "<img src='http://127.0.0.1:9/a.png'><object data='file:///etc/hostname'></object>"
        "<p>甲</p><a href='javascript:x()'>乙</a></body></html>"
    )

    assert told(read_document("a.html", page.encode())) == "甲\n乙"
    assert reached(watched) == []


def test_rtf_objects_and_pictures_from_elsewhere(watched: list[tuple[str, str]]) -> None:
    rtf = (
        rb"{\rtf1{\*\template http://127.0.0.1:9/a.dotm}a{\object\objemb{\*\objclass Package}"
        rb"{\*\objdata 0105000002}{\result{\pict 00}}}{\field{\*\fldinst INCLUDEPICTURE "
        rb"http://127.0.0.1:9/a.png}{\fldrslt b}}\par}"
    )

    assert told(read_document("a.rtf", rtf)) == "ab"
    assert reached(watched) == []


def test_pdf_scripts_links_and_attachments(watched: list[tuple[str, str]]) -> None:
    data = pdf(
        b"BT /F 10 Tf 60 210 Td (a1) Tj ET",
        page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(calc.exe)>>>>]"
        b"/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>",
        trailer=b"/OpenAction<</S/URI/URI(http://127.0.0.1:9/)>>",
        objects=[stream(b"MZ", b"/Type/EmbeddedFile")],
    )

    assert told(read_document("a.pdf", data)) == "a1"
    assert reached(watched) == []


def test_a_formula_is_the_text_that_its_cell_shows_and_never_worked_out() -> None:
    rows = (
        '<sheetData><row r="1"><c r="A1" t="str"><f>HYPERLINK("http://127.0.0.1:9","x")</f>'
        '<v>点击</v></c><c r="B1" t="inlineStr"><is><t>=1+1</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t>@SUM(A1)|cmd</t></is></c></row></sheetData>'
    )

    assert told(read_document("a.xlsx", xlsx(rows))) == "点击\n=1+1\n@SUM(A1)|cmd"


NAMES = ["../../逃.txt", "/etc/逃.txt", "C:\\逃.txt", "甲/../../逃.txt"]


def test_names_that_climb_out_of_an_archive_are_only_names(
    tmp_path: Path, watched: list[tuple[str, str]]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "a.zip"
    path.write_bytes(zipped(dict.fromkeys(NAMES, "绩效自评报告")))
    before = sorted(tmp_path.rglob("*"))
    watched.clear()

    opened = list(open_documents([path]))

    assert [one.name for one in opened if isinstance(one, Document)] == [
        f"{path}/{name}" for name in sorted(NAMES)
    ]
    assert sorted(tmp_path.rglob("*")) == before
    assert [what for _, what in reached(watched) if "a.zip" not in what] == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("报告\u202excod.exe", "报告�xcod.exe"), ("甲\u2066乙\u2069.txt", "甲�乙�.txt"),
        ("甲\x00.txt", "甲�.txt"), ("甲\n乙\x1b[2J.txt", "甲�乙�[2J.txt"),
        ("甲\u200b乙.txt", "甲�乙.txt"), ("甲\u3000乙 丙.txt", "甲\u3000乙 丙.txt"),
    ],
)  # fmt: skip
def test_a_name_shows_no_controls_and_turns_no_direction(name: str, shown: str) -> None:
    data = "绩效自评报告".encode()

    assert read_document(name, data).name == shown
    assert extract_bounded(name, data).source.name == shown
    with pytest.raises(UnreadableError) as error:
        read_document(name, b"")
    assert str(error.value).startswith(shown)


def test_a_name_beyond_measure_in_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"很" * 8000 + ".txt": "", "b.txt": "绩效自评报告"}))

    refused, read = list(extract_all([path]))[::-1]

    assert len(str(getattr(refused, "message", ""))) < 300
    assert read is not None


def test_json_beyond_all_depth_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"a":' * 100_000)

    (refused,) = extract_all([path])

    assert "JSON" in getattr(refused, "message", "")
