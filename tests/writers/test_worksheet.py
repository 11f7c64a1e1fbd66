"""The work sheet: written, filled in, returned and read in again."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from goldens import TOLD, answer, beside, dossier, finding, read

from jiping.checks import Outcome
from jiping.intake import UnreadableError
from jiping.intake.readers import xlsx
from jiping.writers import worksheet as module
from jiping.writers.answers import Answer, merged, read_answers
from jiping.writers.columns import ACCEPTED, COLUMNS, IDENTITY, INDEX
from jiping.writers.worksheet import TooManyError, worksheet

SHEET = Path("意见.xlsx")


def part(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def edited(data: bytes, old: str, new: str) -> bytes:
    """The workbook with its first sheet changed, as another program might have saved it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in content.decode()
                content = content.decode().replace(old, new).encode()
            after.writestr(name, content)
    return out.getvalue()


def filled() -> tuple[bytes, dict[str, Answer]]:
    """A sheet in which two findings are answered."""
    first, second, *_ = (entry.fingerprint for entry in dossier().entries)
    given = {
        first: answer(first, "上限未随预算调整，\n已补办手续。", "部分采纳", "补批复文件"),
        second: answer(second, "=HYPERLINK(1)", "", ""),
    }
    return worksheet([dossier(answers=given)]), given


def test_what_was_answered_is_read_again() -> None:
    data, given = filled()
    back = read_answers(SHEET, data)

    assert {one.fingerprint: one.written for one in back.answers} == {
        name: one.written for name, one in given.items()
    }
    assert back.answers[0].code == "JP302"
    assert back.answers[0].unit == "湘沅市青禾县云岭镇人民政府"
    assert str(back.answers[0].where) == "意见.xlsx 工作表“审核意见” 第3行"
    assert back.problems == ()


def test_rows_that_a_filter_hides_are_read() -> None:
    data, _ = filled()
    hidden = edited(data, '<row r="3" ', '<row r="3" hidden="1" ')

    assert len(read_answers(SHEET, hidden).answers) == 2


def test_an_empty_sheet_has_no_answers() -> None:
    assert read_answers(SHEET, worksheet([dossier()])).answers == ()


def test_answers_find_their_findings_in_another_format() -> None:
    data, _ = filled()
    answers, _ = merged(read_answers(SHEET, data).answers)
    by_number = [entry.answer for entry in dossier("pdf", answers).entries]

    assert by_number[0] and by_number[0].accepted == "部分采纳"
    assert by_number[1] and by_number[1].reply == "=HYPERLINK(1)"
    assert by_number[2:] == [None, None, None]


def test_an_answer_whose_name_was_lost_is_told() -> None:
    data, given = filled()
    name = next(iter(given))
    index = strings(data).index(name)
    lost = edited(data, f"<v>{index}</v>", "<v>0</v>")
    back = read_answers(SHEET, lost)

    assert len(back.answers) == 1
    assert "标识" in back.problems[0].message


def strings(data: bytes) -> list[str]:
    return re.findall(r"<si><t[^>]*>(.*?)</t></si>", part(data, "xl/sharedStrings.xml"), re.DOTALL)


def test_an_acceptance_that_is_no_choice_is_left_out_and_told() -> None:
    name = dossier().entries[0].fingerprint
    data = worksheet([dossier(answers={name: answer(name, "同意", "大概吧")})])
    back = read_answers(SHEET, data)

    assert back.answers[0].written == ("同意", "", "")
    assert "采纳、部分采纳、不采纳" in back.problems[0].message


def test_the_later_of_two_sheets_holds_and_a_difference_is_told() -> None:
    one = answer("a", "一", "采纳", "")
    two = answer("a", "二", "", "已核")
    kept, problems = merged([one, two])

    assert kept["a"].written == ("二", "采纳", "已核")
    assert len(problems) == 1
    assert merged([one, one])[1] == ()


