"""What a single cell is: a title, a label, a closing word."""

from __future__ import annotations

import re
from functools import lru_cache

from jiping.filing.model import MONEY
from jiping.filing.text import squeeze
from jiping.intake import labels

_TITLE = re.compile(
    r"(?:自评|绩效|申报)\S{0,14}表(?:[(（][^()（）]{1,20}[)）]|(?:19|20)\d\d年度?)*"
)
_CLOSING_LABEL = re.compile(
    r"(?:评价结论|自评结论|存在问题|存在的问题|其他需要说明的?(?:问题|情况|事项)|改进措施及结果应用方案|偏差大或目标未完成原因分析|(?:绩效)?自评综合得分|评价等次)[:：]?$"
)
_CLOSING = re.compile(
    r"(?:注|备注)[:：]|(?:说明|填表说明|填表人|填报人|联系人|联系电话|审核人|评价人|单位负责人|项目负责人|财务负责人|分管领导)(?:[:：(（]|$)|"
    rf"{_CLOSING_LABEL.pattern}|"
    r"(?:财政部门|主管部门|财政).{0,8}意见|填报日期|附件"
)
_YEAR = re.compile(r"(?:19|20)\d\d年度|^[(（]?(?:19|20)\d\d年度?[)）]?$")
#: A block label that stands in front of level 1: `年度绩效目标1（80分）`.
_INDICATORS = re.compile(r"(?:年度|长期|中长期)?绩效目标\d{1,2}")
_PROCESS = re.compile(r"(?:\d[.、])?项目实施内容")
_BALANCE = frozenset(("结余", "结余资金", "结转结余"))
_LONGEST_TITLE = 60


@lru_cache(maxsize=16384)
def block_of(text: str) -> str | None:
    """The block that a label opens (`goals`, `indicators`, `management`, `process`, …), or None."""
    label = labels.core(text)
    block = labels.BLOCKS.get(label)
    if block is None and _INDICATORS.fullmatch(label):
        return "indicators"
    return "process" if block is None and _PROCESS.match(label) else block


@lru_cache(maxsize=16384)
def is_title(text: str) -> bool:
    """Whether a cell is the title of a form."""
    text = squeeze(text)
    return (
        len(text) <= _LONGEST_TITLE
        and (match := _TITLE.search(text)) is not None
        and match.end() == len(text)
        and not labels.is_continued(text)
    )


@lru_cache(maxsize=16384)
def is_year(text: str) -> bool:
    """Whether a short cell names the fiscal year."""
    return len(text) <= _LONGEST_TITLE and _YEAR.search(squeeze(text)) is not None


@lru_cache(maxsize=16384)
def is_closing(text: str) -> bool:
    """Whether a cell begins what stands under the indicators."""
    return _CLOSING.match(squeeze(text)) is not None


@lru_cache(maxsize=16384)
def is_closing_label(text: str) -> bool:
    """Whether a cell is the label of a row under the indicators."""
    return _CLOSING_LABEL.match(squeeze(text)) is not None


@lru_cache(maxsize=16384)
def is_total(text: str) -> bool:
    """Whether a cell labels the closing row."""
    return labels.core(text) in labels.TOTALS


def closes(text: str) -> bool:
    """Whether a cell stands under the last indicator."""
    return is_total(text) or is_closing(text)


@lru_cache(maxsize=16384)
def is_label(text: str) -> bool:
    """Whether a cell is a label of any kind and so no value of the label before it."""
    return bool(
        labels.field_of(text) or labels.column_of(text) or labels.row_of(text) or block_of(text)
        or labels.core(text) in labels.GOALS
    )  # fmt: skip


@lru_cache(maxsize=16384)
def money_label(text: str) -> str | None:
    """The column of a label that has its amount behind it (`执行数:`); `unknown` for the balance."""
    column = labels.column_of(text)
    if column in MONEY:
        return column
    return "unknown" if labels.core(text) in _BALANCE else None
