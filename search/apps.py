"""The filter and its outputs."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding: one filter, many outputs."""

    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        """Listen to what changes the tree, and notice every change of entries."""
        from search import (  # noqa: PLC0415  models are not ready before
            log,
            receivers,  # noqa: F401  connects its signals
            versions,
        )
        from search.backends import planner  # noqa: PLC0415

        versions.watch()
        planner.watch()
        log.searches.connect("search.log")
