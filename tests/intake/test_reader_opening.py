"""From paths to documents: kinds by content, folders, archives, standard input."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from office_files import compound, docx, p, pdf, xls, xlsx, zipped

from jiping.filing import Extraction, Source
from jiping.intake.document import Document, UnreadableError
from jiping.intake.opening import Opened, Refusal, Stored, open_documents, read_document

TEXT = "年度资金总额 972.54".encode()
WORD = docx(p("年度资金总额"))


def opened(*paths: Path | str, stdin: bytes = b"") -> list[Opened]:
    return list(open_documents(paths, io.BytesIO(stdin)))


def names(found: list[Opened], under: Path) -> list[str]:
    return [item.name.removeprefix(f"{under}/") for item in found]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (TEXT, "text/plain"),
        (b"<table><tr><td>1</table>", "text/html"),
        ("<p>年度".encode("utf-16"), "text/html"),
        (WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (xlsx("<sheetData><row><c><v>1</v></c></row></sheetData>"),
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (pdf(b"BT /F 9 Tf (a) Tj ET"), "application/pdf"),
    ],
    ids=["text", "html", "utf-16", "docx", "xlsx", "pdf"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.txt", "a"])
def test_the_content_tells_the_kind_not_the_name(name: str, data: bytes, media_type: str) -> None:
    document = read_document(name, data)

    assert (document.name, document.media_type) == (name, media_type)
    assert len(document.sha256) == 64


def test_a_folder_is_walked_in_order_without_hidden_files_and_locks(tmp_path: Path) -> None:
    for name in ["b.txt", "a/c.txt", "a/B.txt", ".git/x.txt", "~$b.docx", "a/.x"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(TEXT)

    assert names(opened(tmp_path), tmp_path) == ["a/B.txt", "a/c.txt", "b.txt"]


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.txt").write_bytes(TEXT)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT)
    (folder / "out.txt").symlink_to(tmp_path / "outside/secret.txt")
    (folder / "out").symlink_to(tmp_path / "outside")
    (folder / "round").symlink_to(folder)

    assert names(opened(folder), folder) == ["a.txt"]


def test_an_archive_gives_its_members_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(
        zipped(
            {"乡镇/b.docx": WORD, "a.txt": TEXT, "__MACOSX/._a.txt": b"x", "~$b.docx": b"x",
             "inner.zip": zipped({"c.txt": TEXT}), "../up.txt": TEXT, "bad.docx": b""}
        )
    )  # fmt: skip

    found = opened(path)

    assert names(found, tmp_path) == [
        "a.zip/../up.txt", "a.zip/a.txt", "a.zip/bad.docx", "a.zip/inner.zip", "a.zip/乡镇/b.docx"
    ]  # fmt: skip
    assert [type(item) for item in found] == [Document, Document, Refusal, Refusal, Document]


def test_names_in_an_archive_made_on_chinese_windows() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("x" * len("自评表.txt".encode("gbk")), TEXT)
    data = buffer.getvalue().replace(b"x" * 10, "自评表.txt".encode("gbk"))

    assert [item.name for item in opened("-", stdin=data)] == ["标准输入/自评表.txt"]


def test_standard_input_is_read_like_a_file() -> None:
    (document,) = opened("-", stdin=WORD)

    assert isinstance(document, Document)
    assert document.name == "标准输入"


def test_stored_results_pass_through_and_other_json_is_refused(tmp_path: Path) -> None:
    extraction = Extraction(source=Source(name="a.docx", media_type="x", sha256="0"))
    stored, other = tmp_path / "a.json", tmp_path / "b.json"
    stored.write_text(extraction.model_dump_json(by_alias=True))
    other.write_text(json.dumps({"schema": "jiping/filing/9"}))

    assert opened(stored, other) == [
        Stored(str(stored), extraction),
        Refusal(
            str(other),
            f"{other}：不是格式为jiping/filing/1的JSON数据（字段schema不符合要求），"
            "请提供extract命令输出的JSON或原文件。",
        ),
    ]


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_bytes(TEXT)

    found = opened(tmp_path / "none.docx", tmp_path / "none\x00.docx", good)

    assert [type(item) for item in found] == [Refusal, Refusal, Document]
    assert str(found[0].message).endswith("none.docx：文件不存在，请检查路径。")  # type: ignore[union-attr]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (refusal,) = opened(tmp_path)

    assert isinstance(refusal, Refusal)
    assert "没有文件" in refusal.message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "图片已损坏"), (b"Rar!\x1a\x07", "RAR"),
        (zipped({"OFD.xml": "<a/>"}), "没有可读的文字"), (zipped({"a.txt": TEXT}), "不是文档"),
        (b'{"a": 1}', "不是文档"), (compound({"Other": b"x"}), "不是Word或Excel"),
        (compound({"EncryptedPackage": b"x"}), "密码"),
        (b"<?xml version='1.0'?><Workbook "
         b"xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "Excel 2003 XML"),
        (docx(p("")), "没有可读的文字"), (xls([], b"", b""), "没有可读的文字"),
    ],
)  # fmt: skip
def test_other_kinds_are_refused_by_name_and_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_document("附件1.docx", data)

    message = str(refusal.value)
    assert message.startswith("附件1.docx：")
    assert message.endswith("。")
    assert reason in message
