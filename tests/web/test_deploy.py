"""What is installed with: settings that are told of are those that there are, and commands exist."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
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


def test_volumes_are_folders_of_the_program_in_the_container() -> None:
    """A volume over a folder that the image lacks belongs to root, and nothing can be written."""
    mounted = re.search(r'volumes: \["data:(/\w+)", "backups:(/\w+)"\]', DEPLOY["compose.yaml"])
    made = re.search(r"install -d -o jiping -g jiping -m 700 (.+)", DEPLOY["Containerfile"])
    assert mounted
    assert made
    assert made[1].split() == list(mounted.groups())


def test_no_secret_stands_in_the_examples() -> None:
    assert re.search(r"^JIPING_SECRET_KEY=$", DEPLOY["example.env"], re.MULTILINE)
    assert re.search(r"^POSTGRES_PASSWORD=$", DEPLOY["example.env"], re.MULTILINE)


def test_a_key_is_long_and_new_each_time() -> None:
    first, second = (CliRunner().invoke(app, ["key"]).output.strip() for _ in range(2))
    assert first != second
    assert len(first) >= 48


# --- what the tools of an administrator say of the files; each test is skipped where its tool is missing

UNITS = sorted(path.name for path in (ROOT / "deploy" / "systemd").iterdir())


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is missing")
    return found


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """With a program in the place of the one that is not installed here."""
    verify = tool("systemd-analyze")
    for name in UNITS:
        told = DEPLOY[name].replace("/opt/jiping/.venv/bin/jiping", "/bin/true")
        (tmp_path / name).write_text(told, encoding="utf-8")
    done = run(verify, "verify", "--man=no", *(str(tmp_path / name) for name in UNITS))
    ours = [line for line in done.stderr.splitlines() if "jiping" in line]
    assert (done.returncode, ours) == (0, [])


def test_every_timer_has_its_service() -> None:
    for name in UNITS:
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in UNITS
            assert name in GUIDE


@pytest.mark.parametrize("tls", ["internal", "/tls/site.pem /tls/site.key"])
def test_caddy_takes_its_file(tmp_path: Path, tls: str) -> None:
    caddy = tool("caddy")
    file = tmp_path / "Caddyfile"
    told = DEPLOY["Caddyfile"]
    file.write_text(told.replace("{$JIPING_TLS:internal}", tls), encoding="utf-8")
    names = {"JIPING_HOSTS": "jx.example.gov.cn", "HOME": str(tmp_path)}
    adapted = run(caddy, "adapt", "--config", str(file), "--adapter", "caddyfile", **names)
    assert adapted.returncode == 0, adapted.stderr
    assert "web:8000" in adapted.stdout
    assert "jx.example.gov.cn" in adapted.stdout
    assert run(caddy, "fmt", str(file), **names).stdout == file.read_text(encoding="utf-8")


def test_compose_takes_its_file(tmp_path: Path) -> None:
    """The plugin of docker, or the older command, which does not know the name of a project."""
    docker = shutil.which("docker")
    is_plugin = docker is not None and run(docker, "compose", "version").returncode == 0
    compose = [docker, "compose"] if docker and is_plugin else [tool("docker-compose")]
    told = DEPLOY["compose.yaml"]
    file = tmp_path / "compose.yaml"
    file.write_text(
        told if is_plugin else re.sub("^name:.*\n", "", told, flags=re.MULTILINE), encoding="utf-8"
    )
    names = {"JIPING_SECRET_KEY": "k" * 40, "JIPING_HOSTS": "h", "POSTGRES_PASSWORD": "p"}
    done = run(*compose, "-f", str(file), "config", "--services", **names)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == {"proxy", "web", "daily", "database"}
    refused = run(*compose, "-f", str(file), "config", **{**names, "POSTGRES_PASSWORD": ""})
    assert refused.returncode != 0
    assert "POSTGRES_PASSWORD" in refused.stderr


def test_the_loop_of_the_daily_service_waits_for_the_next_morning() -> None:
    """The shell of the compose file, with the doubled dollars that compose makes single."""
    (loop,) = re.findall(r'command: \["sh", "-c", "(.+)"\]', DEPLOY["compose.yaml"])
    wait = loop.replace("$$", "$").split("sleep ")[1].split("; jiping")[0]
    told = run("sh", "-c", f"echo {wait}")
    assert 0 < int(told.stdout) <= 2 * 24 * 3600
    assert run("sh", "-n", "-c", loop.replace("$$", "$")).returncode == 0


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = ["serve", "--data", str(tmp_path), "--port", str(port)]
        done = CliRunner().invoke(app, told)
    assert done.exit_code == 2
    assert f"不能监听 127.0.0.1:{port}" in done.output
    assert "--port" in done.output


def test_a_site_that_does_not_answer_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jiping.cli.serve._PATIENCE", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        slow = CliRunner().invoke(app, ["alive", "--port", str(port)])
    gone = CliRunner().invoke(app, ["alive", "--port", str(port)])
    assert (slow.exit_code, gone.exit_code) == (1, 1)
    assert f"端口 {port} 在 0.05 秒内没有回音" in slow.output
    assert f"端口 {port}（Connection refused）" in gone.output
