"""Screens of the CMS for what is no page."""

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from organisations.models import Topic


class TopicFilterSet(WagtailFilterSet):
    """Narrows the list of topics."""

    parent = django_filters.ModelChoiceFilter(
        label=_("Hoofdthema"), queryset=Topic.objects.filter(parent=None)
    )
    is_theme = django_filters.BooleanFilter(label=_("Alleen hoofdthema's"), method="only_themes")
    without_steward = django_filters.BooleanFilter(
        label=_("Zonder beheerder"), field_name="steward", lookup_expr="isnull"
    )

    class Meta:
        model = Topic
        fields: list[str] = []

    def only_themes(self, queryset: QuerySet[Topic], name: str, value: bool) -> QuerySet[Topic]:
        """Main themes, or what lies below them."""
        return queryset.filter(parent__isnull=value)


class TopicViewSet(SnippetViewSet):
    """The government's list of topics: synonyms, descriptions and stewards are ours to keep."""

    model = Topic
    icon = "tag"
    menu_label = _("Onderwerpen")
    menu_order = 250
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("parent", label=_("Hoofdthema"), sort_key="parent__name", accessor="parent"),
        Column("post_count", label=_("Berichten"), sort_key="post_count"),
        Column("steward", label=_("Beheerder"), accessor="steward"),
    ]
    list_per_page = 100
    filterset_class = TopicFilterSet
    ordering = ["name"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Topics with how many published posts they have."""
        return Topic.objects.select_related("parent", "steward").annotate(
            post_count=Count("posts", filter=Q(posts__live=True), distinct=True)
        )
