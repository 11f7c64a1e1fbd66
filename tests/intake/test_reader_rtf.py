"""RTF: characters in all their spellings, what is not shown, and tables by the edges of their cells."""

import pytest
from drawn import drawn

from jiping.intake.document import Line, UnreadableError
from jiping.intake.readers import libreoffice, rtf

HEAD = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}"


def lines(body: bytes) -> list[str]:
    return [block.text for block in rtf.read(HEAD + body + b"}").blocks if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"\u39044?\u31639?100\par", "预算100"),
        (rb"\uc2\u39044\'d4\'a4\u31639\'cb\'e3100\par", "预算100"),
        (rb"\'d4\'a4\'cb\'e3\par", "预算"),
        ("预算\\par".encode("gb18030"), "预算"),
        (rb"{\f1 caf\'e9}\par", "café"),
        (rb"\u-10187?\u-9136?\par", "\U0001d450"),
        (rb"\u8805?95%\~\{a\}\\\par", "≥95%\xa0{a}\\"),
        (rb"\uc0\u39044\u31639\par", "预算"),
        (rb"a\tab b\line c\emdash d\par", "a\tb"),
        (rb"\u-3933?\par", "□"),
    ],
)  # fmt: skip
def test_characters_in_all_their_spellings(body: bytes, text: str) -> None:
    assert lines(body)[0] == text


def test_what_is_not_shown_is_not_read() -> None:
    body = (
        rb"{\info{\title secret}}{\*\unknown secret}{\header secret}{\v secret}{\deleted secret}"
        rb"{\pict\wmetafile8 0100ff}{\object{\*\objdata 0105}}\bin4 \par}{\field{\*\fldinst PAGE}"
        rb"{\fldrslt 7}}{\*\bkmkstart a}!\par"
    )

    assert lines(body) == ["7!"]


def test_a_table_with_merged_cells() -> None:
    body = (
        rb"\trowd\clvmgf\cellx1000\cellx2000\cellx3000\pard\intbl a\cell b\cell c\cell\row"
        rb"\trowd\clvmrg\cellx1000\cellx3000\pard\intbl \cell d\par e\cell\row"
        rb"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3010\pard\intbl f\cell\cell g\cell\row"
        rb"\pard after\par"
    )

    table, after = rtf.read(HEAD + body + b"}").blocks

    assert table == drawn("""
        | a | b    | c |
        | ^ | d\\ne | < |
        | f | <    | g |""")
    assert after == Line("after", 1)


def test_a_table_within_a_cell_is_its_text_by_rows() -> None:
    body = (
        rb"\trowd\cellx1000\cellx2000\pard\intbl\itap2 a\nestcell 1\nestcell"
        rb"{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
        rb"b\nestcell 2\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}"
        rb"\pard\intbl\itap1\cell x\cell\row\pard after\par"
    )

    table, _ = rtf.read(HEAD + body + b"}").blocks

    assert table == drawn("| a 1\\nb 2 | x |")


@pytest.mark.parametrize(
    "body",
    [
        rb"\trowd\cellx1000\cellx2000\pard\intbl a\cell\row\pard after\par",
        rb"\trowd\cellx1000\pard\intbl a\cell",
        rb"\intbl a\cell\row\pard b\par",
    ],
    ids=["a cell missing", "broken off", "no edges"],
)
def test_rows_that_do_not_fit_their_edges_are_not_guessed(
    body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "installed", lambda: None)

    with pytest.raises(UnreadableError, match="已损坏的RTF"):
        rtf.read(HEAD + body + b"}")


def test_nesting_and_size_are_bounded() -> None:
    with pytest.raises(UnreadableError, match="已损坏"):
        rtf.read(HEAD + b"{" * 100_000)
    with pytest.raises(UnreadableError, match="过于庞大"):
        rtf.read(HEAD + rb"\b" * 2_100_000)
    assert lines(rb"\bin2147483647 abc\par") == []
