"""Screens of the CMS for what steers searching."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import Pin, SynonymGroup


class SynonymViewSet(SnippetViewSet):
    """Words that mean the same."""

    model = SynonymGroup
    icon = "link"
    menu_label = _("Synoniemen")
    list_display = ["__str__"]
    search_fields = ["words"]


class PinViewSet(SnippetViewSet):
    """Pages that stand first for some words."""

    model = Pin
    icon = "pick"
    menu_label = _("Vastgezette resultaten")
    list_display = ["__str__", "page", "order"]
    search_fields = ["words"]


class SearchGroup(SnippetViewSetGroup):
    """Everything about searching, together in the menu."""

    items = [SynonymViewSet, PinViewSet]
    menu_label = _("Zoeken op de site")
    menu_name = "site-search"
    menu_icon = "search"
    menu_order = 260
