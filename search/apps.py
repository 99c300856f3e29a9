"""The filter and its outputs."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding: one filter, many outputs."""

    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        """Notice every change of entries."""
        from search import versions  # noqa: PLC0415  models are not ready before this

        versions.watch()
