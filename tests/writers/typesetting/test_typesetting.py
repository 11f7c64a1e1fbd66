"""Pages in Chinese: archival, searchable, the same bytes again, and no text is read as markup."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from jiping.writers.typesetting import (
    SettingError,
    found_faces,
    packaged_faces,
    pictures,
    quoted,
    typeset,
)
from jiping.writers.typesetting.faces import FAMILIES, Faces

FACES = packaged_faces()
RARE = "渌口区 㟃 䶮 𬭎"


def text_of(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(BytesIO(pdf))[0]
    return str(page.get_textpage().get_text_range())


def test_rare_characters_can_be_searched() -> None:
    made = typeset(f"#{quoted(RARE)}", title="试验", faces=FACES)
    assert RARE in text_of(made)


def test_a_page_is_archival_and_tagged() -> None:
    made = typeset("#biaoti[部门整体支出绩效自评表]", title="试验", faces=FACES)
    assert b"pdfaid:part>2<" in made
    assert b"pdfaid:conformance>A<" in made
    assert b"/MarkInfo" in made


def test_the_same_page_gives_the_same_bytes() -> None:
    assert typeset("绩效", title="试验", faces=FACES) == typeset("绩效", title="试验", faces=FACES)


def test_a_character_of_no_face_costs_the_archive_mark_and_not_the_page() -> None:
    made = typeset(f"#{quoted('表情🀄' + chr(0xE000) + '在此')}", title="试验", faces=FACES)
    assert "在此" in text_of(made)


@pytest.mark.parametrize(
    "text", ["#panic()", '"引号" \\反斜杠', "$x$ *粗* _斜_ `码` <名> @引", "a\x00\x1b\ud800b"]
)
def test_text_is_not_read_as_markup(text: str) -> None:
    shown = text_of(typeset(f"#{quoted(text)}", title=text, faces=FACES))
    assert shown.strip() == text.replace("\x00\x1b\ud800", "").strip()


def test_faulty_markup_is_told() -> None:
    with pytest.raises(SettingError):
        typeset("#nothing", title="试验", faces=FACES)


def test_a_page_as_a_picture() -> None:
    (png,) = pictures('#set page(paper: "a4")\n绩效', faces=FACES)
    assert png.startswith(b"\x89PNG")


def test_every_role_has_a_face_without_any_on_the_machine() -> None:
    assert all(FACES.chain(role) for role in FAMILIES)
    assert FACES.chain("fangsong")[0] == "FandolFang R"
    assert FACES.title_is_light


def test_the_official_face_comes_first_where_the_machine_has_it() -> None:
    faces = Faces(FACES.store, FACES.families | {"FangSong_GB2312", "FZXiaoBiaoSong-B05S"})
    assert faces.chain("fangsong")[:2] == ("FangSong_GB2312", "FandolFang R")
    assert not faces.title_is_light


def test_folders_named_in_the_environment_are_searched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JIPING_FONTS", f"{tmp_path}:{tmp_path / 'missing'}")
    assert "Noto Serif SC" in found_faces().families
