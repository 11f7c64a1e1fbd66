"""The app of Django."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """审核."""

    name = "jiping.web.reviews"
    label = "reviews"
    verbose_name = "审核"
