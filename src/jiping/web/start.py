"""Django made ready, before anything else of the application is imported."""

from __future__ import annotations

import os


def start() -> str:
    """Load settings and apps; tells why the start is refused, or nothing."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiping.web.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        return str(error)
    return ""


def not_set_up() -> str:
    """Why there is no database to work on and what to do about it, or nothing where there is one."""
    from pathlib import Path

    from django.db import OperationalError, connection

    told = connection.settings_dict
    sqlite = connection.vendor == "sqlite"
    where = str(told["NAME"]) if sqlite else f"{told['HOST'] or '本机'} 上的 {told['NAME']}"
    try:
        # To look into an SQLite database that is not there would make one.
        there = not sqlite or Path(told["NAME"]).is_file()
        if there and "history_entry" in connection.introspection.table_names():
            return ""
    except OperationalError:
        return f"连不上数据库（{where}）。请检查数据库是否已启动、DATABASE_URL 是否写对。"
    return (
        f"还没有建立网页版的数据库（{where}）。请先用 jiping serve 启动一次；"
        "如已启动过，请检查 --data、JIPING_DATA 或 DATABASE_URL 是否写对。"
    )


def is_own_command(arguments: list[str]) -> bool:
    """Whether *arguments* ask for a command of this program, rather than `migrate` and the like."""
    from django.core.management import get_commands

    return bool(arguments) and str(get_commands().get(arguments[0], "")).startswith("jiping.")
