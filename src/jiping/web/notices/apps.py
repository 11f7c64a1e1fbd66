"""The app of Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """通知."""

    name = "jiping.web.notices"
    label = "notices"
    verbose_name = "通知"
