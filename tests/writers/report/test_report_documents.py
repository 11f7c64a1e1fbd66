"""The report as an official document: read again it is the same, in every format."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from jiping.filing import Report, Section
from jiping.intake import extract
from jiping.intake.prose.headings import topic_of
from jiping.writers.report import docx, html, page, pdf
from jiping.writers.report.layout import paragraphs, title_lines
from jiping.writers.typesetting import packaged_faces

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS: dict[str, Callable[[Report], bytes]] = {
    "docx": docx,
    "pdf": lambda told: pdf(told, packaged_faces()),
    "html": lambda told: page(told).encode(),
}


def section(number: str | None, heading: str, text: str) -> Section:
    return Section(number=number, heading=heading, topic=topic_of(heading), text=text)


REPORT = Report(
    title="青禾县云岭镇人民政府2023年度部门整体支出绩效自评报告",
    sections=(
        section("一、", "部门（单位）基本情况", "云岭镇人民政府是正科级行政机关。内设机构7个。"),
        section("二、", "一般公共预算支出情况", "全年预算712.50万元，全年执行698.25万元。"),
        section("（一）", "基本支出情况", "基本支出486.25万元，具体如下：\n1.工资福利支出398.60万元，比上年增加8.60万元。"),
        section("（二）", "项目支出情况", "项目支出212.00万元，共3个项目。"),
        section("三、", "部门整体支出绩效情况", "自评得分99.38分，等级为优。"),
        section("（一）", "产出情况", "渠道清淤长度43.5公里，核定【待填：编制数】名。"),
        section("四、", "存在的问题及原因分析", "工程款支付及时率93.1%，比目标低1.9个百分点，原因是变更签证送达较晚，进度款顺延。\n附件：部门整体支出绩效自评表\n青禾县云岭镇人民政府\n2024年3月15日"),
    ),
)  # fmt: skip


def read_back(told: Report, form: str, folder: Path) -> Report:
    path = folder / f"report.{form}"
    path.write_bytes(FORMATS[form](told))
    (filing,) = extract(path).filings
    assert filing.report is not None
    return filing.report


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_read_again(form: str, tmp_path: Path):
    again = read_back(REPORT, form, tmp_path)

    assert again.title == REPORT.title
    assert again.sections == REPORT.sections


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("example", ["clean-2022", "clean-2023", "township-2022"])
def test_the_reports_of_the_examples_are_read_again(
    form: str, example: str, examples: Path, tmp_path: Path
):
    told = extract(examples / example / f"{example}.docx").filings[0].report
    assert told is not None

    again = read_back(told, form, tmp_path)

    assert (again.title, again.sections, again.figures) == (
        told.title, told.sections, told.figures
    )  # fmt: skip


_SENTENCE = st.sampled_from(
    [
        "渌水、㟃山、䶮桥三处工程全部完工。", "全年支付1,234.50万元，占预算的98.7%。", "“三公”经费没有超过预算。",
        "<b>&amp;</b>", "=1+1", "𬭎湖水质达标。", "受益群众3200人（含脱贫户120户）。", "【待填：责任股室】负责落实。",
        "比上年减少0.40万元，原因是1名遗属去世。",
    ]
)  # fmt: skip
_TEXT = st.lists(
    st.lists(_SENTENCE, min_size=2, max_size=6).map("".join), min_size=1, max_size=4
).map(lambda lines: "\n".join(f"{line}已核对无误。" for line in lines))
_HEADINGS = st.sampled_from(
    [
        "部门（单位）基本情况",
        "一般公共预算支出情况",
        "部门整体支出绩效情况",
        "存在的问题及原因分析",
        "下一步改进措施",
    ]
)
_NUMERALS = "一二三四五六七八九十"


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports of one to ten sections, numbered in order or, as offices do, not quite."""
    count = draw(st.integers(1, 10))
    skip = draw(st.integers(0, 3))
    sections = []
    for n in range(count):
        number = f"{_NUMERALS[min(n + (1 if skip and n >= skip else 0), 9)]}、"
        sections.append(section(number, draw(_HEADINGS), draw(_TEXT)))
        if draw(st.booleans()):
            sections.append(section("（一）", "项目支出情况", draw(_TEXT)))
    return Report(
        title="青禾县云岭镇人民政府2023年度部门整体支出绩效自评报告", sections=tuple(sections)
    )


