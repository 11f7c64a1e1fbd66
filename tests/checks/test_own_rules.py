"""Rules that a bureau wrote: where they are faulty it is told with file, line and character."""

from pathlib import Path

import pytest

from jiping.checks import FormulaError, Settings, check_filing, load_own
from jiping.checks.examples import edited
from jiping.standards import StandardError, load

RULE = {
    "code": '"BX01"',
    "title": '"执行数超过预算数"',
    "severity": '"错误"',
    "formula": "'全年执行数 <= 全年预算数'",
    "message": '"执行数{全年执行数}万元。"',
    "basis": '"本县办法"',
    "remedy": '"改正"',
}


def written(tmp_path: Path, **changed: str | None) -> Path:
    """A file with one rule; the lines stand in the order of RULE, from line 2."""
    rule = {key: value for key, value in {**RULE, **changed}.items() if value is not None}
    path = tmp_path / "本县规则.toml"
    lines = ["[[rule]]", *(f"{key} = {value}" for key, value in rule.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_rule_is_a_check_like_any_other(tmp_path):
    (rule,) = load_own(written(tmp_path))
    assert (rule.code, rule.severity) == ("BX01", "error")
    filing = edited({"/budget/rows/0/executed": "501", "#/budget/rows/0/executed": "501.00"})
    found = check_filing(filing, load("hunan-2022"), settings=Settings(own=(rule,)))
    (one,) = (one for one in found if one.code == "BX01")
    assert one.message == "执行数501万元。"
    assert str(one.where) == "第1行"
    assert one in found[: sum(each.severity == "error" for each in found)]


@pytest.mark.parametrize("each", ["指标", "预算行", "章节", "报告金额"])
def test_rows_are_asked_one_by_one(tmp_path, each):
    path = written(tmp_path, each=f'"{each}"', formula="'1 > 2'", message='"不成立"')
    found = check_filing(edited({}), load("hunan-2022"), settings=Settings(own=load_own(path)))
    holder = {"指标": ("indicators", 10), "预算行": ("budget/rows", 1), "章节": ("report/sections", 11),
              "报告金额": ("report/figures", 3)}[each]  # fmt: skip
    assert [one.pointer for one in found] == [f"/{holder[0]}/{n}" for n in range(holder[1])]


@pytest.mark.parametrize(
    ("changed", "line", "reason"),
    [
        ({"code": '"JP101"'}, 2, "应为自己的前缀"),
        ({"code": '"bx1"'}, 2, "应为自己的前缀"),
        ({"severity": '"严重"'}, 4, "“严重”不可用"),
        ({"remedy": None}, 1, "缺少“rule[1].remedy”"),
        ({"basis": '" "'}, 7, "不能为空"),
        ({"each": '"行"'}, 9, "可选：'指标'"),
        ({"colour": '"红"'}, 9, "不认识的项“rule[1].colour”"),
        ({"formula": "3"}, 5, "应为文字"),
    ],
)
def test_a_faulty_file_is_told_with_its_line(tmp_path, changed, line, reason):
    with pytest.raises(StandardError) as refused:
        load_own(written(tmp_path, **changed))
    assert reason in str(refused.value)
    assert f"本县规则.toml 第{line}行：" in str(refused.value)


@pytest.mark.parametrize(
    ("key", "text", "line"), [("formula", "'总分 > 全年预算'", 5), ("message", '"共{全年预算}"', 6)]
)
def test_a_faulty_formula_is_told_with_line_and_character(tmp_path, key, text, line):
    with pytest.raises(FormulaError) as refused:
        load_own(written(tmp_path, **{key: text}))
    first, shown, caret = str(refused.value).splitlines()
    assert f"本县规则.toml 第{line}行 规则BX01的 {key}：第" in first
    assert "是否为“全年预算数”" in first
    assert shown.strip() == text.strip("'\"")
    assert caret.strip("　 ") == "^" * 8


def test_codes_are_used_once(tmp_path):
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    with pytest.raises(StandardError, match=r"第10行：编号“BX01”用了两次"):
        load_own(path)
