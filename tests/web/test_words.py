"""Words: Chinese first, English by gettext; what is compiled is what was translated."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path
from typing import Any

from django.test import Client

FOLDER = Path(__file__).parents[2] / "src" / "jiping" / "web" / "locale" / "en" / "LC_MESSAGES"
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
