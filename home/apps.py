"""The site around the tree."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home page, standard pages, site settings, navigation, error pages."""

    name = "home"
    verbose_name = "Site"
