"""Words: Chinese first, English by gettext; what is compiled is what was translated."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils.translation.template import templatize

WEB = Path(__file__).parents[2] / "src" / "jiping" / "web"
FOLDER = WEB / "locale" / "en" / "LC_MESSAGES"
_PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]")


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


CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
CHINESE = re.compile("[\u4e00-\u9fff]")


def words_in(code: str) -> Iterator[str]:
    """What Python code gives to be translated."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
            word = node.args[0]
            if isinstance(word, ast.Constant) and isinstance(word.value, str):
                yield word.value


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


#: The name of the program, of the other language, and the page that shows the pieces to developers.
OWN_NAMES = re.compile("绩评|简体中文")
SHOWN_TO_DEVELOPERS = {"components.html"}


def test_no_page_has_words_that_nobody_can_translate() -> None:
    told = re.compile(
        r"{% comment %}.*?{% endcomment %}|{#.*?#}|{% blocktranslate.*?endblocktranslate %}"
        r"""|{% translate .*?%}|_\((["']).*?\1\)""",
        re.DOTALL,
    )
    for path in (WEB / "templates").rglob("*.html"):
        left = OWN_NAMES.sub("", told.sub("", path.read_text(encoding="utf-8")))
        assert path.name in SHOWN_TO_DEVELOPERS or not CHINESE.search(left), path


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
