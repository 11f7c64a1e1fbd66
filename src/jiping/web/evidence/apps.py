"""The app of Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """佐证材料."""

    name = "jiping.web.evidence"
    label = "evidence"
    verbose_name = "佐证材料"
