"""The paths of units, brought up to date after codes or parents changed."""

from __future__ import annotations

from .models import Unit


def renew_paths() -> int:
    """Work the path of every unit out from the top; tells how many changed."""
    units = {unit.pk: unit for unit in Unit.objects.all()}

    def path(unit: Unit) -> str:
        above = path(units[unit.parent_id]) if unit.parent_id else "/"
        return f"{above}{unit.code}/"

    changed = []
    for unit in units.values():
        if unit.path != (now := path(unit)):
            unit.path = now
            changed.append(unit)
    Unit.objects.bulk_update(changed, ["path"], batch_size=500)
    return len(changed)
