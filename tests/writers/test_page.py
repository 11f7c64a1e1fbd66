"""The page: complete in itself, every finding linked to its field, nothing of a document executed."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from goldens import GOLDEN, beside, dossier, finding, read, stable_page
from lxml import html

from jiping import standards
from jiping.checks import Outcome
from jiping.filing import Extraction
from jiping.writers.dossier import dossier as checked
from jiping.writers.page import page

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"


def test_the_page_of_the_township() -> None:
    assert stable_page() == (GOLDEN / "township.html").read_text(encoding="utf-8")


def examples() -> list[Extraction]:
    return [read(form) for form in ("docx", "txt", "html", "xlsx", "pdf")]


@pytest.mark.parametrize("extraction", examples(), ids=lambda one: one.source.name)
def test_every_link_leads_to_one_place_on_the_page(extraction: Extraction) -> None:
    made = checked(extraction, 0, standards.load("hunan-2022"))
    tree = html.document_fromstring(page([made]))
    names = tree.xpath("//@id")
    links = [href.removeprefix("#") for href in tree.xpath("//a/@href")]

    assert len(names) == len(set(names))
    assert set(links) <= set(names)
    for entry in made.entries:
        # From the finding to its field, and from the field back to the finding.
        (li,) = tree.xpath(f"//li[@id='n0-{entry.number}']")
        assert li.xpath(".//a[@class='where']/@href")
        assert tree.xpath(
            f"//main//a[@href='#n0-{entry.number}'] | //header//a[@href='#n0-{entry.number}']"
        )


def test_the_field_itself_is_marked() -> None:
    tree = html.document_fromstring(page([dossier()]))
    (cell,) = tree.xpath("//td[@id='d0-indicators-3-score']")
    (words,) = tree.xpath("//mark")

    assert "marked error" in cell.get("class")
    assert cell.xpath(".//a/@href") == ["#n0-1"]
    assert words.text == "健全等工作"


def test_nothing_is_loaded_and_no_style_but_its_own_is_allowed() -> None:
    text = page([dossier()])
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
    assert not re.search(r"<script|<link|<img|<iframe| style=| on\w+=|https?:|url\(|@import", text)


def test_hostile_text_stays_text() -> None:
    extraction = read()
    filing = extraction.filings[0]
    hostile = filing.model_copy(
        update={
            "unit": HOSTILE,
            "goals": filing.goals.model_copy(update={"expected": HOSTILE}),
            "indicators": tuple(
                one.model_copy(update={"name": HOSTILE, "reason": HOSTILE})
                for one in filing.indicators
            ),
        }
    )
    source = extraction.source.model_copy(update={"name": f"{HOSTILE}.docx"})
    found = finding(extraction, ("JP302", "error", "/indicators/0/name", HOSTILE, f"“{HOSTILE}”"))
    told = extraction.model_copy(update={"filings": (hostile,), "source": source})
    tree = html.document_fromstring(page([beside(told, Outcome((found,)))]))

    assert not tree.xpath("//script | //img")
    assert HOSTILE in tree.xpath("string(//h2)")
    assert "49" not in tree.xpath("string(//h2)")
    assert HOSTILE in tree.xpath("string(//li[@id='n0-1'])")


def test_answers_stand_beside_their_findings() -> None:
    from goldens import answer

    name = dossier().entries[0].fingerprint
    given = answer(name, "上限未随预算调整", "部分采纳", "<b>补文件</b>")
    tree = html.document_fromstring(page([dossier(answers={name: given})]))
    told = tree.xpath("//li[@id='n0-1']//dd[@class='answer']")

    assert [dd.text for dd in told] == ["上限未随预算调整", "部分采纳　<b>补文件</b>"]


def test_several_filings_have_a_list_of_contents_and_names_of_their_own() -> None:
    tree = html.document_fromstring(page([dossier(), dossier("txt")]))
    names = tree.xpath("//@id")

    assert len(tree.xpath("//nav[@class='contents']//li")) == 2
    assert len(names) == len(set(names))
