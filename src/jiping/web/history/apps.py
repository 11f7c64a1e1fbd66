"""The app of Django."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """操作日志."""

    name = "jiping.web.history"
    label = "history"
    verbose_name = "操作日志"
