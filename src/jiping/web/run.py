"""Running the site: the database made ready, the server started, commands run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, execute_from_command_line

from .history.verify import Verdict
from .history.verify import verify as verify_history


def prepare_database(*, demo: bool, say: Callable[[str], None]) -> None:
    """Bring the database to this version; load the example county where it is asked for."""
    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", interactive=False, verbosity=0)
    _collect_static()
    if demo:
        from .demo.load import load_county

        if load_county(say):
            _ask_for_builds()
    _ask_for_measures()


def _ask_for_builds() -> None:
    """Have the public site and the summary of what was loaded made while the server starts."""
    from . import builds
    from .portal.build import SITE
    from .summary.build import SUMMARY

    for name in (SUMMARY, SITE):
        builds.ask(name)


def _ask_for_measures() -> None:
    """Have what was accepted measured anew where this is another version of the program."""
    from . import builds
    from .filings.peers import MEASURES, is_missing

    if is_missing():
        builds.ask(MEASURES)


def _collect_static() -> None:
    """Give the styles and scripts names with hashes, compressed, for the server's processes."""
    settings.STORAGES["staticfiles"]["BACKEND"] = "jiping.web.static_files.Hashed"
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)


def run(host: str, port: int, workers: int) -> None:
    """Serve until stopped; a worker that dies is started anew."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "jiping.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_access=False,
        websockets=False,
    ).serve()


def manage(arguments: list[str]) -> None:
    """Run one of Django's commands."""
    execute_from_command_line(["jiping manage", *arguments])


def verify() -> Verdict:
    """Verify the log."""
    return verify_history()


def backup(target: Path) -> tuple[bool, str]:
    """(done, what the administrator reads) of a backup."""
    from .backup.make import make_backup
    from .backup.manifest import BackupError

    try:
        made = make_backup(target)
    except BackupError as error:
        return False, str(error)
    except OSError as error:
        from jiping.filing.faults import why

        return (
            False,
            f"没有备份：不能写入 {target}（{why(error)}）。请换一个可写的文件夹，或检查磁盘空间。",
        )
    return True, f"已备份到 {target}：日志 {made.entries} 条，最后散列 {made.head}"


def restore(source: Path) -> tuple[bool, str]:
    """(done, what the administrator reads) of a restore."""
    from .backup.manifest import BackupError
    from .backup.restore import restore_backup

    try:
        made = restore_backup(source)
    except BackupError as error:
        return False, str(error)
    return True, f"已恢复：日志 {made.entries} 条，散列链完好，最后散列 {made.head}"
