"""Build the example documents from their data files: `python examples/build.py [DIRECTORY]`.

Each `NAME/filing.toml` gives NAME.docx, .xlsx, .pdf, .html and .txt beside it, each
`NAME/accounts.toml` accounts.html and accounts.xlsx. Nothing in the
output depends on the day: building again changes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from making.accounts import accounts_html, accounts_xlsx
from making.as_docx import docx
from making.as_html import html
from making.as_pdf import pdf
from making.as_text import text
from making.as_xlsx import xlsx
from making.form import read_paper

HERE = Path(__file__).parent
NAMES = ("township-2022", "clean-2022", "clean-2023", "project-2023")


def build(directory: Path) -> list[Path]:
    """Write all examples under *directory* and answer the files written."""
    written = []
    for name in NAMES:
        paper = read_paper(HERE / name / "filing.toml")
        folder = directory / name
        folder.mkdir(parents=True, exist_ok=True)
        files = {
            "txt": text(paper).encode(),
            "html": html(paper).encode(),
            "docx": docx(paper),
            "xlsx": xlsx(paper),
            "pdf": pdf(paper),
        }
        for suffix, content in files.items():
            path = folder / f"{name}.{suffix}"
            path.write_bytes(content)
            written.append(path)
        written += _accounts(HERE / name / "accounts.toml", folder)
    return written


def _accounts(data: Path, folder: Path) -> list[Path]:
    """Write the final accounts that go with a filing, where there are any."""
    if not data.is_file():
        return []
    (folder / "accounts.html").write_text(accounts_html(data), encoding="utf-8")
    (folder / "accounts.xlsx").write_bytes(accounts_xlsx(data))
    return [folder / "accounts.html", folder / "accounts.xlsx"]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(path)
