"""Before publication: what stands in whole documents, and covering it."""

import json
from pathlib import Path

import docx
import pytest
from test_cli import jiping

LETTER = "云岭镇人民政府绩效自评报告\n联系人身份证11010519491231002X，电话138 0013 8000\n账号6222021234567890128\n"


def test_a_clean_document_may_be_published(tmp_path: Path) -> None:
    page = tmp_path / "报告.txt"
    page.write_text(
        "预算3852.54万元，文号皖财农〔2020〕1351号，项目51000021R000000019951", encoding="utf-8"
    )
    done = jiping("publishable", page)

    assert done.returncode == 0
    assert "没有发现" in done.stdout.decode()


def test_personal_numbers_are_told_with_their_place_and_never_whole(tmp_path: Path) -> None:
    page = tmp_path / "报告.txt"
    page.write_text(LETTER, encoding="utf-8")
    done = jiping("publishable", "--format", "json", page)
    told = json.loads(done.stdout)

    assert done.returncode == 1
    assert [one["kind"] for one in told["exposures"]] == ["identity", "mobile", "bank_card"]
    assert [one["where"]["line"] for one in told["exposures"]] == [2, 2, 3]
    for number in ("11010519491231002X", "13800138000", "6222021234567890128"):
        assert number not in done.stdout.decode().replace(" ", "")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_masked_copy_keeps_encoding_and_all_else(tmp_path: Path, encoding: str) -> None:
    page = tmp_path / "报告.html"
    page.write_bytes(f'<meta charset="{encoding}"><p>{LETTER}</p>'.encode(encoding))
    jiping("publishable", "--masked", tmp_path / "公开", page)
    copy = (tmp_path / "公开" / "报告.html").read_bytes().decode(encoding)

    assert "1101**********002X" in copy
    assert "138****8000" in copy
    assert copy.startswith(f'<meta charset="{encoding}"><p>云岭镇')
    assert jiping("publishable", tmp_path / "公开" / "报告.html").returncode == 0


def test_the_copy_never_overwrites_the_document(tmp_path: Path) -> None:
    page = tmp_path / "报告.txt"
    page.write_text(LETTER, encoding="utf-8")
    jiping("publishable", "--masked", tmp_path, page)

    assert page.read_text(encoding="utf-8") == LETTER
    assert (tmp_path / "报告-已遮盖.txt").exists()


def test_a_word_copy_is_read_again_before_it_is_kept(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(LETTER)
    document.save(str(tmp_path / "报告.docx"))
    done = jiping("publishable", "--masked", tmp_path / "公开", tmp_path / "报告.docx")

    assert done.returncode == 1
    assert "已写入遮盖副本" in done.stderr.decode()
    assert jiping("publishable", tmp_path / "公开" / "报告.docx").returncode == 0
