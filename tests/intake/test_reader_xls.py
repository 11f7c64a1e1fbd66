"""Excel 97 workbooks, built record by record."""

import struct

import pytest
from office_files import compound, record, wide, xls

from jiping.intake.document import Cell, UnreadableError
from jiping.intake.readers import xls as reader


def cells(data: bytes) -> tuple[Cell, ...]:
    (table,) = reader.read(data).blocks
    assert table.sheet == "表一"
    return table.cells


def number(row: int, column: int, style: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def rk(value: int, hundredths: bool = False) -> int:
    return value << 2 | 2 | hundredths


def test_numbers_are_shown_by_their_formats() -> None:
    body = (
        number(0, 0, 0, 3852.54)
        + number(0, 1, 1, 1.0)
        + record(0x027E, struct.pack("<HHHI", 1, 0, 0, rk(97254, hundredths=True)))
        + record(0xBD, struct.pack("<HHHIHIH", 2, 0, 0, rk(11), 2, rk(44926), 1))
        + number(3, 0, 0, 0.1 + 0.2)
    )

    assert cells(xls(["0%", "yyyy/m/d"], b"", body)) == (
        Cell("3852.54", 0, 0),
        Cell("100%", 0, 1),
        Cell("972.54", 1, 0),
        Cell("11", 2, 0),
        Cell("2022-12-31", 2, 1),
        Cell("0.3", 3, 0),
    )


def test_shared_strings_go_on_in_continuation_records() -> None:
    first, second = wide("年度资金总额"), wide("产出𠀀指标")
    head = struct.pack("<II", 2, 2)
    # Cut within the characters: the continuation begins with flags of its own.
    shared = record(0xFC, head + first[:9]) + record(0x3C, b"\x01" + first[9:] + second)
    body = record(0xFD, struct.pack("<HHHI", 0, 0, 0, 0)) + record(
        0xFD, struct.pack("<HHHI", 0, 1, 0, 1)
    )

    assert [cell.text for cell in cells(xls([], shared, body))] == ["年度资金总额", "产出𠀀指标"]


def test_a_cell_that_is_struck_out_says_nothing() -> None:
    plain, struck = (record(0x31, struct.pack("<HH12x", 200, flags)) for flags in (0, 8))
    # The fonts are numbered 0 to 3, then 5.
    styles = plain * 4 + struck + record(0xE0, struct.pack("<HH16x", 5, 0))
    body = number(0, 0, 0, 95) + number(0, 1, 1, 90)

    assert cells(xls([], styles, body)) == (Cell("95", 0, 0),)


def test_formulas_merged_ranges_and_hidden_rows() -> None:
    text_result = struct.pack("<HHH", 1, 0, 0) + b"\x00" * 6 + b"\xff\xff" + b"\x00" * 6
    error_result = struct.pack("<HHH", 1, 1, 0) + b"\x02\x00\x07" + b"\x00" * 3 + b"\xff\xff"
    body = (
        record(0x0204, struct.pack("<HHH", 0, 0, 0) + wide("标题"))
        + record(0x06, text_result) + record(0x0207, wide("优"))
        + record(0x06, error_result + b"\x00" * 6)
        + record(0x06, struct.pack("<HHHd", 2, 0, 0, 90.0) + b"\x00" * 6)
        + record(0x0208, struct.pack("<H10xI", 3, 0x20)) + number(3, 0, 0, 1.0)
        + record(0xE5, struct.pack("<H4H", 1, 0, 0, 0, 1))
    )  # fmt: skip

    assert cells(xls([], b"", body)) == (
        Cell("标题", 0, 0, 1, 2),
        Cell("优", 1, 0),
        Cell("#DIV/0!", 1, 1),
        Cell("90", 2, 0),
    )


def test_a_password_and_an_older_format_are_named() -> None:
    begin = record(0x0809, struct.pack("<HH12x", 0x0600, 5))

    with pytest.raises(UnreadableError, match="密码"):
        reader.read(compound({"Workbook": begin + record(0x2F, b"\x00" * 6) + record(0x0A)}))
    with pytest.raises(UnreadableError, match="Excel 95"):
        reader.read(compound({"Book": record(0x0809, struct.pack("<HH", 0x0500, 5))}))
