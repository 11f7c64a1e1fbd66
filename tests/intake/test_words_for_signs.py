"""Signs and rates told in words: `不低于` in the column 指标性质, `百分之九十五` as execution rate."""

import re
from collections.abc import Callable

import pytest
from drawn import drawn
from printed import (
    NATIONAL,
    OPERATOR,
    WEIGHT_FIRST,
    as_columns,
    as_endless_row,
    as_filled_lone_pipes,
    as_lines,
    as_lone_pipes,
    as_paragraphs,
    as_pipes,
    figures,
    in_table,
)

from jiping.filing import Filing
from jiping.intake import extract
from jiping.intake.document import Table

WORDS = {
    "98.17%": "百分之九十八点一七",
    "98.13%": "百分之九十八点一三",
    "95%": "百分之九十五",
    "100%": "百分之百",
}
PRINTINGS = (
    as_pipes, as_columns, as_lone_pipes, as_filled_lone_pipes, as_endless_row, as_paragraphs, as_lines,
)  # fmt: skip
Printing = Callable[[Table], str]


def read(text: str) -> Filing:
    (filing,) = extract("a.txt", text.encode()).filings
    return filing


@pytest.mark.parametrize("word", ["不低于", "大于或等于", "正向指标"])
@pytest.mark.parametrize("printing", PRINTINGS)
def test_a_direction_in_words_is_no_name_and_keeps_its_sign(printing: Printing, word: str) -> None:
    told = OPERATOR.replace("≧", word).replace("═", "等于")

    expected = list(figures(read(printing(drawn(OPERATOR)))))
    assert list(figures(read(printing(drawn(told))))) == expected
    assert len(expected) >= len(list(figures(in_table(OPERATOR)))) - 1


@pytest.mark.parametrize("form", [NATIONAL, WEIGHT_FIRST])
@pytest.mark.parametrize("printing", PRINTINGS)
def test_a_rate_in_words_does_not_shift_its_row(printing: Printing, form: str) -> None:
    words = "|".join(map(re.escape, WORDS))
    told = re.sub(rf"(?<=\| 10 \| )(?:{words})(?= \|)", lambda m: WORDS[m[0]], form)
    told = re.sub(rf"(?<=\| — \| )(?:{words})(?= \|)", lambda m: WORDS[m[0]], told)
    assert told.count("百分之") >= 2

    assert read(printing(drawn(told))).budget == read(printing(drawn(form))).budget
