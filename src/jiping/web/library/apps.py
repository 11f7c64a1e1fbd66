"""The app of Django."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """指标库."""

    name = "jiping.web.library"
    label = "library"
    verbose_name = "指标库"
