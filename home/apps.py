"""The site around the tree: home page, plain pages, settings, navigation."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Connects what must be forgotten when a plain page or a setting changes."""

    name = "home"
    verbose_name = "Site"

    def ready(self) -> None:
        """Listen for changes of what stands around every page, and for pages that go."""
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from home import gone, signals  # noqa: F401, PLC0415
        from home.announcing import MessagePolicy  # noqa: PLC0415
        from home.models import SiteMessage  # noqa: PLC0415

        register_permission_policy(SiteMessage, MessagePolicy(SiteMessage))
