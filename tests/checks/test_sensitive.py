"""Which runs of digits are personal numbers, and how they are covered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.checks.sensitive import mask, sensitive


def kinds(text: str) -> list[str]:
    return [piece.kind for piece in sensitive(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证号：11010519491231002X。", "identity"),
        ("110105 19491231 002x", "identity"),
        ("手机13800138000", "mobile"),
        ("call 13800138000.", "mobile"),
        ("138-0013-8000", "mobile"),
        ("2023 13800138000", "mobile"),
        ("6222 0212 3456 7890 128", "bank_card"),
        ("秘密★1年", "secret"),
        ("★机密", "secret"),
        ("密级：秘密", "secret"),
        ("内部资料，注意保存", "internal"),
    ],
)
def test_what_must_not_be_published(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021", "110105194913310022", "11010519491231002", "23800138000",
        "51000021R000000019951", "10441.353442", "皖财农〔2020〕1351号", "2021年12月31日",
        "0731-28612345", "6222021234567890123", "保守秘密", "2080105 2080199 2089901",
        "索引号11511181008798440B/2022-00034", "13800138000.50",
    ],
)  # fmt: skip
def test_what_only_looks_like_it(text: str) -> None:
    assert kinds(text) == []


def test_masking_keeps_the_ends_and_the_rest_of_the_text() -> None:
    assert (
        mask("甲某11010519491231002X，13800138000，秘密★")
        == "甲某1101**********002X，138****8000，秘密★"
    )


@given(st.text())
def test_masking_leaves_nothing_to_mask(text: str) -> None:
    covered = mask(text + "13800138000" + text)
    assert not {"identity", "mobile", "bank_card"} & set(kinds(covered))
