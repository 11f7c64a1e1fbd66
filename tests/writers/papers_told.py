"""The papers that the tests look at, made of the township's five findings and an edited library."""

import datetime as dt

import goldens

from jiping import standards
from jiping.checks.examples import edited
from jiping.filing import Extraction, Filing, Source
from jiping.writers.dossier import Dossier, dossier
from jiping.writers.papers import Letter, Versions, remarks_of, subject_of, versions

DAY = dt.date(2023, 5, 8)
BEFORE = {
    "/indicators/1/score": "8", "/indicators/1/reason": None, "/total/score": "99.8",
    "/report/sections/8/text": "新增馆藏图书没有达到计划册数。",
}  # fmt: skip
AFTER = {
    "/indicators/1/actual": "5900册", "/indicators/1/score": "7.87", "/indicators/3": None,
    "/total/score": "87.67", "/budget/rows/0/executed": "495",
    "/report/sections/7/text": ("举办活动42场", "举办活动43场，其中进社区6场"),
}  # fmt: skip


def township() -> Dossier:
    return goldens.dossier()


def letter(**changes: object) -> Letter:
    made = township()
    told = {
        "addressee": made.filing.unit or "", "subject": subject_of(made),
        "remarks": remarks_of(made, "notice"), "sender": "青禾县财政局", "number": "青财绩〔2023〕12号",
        "date": DAY, "deadline": dt.date(2023, 5, 19), "contact": "李青", "phone": "0000-1234567",
        "attachments": ("审核报告", "审核意见表"),
    }  # fmt: skip
    return Letter(**{**told, **changes})  # type: ignore[arg-type]


def compared() -> Versions:
    return versions(_dossier(edited(BEFORE), "初稿.docx"), _dossier(edited(AFTER), "修改稿.docx"))


def _dossier(filing: Filing, name: str) -> Dossier:
    source = Source(name=name, media_type="application/msword", sha256="0" * 64)
    read = Extraction(schema="jiping/filing/1", source=source, filings=(filing,))
    return dossier(read, 0, standards.load("hunan-2022"))
