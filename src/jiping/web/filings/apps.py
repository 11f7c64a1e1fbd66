"""The app of Django."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """自评."""

    name = "jiping.web.filings"
    label = "filings"
    verbose_name = "自评"
