"""The app of Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """公开."""

    name = "jiping.web.portal"
    label = "portal"
    verbose_name = "公开"
