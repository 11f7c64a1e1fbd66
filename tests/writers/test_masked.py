"""Covered copies of Office files: every number that can be seen, and nothing else."""

import io
import itertools
import zipfile

import docx
import pytest
import xlsxwriter
from docx.document import Document

from jiping.intake.document import UnreadableError
from jiping.writers.masked import covered, masked_copy

PHONE, SHOWN = "13800138000", "138****8000"
IDENTITY, IDENTITY_SHOWN = "11010519491231002X", "1101**********002X"


def word(document: Document) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def masked_word(document: Document) -> Document:
    copy = masked_copy(word(document), ".docx")
    assert copy is not None
    return docx.Document(io.BytesIO(copy.data))


def test_a_number_across_runs_is_covered_and_the_runs_keep_their_form() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("联系电话")
    for text in ("138", "0013", "8000，"):
        paragraph.add_run(text).bold = True
    paragraph.add_run("欢迎监督")
    (copied, *_) = masked_word(document).paragraphs
    assert copied.text == f"联系电话{SHOWN}，欢迎监督"
    assert [run.bold for run in copied.runs] == [None, True, True, True, None]


def test_a_tab_or_break_parts_two_numbers() -> None:
    document = docx.Document()
    document.add_paragraph(f"1\t{PHONE}\n{IDENTITY}")
    (copied, *_) = masked_word(document).paragraphs
    assert copied.text == f"1\t{SHOWN}\n{IDENTITY_SHOWN}"


def test_tables_headers_and_properties_are_covered_too() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = f"经办人：李某 {PHONE}"
    document.sections[0].header.paragraphs[0].text = f"内部联系 {PHONE}"
    document.core_properties.comments = f"电话{PHONE}"
    copy = masked_copy(word(document), ".docx")
    assert copy is not None
    assert not any(PHONE.encode() in part for part in parts(copy.data).values())
    assert sum(SHOWN.encode() in part for part in parts(copy.data).values()) == 3


def test_parts_without_numbers_stay_as_they_are() -> None:
    document = docx.Document()
    document.add_paragraph(PHONE)
    before = word(document)
    copy = masked_copy(before, ".docx")
    assert copy is not None
    after = parts(copy.data)
    assert [name for name, part in parts(before).items() if after[name] != part] == [
        "word/document.xml"
    ]


def test_amounts_and_codes_stay() -> None:
    document = docx.Document()
    document.add_paragraph("预算3852.54万元，项目编码51000021R000000019951")
    before = word(document)
    copy = masked_copy(before, ".docx")
    assert copy is not None
    assert parts(copy.data) == parts(before)


def test_cells_with_texts_and_numbers_are_covered() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, f"电话{PHONE}")
        sheet.write_number(1, 0, int(PHONE))
        sheet.write_formula(2, 0, "=A2+0", None, int(PHONE))
        sheet.write_rich_string(3, 0, "电话138", book.add_format({"bold": True}), "00138000")
        sheet.write_number(4, 0, 3852.54)
        sheet.write_comment(0, 1, f"打{PHONE}")
    copy = masked_copy(kept.getvalue(), ".xlsx")
    assert copy is not None
    whole = b"".join(parts(copy.data).values())
    assert PHONE.encode() not in whole
    assert b"<f>" not in whole
    assert b"3852.54" in whole
    assert whole.count(SHOWN.encode()) == 5


@pytest.mark.parametrize("cuts", [(3,), (1, 4), (2, 5, 9), tuple(range(1, 11))])
def test_wherever_the_pieces_are_cut(cuts: tuple[int, ...]) -> None:
    text = PHONE
    ends = (0, *cuts, len(text))
    pieces = ["电话", *(text[a:b] for a, b in itertools.pairwise(ends)), "。"]
    assert "".join(covered(pieces)) == f"电话{SHOWN}。"


def test_pictures_and_embedded_files_are_named_as_not_looked_into() -> None:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(docx.Document()))) as old,
        zipfile.ZipFile(kept, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/media/image1.png", b"\x89PNG")
    copy = masked_copy(kept.getvalue(), ".docx")
    assert copy is not None
    assert copy.hides


def test_hostile_parts_are_refused() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as new:
        new.writestr(
            "word/document.xml",
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        )
    with pytest.raises(UnreadableError, match="外部实体"):
        masked_copy(kept.getvalue(), ".docx")


def test_other_formats_cannot_be_covered() -> None:
    assert masked_copy(b"%PDF-1.7", ".pdf") is None
