"""The cellar: plumbing that knows nothing of the domain."""

from django.apps import AppConfig

from cms.core import keys


class CoreConfig(AppConfig):
    """Users, media, and what every other room stands on."""

    name = "cms.core"
    label = "core"
    verbose_name = "Basis"

    def ready(self) -> None:
        """Write down what happens at the door, and know keys in addresses."""
        from cms.core.accounts import audit  # noqa: PLC0415  models are not loaded before

        keys.register()
        audit.connect()
