"""The filter and its outputs."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding: one filter, many outputs."""

    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        """Listen to what changes the tree, and notice every change of entries."""
        from search import receivers, versions  # noqa: F401, PLC0415  models are not ready before

        versions.watch()
