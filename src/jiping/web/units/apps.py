"""The app of Django."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """单位."""

    name = "jiping.web.units"
    label = "units"
    verbose_name = "单位"
