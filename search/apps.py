"""The filter and its outputs."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding: one filter, many outputs."""

    name = "search"
    verbose_name = "Zoeken"
