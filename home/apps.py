"""The site around the tree: home page, plain pages, settings, navigation."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Connects what must be forgotten when a plain page or a setting changes."""

    name = "home"
    verbose_name = "Site"

    def ready(self) -> None:
        """Listen for changes of what stands around every page."""
        from home import signals  # noqa: F401, PLC0415
