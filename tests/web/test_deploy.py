"""What is installed with: settings that are told of are those that there are, and commands exist."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from jiping.cli.app import app

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "administrator.zh.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "src" / "jiping" / "web" / "settings.py").read_text(encoding="utf-8")
DEPLOY = {
    path.name: path.read_text(encoding="utf-8")
    for path in (ROOT / "deploy").rglob("*")
    if path.is_file()
}


def test_the_guide_knows_every_setting_and_no_other() -> None:
    read = set(re.findall(r"JIPING_[A-Z_]+", SETTINGS)) - {"JIPING_LOCAL"}
    assert set(re.findall(r"`(JIPING_[A-Z_]+)`", GUIDE)) == read


def test_what_compose_wants_stands_in_the_example() -> None:
    wanted = set(re.findall(r"\$\{(\w+)", DEPLOY["compose.yaml"]))
    given = set(re.findall(r"^(\w+)=", DEPLOY["example.env"], re.MULTILINE))
    assert wanted == given


def test_commands_of_guide_and_units_exist() -> None:
    told = " ".join([GUIDE, *DEPLOY.values()])
    known = {command.name or command.callback.__name__ for command in app.registered_commands}  # type: ignore[union-attr]
    for name in set(re.findall(r"(?:^|[`/ ])jiping ((?!jiping)[a-z][a-z-]+)", told, re.MULTILINE)):
        assert name in known, name


def test_files_that_the_container_copies_are_there() -> None:
    for line in re.findall(r"^COPY (?!--from)(.+)$", DEPLOY["Containerfile"], re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name


def test_no_secret_stands_in_the_examples() -> None:
    assert re.search(r"^JIPING_SECRET_KEY=$", DEPLOY["example.env"], re.MULTILINE)
    assert re.search(r"^POSTGRES_PASSWORD=$", DEPLOY["example.env"], re.MULTILINE)


def test_a_key_is_long_and_new_each_time() -> None:
    first, second = (CliRunner().invoke(app, ["key"]).output.strip() for _ in range(2))
    assert first != second
    assert len(first) >= 48
