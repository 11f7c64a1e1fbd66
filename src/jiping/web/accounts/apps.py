"""The app of Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """账户."""

    name = "jiping.web.accounts"
    label = "accounts"
    verbose_name = "账户"
