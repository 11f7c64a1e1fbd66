"""Rows that are written once: no later save, no deletion, held in Python and by the database."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import migrations, models


class AppendOnlyError(RuntimeError):
    """Something tried to change what must not change."""


class Once(models.QuerySet):
    """Rows that can be read and added only."""

    def update(self, **_fields: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError("不可更改的记录")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError("不可删除的记录")


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = Once.as_manager()

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; refuse to change one."""
        if self.pk is not None and not self._state.adding:
            raise AppendOnlyError("不可更改的记录")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError("不可删除的记录")


def refuse_updates(table: str) -> migrations.RunPython:
    """A migration step: the database itself refuses to change rows of *table*."""

    def forwards(_apps: object, editor: Any) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(
                f"CREATE TRIGGER {table}_once BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'append-only table'); END"
            )
        elif editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE FUNCTION {table}_once() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'append-only table'; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_once BEFORE UPDATE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_once()"
            )

    def backwards(_apps: object, editor: Any) -> None:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER {table}_once{on}")

    return migrations.RunPython(forwards, backwards, elidable=False)
