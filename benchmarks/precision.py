"""How many findings every check raises on a set of documents, and how many of them are right.

    python benchmarks/precision.py [FOLDER...] [--list CODE] [--write]

The documents are the texts of examples/, of benchmarks/documents/precision and of every FOLDER.
Each finding was looked at; what is not right stands in precision.toml with its reason, so that a
finding that is not there counts as right. `--list` prints the findings of one check (or `error`);
`--write` writes docs/precision.md. Ends with status 1 where precision.toml names a finding of the
documents read that is no longer raised.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jiping.checks import SEVERITIES, Finding, check_filing, rules
from jiping.intake import extract
from jiping.standards import load

HERE = Path(__file__).parent
OWN = (HERE.parent / "examples", HERE / "documents" / "precision")
PAGE = HERE.parent / "docs" / "precision.md"
_VERDICTS = {"doubtful": "存疑", "wrong": "错"}


class Raised(NamedTuple):
    """A finding and the document that it was raised on."""

    document: str
    finding: Finding

    @property
    def key(self) -> tuple[str, str, str]:
        """What a judgement names."""
        return self.document, self.finding.code, self.finding.pointer


class Judgement(NamedTuple):
    """A finding that is not right, and why."""

    verdict: str
    reason: str


def documents(folders: list[Path]) -> list[Path]:
    """All texts of the folders and of the folders in them."""
    return [path for folder in folders for path in sorted(folder.rglob("*.txt"))]


def raised_on(paths: list[Path]) -> Iterator[Raised]:
    """Every finding on every filing of the documents."""
    for path in paths:
        filings = extract(path).filings
        for number, filing in enumerate(filings):
            name = path.stem if number == 0 else f"{path.stem}#{number + 1}"
            beside = [other for other in filings if other is not filing]
            for finding in check_filing(filing, load(filing.standard), beside=beside):
                yield Raised(name, finding)


def judgements() -> dict[tuple[str, str, str], Judgement]:
    """What precision.toml says, by document, code and pointer."""
    told = tomllib.loads((HERE / "precision.toml").read_text(encoding="utf-8"))
    found = {}
    for code, entries in told.items():
        for entry in entries:
            if entry["verdict"] not in _VERDICTS:
                raise ValueError(f"{code}: verdict {entry['verdict']}")
            key = (entry["document"], code, entry["pointer"])
            found[key] = Judgement(entry["verdict"], entry["reason"])
    return found


def table(found: list[Raised], judged: dict[tuple[str, str, str], Judgement]) -> Iterator[str]:
    """One row a check, those that raised nothing left out, and a row for each severity."""
    by_code: dict[str, Counter[str]] = defaultdict(Counter)
    by_severity: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        verdict = judged[one.key].verdict if one.key in judged else "right"
        by_code[one.finding.code][verdict] += 1
        by_severity[one.finding.severity][verdict] += 1
    yield "| 编号 | 规则 | 提出 | 对 | 存疑 | 错 |"
    yield "|---|---|--:|--:|--:|--:|"
    titles = {check.code: check.title for check in rules()}
    for code in sorted(by_code):
        yield f"| [{code}](checks/{code}.md) | {titles[code]} | {_counts(by_code[code])} |"
    for severity, name in SEVERITIES.items():
        counts = by_severity[severity]
        share = counts["right"] / counts.total() if counts else 1
        yield f"| | **{name}**（对的占{share:.1%}） | {_counts(counts)} |"


def _counts(counts: Counter[str]) -> str:
    return " | ".join(str(n) for n in (counts.total(), *(counts[v] for v in ("right", *_VERDICTS))))


def page(
    paths: list[Path], found: list[Raised], judged: dict[tuple[str, str, str], Judgement]
) -> str:
    """The page docs/precision.md."""
    silent = sorted({check.code for check in rules()} - {one.finding.code for one in found})
    lines = [
        "# 审核规则的准确度",
        "",
        f"在{len(paths)}份文本上运行全部规则，逐条核对提出的{len(found)}条问题：公开发布的自评表和自评报告"
        "（按原版式重建，说明文字压缩、人名电话替换，多数不完整）、本仓库的各版式例子，以及另拟的十余份完整的表和报告。",
        "“存疑”是按文本成立、但原文可能不是这样（如重建时压缩了文字）或办公人员未必同意的；“错”是不应提出的。",
        "由 `benchmarks/precision.py --write` 生成，不对的各条及理由在 `benchmarks/precision.toml`。",
        "",
        *table(found, judged),
        "",
        "## 存疑和错的",
        "",
        *(
            f"- {one.finding.code}（{_VERDICTS[judged[one.key].verdict]}）：{_line(one.finding.message)}"
            f"——{judged[one.key].reason}。"
            for one in found
            if one.key in judged
        ),
        "",
        "## 在这些文本上没有提出过的规则",
        "",
        "、".join(f"[{code}](checks/{code}.md)" for code in silent) + "。",
        "各自的例子见其页面，由测试保证；需要上年、决算、同类资料的规则没有资料时不检查。",
        "",
    ]
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Print the table, or what else is asked for."""
    code = arguments[arguments.index("--list") + 1] if "--list" in arguments else None
    folders = [Path(each) for each in arguments if not each.startswith("--") and each != code]
    paths = documents([*OWN, *folders])
    found, judged = list(raised_on(paths)), judgements()
    if code:
        for one in found:
            if code in (one.finding.code, one.finding.severity):
                verdict = judged[one.key].verdict if one.key in judged else ""
                print(f"{one.document:18}{one.finding.code} {one.finding.pointer:28}"
                      f"{verdict:9}{_line(one.finding.message)}")  # fmt: skip
        return 0
    print("\n".join(table(found, judged)))
    stems = {path.stem for path in paths}
    raised = {one.key for one in found}
    gone = [key for key in judged if key not in raised and key[0].partition("#")[0] in stems]
    for document, rule, pointer in gone:
        print(f"no longer raised: {document} {rule} {pointer}")
    if "--write" in arguments:
        PAGE.write_text(page(paths, found, judged), encoding="utf-8")
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
