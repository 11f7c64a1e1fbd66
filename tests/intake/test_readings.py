"""The engine that enumerates the readings of a row without cell borders."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from jiping.intake.layouts.readings import Column, Rule, agreed, bearing_out, read, words
from jiping.intake.layouts.space.kinds import budget_columns_of
from jiping.intake.layouts.space.rules import BUDGET_RULES, fits_rate


def number(text: str) -> int | None:
    return 0 if text.replace(".", "").isdigit() else None


def word(text: str) -> int | None:
    return None if number(text) == 0 else text.count(" ")


ROW = (Column("name", word, None), Column("weight", number), Column("score", number))


def cells(text: str, columns: tuple[Column, ...], *rules: Rule) -> dict[str, str]:
    found = read(text, words(text), columns, rules)
    sure, _ = agreed(found, columns)
    return {name: text[start:end] for name, (start, end) in sure.items()}


def test_a_full_row_has_one_reading() -> None:
    assert cells("绿化面积 10 8", ROW) == {"name": "绿化面积", "weight": "10", "score": "8"}


def test_where_readings_differ_only_what_they_share_is_sure() -> None:
    found = read("绿化面积 10", words("绿化面积 10"), ROW)
    sure, doubtful = agreed(found, ROW)

    assert len(found) == 2
    assert list(sure) == ["name"]
    assert doubtful == {"weight", "score"}


def test_a_rule_settles_what_the_kinds_leave_open() -> None:
    def scored(row: Mapping[str, str]) -> int | None:
        return None if "score" in row and "weight" not in row else 0

    rule = Rule(("weight", "score"), scored)
    assert cells("绿化面积 10", ROW, rule) == {"name": "绿化面积", "weight": "10"}


def test_the_reading_that_costs_least_is_answered() -> None:
    assert cells("绿化 面积 10 8", ROW)["name"] == "绿化 面积"


def test_what_no_column_takes_has_no_reading() -> None:
    assert read("绿化 8", words("绿化 8"), ROW[1:]) == []


def test_the_work_is_bounded() -> None:
    columns = tuple(Column(str(n), number) for n in range(12))
    text = "1 " * 6 + "1"
    assert read(text, words(text), columns, limit=20) == []


def test_cuts_at_every_character_part_what_is_glued() -> None:
    columns = (
        Column("name", word, None),
        Column("target", number, None),
        Column("w", number, None),
    )

    found = read("里程32.12", [0, 1, 2, 5, 6, 7], columns)
    assert {tuple("里程32.12"[a:b] for a, b in filter(None, r.cells)) for r in found} >= {
        ("里程", "32.1", "2")
    }


@given(st.lists(st.sampled_from(["1", "2.5", "甲", "乙丙"]), min_size=1, max_size=5))
def test_readings_are_the_monotone_assignments(texts: list[str]) -> None:
    def free(_: str) -> int:
        return 0

    columns = tuple(Column(str(n), free) for n in range(3))
    text = " ".join(texts)
    found = read(text, words(text), columns)

    # Borders of the three cells among the words, in order: n + 2 choose 2.
    borders = list(combinations(range(len(texts) + 2), 2))
    assert len(found) == len({reading.cells for reading in found}) == len(borders)
    for reading in found:
        taken = [text[start:end] for start, end in filter(None, reading.cells)]
        assert " ".join(taken) == text


BUDGET = budget_columns_of(("initial", "adjusted", "executed", "weight", "execution_rate", "score"))


def budget(text: str) -> dict[str, str]:
    return cells(text, BUDGET, *BUDGET_RULES)


def test_a_missing_rate_does_not_shift_the_points() -> None:
    assert budget("880 880 880 10 10") == {
        "initial": "880", "adjusted": "880", "executed": "880", "weight": "10", "score": "10",
    }  # fmt: skip


def test_three_amounts_are_the_three_columns_of_money() -> None:
    assert budget("90 89.974 89.974") == {
        "initial": "90", "adjusted": "89.974", "executed": "89.974",
    }  # fmt: skip


def test_which_budget_is_missing_cannot_be_told() -> None:
    assert budget("65.66 65.07 10 99% 9") == {
        "executed": "65.07", "weight": "10", "execution_rate": "99%", "score": "9",
    }  # fmt: skip


def test_two_amounts_alone_say_nothing() -> None:
    assert budget("10 8.6") == {}


def test_a_rate_may_be_rounded_or_cut_at_its_last_digit() -> None:
    assert fits_rate("0.958", Decimal(29), Decimal("27.8"))
    assert fits_rate("99%", Decimal("65.66"), Decimal("65.07"))
    assert fits_rate("86", Decimal(10), Decimal("8.6"))
    assert not fits_rate("10", Decimal(880), Decimal(880))
    assert not fits_rate("80%", Decimal(10), Decimal(9))


def test_readings_that_cannot_make_up_the_sum_fall_out() -> None:
    rows = [[Decimal(10), Decimal(1)], [Decimal(5)], [Decimal(5), Decimal(14)]]

    assert bearing_out(rows, Decimal, Decimal(20)) == [
        [Decimal(10), Decimal(1)], [Decimal(5)], [Decimal(5), Decimal(14)],
    ]  # fmt: skip
    assert bearing_out(rows, Decimal, Decimal(11)) == [[Decimal(1)], [Decimal(5)], [Decimal(5)]]


def test_a_sum_that_nothing_makes_up_decides_nothing() -> None:
    rows = [[Decimal(1), Decimal(2)]]
    assert bearing_out(rows, Decimal, Decimal(9)) == rows
