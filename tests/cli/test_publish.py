"""`jiping publish`: a whole public site from documents."""

from pathlib import Path

from test_cli import EXAMPLES, jiping


def test_documents_become_a_site(tmp_path: Path) -> None:
    site = tmp_path / "公开"
    example = EXAMPLES / "clean-2022" / "clean-2022.docx"
    done = jiping("publish", example, "-o", site, "--title", "青禾县公开", "--date", "2023-09-20")
    assert done.returncode == 0
    assert "1份自评" in done.stderr.decode()
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "青禾县公开" in page
    assert "2023年9月20日公开" in page
    (folder,) = (path for path in site.glob("2022/*") if path.is_dir())
    assert {path.suffix for path in folder.iterdir()} >= {
        ".html",
        ".pdf",
        ".docx",
        ".xlsx",
        ".json",
    }


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "重要.txt").write_text("x")
    done = jiping("publish", EXAMPLES / "clean-2022" / "clean-2022.txt", "-o", tmp_path)
    assert done.returncode == 2
    assert "不是空文件夹" in done.stderr.decode()
    assert (tmp_path / "重要.txt").exists()
