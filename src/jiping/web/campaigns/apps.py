"""The app of Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """自评任务."""

    name = "jiping.web.campaigns"
    label = "campaigns"
    verbose_name = "自评任务"
