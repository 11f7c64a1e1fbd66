"""What the sections of the report must say: counts, results, causes, measures, publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .case import Case
from .registry import Mark, check
from .rounding import percent
from .words import has, listed, shorten

_OFFICES = re.compile(
    r"(?:内设|下设)[^，。；\d一二三四五六七八九十]{0,12}(\d+|[一二三四五六七八九十]+)个[^。；]{0,40}?"
    r"(?:分别[是为]|包括|为(?=[：:]))[：:]?([^，。；\n]+)"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
#: Where a list of offices goes on behind a comma.
_MORE_OFFICES = re.compile(r"[，；][^，。；\n]{0,40}[室科股部站所办组处队心](?=[，。；\n、]|$)")
_AND = re.compile(r"(?<=[室科股部站所办组处中心])[和及与]")
_POSTS = re.compile(
    r"编制[^，。；\d]{0,8}\d|编制[^，。；]{0,6}[一二三四五六七八九十百]+[名人个]|定编|核编|无编制|编制【待填"
)
_NUMERALS = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}
#: 主要职责： leads in a list of duties, 主要职责任务完成情况： one of results.
_DUTY_LEAD = re.compile(
    r"(?:主要)?(?:职责|职能)(?![^。；\n]{0,6}(?:完成|履行|落实|情况))[^。；\n]{0,6}[：:是为]"
)
_ITEM = re.compile(
    r"^\s*(?:\d+[.．、]|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+是)"
)
#: A figure with its unit; a year, a day, an ordinal and the number of a clause are none.
_RESULT = re.compile(
    r"(?<![第\d.])\d+(?:\.\d+)?(?:[%％‰]|[万亿]?(?![年月日号条款项、．])[\u4e00-\u9fff])|百分之"
)
_CAUSAL = re.compile(r"因|由于|导致|造成|致使|源于|受[^，。；]{1,12}影响")
_OWNER_OR_DATE = re.compile(r"\d+月|\d{4}年|季度|年底前|负责|牵头|责任人|明年|下年")
_CONCRETE_USE = re.compile(
    r"预算(?:安排|编制|挂钩)|挂钩|核减|压减|调整[^，。；]{0,8}(?:预算|结构|资金)|优先(?:安排|保障)|作为[^，。；]{0,30}(?<!参考)依据|\d{4}年"
)
_DATE = re.compile(r"\d+月|\d+日内|批复后|随[^，。；]{0,12}决算")
_PUBLISHED = ("公开", "公示", "涉密")
_THREE_PUBLICS = ("三公", "公务接待", "公务用车", "因公出国")
_SENTENCE = re.compile(r"[。；\n]")
_CHANNEL = re.compile(r"门户网|网站|公示栏|公开栏|平台|网址|www|http", re.IGNORECASE)


@check(
    code="JP706",
    name="count-not-list",
    title="所称数目与列名数目不符",
    title_en="A stated count is not the number of names listed",
    severity="error",
    basis="惯例：数目与列名一致",
    explanation="写“内设机构7个，分别为……”，后面列出的名称应当正好7个（括号内合署、加挂的牌子不计）。",
    remedy="核对“三定”规定，改正数目或补齐名称。",
    parts=("report",),
    bad={"/report/sections/0/text": ("内设采编部、读者服务部、办公室等3个部门",
                                     "内设机构4个，分别为：采编部、读者服务部、办公室")},
    good={"/report/sections/0/text": ("内设采编部、读者服务部、办公室等3个部门",
                                      "内设机构3个，分别为：采编部、读者服务部（少儿部）、办公室")},
)  # fmt: skip
def count_not_list(case: Case) -> Iterator[Mark]:
    """Internal offices: the number against the names that follow."""
    profile = case.texts.get("profile", "")
    if not has(profile, ("内设", "下设")):
        return
    match = _OFFICES.search(_BRACKETS.sub("", profile))
    if match is None or "等" in match[2] or _MORE_OFFICES.match(match.string, match.end()):
        return
    stated = int(match[1]) if match[1].isdigit() else _NUMERALS.get(match[1])
    names = [name for name in match[2].split("、") if name.strip()]
    least, most = len(names), len(names) + len(_AND.findall(match[2]))
    if stated is not None and not least <= stated <= most and least > 1:
        yield Mark(case.places["profile"], f"写内设机构{stated}个，列出{most}个。")


@check(
    code="JP707",
    name="posts-missing",
    title="没有写编制数",
    title_en="The number of posts is missing",
    severity="notice",
    basis="财预〔2013〕53号：在职人员控制率；湖南省基础数据表",
    explanation="基本情况写了在职人数，没有写编制数，无法计算在职人员控制率。",
    remedy="补写行政、事业编制数。",
    parts=("report",),
    bad={"/report/sections/0/text": ("编制20名，", "")},
)
def posts_missing(case: Case) -> Iterator[Mark]:
    """Staff told in the profile, and no word of 编制."""
    profile = case.texts.get("profile", "")
    first = next((one.number for one in case.sections if one.number), "一")
    if not first.lstrip("（(第").startswith(("一", "1")):
        return  # what comes before stands in the tables of a form
    if case.complete and "在职" in profile and not _POSTS.search(profile):
        yield Mark(case.places["profile"], "基本情况有在职人数，没有编制数。")


def _by_duty(text: str) -> Iterator[tuple[bool, str]]:
    """The lines of *text*, and whether each belongs to a list of duties: its lead or an item of it."""
    if "职" not in text:
        yield False, text.replace("\n", "")
        return
    inside = False
    for line in text.split("\n"):
        inside = bool(_ITEM.match(line) if inside else _DUTY_LEAD.search(line[:30]))
        yield inside, line


@check(
    code="JP708",
    name="duties-for-results",
    title="以职责代绩效",
    title_en="Duties told instead of results",
    severity="warning",
    basis="财预〔2020〕10号：报告反映绩效目标完成情况",
    explanation="绩效情况一节大半篇幅是单位职责，没有写做成了什么。",
    remedy="职责移到基本情况，本节写各项指标的完成数据和效果。",
    parts=("report",),
    limits=("short_section", "duties_share"),
    bad={"/report/sections/7/text": "本馆职责为：1.采集、整理、保存各类文献和地方资料，建立目录。\n"
         "2.开展图书借阅、参考咨询和阅读推广，组织各类读者活动，为老年人、残疾人和未成年人提供方便。\n3.指导乡镇文化站和农家书屋的图书业务，培训管理人员。\n"
         "全年自评99.4分，举办活动42场，新增图书5700册，满意度93%（问卷300份），“三公”经费1.20万元。"},
)  # fmt: skip
def duties_for_results(case: Case) -> Iterator[Mark]:
    """Share of the performance section that lists duties."""
    text = case.texts.get("performance", "")
    if not case.report_whole or len(text) < case.limits.short_section:
        return
    duties = sum(len(line) for is_duty, line in _by_duty(text) if is_duty)
    if duties > case.limits.duties_share * len(text):
        share = Decimal(duties) / len(text)
        yield Mark(
            case.places["performance"],
            f"绩效情况{len(text)}字中，职责占{duties}字（{percent(share, 0)}）。",
        )


@check(
    code="JP709",
    name="results-without-figures",
    title="绩效没有数据支撑",
    title_en="Results without figures",
    severity="warning",
    basis="财预〔2020〕10号：数据真实、结果客观",
    explanation="绩效情况一节除了职责，几乎没有完成数、金额、比率，成效无从核实。",
    remedy="逐项写明完成的数量、比率和比较对象。",
    parts=("report",),
    limits=("short_section", "result_figures"),
    bad={"/report/sections/7/text": "全年自评99.4分。图书馆认真履行职责，举办了多种阅读活动，采购了新书，读者问卷反映良好，"
         "“三公”经费得到控制，服务水平得到提升。"},
)  # fmt: skip
def results_without_figures(case: Case) -> Iterator[Mark]:
    """Fewer than three figures with a unit outside the list of duties; gaps of a draft are told as such."""
    text = case.texts.get("performance", "")
    if not case.report_whole or len(text) < case.limits.short_section or "【待填" in text:
        return
    found: dict[str, None] = {}
    # Joined: a page's edge may run through a number.
    told = "".join([line for is_duty, line in _by_duty(text) if not is_duty])
    for match in _RESULT.finditer(told):
        found[match[0]] = None
        if len(found) >= case.limits.result_figures:
            return
    few = f"只有{listed(found)}" if found else "没有一个完成数据"
    yield Mark(case.places["performance"], f"绩效情况一节除了职责，{few}。")


@check(
    code="JP710",
    name="cause-promised-not-given",
    title="只列问题，没有原因",
    title_en="The heading promises causes and none is given",
    severity="warning",
    basis="财预〔2020〕10号：分析未完成的原因",
    explanation="标题是“问题及原因分析”，正文只列现象，没有一句原因。",
    remedy="逐个问题分析主客观原因。",
    parts=("report",),
    limits=("short_section",),
    bad={
        "/report/sections/8/text": "新增馆藏图书没有达到计划册数，采购合同对到货时间的约定不够明确，馆藏更新的进度偏慢。",
    },
)
def cause_promised_not_given(case: Case) -> Iterator[Mark]:
    """原因 in the heading and no causal word in the text."""
    if not case.report_whole:
        return
    for number, section in enumerate(case.sections):
        if section.topic != "problems" or "原因" not in section.heading:
            continue
        text = section.text.replace("问题及原因", "").replace("原因分析", "")
        if len(text) >= case.limits.short_section and not _CAUSAL.search(text):
            yield Mark(
                f"/report/sections/{number}",
                f"标题为“{section.heading}”，正文没有写明原因（如“原因是……”“由于……”）。",
            )


@check(
    code="JP711",
    name="measures-unverifiable",
    title="措施不可检查",
    title_en="Measures without owner or date",
    severity="notice",
    basis="财预〔2020〕10号：改进措施应具体可行",
    explanation="改进措施没有责任人（股室）和完成时间，下一年无法检查是否落实。",
    remedy="每条措施写明谁负责、什么时候完成。",
    parts=("report",),
    limits=("short_section",),
    bad={
        "/report/sections/9/text": "馆藏图书采购要补齐300册，今后合同写明分批到货时间和违约责任，加强图书到货的跟踪。",
    },
)
def measures_unverifiable(case: Case) -> Iterator[Mark]:
    """Neither date nor owner in the section on measures."""
    text = case.texts.get("measures", "")
    if (
        len(text) >= case.limits.short_section
        and case.report_whole
        and not _OWNER_OR_DATE.search(text)
    ):
        yield Mark(case.places["measures"], "改进措施没有责任人和完成时间。")


@check(
    code="JP712",
    name="use-only-general",
    title="结果应用不具体",
    title_en="The use of the result is only general",
    severity="notice",
    basis="预算法第三十二条、第五十七条：绩效评价结果与预算安排相结合",
    explanation="结果应用只写“提供参考”，没有写对下年预算、政策、管理有什么具体影响。",
    remedy="写明哪项资金增减、哪项制度调整。",
    parts=("report",),
    limits=("short_section",),
    bad={"/report/sections/10/text": ("自评结果作为2025年图书购置经费安排的依据，供货推迟的供应商不再续约。",
                                      "自评结果为今后工作提供了重要参考。")},
)  # fmt: skip
def use_only_general(case: Case) -> Iterator[Mark]:
    """No budget, link or year in the sentences on the use of the result."""
    text = case.texts.get("application", "")
    if not case.report_whole or len(text) < case.limits.short_section:
        return
    use = "。".join([
        part for part in _SENTENCE.split(text) if "公开" not in part and "公示" not in part
    ])  # fmt: skip
    if use.strip() and not _CONCRETE_USE.search(use):
        yield Mark(case.places["application"], "结果应用没有写对预算安排和管理的具体影响。")


@check(
    code="JP713",
    name="publication-vague",
    title="公开的渠道或时间不明",
    title_en="Publication without site or date",
    severity="notice",
    basis="预算法第十四条、预算法实施条例第六条：批复后20日内公开",
    explanation="只写“及时公开”，没有写公开在哪里、什么时候公开。",
    remedy="写明网站栏目和公开日期（随部门决算，批复后20日内）。",
    parts=("report",),
    bad={"/report/sections/10/text": ("本报告于2024年9月20日前随部门决算在县政府门户网站公开。",
                                      "本报告将及时公开。")},
)  # fmt: skip
def publication_vague(case: Case) -> Iterator[Mark]:
    """公开 told without a channel or without a time."""
    text = case.texts.get("application", "")
    if "公开" not in text or not case.report_whole:
        return
    missing = [] if _CHANNEL.search(text) else ["渠道"]
    publication = "。".join([part for part in _SENTENCE.split(text) if "公开" in part])
    missing += [] if _DATE.search(publication) else ["时间"]
    if missing:
        yield Mark(case.places["application"], f"没有写明公开的{'和'.join(missing)}。")


@check(
    code="JP714",
    name="publication-missing",
    title="没有写结果公开",
    title_en="No word of publication",
    severity="warning",
    basis="预算法第十四条；中发〔2018〕34号：绩效目标和结果随决算公开",
    explanation="应用和公开一节没有写自评结果是否公开。",
    remedy="补写公开的渠道和时间；涉密的注明依法不公开。",
    parts=("report",),
    limits=("short_section",),
    bad={
        "/report/sections/10/text": (
            "本报告于2024年9月20日前随部门决算在县政府门户网站公开。",
            "特此报告。",
        )
    },
)
def publication_missing(case: Case) -> Iterator[Mark]:
    """A section on use, and 公开 neither there nor anywhere in a text of the report."""
    text = case.texts.get("application", "")
    if not case.report_whole or len(text) < case.limits.short_section:
        return
    if not has(text, _PUBLISHED) and not any(has(one.text, _PUBLISHED) for one in case.sections):
        yield Mark(case.places["application"], "报告没有写自评结果的公开。")


@check(
    code="JP715",
    name="three-publics-unsaid",
    title="没有说明“三公”经费",
    title_en="Three public expenses not spoken of",
    severity="notice",
    basis="财预〔2013〕53号：“三公”经费变动率、控制率；部门整体支出自评提纲",
    explanation="部门整体支出自评应说明“三公”经费、厉行节约情况，报告没有提到。",
    remedy="补写“三公”经费的预算、支出和增减原因。",
    parts=("report",),
    bad={"/report/sections/7/text": ("“三公”经费支出1.20万元，比预算少0.30万元。", "")},
)
def three_publics_unsaid(case: Case) -> Iterator[Mark]:
    """A department's report without 三公, 公务接待 or 公务用车."""
    if case.filing.kind != "department" or not case.report_whole:
        return
    if not case.texts.get("performance"):
        return
    if not has(case.report_text, _THREE_PUBLICS):
        yield Mark(case.places["performance"], "报告没有说明“三公”经费。")


