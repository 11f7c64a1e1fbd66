import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jiping.cli.wrap import divide, indent, wrap


def test_no_line_begins_with_closing_punctuation_or_ends_with_an_opening_bracket() -> None:
    text = "执行数3852.54万元，超过年初预算（972.54万元），应说明原因。"
    for width in range(14, 60):
        for line in wrap(text, width):
            assert line[0] not in "，。）"
            assert line[-1] not in "（"


def test_numbers_stay_whole() -> None:
    assert any("3852.54" in line for line in wrap("全年执行数为3852.54万元", 16))


def test_further_lines_are_indented() -> None:
    assert indent("一二三四五六", 10, "• ", "  ").splitlines() == ["• 一二三", "  四五六"]


@given(st.text("一二三（），。ab1 ", min_size=1, max_size=80), st.integers(8, 40))
def test_nothing_is_lost_and_lines_fit(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    # Closing punctuation may hang over the edge, as in print.
    assert all(cell_len(line.rstrip("，。）")) <= max(width, 80) for line in lines)


def test_cells_of_a_table_are_divided_without_hanging_and_addresses_stay_whole() -> None:
    text = "文件、文件夹，s3://、https://等地址；@清单 为每行一个地址的文件"
    for width in range(10, 50):
        starts = [0, *divide(text, width), len(text)]
        lines = [text[a:b] for a, b in itertools.pairwise(starts)]
        assert all(cell_len(line.rstrip()) <= width for line in lines)
        assert all(line[0] not in "、，；" for line in lines)
        assert sum("https://" in line for line in lines) == 1
    assert divide("显示版本号", 10) == []


@given(st.text("一二三（），。ab1 ", max_size=80), st.integers(1, 40))
def test_what_is_divided_is_in_order(text: str, width: int) -> None:
    starts = divide(text, width)
    assert starts == sorted(set(starts))
    assert all(0 < start < len(text) for start in starts)
