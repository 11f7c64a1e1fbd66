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
