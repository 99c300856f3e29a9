"""The cellar: plumbing that knows nothing of the domain."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Users, media, and what every other room stands on."""

    name = "cms.core"
    label = "core"
    verbose_name = "Basis"
