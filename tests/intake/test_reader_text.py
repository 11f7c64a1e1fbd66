"""Plain text in the encodings of Chinese offices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.intake.document import Line, UnreadableError
from jiping.intake.readers import text

FORM = "年度资金总额\n\n972.54\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_encodings(encoding: str) -> None:
    assert [block.text for block in text.read(FORM.encode(encoding)).blocks] == [
        "年度资金总额",
        "",
        "972.54",
    ]


def test_every_line_keeps_its_number_and_empty_lines_stay() -> None:
    assert text.read("一\r\n\r\n\r三".encode()).blocks == (
        Line("一", 1),
        Line("", 2),
        Line("", 3),
        Line("三", 4),
    )


def test_short_chinese_text_is_not_taken_for_another_encoding() -> None:
    assert text.decode("满意度".encode("gb18030")) == "满意度"


def test_text_cut_within_a_character_loses_that_character_only() -> None:
    assert text.decode("预算执行率".encode()[:-1]) == "预算执行"
    assert text.decode("预算执行率".encode("gb18030")[:-1]) == "预算执行"


def test_text_in_no_known_encoding_is_refused() -> None:
    with pytest.raises(UnreadableError, match="编码"):
        text.read(b"\x81\x20\xff\xfe\xff" * 20)


def test_a_broken_byte_in_a_long_text_is_told() -> None:
    data = FORM.encode() * 100 + b"\xff" + FORM.encode() * 100

    content = text.read(data)

    assert len(content.blocks) == 600
    assert content.problems[0].message.startswith("有1处文字已损坏")


@given(st.text(st.characters(codec="gb18030", exclude_characters="\x00\r")))
def test_gb18030_text_comes_back_or_is_also_utf_8(line: str) -> None:
    data = line.encode("gb18030")

    assert text.decode(data) in (line, data.decode("utf-8-sig", "ignore"))
