"""What must be out of a filing before it is published: personal data and secret marks."""

from __future__ import annotations

from collections.abc import Iterator

from .case import Case
from .registry import Mark, check
from .sensitive import KINDS, Kind, masked

_PRIVACY = "个人信息保护法；政府信息公开条例第十五条：涉及个人隐私的不得公开"
_SECRECY = "保守国家秘密法；预算法第十四条：涉及国家秘密的除外；政府信息公开条例第十四条"
_SECTION = "/report/sections/0/text"


def _marks(case: Case, kind: Kind) -> Iterator[Mark]:
    text = case.prose.text
    told = set()
    for piece in case.sensitive:
        if piece.kind == kind:
            shown = masked(text[piece.start : piece.end], kind)
            mark = Mark(case.prose.pointer_at(piece.start), f"文中有{KINDS[kind]}“{shown}”。")
            if mark not in told:
                told.add(mark)
                yield mark


@check(
    code="JP801",
    name="identity-number",
    title="含公民身份号码",
    title_en="A citizen's identity number",
    severity="error",
    basis=_PRIVACY,
    explanation="文中有18位公民身份号码（地区、生日和校验码均相符），随决算公开即泄露个人信息。提示中已遮盖中间各位。",
    remedy="删去或遮盖后再报送、公开；可用 jiping publishable 检查整份文件。",
    bad={_SECTION: ("编制20名", "馆长身份证号11010519491231002X，编制20名")},
    good={_SECTION: ("编制20名", "项目编号110105194912310021，编制20名")},
)
def identity_number(case: Case) -> Iterator[Mark]:
    """Numbers whose own check character proves them (GB 11643)."""
    return _marks(case, "identity")


@check(
    code="JP802",
    name="mobile-number",
    title="含手机号码",
    title_en="A mobile number",
    severity="error",
    basis=_PRIVACY,
    explanation="文中有11位手机号码。对外公开的联系方式应写单位办公电话。",
    remedy="删去，或改为单位办公电话。",
    bad={_SECTION: ("编制20名", "联系电话13800138000，编制20名")},
    good={_SECTION: ("编制20名", "联系电话0731-28612345，编制20名")},
)
def mobile_number(case: Case) -> Iterator[Mark]:
    """Eleven digits in the ranges of mobile networks, standing alone."""
    return _marks(case, "mobile")


@check(
    code="JP803",
    name="bank-account",
    title="含银行账号",
    title_en="A bank card number",
    severity="error",
    basis=_PRIVACY,
    explanation="文中有16至19位银行卡号（卡段和校验位均相符）。",
    remedy="删去或遮盖。",
    bad={_SECTION: ("编制20名", "账号6222021234567890128，编制20名")},
    good={_SECTION: ("编制20名", "凭证号6222021234567890123，编制20名")},
)
def bank_account(case: Case) -> Iterator[Mark]:
    """Card numbers by range, length and Luhn check."""
    return _marks(case, "bank_card")


@check(
    code="JP804",
    name="secret-mark",
    title="含国家秘密标志",
    title_en="A mark of state secrecy",
    severity="error",
    basis=_SECRECY,
    explanation="文中有“机密★”“秘密★1年”一类标志，或写明密级。涉密单位和项目不得进入公开范围，也不得在非涉密系统中处理。",
    remedy="立即停止传送并报告保密部门；确非涉密的，由定密责任人确认后删去标志。",
    bad={_SECTION: ("编制20名", "秘密★1年，编制20名")},
    good={_SECTION: ("编制20名", "保守工作秘密，编制20名")},
)
def secret_mark(case: Case) -> Iterator[Mark]:
    """Marks of the three grades, not the words alone."""
    return _marks(case, "secret")


@check(
    code="JP805",
    name="internal-mark",
    title="含内部资料标识",
    title_en="A mark of internal use",
    severity="warning",
    basis="政府信息公开条例第十六条：内部事务信息可以不予公开；先审查后公开",
    explanation="文中有“内部资料，注意保存”“仅供内部使用”“涉密项目”一类文字，可能引自不公开的文件。",
    remedy="核对来源，属于不公开内容的删去。",
    bad={_SECTION: ("编制20名", "（内部资料，注意保存）编制20名")},
    good={_SECTION: ("编制20名", "编印内部管理制度，编制20名")},
)
def internal_mark(case: Case) -> Iterator[Mark]:
    """Phrases that bar a text from publication."""
    return _marks(case, "internal")