_THIRD_PARTY = re.compile(
    r"(?:委托|聘请|邀请)[^。；\n]{0,30}(?:第三方|事务所|咨询|评估|中介|机构|公司)[^。；\n]{0,30}自评(?!结果|报告进行复核)"
)
_REVIEWED = re.compile(r"复核|抽查|重点评价|再评价|财政局")


@check(
    code="JP723",
    name="self-evaluation-by-others",
    title="自评委托第三方",
    title_en="The self-evaluation was given to a third party",
    severity="warning",
    basis="财预〔2021〕6号：绩效自评属于单位自身的责任，不得委托第三方机构开展；审计常见问题",
    explanation="报告写明自评由单位委托的事务所、咨询公司开展。绩效自评是单位自己的责任，第三方只能参与主管部门、财政部门的评价和复核。",
    remedy="由本单位重新组织自评；只是请专家辅导的，写明白。",
    parts=("report",),
    bad={"/report/sections/7/text": ("全年自评", "本馆委托某会计师事务所开展绩效自评。全年自评")},
    good={"/report/sections/7/text": ("全年自评", "本馆成立工作组开展绩效自评。全年自评")},
)
def self_evaluation_by_others(case: Case) -> Iterator[Mark]:
    """A sentence in which a firm is hired for the 自评; a review by the finance bureau is none."""
    if not has(case.report_text, ("委托", "聘请", "邀请")):
        return
    for number, section in enumerate(case.sections):
        for match in _THIRD_PARTY.finditer(section.text):
            if not _REVIEWED.search(match[0]):
                yield Mark(f"/report/sections/{number}", f"报告写“{shorten(match[0], 40)}”。")
                break


@check(
    code="JP716",
    name="self-score-unsaid",
    title="报告没有写自评得分",
    title_en="The report does not state the self score",
    severity="notice",
    basis="财预〔2020〕10号：报告反映自评结论",
    explanation="报告没有写自评得了多少分、什么等级、怎么打的分。",
    remedy="在绩效情况一节写明自评得分和等级。",
    parts=("report",),
    bad={"/report/sections/7/text": ("全年自评99.4分，等级为优。", "")},
)
def self_score_unsaid(case: Case) -> Iterator[Mark]:
    """No 得分, 自评…分 or 等级 in the report although the form has a total."""
    if case.filing.total.score is None or not case.report_whole:
        return
    if not case.texts.get("performance"):
        return
    text = case.report_text
    # Point by point: 分 stands in every sentence of such a report, a figure before it in few.
    pointed = any(before[-1:].isdigit() for before in text.split("分")[:-1])
    if not pointed and not has(text, _STATED):
        yield Mark(case.places["performance"], "报告没有写自评得分和等级。")


_STATED = ("得分", "等级为", "等级是", "评为优", "评为良", "评为中", "评为差", "评为“")