@pytest.mark.parametrize("form", FORMATS)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told=reports())
def test_whatever_is_written_is_read_again(form: str, told: Report, tmp_path: Path):
    assert read_back(told, form, tmp_path).sections == told.sections


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def test_headings_are_words_own_and_numbered_by_its_list():
    styles, document = (
        part(docx(REPORT), "word/styles.xml"),
        part(docx(REPORT), "word/document.xml"),
    )

    levels = {
        style.find(f"{W}name").get(f"{W}val"): style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}outlineLvl") is not None
    }
    told = ["".join(p.itertext()) for p in document.iter(f"{W}p")]

    assert levels == {"heading 1": "0", "heading 2": "1", "heading 3": "2", "heading 4": "3"}
    assert "部门（单位）基本情况" in told  # its 一、 is the list's


def test_a_number_that_the_list_would_not_write_stands_in_the_text():
    told = Report(sections=(section("1、", "部门（单位）基本情况", "内设机构7个。"),))

    document = part(docx(told), "word/document.xml")

    assert "1、部门（单位）基本情况" in ["".join(p.itertext()) for p in document.iter(f"{W}p")]


def test_the_type_area_is_that_of_the_standard():
    size = part(docx(REPORT), "word/document.xml").find(f".//{W}pgSz")
    margins = part(docx(REPORT), "word/document.xml").find(f".//{W}pgMar")

    def millimetres(twips: str) -> int:
        return round(int(twips) * 25.4 / 1440)

    width = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
    height = int(size.get(f"{W}h")) - int(margins.get(f"{W}top")) - int(margins.get(f"{W}bottom"))
    assert millimetres(margins.get(f"{W}top")) == 37
    assert millimetres(margins.get(f"{W}left")) == 28
    assert (millimetres(str(width)), millimetres(str(height))) == (156, 225)


def test_gaps_are_marked_in_every_format():
    assert (
        '<w:highlight w:val="yellow"/>'
        in zipfile.ZipFile(io.BytesIO(docx(REPORT))).read("word/document.xml").decode()
    )
    assert "<mark>【待填：编制数】</mark>" in html(REPORT)


def test_the_closing_lines_are_laid_out_as_such():
    kinds = [one.kind for one in paragraphs(REPORT)]

    assert kinds[-3:] == ["attachment", "unit", "date"]


def test_a_long_title_is_broken_behind_its_year():
    assert title_lines("青禾县云岭镇人民政府2023年度部门整体支出绩效自评报告") == [
        "青禾县云岭镇人民政府2023年度",
        "部门整体支出绩效自评报告",
    ]
    assert title_lines("部门整体支出绩效自评报告") == ["部门整体支出绩效自评报告"]


def test_no_heading_ends_with_a_stop():
    told = Report(sections=(section("一、", "部门（单位）基本情况。", "内设机构7个。"),))

    assert paragraphs(told)[0].text == "部门（单位）基本情况"


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes(form: str):
    assert FORMATS[form](REPORT) == FORMATS[form](REPORT)


def test_what_a_document_holds_cannot_become_part_of_the_page():
    told = Report(
        title="<script>alert(1)</script>", sections=(section(None, "", "<img src=x onerror=y>"),)
    )

    assert "<script" not in page(told)
    assert "<img" not in page(told)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_report(tmp_path: Path):
    (tmp_path / "report.docx").write_bytes(docx(REPORT))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"

    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, tmp_path / "report.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    told = (tmp_path / "report.txt").read_text(encoding="utf-8-sig")
    assert "一、部门（单位）基本情况" in told.replace(" ", "")
    assert "（二）项目支出情况" in told.replace(" ", "")
