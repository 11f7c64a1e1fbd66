"""jiping.toml and the same tables of a standard: severity, thresholds, switching off, with reasons."""

import re
from pathlib import Path

import pytest

from jiping.checks import Limits, check_filing, examine, load_project, rules
from jiping.checks.around import surroundings_of
from jiping.checks.case import Case
from jiping.checks.examples import edited, filing_of
from jiping.checks.limits import DEFAULT, MEANINGS
from jiping.filing.numbers import plain
from jiping.scoring import score
from jiping.standards import StandardError, describe, load

HUNAN = load("hunan-2022")
#: Raises JP105 (the self score is not the sum) and, by a big adjustment, JP203.
WRONG = {"/total/score": "99.8"}
ADJUSTED = {"/budget/rows/0/initial": "330"}


def project(tmp_path: Path, text: str):
    path = tmp_path / "jiping.toml"
    path.write_text(text, encoding="utf-8")
    return load_project(path)


def codes(findings) -> set[str]:
    return {one.code for one in findings}


def test_without_a_file_nothing_changes():
    settings = load_project(None).settings
    filing = edited(WRONG)
    assert check_filing(filing, HUNAN, settings=settings) == check_filing(filing, HUNAN)


def test_what_is_switched_off_is_listed_and_not_lost(tmp_path):
    told = project(tmp_path, '[checks.JP105]\noff = true\nreason = "系统自动合计"\n')
    filing = edited(WRONG)
    before = check_filing(filing, HUNAN)
    after = examine(filing, HUNAN, settings=told.settings)

    assert "JP105" in codes(before)
    (one,) = after.suppressed
    assert (one.code, one.note) == ("JP105", "系统自动合计")
    assert one._replace(note="") in before
    assert {*after.findings, one._replace(note="")} == set(before)
    assert check_filing(filing, HUNAN, settings=told.settings) == after.findings


def test_another_severity_has_its_reason(tmp_path):
    told = project(tmp_path, '[checks.JP105]\nseverity = "提示"\nreason = "试行"\n')
    found = check_filing(edited(WRONG), HUNAN, settings=told.settings)
    (one,) = (one for one in found if one.code == "JP105")
    assert (one.severity, one.note) == ("notice", "试行")
    assert one.as_json()["note"] == "试行"
    assert found[-1].severity == "notice"


def test_a_threshold_is_moved(tmp_path):
    filing = edited(ADJUSTED)
    told = project(tmp_path, '[limits.adjustment]\nvalue = 0.6\nreason = "本县办法"\n')
    lost = codes(check_filing(filing, HUNAN)) - codes(
        check_filing(filing, HUNAN, settings=told.settings)
    )
    assert lost == {"JP203"}


def test_a_threshold_is_moved_for_one_check_alone(tmp_path):
    filing = edited({**ADJUSTED, "/report/sections/1/text": ""})
    moved = '[checks.JP203]\nlimits = { adjustment = 0.6 }\nreason = "本县办法"\n'
    before = codes(check_filing(filing, HUNAN))
    after = codes(check_filing(filing, HUNAN, settings=project(tmp_path, moved).settings))
    assert {"JP203", "JP208"} <= before  # both go by the adjustment rate
    assert before - after == {"JP203"}


def test_a_threshold_for_one_check_is_laid_over_that_for_all(tmp_path):
    both = (
        '[limits.adjustment]\nvalue = 0.6\nreason = "本县办法"\n'
        '[checks.JP203]\nlimits = { adjustment = 0.3 }\nreason = "本项从严"\n'
    )
    (one,) = (
        one
        for one in check_filing(edited(ADJUSTED), HUNAN, settings=project(tmp_path, both).settings)
        if one.code == "JP203"
    )
    assert one.note == "本项从严"


