"""Names of indicators: does the name say something that can be counted, once, in the right place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from jiping.filing.text import squeeze

from .case import Case
from .registry import Mark, check
from .row import Row
from .words import any_of, has, printed

_VAGUE = re.compile(
    r"稳步|明显|有效|进一步|显著|不断|持续(?:提[高升]|改善|增[加强长]|向好|优化)|逐步|大力|切实|极大"
)
_UNDEFINED_RATE = re.compile(
    r"(?:发展|影响|提升|提高|改善|增强|促进|保障|推动|作用|贡献|可持续性?|稳定|和谐|活力)(?:水平|程度)?(?:率|度)$"
)
#: A share of money: what was paid of what was due.
_PAID_RATE = re.compile(
    r"(?:资金|经费|费用|补贴|补助|工资|待遇|利息|津贴|养老金)[^，。]{0,2}保障率$"
)
#: How the name of something that can be counted ends.
_MEASURE_END = re.compile(
    r"(?:[率数量额度值比]|人次|次数|个数|面积|金额|时间|时限|时效|质量|程度|成本|费用|标准|期限|周期|得分|评分|数量|长度|里程|规模|收入|产值|"
    r"产量|资金|租金|支出|投入|投资|就业|增收|增产|情况|状况|能力|水平|的(?:作用|影响|效果|贡献)|[个件场户家次人项]|[（(][^（）()]*[）)])$"
)
_TASK = re.compile(
    r"^(?:严格|严控|加强|完成|确保|保障|保证|促进|推动|推进|做好|落实|开展|提高|提升|维护|强化|优化|实现|带动|"
    r"及时|按时|有效|积极|不断|进一步|抓好|改善|健全|完善)"
)
#: A date in front of a measure makes it no sentence.
_UNTIL = re.compile(r"^截[至止][^，,]{2,12}[，,]")
_BREAK = re.compile(r"[，,；;。]")
_MONEY_AS_OUTPUT = (
    "资金支付",
    "支付进度",
    "支出进度",
    "预算执行率",
    "资金拨付率",
    "资金使用率",
    "预算完成率",
)
#: What is spared for each yuan of it is no outcome of the economy …
_PER_GDP = re.compile(r"能耗|排放|用水|碳")
#: … nor are the people that take part in it, and how they are treated.
_NOT_ECONOMIC = re.compile(
    rf"{_PER_GDP.pattern}|(?:遵从度|公[平正]性|渠道|[户人]数|人次|次数|场次|知晓率|覆盖率|参与率|服务)$"
)
#: To watch payments is work.
_WATCHING = ("监控", "监督", "检查", "通报")
_ECONOMY = ("经济发展", "经济增长", "税收", "产值", "财政收入", "GDP", "增收", "利润")
_OUTSIDE = any_of(
    "税收收入",
    "税收总额",
    "GDP",
    "地区生产总值",
    "财政收入",
    "固定资产投资",
    "招商引资额",
    "规上工业",
)
_OUTSIDE_OWNERS = ("税务", "财政", "统计", "发展和改革", "发改", "招商", "商务", "园区", "开发区")
_SAME_EFFECT = 84
_LONG_ENOUGH = 8


@check(
    code="JP506",
    name="indicators-alike",
    title="指标重复",
    title_en="Two indicators are one",
    severity="warning",
    basis="财预〔2021〕101号：指标不重复；审计常见问题",
    explanation="两项指标名称相同，或者两项效益指标名称相近、指标值和完成值又都一样，实际是同一件事计了两次分。",
    remedy="合并为一项，分值分给没有覆盖到的工作。",
    parts=("indicators",),
    bad={"/indicators/1/name": "阅读推广活动场次"},
)
def indicators_alike(case: Case) -> Iterator[Mark]:
    """Equal names within one level 1; or like names with equal values among the effects."""
    for rows in case.by_level1.values():
        first: dict[str, Row] = {}
        for row in rows:
            if (
                row.level2 == first.setdefault(row.title, row).level2
                and first[row.title] is not row
            ):
                yield Mark(f"{row.pointer}/name", f"“{row.name}”与前面一项同名。")
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in case.by_level1.get("效益指标", ()):
        target, actual = row.target, row.actual
        if len(row.title) < _LONG_ENOUGH or target is None or actual is None:
            continue
        same = alike.setdefault((squeeze(target.raw), squeeze(actual.raw)), [])
        for other in same:
            if row.title == other.title:
                continue
            if fuzz.partial_ratio(row.title, other.title) >= _SAME_EFFECT:
                yield Mark(
                    f"{row.pointer}/name",
                    f"“{other.name}”与“{row.name}”名称相近，指标值和完成值都是"
                    f"{printed(target)}/{printed(actual)}。",
                )
        same.append(row)


@check(
    code="JP507",
    name="output-as-benefit",
    title="同一指标既作产出又作效益",
    title_en="The same indicator among outputs and benefits",
    severity="warning",
    basis="财预〔2020〕10号：产出与效益分别反映；第三方复核口径：重复的只计一项",
    explanation="产出是做了什么，效益是带来什么变化。同一指标两边各计一次分，等于重复得分。",
    remedy="保留产出指标，效益改为反映受益结果的指标。",
    parts=("indicators",),
    bad={"/indicators/6/name": "阅读推广活动场次"},
)
def output_as_benefit(case: Case) -> Iterator[Mark]:
    """One name under both level-1 categories."""
    outputs = {row.title for row in case.by_level1.get("产出指标", ())}
    for row in case.by_level1.get("效益指标", ()):
        if row.title in outputs:
            yield Mark(f"{row.pointer}/name", f"“{row.name}”既列在产出指标，又列在效益指标。")


def _misplaced(row: Row) -> str | None:
    if row.level2 == "数量指标" and has(row.title, _MONEY_AS_OUTPUT):
        return None if has(row.title, _WATCHING) else "资金支付是预算执行，不是产出数量"
    if row.level2 in ("社会效益指标", "生态效益指标") and has(row.title, _ECONOMY):
        return None if _NOT_ECONOMIC.search(row.title) else "反映的是经济效益"
    if row.level2 == "时效指标" and row.title.endswith(
        ("保持时间", "运转时间", "运转的时间", "持续时间")
    ):
        return "持续多久不是是否及时"
    if row.level1 == "效益指标" and "满意度" in row.title and "满意度" not in row.level2:
        return "满意度应列入满意度指标"
    return None


@check(
    code="JP508",
    name="name-off-category",
    title="三级指标与二级指标不符",
    title_en="An indicator under the wrong category",
    severity="warning",
    basis="财预〔2015〕88号、财预〔2021〕101号关于各类指标的定义；第三方复核口径",
    explanation="例如把资金支付率列为数量指标，把经济发展列为社会效益，把满意度列为效益。",
    remedy="移到相应的二级指标，或换成符合该类定义的指标。",
    parts=("indicators",),
    bad={"/indicators/0/name": "资金支付进度"},
)
def name_off_category(case: Case) -> Iterator[Mark]:
    """Words in the name that belong to another category."""
    for row in case.rows:
        if why := _misplaced(row):
            yield Mark(f"{row.pointer}/name", f"“{row.name}”列在“{row.level2}”：{why}。")


@check(
    code="JP509",
    name="name-unmeasurable",
    title="指标不可衡量",
    title_en="A name with no definable measure",
    severity="warning",
    basis="财预〔2015〕88号：绩效目标细化量化；审计常见问题：指标值模糊",
    explanation="名称里写“稳步增加”“明显改善”，给出的百分数没有基数、计算公式和数据来源，无法核实。",
    remedy="改为有公式和数据来源的指标，如“农村居民人均可支配收入增长率”。",
    parts=("indicators",),
    bad={"/indicators/6/name": "阅读氛围明显改善", "/indicators/6/target": "≥10%",
         "/indicators/6/actual": "12%"},
    good={"/indicators/6/name": "到馆读者人次增长率", "/indicators/6/target": "≥10%",
          "/indicators/6/actual": "12%"},
)  # fmt: skip
def name_unmeasurable(case: Case) -> Iterator[Mark]:
    """A percentage for a name made of adverbs."""
    for row in case.rows:
        if row.target_unit != "%" or row.target_number is None:
            continue
        if (match := _VAGUE.search(row.title)) and "率" not in row.title:
            yield Mark(
                f"{row.pointer}/name",
                f"“{row.name}”的“{match[0]}”没有计算公式，{printed(row.target)}难以核实。",
            )


@check(
    code="JP510",
    name="quantified-in-form-only",
    title="形式定量、实质定性",
    title_en="Quantified in form only",
    severity="warning",
    basis="财预〔2021〕101号：定量指标应可核实；审计常见问题：效益指标“≥95%”无法核查",
    explanation="“可持续发展率95%”“影响率90%”这样的指标，没有公认的分子和分母，百分数难以核实。资金、补贴一类的保障率有应付和实付可算，不在此列。",
    remedy="改用可核实的指标；确属定性的，按定性指标分档评价。",
    parts=("indicators",),
    bad={"/indicators/8/name": "文化事业可持续发展率", "/indicators/8/target": "≥95%",
         "/indicators/8/actual": "96%"},
    good={"/indicators/8/name": "文化志愿者续约率", "/indicators/8/target": "≥95%",
          "/indicators/8/actual": "96%"},
)  # fmt: skip
def quantified_in_form_only(case: Case) -> Iterator[Mark]:
    """A percentage of an effect that has neither numerator nor denominator."""
    for row in case.rows:
        if row.target_unit != "%" or row.target_number is None or row.level1 == "产出指标":
            continue
        if _UNDEFINED_RATE.search(row.title) and not _PAID_RATE.search(squeeze(row.title)):
            yield Mark(
                f"{row.pointer}/name",
                f"“{row.name}”没有公认的计算方法，{printed(row.target)}难以核实。",
            )


@check(
    code="JP518",
    name="name-is-a-task",
    title="三级指标写成任务或句子",
    title_en="A name that is a task or a sentence",
    severity="notice",
    basis="财预〔2015〕88号：指标名称应简明、可衡量",
    explanation="三级指标应是名词（如“图书编目合格率”），不是要做的事、要达到的状态或几个分句。",
    remedy="改为名词性指标（如“……率”“……数量”），要做的事写入总体目标。",
    parts=("indicators",),
    bad={"/indicators/6/name": "严格做好读者服务，提高到馆人次"},
)
def name_is_a_task(case: Case) -> Iterator[Mark]:
    """Clauses in a name, or a verb in front and no measure behind."""
    for row in case.rows:
        title = row.title.strip()
        if title[:1] == "截":
            title = _UNTIL.sub("", title)
        bare_task = _TASK.match(title) and not _MEASURE_END.search(title)
        if bare_task or (title.startswith("严格") and "不" in title):
            yield Mark(f"{row.pointer}/name", f"“{row.name}”写的是要做的事，不是指标名称。")
        elif _is_sentence(title):
            yield Mark(f"{row.pointer}/name", f"“{row.name}”写成了句子，不是指标名称。")


def _is_sentence(title: str) -> bool:
    """Whether a name has clauses: of which one is a task, or the last is nothing that is measured."""
    clauses = [clause for clause in _BREAK.split(title) if clause]
    if len(clauses) < 2:
        return bool(_BREAK.search(title))
    return any(map(_TASK.match, clauses)) or not _MEASURE_END.search(clauses[-1])


@check(
    code="JP520",
    name="outcome-of-others",
    title="指标与本单位支出关系弱",
    title_en="An outcome outside the unit's own spending",
    severity="notice",
    basis="财预〔2015〕88号：绩效目标与资金相匹配",
    explanation="税收、GDP一类结果主要由其他因素决定，用来评价本单位的支出，归因关系弱。",
    remedy="改用本单位支出直接产生的结果。",
    parts=("indicators",),
    bad={"/indicators/5/name": "税收收入"},
)
def outcome_of_others(case: Case) -> Iterator[Mark]:
    """Tax, GDP and the like, unless the unit is the one in charge of them."""
    unit = f"{case.filing.unit or ''}{case.filing.supervisor or ''}"
    if not unit or has(unit, _OUTSIDE_OWNERS):
        return
    if not _OUTSIDE.search(case.titles):
        return
    for row in case.rows:
        if _OUTSIDE.search(row.title) and not _PER_GDP.search(row.title):
            yield Mark(f"{row.pointer}/name", f"“{row.name}”不由本单位支出直接决定。")
