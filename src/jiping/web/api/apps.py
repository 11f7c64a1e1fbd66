"""The app of Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """接口."""

    name = "jiping.web.api"
    label = "api"
    verbose_name = "接口"
