"""Work papers: what they say, and that nothing of a document is lost or becomes markup in them."""

import io
import zipfile

import papers_told
import pypdfium2
import pytest

from jiping.filing.text import squeeze
from jiping.intake.readers import docx as docx_reader
from jiping.intake.readers import xlsx as xlsx_reader
from jiping.writers.papers import (
    Remark,
    check_report_pdf,
    check_report_xlsx,
    comparison_pdf,
    comparison_xlsx,
    letter_docx,
    letter_pdf,
    remarks_of,
)
from jiping.writers.papers.comparison import summary
from jiping.writers.papers.letter import paragraphs, title_lines
from jiping.writers.typesetting import packaged_faces

FACES = packaged_faces()


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return squeeze("".join(page.get_textpage().get_text_range() for page in pages))


def cells_of(xlsx: bytes) -> list[str]:
    found = xlsx_reader.read(xlsx)
    return [squeeze(cell.text) for block in found.blocks for cell in getattr(block, "cells", ())]


def lines_of(docx: bytes) -> list[str]:
    return [squeeze(block.text) for block in docx_reader.read(docx).blocks]


def test_the_check_report_says_verdict_findings_scores_and_remedies():
    text = text_of(check_report_pdf(papers_told.township(), papers_told.DAY, FACES))
    told = (
        "预算绩效自评审核报告", "湘沅市青禾县云岭镇人民政府2022年度部门整体支出绩效自评", "审核日期2023年5月8日",
        "不予通过:有2处错误,须改正后重新提交。", "90优自评总分", "91.78优规则总分", "1.超过上限仍得高分JP302",
        '"严格控制成本不突破预算数"·得分表1第15行第8列', "改法按规则改正。", "三、得分对照",
        "10×972.54÷3852.54=2.52(超过上限)", "按设置不提出的意见", "今年不查",
    )  # fmt: skip
    missing = [one for one in map(squeeze, told) if one not in text]
    assert not missing
    places = [text.index(squeeze(one)) for one in ("一、审核结论", "二、审核意见", "三、得分对照")]
    assert places == sorted(places)


def test_the_check_report_as_a_workbook():
    cells = cells_of(check_report_xlsx(papers_told.township(), papers_told.DAY))
    for told in (
        "【超过上限仍得高分】上限≤972.54,完成值3852.54,自评9分。",
        "JP302",
        "6.48",
        "2.52",
        "今年不查",
    ):
        assert squeeze(told) in cells


def test_the_letter_is_the_same_in_word_and_pdf():
    letter = papers_told.letter()
    lines = lines_of(letter_docx(letter))
    text = text_of(letter_pdf(letter, FACES))
    for one in paragraphs(letter):
        assert squeeze(one.lead + one.text) in lines
        assert squeeze(one.lead + one.text) in text
    assert lines[:4] == [
        "青财绩〔2023〕12号", *map(squeeze, title_lines(letter)), "湘沅市青禾县云岭镇人民政府:",
    ]  # fmt: skip
    assert lines[-4:] == ["附件:1.审核报告", "2.审核意见表", "青禾县财政局", "2023年5月8日"]


def test_the_letter_says_until_when_and_groups_the_remarks():
    told = [one.text for one in paragraphs(papers_told.letter())]
    assert told[0] == (
        "你单位报送的2022年度部门整体支出绩效自评材料收悉。经审核，提出意见5条（错误2条、疑点2条、提示1条），"
        "现予退回。请逐条修改或说明，于2023年5月19日前重新报送。"
    )
    headings = [one.text for one in paragraphs(papers_told.letter()) if one.role == "heading"]
    assert headings == ["一、必须改正的问题", "二、需要核实或说明的问题", "三、建议完善的问题"]
    remark = next(one for one in paragraphs(papers_told.letter()) if one.role == "remark")
    assert remark.lead == "1.“严格控制成本不突破预算数”·得分　表1 第15行第8列。"
    assert remark.text.endswith("修改要求：按规则改正。依据：财预〔2020〕10号。")


def test_what_is_not_given_is_left_blank_to_be_filled_in():
    letter = papers_told.letter(
        deadline=None, date=None, contact="", phone="", sender="", number=""
    )
    lines = lines_of(letter_docx(letter))
    assert any("于年月日前重新报送" in line for line in lines)
    assert "联系人:联系电话:" in lines
    assert lines[-2:] == ["(发文机关印章)", "年月日"]


def test_remarks_are_taken_from_a_severity_upwards():
    made = papers_told.township()
    assert [len(remarks_of(made, least)) for least in ("error", "warning", "notice")] == [2, 4, 5]


@pytest.mark.parametrize(
    ("subject", "lines"),
    [
        (
            "2022年度部门整体支出绩效自评材料",
            ["关于退回2022年度部门整体支出", "绩效自评材料修改的通知"],
        ),
        ("材料", ["关于退回材料修改的通知"]),
    ],
)
def test_a_title_breaks_between_words(subject, lines):
    assert title_lines(papers_told.letter(subject=subject)) == lines


def test_the_word_letter_has_native_styles_and_opens_as_an_official_document():
    package = zipfile.ZipFile(io.BytesIO(letter_docx(papers_told.letter())))
    document = package.read("word/document.xml").decode()
    assert document.count('w:val="Heading1"') == 3
    assert 'w:top="2098"' in document and 'w:left="1588"' in document  # 37 mm, 28 mm
    assert "方正小标宋简体" in package.read("word/styles.xml").decode()


NASTY = ('#panic("x") *b* $1$ @a <l> \\ "', "=1+1", "渌㟃䶮𬭎", "</w:t><w:p/>", "\x00\x08\ud800")


def test_nothing_in_a_remark_is_markup():
    remarks = tuple(Remark("error", text, text, text, text) for text in NASTY)
    letter = papers_told.letter(remarks=remarks, sender=NASTY[0], addressee=NASTY[3])
    lines = "".join(lines_of(letter_docx(letter)))
    text = text_of(letter_pdf(letter, FACES))
    for nasty in NASTY[:3]:
        assert squeeze(nasty) in lines
    assert '#panic("x")*b*$1$@a<l>' in text


def test_the_comparison_says_what_changed_and_what_became_of_the_findings():
    held = papers_told.compared()
    assert summary(held) == (
        "字段修改6处；规则得分变化3项；报告文字修改2处；意见已解决2条、仍存在1条、新出现6条。"
    )
    text = text_of(comparison_pdf(held, faces=FACES))
    for told in (
        "修改前:初稿.docx修改后:修改稿.docx", "新增馆藏图书册数实际完成值5700册5900册+200册修改",
        "前:8×5700÷6000=7.6(未达到指标值)后:8×5900÷6000=7.87(未达到指标值)",
        "43场,其中进社区6场", "已解决未达标却得满分",
    ):  # fmt: skip
        assert squeeze(told) in text


def test_the_comparison_as_a_workbook():
    cells = cells_of(comparison_xlsx(papers_told.compared()))
    for told in ("5900册", "200", "已解决", "活动按期举办率"):
        assert told in cells


def test_the_same_input_gives_the_same_bytes():
    made, held, letter = papers_told.township(), papers_told.compared(), papers_told.letter()
    for write in (
        lambda: check_report_pdf(made, papers_told.DAY, FACES),
        lambda: check_report_xlsx(made, papers_told.DAY),
        lambda: letter_docx(letter),
        lambda: comparison_xlsx(held),
    ):
        assert write() == write()
