"""The columns of indicators share the width by what they say."""

from decimal import Decimal

from jiping import standards
from jiping.filing import Filing, Indicator
from jiping.filing.values import parse_value
from jiping.writers.form import lay_out
from jiping.writers.form.fitting import Column, fitted

#: Millimetres of the block; with these shares a character takes about 22 of them.
WIDTH = 166.0


def columns(name: str, reason: str = "") -> tuple[Column, ...]:
    return (
        Column(122, ("一级指标", "满意度指标")),
        Column(178, ("三级指标",), (name,)),
        Column(64, ("分值", "10")),
        Column(188, ("偏差原因",), (reason,)),
        Column(430, ("其他",)),
    )


def test_a_character_is_not_left_alone_where_there_is_width_elsewhere() -> None:
    shares = fitted(columns("管道更换单位成本"), WIDTH)

    assert shares[1] > 178
    assert sum(shares) == sum(one.share for one in columns(""))
    assert shares[0] == 122  # its label would be broken


def test_nothing_moves_without_a_gain() -> None:
    assert fitted(columns("税收收入"), WIDTH) == tuple(one.share for one in columns(""))


def test_width_goes_where_the_longest_text_is() -> None:
    shares = fitted(columns("税收收入", "项目前期论证不充分，开工推迟两个月，" * 4), WIDTH)

    assert shares[3] > 188
    assert all(share >= 0.7 * one.share for share, one in zip(shares, columns(""), strict=True))


def test_a_form_gives_its_names_the_width_of_an_empty_column() -> None:
    rows = tuple(
        Indicator(
            level1="产出指标", level2="数量指标", name=name, target=parse_value("≥10个"), actual=parse_value("10个"),
            weight=Decimal(10), score=Decimal(10),
        )
        for name in ("管道更换单位成本", "管道试压一次合格率", "改造入户水表数量")
    )  # fmt: skip
    filing = Filing(kind="project", project="供水", fiscal_year=2023, indicators=rows)
    standard = standards.load("national-2020")

    def width(sheet) -> int:  # of the names
        (cell,) = (one for one in sheet.cells if one.text == "三级指标")
        return cell.right - cell.left

    assert width(lay_out(filing, standard)) > width(
        lay_out(filing.model_copy(update={"indicators": ()}), standard)
    )


def test_the_labels_of_those_who_sign_are_one_cell_of_the_workbook() -> None:
    """In cells of their own they came to stand under the heads of the columns, like one row more."""
    import io

    from python_calamine import CalamineWorkbook

    from jiping.writers.form import write_form

    standard = standards.load("transfer-2022")
    made = write_form(Filing(kind="transfer", project="供水"), standard, "xlsx")
    last = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()[-1]

    assert str(last[0]).startswith("填报人：　")
    assert str(last[0]).endswith("填报日期：")
    assert not any(last[1:])
