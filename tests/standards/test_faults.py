"""A faulty standard is refused with file, line, reason and what to do."""

from pathlib import Path

import pytest

from jiping.standards import StandardError, load

GOOD = """id = "mine"
extends = "national-2020"
jurisdiction = "某县"
valid_from = 2023
[title]
zh = "某县"
en = "County"
"""

BANDS = """[qualitative]
bands = [
  { name = "甲", low = 0.8, high = 1 },
  { name = "乙", low = 0.5, high = 0.9 },
  { name = "丙", low = 0, high = 0.5 },
]
"""
WEIGHTS = """[frame]
level1 = [
  { name = "产出指标", weight = 50 },
  { name = "效益指标", weight = 35 },
]
"""
GRADES = """[grades]
cuts = [
  { name = "优", at_least = 80 },
  { name = "良", at_least = 90 },
  { name = "差", at_least = 0 },
]
"""


@pytest.mark.parametrize(
    ("extra", "line", "reason"),
    [
        ("[execution]\nwieght = 10\n", 9, "不认识的项“execution.wieght”"),
        ('[execution]\nweight = "10"\n', 9, "应为数字"),
        ("[execution]\nweight = true\n", 9, "应为数字"),
        ("[execution]\nweight = 110\n", 9, "超出范围，应不大于 100"),
        ("[execution]\n# 二十分\nweight = 20\n", 10, "权重合计为 110，应为 100"),
        (WEIGHTS, 9, "权重合计为 95，应为 100"),
        (BANDS, 11, "互不重叠"),
        (GRADES, 11, "90"),
        ('[execution]\nkind = "steps"\nweight = 10\nsource = "m10"\n', 8, "steps（分档）"),
        ('[quantitative]\nceiling = "cubic"\n', 9, "可选：'ratio'、'linear'"),
        ('[over]\nsource = "nowhere"\n', 9, "没有对应的 [sources.nowhere]"),
        ('[over]\nkind = "fixed"\nthreshold = 1.3\n', 8, "缺少“over.source”"),
        ("[execution]\nweight = nan\n", 9, "“execution.weight”的值不可用"),
        ("execution = 10\n", 8, "不认识的项“title.execution”"),
        ('[sources.x]\narticle = "一"\n', 8, "缺少“sources.x.document”"),
        ("[[recognise]]\nsome = []\n", 9, "不认识的项“recognise[1].some”"),
        ('[[recognise]]\nplace = "某省"\n', 8, "只凭地方或年度会认错"),
        ('[[recognise]]\nall = ["甲"]\nyears = [2020]\n', 10, "recognise[1].years"),
        ('[[remarks]]\nsource = "x"\ntext = "甲"\n', 9, "没有对应的 [sources.x]"),
        ('[outline]\nsections = ["一"]\n', 9, "应为表"),
        ("[rounding]\nplaces = 2.5\n", 9, "应为整数"),
        ("colour = 1\n[dates]\n", 8, "不认识的项“title.colour”"),
        ('[frame]\nwithout_satisfaction = "无此项"\n', 9, "应为 level1 中的一个一级指标"),
    ],
)
def test_the_message_names_file_line_and_reason(
    tmp_path: Path, extra: str, line: int, reason: str
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD + extra, encoding="utf-8")
    with pytest.raises(StandardError) as refused:
        load(path)
    message = str(refused.value)
    assert reason in message
    assert message.startswith(f"{path} 第{line}行：")


def test_a_fault_of_toml_says_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('id = "a"\ntitle = = 1\n', encoding="utf-8")
    with pytest.raises(StandardError, match="第2行第9列：不合 TOML 写法：等号后不是"):
        load(path)


def test_unknown_names_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(StandardError, match=r"没有名为“atlantis”的评分标准.*hunan-2022"):
        load("atlantis")
    with pytest.raises(StandardError, match="无法读取"):
        load(tmp_path / "none.toml")


def test_unknown_parent(tmp_path: Path) -> None:
    path = tmp_path / "orphan.toml"
    path.write_text(GOOD.replace("national-2020", "national-1949"), encoding="utf-8")
    with pytest.raises(StandardError, match="第2行：extends 指向的标准“national-1949”不存在"):
        load(path)


def test_circles_of_parents(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        text = GOOD.replace("national-2020", f"{other}.toml")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(StandardError, match="第2行：extends 循环继承"):
        load(tmp_path / "a.toml")


def test_a_standard_without_parent_must_be_whole(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text(GOOD.replace('extends = "national-2020"\n', ""), encoding="utf-8")
    with pytest.raises(StandardError, match="缺少“sources”，请补上"):
        load(path)


def test_sources_must_be_tables(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text('sources = ["某办法"]\n' + GOOD, encoding="utf-8")
    with pytest.raises(StandardError, match=r"第1行：.*应为表"):
        load(path)


def test_endless_brackets(tmp_path: Path) -> None:
    path = tmp_path / "deep.toml"
    path.write_text("a = " + "[" * 100_000, encoding="utf-8")
    with pytest.raises(StandardError, match="嵌套过深"):
        load(path)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "binary.toml"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(StandardError, match="不是 UTF-8 文本"):
        load(path)
