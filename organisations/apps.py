"""The tree of ministries, organisations and posts, and what hangs in it."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Ministries, organisations, their locations, topics and blogs."""

    name = "organisations"
    verbose_name = "Organisaties"