def test_another_workbook_is_refused_in_one_sentence() -> None:
    with pytest.raises(UnreadableError, match=r"意见\.xlsx：不是审核意见表"):
        read_answers(
            SHEET,
            (Path(__file__).parents[2] / "examples/township-2022/township-2022.xlsx").read_bytes(),
        )
    with pytest.raises(UnreadableError, match=r"意见\.xlsx"):
        read_answers(SHEET, b"PK\x03\x04")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_text_becomes_a_formula(sign: str) -> None:
    hostile = f"{sign}cmd|'/c calc'!A0"
    extraction = read()
    told = ("JP302", "error", "/indicators/3/score", hostile, hostile)
    found = finding(extraction, told)._replace(basis=hostile, remedy=hostile)
    filing = extraction.filings[0].model_copy(update={"unit": hostile})
    made = beside(extraction.model_copy(update={"filings": (filing,)}), Outcome((found,)))
    name = made.entries[0].fingerprint
    made = beside(
        extraction.model_copy(update={"filings": (filing,)}),
        Outcome((found,)),
        {name: answer(name, hostile, "", hostile)},
    )
    data = worksheet([made])

    assert "<f>" not in part(data)
    # The summary counts the answers itself: the only formula.
    assert part(data, "xl/worksheets/sheet2.xml").count("<f>") == 1
    # Every such text also keeps its quote, so that editing the cell makes no formula of it.
    quoted = {
        number
        for number, style in enumerate(
            re.findall(r"<xf [^>]*>", part(data, "xl/styles.xml").split("<cellXfs")[1])
        )
        if 'quotePrefix="1"' in style
    }
    assert quoted
    kept = strings(data)
    for reference, style, index in re.findall(
        r'<c r="([A-Z]+)3" s="(\d+)" t="s"><v>(\d+)</v>', part(data)
    ):
        if kept[int(index)].lstrip().startswith(("=", "+", "-", "@")):
            assert int(style) in quoted, reference


def test_only_the_answers_are_open_and_the_name_is_hidden() -> None:
    data = worksheet([dossier()])
    sheet = part(data)
    last = INDEX[IDENTITY] + 1
    (choices,) = re.findall(r'<dataValidation type="list".*?</dataValidation>', sheet)

    assert "<sheetProtection " in sheet
    assert re.search(rf'<col min="{last}" max="{last}" [^>]*hidden="1"', sheet)
    assert ",".join(ACCEPTED) in choices
    assert '<pane xSplit="3" ySplit="2"' in sheet
    assert '<autoFilter ref="A2:M7"' in sheet


def test_the_columns_in_their_order_and_a_row_a_finding() -> None:
    (sheet, _) = xlsx.read(worksheet([dossier()])).blocks
    texts = {(cell.row, cell.column): cell.text for cell in sheet.cells}

    assert [texts[1, n] for n in range(12)] == [column.label for column in COLUMNS[:12]]
    assert [texts[row, INDEX["code"]] for row in range(2, 7)] == [told[0] for told in TOLD]
    assert texts[2, INDEX["where"]] == "指标第4项·得分\n表1 第15行第8列"


def test_the_summary_counts_by_severity_theme_and_unit() -> None:
    (_, summary) = xlsx.read(worksheet([dossier(), dossier("txt")])).blocks
    rows: dict[int, list[str]] = {}
    for cell in summary.cells:
        rows.setdefault(cell.row, []).append(cell.text)

    assert ["错误", "4"] in rows.values()
    assert ["得分与完成值", "2", "0", "0", "2"] in rows.values()
    assert (
        list(rows.values()).count(["湘沅市青禾县云岭镇人民政府", "2022", "2", "2", "1", "5"]) == 2
    )
    assert ["JP403 原因空泛", "2", "今年不查"] in rows.values()


def test_more_than_can_be_read_again_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 4)
    with pytest.raises(TooManyError, match="意见共5条"):
        worksheet([dossier()])