class Watched:
    """The default thresholds, and which of them a check asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> object:
        self.asked.add(name)
        return getattr(DEFAULT, name)


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.code)
def test_a_check_goes_by_the_thresholds_that_it_names(one):
    for example in (one.bad, one.good):
        filing, under = filing_of(example), load(example.under)
        watched = Watched()
        around = surroundings_of(example)
        list(one.run(Case(filing, under, score(filing, under), watched, *around)))
        assert watched.asked <= set(one.limits)


def test_rules_and_standard_lie_beside_the_file(tmp_path):
    (tmp_path / "规则.toml").write_text(
        "[[rule]]\ncode='BX01'\ntitle='总分'\nseverity='疑点'\nformula='总分 < 90'\n"
        "message='总分{总分}'\nbasis='惯例'\nremedy='核对'\n",
        encoding="utf-8",
    )
    told = project(
        tmp_path,
        'standard = "hunan-2022"\nown_checks = ["规则.toml"]\n'
        '[checks.BX01]\nseverity = "错误"\nreason = "本年从严"\n',
    )
    assert told.standard == HUNAN
    (one,) = check_filing(edited({}), HUNAN, settings=told.settings)
    assert (one.code, one.severity, one.message) == ("BX01", "error", "总分99.4")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[checks.JP105]\noff = true\n", 1, "缺少“checks.JP105.reason”"),
        ('[checks.JP105]\noff = true\nreason = ""\n', 3, "要写明理由"),
        ('[checks.JP105]\nreason = "无"\n', 1, "请写 severity（级别）、limits（界限）或 off"),
        (
            '[checks.JP203]\nlimits = { growth = 1 }\nreason = "无"\n',
            2,
            "规则 JP203 没有名为“growth”的界限，可用的有：adjustment",
        ),
        (
            '[checks.JP101]\nlimits = { growth = 1 }\nreason = "无"\n',
            2,
            "规则 JP101 没有名为“growth”的界限，这条规则没有可以调整的界限",
        ),
        ('[checks.JP407]\nlimits = { brief = 1.5 }\nreason = "无"\n', 2, "应为整数"),
        ('[checks.JP407]\nlimits = { brief = -1 }\nreason = "无"\n', 2, "应不小于 0"),
        ('[checks.JP105]\nseverity = "轻"\nreason = "无"\n', 2, "“轻”不可用"),
        ('\n[checks.JP999]\noff = true\nreason = "无"\n', 2, "没有编号为“JP999”的审核规则"),
        (
            '[limits.growht]\nvalue = 1\nreason = "无"\n',
            1,
            "没有名为“growht”的界限，可用的有：adjustment",
        ),
        ('[limits.brief]\nvalue = 1.5\nreason = "无"\n', 2, "应为整数"),
        ('[limits.growth]\nvalue = -1\nreason = "无"\n', 2, "应不小于 0"),
        ("[limits.growth]\nvalue = 1\n", 1, "缺少“limits.growth.reason”"),
        ('own_checks = ["没有.toml"]\n', 1, "自编规则文件“没有.toml”不存在"),
        ('standard = "atlantis"\n', 1, "没有名为“atlantis”的评分标准"),
        ("checks = 3\n", 1, "应为表"),
        ("colour = 3\n", 1, "不认识的项“colour”"),
        ("[checks.本县01]\noff = true\n", 1, "第1行第9列：不合 TOML 写法"),
    ],
)
def test_a_faulty_file_is_told_with_its_line(tmp_path, text, line, reason):
    with pytest.raises(StandardError) as refused:
        project(tmp_path, text)
    assert f"jiping.toml 第{line}行" in str(refused.value)
    assert reason in str(refused.value)


# --- the same tables in a standard ------------------------------------------------------------------


def standard(tmp_path: Path, text: str):
    path = tmp_path / "本县.toml"
    path.write_text(
        'id = "x"\nextends = "hunan-2022"\njurisdiction = "某县"\nvalid_from = 2023\n'
        f'title = {{ zh = "某县", en = "County" }}\n{text}',
        encoding="utf-8",
    )
    return load(path)


OFF = '[checks.JP105]\noff = true\nreason = "本县系统合计"\n'


def test_a_standard_may_switch_off_too(tmp_path):
    own = standard(tmp_path, OFF + '[limits.adjustment]\nvalue = 0.6\nreason = "本县办法"\n')
    found = examine(edited({**WRONG, **ADJUSTED}), own)
    assert codes(found.suppressed) == {"JP105"}
    assert "JP203" not in codes(found.findings)
    said = "\n".join(describe(own))
    assert "审核规则 JP105：停用，理由：本县系统合计" in said
    assert "审核界限 adjustment：0.6，理由：本县办法" in said


def test_a_standard_says_which_thresholds_it_moves_for_one_check(tmp_path):
    moved = '[checks.JP203]\nlimits = { adjustment = 0.6 }\nreason = "本县办法"\n'
    own = standard(tmp_path, moved)
    assert "JP203" not in codes(check_filing(edited(ADJUSTED), own))
    assert "审核规则 JP203：界限 adjustment 为 0.6，理由：本县办法" in "\n".join(describe(own))


def test_the_project_is_laid_over_the_standard(tmp_path):
    back = '[checks.JP105]\noff = false\nreason = "本年恢复"\n'
    told = project(tmp_path, back)
    found = examine(edited(WRONG), standard(tmp_path, OFF), settings=told.settings)
    assert found.suppressed == ()
    assert "JP105" in codes(found.findings)


def test_a_standard_that_changes_what_there_is_not_is_refused(tmp_path):
    own = standard(tmp_path, '[checks.JP999]\noff = true\nreason = "无"\n')
    with pytest.raises(StandardError, match="评分标准 x：没有编号为“JP999”的审核规则"):
        check_filing(edited({}), own)


def test_the_guide_names_every_threshold_with_its_value():
    guide = Path(__file__).parents[2] / "docs" / "guide" / "project.zh.md"
    text = guide.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| ([\d.]+) \|", text, re.MULTILINE)
    known = {
        name: str(v) if isinstance(v, int) else plain(v) for name, v in DEFAULT._asdict().items()
    }
    assert dict(rows) == known
    assert [name for name, _ in rows] == list(Limits._fields) == list(MEANINGS)
    assert all(
        f"| {name} | {known[name]} | {meaning} |" in text for name, meaning in MEANINGS.items()
    )
