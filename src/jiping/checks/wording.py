"""Words that should not stand in a filing: template rests, abolished bodies, slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .case import Case
from .registry import Mark, Severity, check
from .words import YEAR, doubled, has, listed, shorten

#: Abolished body or term → (first fiscal year in which it no longer was, what it became).
_ABOLISHED = {
    "扶贫开发办公室": (2022, "乡村振兴局（2021年挂牌）"),
    "国土资源局": (2020, "自然资源局"),
    "环境保护局": (2020, "生态环境局"),
    "工商行政管理局": (2020, "市场监督管理局"),
    "食品药品监督管理局": (2020, "市场监督管理局"),
    "质量技术监督局": (2020, "市场监督管理局"),
    "安全生产监督管理局": (2020, "应急管理局"),
    "卫生和计划生育局": (2020, "卫生健康局"),
    "旅游发展委员会": (2020, "文化和旅游局"),
}
#: Words often typed with the first character twice, and what may stand right before such a twin.
_TWINS = {
    "经济": "已曾财神正途", "发展": "开研激出", "资金": "投融外", "项目": "专事各逐单多款分立子选弱", "预算": "干", "绩效": "业成功",
    "进一步": "推促改引", "提高": "", "加强": "增", "完成": "", "管理": "监主", "保障": "", "建设": "", "服务": "",
    "群众": "", "单位": "简", "制度": "控编体机", "全面": "安健齐", "目标": "项", "满意": "圆美丰充",
}  # fmt: skip
_TWIN_OF = {word[0]: word for word in _TWINS}
_ONCE_ONLY = frozenset("的了和与及，。；：、")
_LEGIT_REPEAT = re.compile(r"[一逐方]|人人|多多|点点|滴滴|层层|事事")
#: A word that no one writes three times over, but three cells side by side have: 其它其它其它.
_THRICE = re.compile(r"([\u4e00-\u9fff]{2,4})\1\1")
#: Columns of a table of indicators that became text: what stands twice there are two of its cells.
_AS_TABLE = re.compile(r"[一二]级指标(?:名称)?[二三]级指标")
#: Headings of a table that became text stand side by side: 三级指标 and 指标分值, a block and its column.
_IN_HEADINGS = re.compile(r"级指标指标|.?(?:总体目标|年度目标|绩效目标|预期目标|绩效指标){2}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
#: Verbs left without their object: `加强管理、健全等工作`.
_BARE_VERBS = frozenset(("健全", "规范", "加强", "完善", "提高", "提升", "强化", "优化"))
_LISTING = frozenset("、，")


@check(
    code="JP720",
    name="template-rest",
    title="模板残留",
    title_en="A rest of the template",
    severity="error",
    basis="惯例：报送前删去模板提示和占位符",
    explanation="文中还有“××”“某某”“（100字以内）”“20XX”等模板占位。“**”也可能是公开时遮盖的名称，为疑点；"
    "“含0个副科级单位”一类空套话为提示。",
    remedy="按实际填写，或删去。",
    bad={"/report/sections/0/text": ("编制20名", "县××局核定编制20名")},
)
def template_rest(case: Case) -> Iterator[Mark]:
    """Placeholders and prompts; phrases with 0 as a notice."""
    text = case.prose.text
    told: dict[tuple[str, Severity | None], list[int]] = {}
    for start, rest, severity in _rests(case):
        told.setdefault((rest, severity), []).append(start)
    for (rest, severity), starts in told.items():
        start = starts[0]
        around = _around(text, start, start + len(rest))
        more = f"，共{len(starts)}处" if len(starts) > 1 else ""
        yield Mark(case.prose.pointer_at(start), f"“{around}”有模板残留“{rest}”{more}。", severity)


def _around(text: str, start: int, end: int) -> str:
    """Some characters on either side of `[start, end)`, within its line."""
    left = max(start - 8, text.rfind("\n", 0, start) + 1)
    right = text.find("\n", end, end + 8)
    return text[left : end + 8 if right < 0 else right].strip()


def _rests(case: Case) -> Iterator[tuple[int, str, Severity | None]]:
    """(position, rest, severity) of what the template left."""
    text = case.prose.text
    for at in case.twins:
        if text[at] in _PLACEHOLDERS and (match := _PLACEHOLDER.match(text, at)):
            yield at, match[0], "warning" if text[at] in _STARS else None
    for mark, pattern, severity in _RESTS:
        if mark in text:
            for match in pattern.finditer(text):
                yield match.start(), match[0], severity


#: What the names of most people begin with.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_PLACEHOLDERS = frozenset("×XxＸ*＊某")
_STARS = frozenset("*＊")
_PLACEHOLDER = re.compile(
    r"×{2,}|(?<![A-Za-z])X{2,}(?![A-Za-z])|Ｘ{2,}|x{2,}(?=[\u4e00-\u9fff])|[*＊]{2,}(?=[万亿]?[元年月个人项县市局镇％%])"
    # A masked name of a person is no rest of a template.
    rf"|(?<![{_SURNAMES}])某某"
)
#: (what the text must have to be searched at all, what to find, severity)
_RESTS: tuple[tuple[str, re.Pattern[str], Severity | None], ...] = (
    ("字以内", re.compile(r"[（(]?(?:不超过)?\d+字以内[)）]?"), None),
    ("填写", re.compile(r"请(?:在此|根据实际)填写|此处填写"), None),
    ("指标1", re.compile(r"指标1[：:]\s*(?:$|……|\n)"), None),
    ("含0", re.compile(r"含0[个名人项]"), "notice"),
)


@check(
    code="JP721",
    name="abolished-body",
    title="机构名称已经变更",
    title_en="An abolished body for that year",
    severity="notice",
    basis="2018年机构改革方案；2021年扶贫机构调整为乡村振兴机构",
    explanation="文中的机构在该年度已经撤并或更名，可能是沿用旧稿。",
    remedy="改用现名，确为历史称谓的予以说明。",
    parts=("report",),
    bad={"/report/sections/0/text": ("县文化和旅游局", "县旅游发展委员会")},
)
def abolished_body(case: Case) -> Iterator[Mark]:
    """Names by year; without a year on the form, the year that the report tells."""
    if not has(case.report_text, _ABOLISHED):
        return
    year = case.filing.fiscal_year or _told_year(case)
    if year is None:
        return
    for name, (since, successor) in _ABOLISHED.items():
        if year < since or name not in case.report_text:
            continue
        number = next(n for n, s in enumerate(case.sections) if name in s.text or name in s.heading)
        yield Mark(f"/report/sections/{number}", f"{year}年度的报告写“{name}”，已改为{successor}。")


def _told_year(case: Case) -> int | None:
    match = re.search(rf"({YEAR})年度", case.report_text)
    return int(match[1]) if match else None


@check(
    code="JP722",
    name="slip-of-the-pen",
    title="疑似错字、漏字",
    title_en="Doubled characters or broken phrases",
    severity="notice",
    basis="惯例：文字校对",
    explanation="叠字（“经经济”）、重复的词句和标点、缺少宾语的句子（“加强管理、健全等工作”）。",
    remedy="通读改正。",
    bad={"/report/sections/8/text": ("新增馆藏", "受经经济条件限制，新增馆藏")},
)
def slip_of_the_pen(case: Case) -> Iterator[Mark]:
    """Typing twins of common words, repeated words and stops, verbs without object."""
    slips: dict[str, list[str]] = {}
    for at, slip in sorted(_slips(case)):
        told = slips.setdefault(case.prose.pointer_at(at), [])
        if slip not in told:
            told.append(slip)
    for pointer, told in slips.items():
        yield Mark(pointer, f"请核对{listed(shorten(slip, 20) for slip in told)}。")


def mended(text: str) -> str:
    """*text* with words of `_TWINS` that were typed with their first character twice put right.

    >>> mended("村级自身经经济发展")
    '村级自身经济发展'
    """
    for at, _ in reversed(list(doubled(text, (1,)))):
        twin = _TWIN_OF.get(text[at])
        if twin and text.startswith(twin, at + 1) and (not at or text[at - 1] not in _TWINS[twin]):
            text = text[:at] + text[at + 1 :]
    return text


def _is_table(text: str) -> bool:
    """Whether a part of the prose is a table run together: its columns, or a word three times over."""
    return bool(_AS_TABLE.search(text) or _THRICE.search(text))


def _slips(case: Case) -> Iterator[tuple[int, str]]:
    """(position, slip) of everything that looks mistyped."""
    text = case.prose.text
    for at in case.twins:
        char = text[at]
        if char in _ONCE_ONLY and text[at + 2 : at + 3] not in ("解", "结"):
            yield at, char * 2
        twin = _TWIN_OF.get(char)
        if twin and text.startswith(twin, at + 1) and (not at or text[at - 1] not in _TWINS[twin]):
            yield at, char + twin
    tables: dict[str, bool] = {}
    for at, width in case.repeats:
        if width == 1 or not _HAN.fullmatch(text, at, at + width):
            continue
        word = text[at : at + width]
        if _IN_HEADINGS.match(text, max(0, at - 1)):
            continue
        if len(set(word)) > 1 and not _LEGIT_REPEAT.match(word):
            pointer = case.prose.pointer_at(at)
            if pointer not in tables:
                tables[pointer] = _is_table(case.prose.part_at(at))
            if not tables[pointer]:
                yield at, word * 2
    if "进一步步" in text:
        yield text.index("进一步步"), "进一步步"
    for phrase in ("等工作", "等各项工作"):
        at = text.find(phrase)
        while at >= 0:
            if text[at - 2 : at] in _BARE_VERBS and text[at - 3 : at - 2] in _LISTING:
                yield at - 2, text[at - 2 : at] + phrase
            at = text.find(phrase, at + 1)
