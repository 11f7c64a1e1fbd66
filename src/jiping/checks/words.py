"""Words and text measures that checks share: short names, pairs of characters, amounts in messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jiping.filing import Value
from jiping.filing.numbers import plain

#: A year, in digits of either width.
YEAR = r"[2２][0０]\d\d"
#: How the name of a public body ends.
ORG_END = re.compile(
    r"(?:人民政府|办公室|办事处|委员会|管理局|[局厅部委院所站校园馆队处社会]|中心|大学|中学|小学|学院|法院|检察院|总队|支队|大队)$"
)
#: Staff in post, as a profile tells them.
STAFF = re.compile(
    r"(?:在职(?:在编)?(?:人员|职工|干部)?|实有(?:在职)?(?:人员|人数)?)(?:为|共|有|:|：)?(\d+)[人名]"
)
#: Words by which a reason names what came about.
_CAUSE = re.compile(
    r"因|由于|受[^，。；]{1,12}影响|导致|造成|致使|推迟|延期|取消|未批复|未到位|未下达|不可抗力|疫情|暴雨|干旱|洪"
)
#: How a whole report ends: with a stop, or with signature and date.
_LAST_SIGNS = frozenset('。！？；!?;.…）)”"》】')
_SIGNATURE = re.compile(
    r"(?:.{0,30}(?:[局厅委院校学所站镇乡会队]|政府|办公室|中心|办事处|公司))?"
    r"(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?|附[件表]\S{0,30}|[无有]"
)
_LONGEST_NAME = 24

#: Pairs of characters that stand in nearly every text of this kind and tell nothing of its subject.
_COMMON_LINE = (
    "工作 进一 一步 各项 项工 我镇 我局 我单 单位 部门 年度 情况 完成 全面 加强 提高 有待 需要 需进 及时 "
    "确保 保障 实现 达到 提升 存在 问题 主要 方面 不断 开展 推进 落实 做好 任务 目标 指标 绩效 预算 资金 项目 "
    "支出 管理 服务 发展 可持 持续 效果 效率 能力 水平 数量 质量 满意 意度 率达 年初 年末 全年 本年 增加 减少 促进"
)
_COMMON = frozenset(_COMMON_LINE.split())


def shorten(text: str, longest: int = _LONGEST_NAME) -> str:
    """*text* as it fits in a message."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def speaks_of(text: str, other: str) -> bool:
    """Whether *text* shares a telling pair of neighbouring Chinese characters with *other*."""
    for pair in map(str.__add__, text, text[1:]):  # noqa: SIM110 - quicker than a generator
        if pair in other and _telling(pair):
            return True
    return False


def tells(text: str) -> bool:
    """Whether *text* has a telling pair at all."""
    return any(map(_telling, map(str.__add__, text, text[1:])))


def _telling(pair: str) -> bool:
    return pair not in _COMMON and pair.isalpha() and not pair.isascii()


def ends_as_whole(text: str) -> bool:
    """Whether *text* ends where its writer ended it, and not where a page or an excerpt did."""
    last = text.rpartition("\n")[2].strip()
    return bool(last) and (last[-1] in _LAST_SIGNS or bool(_SIGNATURE.fullmatch(last)))


def printed(value: Value | None) -> str:
    """A value as published, on one line; a unit from a column of its own stands behind it."""
    if value is None:
        return ""
    text = " ".join(value.raw.split())
    return f"{text}{value.unit or ''}" if text[-1:].isdigit() else text


def in_line(text: str) -> str:
    """A text as one line of a message shows it."""
    return " ".join(text.split())


def doubled(text: str, widths: Iterable[int]) -> Iterator[tuple[int, int]]:
    """(position, width) of every run of characters that stands twice in a row.

    The text is compared with itself, moved by the width, as one long number: of each character its
    lowest 8 bits, and equal ones come out zero. A scan in Python takes a hundred times as long.
    """
    data = text.encode("utf-32-le", "surrogatepass")[::4]
    number = int.from_bytes(data, "little")
    for width in widths:
        end = len(data) - 2 * width
        same = (number ^ (number >> 8 * width)).to_bytes(len(data), "little")
        zeros = bytes(width)
        at = same.find(zeros)
        while 0 <= at <= end:
            if text.startswith(text[at : at + width], at + width):
                yield at, width
            at = same.find(zeros, at + 1)


def tells_cause(text: str) -> bool:
    """Whether a reason names something that came about, and not only what was missed."""
    return bool(_CAUSE.search(text))


def any_of(*words: str) -> re.Pattern[str]:
    """What finds the first of *words*; on a long text `has` is quicker, up to ten of them."""
    return re.compile("|".join(map(re.escape, words)))


def has(text: str, words: Iterable[str]) -> bool:
    """Whether one of *words* stands in *text*."""
    for word in words:  # noqa: SIM110 - a generator costs more than the search
        if word in text:
            return True
    return False


#: A number as messages print it: no exponent, no closing zeros.
say = plain


def named(label: str) -> str:
    """A row's label in quotation marks, or nothing where the row has none."""
    return f"“{label}”" if label else ""


def listed(words: Iterable[str]) -> str:
    """Words as a Chinese list, each in quotation marks."""
    return "、".join(f"“{word}”" for word in words)
