"""The app of Django that carries what all parts share: templates, tags, commands."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """绩评."""

    name = "jiping.web"
    label = "web"
    verbose_name = "绩评"
