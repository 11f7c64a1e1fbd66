"""Words: Chinese first, English by gettext; what is compiled is what was translated."""

from __future__ import annotations

import ast
import gettext
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override
from django.utils.translation.template import templatize

from jiping.filing import Place
from jiping.web.editor.places import said
from jiping.web.notices.models import Notice
from jiping.web.notices.tell import remind, tell_step

WEB = Path(__file__).parents[2] / "src" / "jiping" / "web"
FOLDER = WEB / "locale" / "en" / "LC_MESSAGES"
_PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\}")


def entries() -> dict[str, list[str]]:
    """msgid → its translations, from the .po file."""
    found = {}
    for entry in (FOLDER / "django.po").read_text(encoding="utf-8").split("\n\n"):
        told: dict[str, str] = {}
        key = ""
        for line in entry.splitlines():
            if match := re.match(r'(msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$', line):
                key = match[1]
                told[key] = ast.literal_eval(match[2])
            elif line.startswith('"'):
                told[key] += ast.literal_eval(line)
        if told.get("msgid"):
            found[told["msgid"]] = [v for k, v in told.items() if k.startswith("msgstr")]
    return found


def test_every_word_is_translated_with_its_places_and_compiled() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    told = entries()
    assert len(told) > 400
    for word, translations in told.items():
        for one in translations:
            assert one, word
            assert sorted(_PLACE.findall(one)) == sorted(_PLACE.findall(word)), word
        if len(translations) == 1:
            assert compiled.gettext(word) == translations[0]
        else:
            assert compiled.ngettext(word, word, 2) == translations[1]


CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
CHINESE = re.compile("[\u4e00-\u9fff]")
#: As it stands between words; in English other marks do.
WRITTEN = re.compile("[\u4e00-\u9fff：；，。（）、《》]")
#: Modules whose Chinese no page shows: what the command line says, the invented county, the headings
#: of the Excel files of units, names that only Django's own pages would show.
NOT_OF_PAGES = {
    "append_only.py", "apps.py", "backup", "chain.py", "demo", "management", "migrations", "row.py",
    "run.py", "settings.py", "start.py", "verify.py", "worksheets.py",
}  # fmt: skip
#: Units of money, names of files and of the sheets in them, tags of the interface for programs.
IN_FILES = {
    "万元", "元", "文件", "通用", "未命名", "决算报表", "单位和预算", "任务", "单位", "自评",
    "每行一个单位；项目另起一行，写所属单位编码、项目编码和项目名称。", "[(（](万元|元)[)）]$",
    "（万元）", "年度", "指标库", "指标库.xlsx", "-审核意见表.xlsx", "年度预算绩效自评汇总分析.", "接口 ", "绩评 Jiping",
    "预算管理系统推送单位和预算数，读取自评、审核疑点和进度。金额为万元的十进制字符串。",
}  # fmt: skip


def words_in(code: str) -> Iterator[str]:
    """What Python code gives to be translated."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
            word = node.args[0]
            if isinstance(word, ast.Constant) and isinstance(word.value, str):
                yield word.value


def words_left(node: ast.AST) -> Iterator[str]:
    """Chinese in Python code that nobody is given to translate; docstrings are for developers."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if CHINESE.search(node.value) and node.value not in IN_FILES:
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        yield from words_left(child)


def words_of(template: str) -> Iterator[str]:
    """What a template gives to be translated: Django itself turns it into calls."""
    calls = re.finditer(
        r"""\b(?:_|n?gettext)\((u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")""", templatize(template)
    )
    return (ast.literal_eval(call[1]) for call in calls)


def test_every_word_of_pages_and_code_is_among_the_translated() -> None:
    """And no other: `make messages` was run, and what it collected was translated."""
    used: set[str] = set()
    for path in WEB.rglob("*.py"):
        if "migrations" not in path.parts:
            used.update(words_in(path.read_text(encoding="utf-8")))
    for path in (WEB / "templates").rglob("*.html"):
        used.update(words_of(path.read_text(encoding="utf-8")))
    known = set(entries())
    assert used - known == set()
    assert known - used == set()


def test_no_sentence_of_the_code_is_left_in_chinese() -> None:
    """Refusals, notices, mails, states: all that a page may show is given to be translated."""
    left = {
        (str(path.relative_to(WEB)), word)
        for path in WEB.rglob("*.py")
        if not NOT_OF_PAGES & set(path.relative_to(WEB).parts)
        for word in words_left(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert left == set()


def test_stylesheets_write_no_words() -> None:
    for path in (WEB / "static" / "css").glob("*.css"):
        written = re.findall(r"content: *([^;]*)", path.read_text(encoding="utf-8"))
        assert not CHINESE.search(" ".join(written)), path


#: The program, the other language, the signatures of the form; the page that shows developers the pieces.
OWN_NAMES = re.compile("绩评|简体中文|{{ label }}：")
SHOWN_TO_DEVELOPERS = {"components.html"}


def test_no_page_has_words_that_nobody_can_translate() -> None:
    told = re.compile(
        r"{% comment %}.*?{% endcomment %}|{#.*?#}|{% blocktranslate.*?endblocktranslate %}"
        r"""|{% translate .*?%}|_\((["']).*?\1\)""",
        re.DOTALL,
    )
    for path in (WEB / "templates").rglob("*.html"):
        left = OWN_NAMES.sub("", told.sub("", path.read_text(encoding="utf-8")))
        assert path.name in SHOWN_TO_DEVELOPERS or not WRITTEN.search(left), path


def keys(script: str) -> set[str]:
    return set(re.findall(r"^ +(\w+):", script, re.MULTILINE))


def test_scripts_say_everything_in_both_languages() -> None:
    """Words stand in `words.js` by language, or as say("中文", "English")."""
    scripts = {path: path.read_text(encoding="utf-8") for path in (WEB / "static/js").rglob("*.js")}
    for path, script in scripts.items():
        bare = re.sub(r"^\s*(?://|/\*).*$|\s// .*$", "", script, flags=re.MULTILINE)
        if path.name == "words.js":
            chinese, english = bare.split("const EN = ")
            english = english.partition("\n};")[0]
            assert keys(chinese.partition("\n};")[0]) == keys(english)
            assert not CHINESE.search(english), path
        else:
            # What is printed on the form stays as it is printed there.
            bare = re.sub(r'say\("[^"]*", "[^"]+"\)|（\$\{points\}分）', "", bare)
            assert not CHINESE.search(bare), path


def test_pages_speak_chinese_first_and_english_when_asked(county: Any) -> None:
    client = Client()
    client.force_login(county.users["bureau"])
    assert "自评任务" in client.get("/campaigns/").content.decode()
    guessed = client.get("/campaigns/", headers={"accept-language": "en"}).content.decode()
    assert "自评任务" in guessed
    assert client.post("/i18n/setlang/", {"language": "en"}).status_code == 302
    english = client.get("/campaigns/").content.decode()
    assert "Campaigns" in english
    assert 'lang="en"' in english


def english(county: Any, name: str) -> Client:
    """A person who reads the pages in English."""
    client: Client = county.client(name)
    client.cookies["jiping_language"] = "en"
    return client


def refusals(county: Any, drafted: Any) -> Iterator[HttpResponse]:
    """The answers to acts of all kinds that are refused."""
    preparer, bureau = english(county, "preparer@104"), english(county, "bureau")
    nobody = Client(headers={"accept": "application/json"})
    nobody.cookies["jiping_language"] = "en"
    at, roster = f"/filings/{drafted.pk}", f"/campaigns/{county.campaign.pk}/roster"

    def send(who: Client, url: str, **body: Any) -> HttpResponse:
        return who.post(url, json.dumps(body), content_type="application/json")  # type: ignore[return-value]

    def upload(who: Client, url: str, name: str, data: bytes) -> HttpResponse:
        return who.post(url, {"file": SimpleUploadedFile(name, data)})  # type: ignore[return-value]

    save = {"base": drafted.version, "client": str(uuid.uuid4())}
    for edit in (
        {"op": "set", "at": "/budget/rows/0/initial", "value": "many"},
        {"op": "set", "at": "/total/score", "value": "many"},
        {"op": "set", "at": "/currency_unit", "value": "yen"},
        {"op": "set", "at": "/unit", "value": "x"},
        {"op": "remove", "at": "/indicators/299"},
    ):
        yield send(preparer, f"{at}/edits", edits=[edit], **save)
    yield send(preparer, f"{at}/edits", edits=[], **save)
    yield send(preparer, f"{at}/answers", fingerprint="x", text="")
    yield send(preparer, f"{at}/submission", base=drafted.version + 1)
    yield send(preparer, f"{at}/decisions", act="withdraw", version=1, reason="")
    yield send(bureau, f"{at}/scores", pointer="/indicators/0", score="10000", reason="")
    yield send(english(county, "preparer@301"), f"{at}/submission", base=0)
    yield send(english(county, "system_admin"), "/samples", size="x")
    yield send(nobody, f"{at}/submission", base=0)
    yield upload(preparer, f"{at}/evidence", "a.exe", b"MZ")
    yield upload(preparer, f"{at}/evidence", "a.pdf", b"MZ")
    yield upload(preparer, f"{at}/evidence", "a.pdf", b"")
    yield upload(preparer, f"{at}/readings", "a.txt", b"nothing")
    yield upload(bureau, roster, "units.xlsx", b"no workbook")


def test_whoever_reads_english_is_refused_in_english(county: Any, drafted: Any) -> None:
    for answer in refusals(county, drafted):
        if answer.headers["Content-Type"] == "application/json":
            assert answer.status_code >= 400
            told = json.loads(answer.content)
            said = [told["message"], *told.get("fields", {}).values()]
        else:
            said = re.findall(r'role="alert">(.*?)</div>', answer.content.decode(), re.DOTALL)
        assert said
        # Names of states and units of money are printed as on the form.
        assert not CHINESE.search(" ".join(said).replace("万元, 元", "")), said


def test_what_the_core_says_in_chinese_is_named_in_english(county: Any, drafted: Any) -> None:
    """A reader's sentence follows one of the page; a finding stands under its check's title."""
    client = english(county, "preparer@104")
    broken = {"file": SimpleUploadedFile("old.docx", b"PK\x03\x04 no document")}
    told = client.post(f"/filings/{drafted.pk}/readings", broken).json()
    assert re.match("Not read, because: .*[\u4e00-\u9fff]", told["message"])
    page = client.get(f"/filings/{drafted.pk}/", headers={"accept": "text/html"}).content.decode()
    assert "Executed more than the full-year budget" in page
    client.cookies["jiping_language"] = "zh-hans"
    page = client.get(f"/filings/{drafted.pk}/", headers={"accept": "text/html"}).content.decode()
    assert "Executed more" not in page


def test_notices_are_read_in_the_language_of_the_page(county: Any, drafted: Any) -> None:
    who, reader = county.actor("bureau"), county.users["preparer@104"]
    tell_step(who, drafted, "return", "再看一看。")
    remind(drafted, "", Notice.Kind.REMINDER)
    assert [one.sentence for one in reader.notices.all()] == [
        "请尽快办理：《青禾县水利局》填报中，截止 2024-03-15。",
        "《青禾县水利局》被退回：再看一看。",
    ]
    with override("en"):
        assert [one.sentence for one in reader.notices.all()] == [
            "Please act soon: “青禾县水利局” (Drafting) is due on 2024-03-15.",
            "“青禾县水利局” was returned: 再看一看。",
        ]


def test_a_place_is_told_in_the_language_of_the_page() -> None:
    place = Place("old.docx", page=2, table=1, row=5, column=3)
    assert said(place) == str(place) == "old.docx 第2页 表1 第5行第3列"
    line = Place(line=7, column=4)
    assert said(line) == str(line) == "第7行第4字"
    with override("en"):
        assert said(place) == "old.docx page 2 table 1 row 5, column 3"
