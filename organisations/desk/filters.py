"""The filters that lists of the desk share: by ministry and by organisation."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page

from organisations.desk.waiting import below
from organisations.forms import KeyField
from organisations.listing import MINISTRY_DEPTH
from organisations.models import MinistryPage, OrganisationPage
from organisations.permissions import permission_paths


def own_ministries(request: HttpRequest) -> QuerySet[MinistryPage]:
    """The ministries that this person moderates: the choices of the filter."""
    paths = permission_paths(request.user, "publish")
    found: QuerySet[MinistryPage] = (
        MinistryPage.objects.filter(below(paths)).defer_streamfields().order_by("title", "pk")
    )
    return found


class NumberedChoiceField(KeyField, ModelChoiceField):
    """A choice by its number; one that no database can hold is no choice, and no error."""


class MinistryFilter(django_filters.ModelChoiceFilter):
    """A choice among the ministries that a person moderates."""

    field_class = NumberedChoiceField

    def __init__(self) -> None:
        super().__init__(label=_("Ministerie"), queryset=own_ministries, method="of_ministry")


class OrganisationFilter(django_filters.CharFilter):
    """Some letters of the name of an organisation."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Organisatie"),
            method="of_organisation",
            max_length=100,
            help_text=_("Een deel van de naam, of de afkorting."),
        )


def of_organisations(pages: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Pages at or below organisations whose name holds these words, or that are called so in short.

    Compares the steps of a path with those of the organisations found, however many these are.
    """
    found = (
        OrganisationPage.objects.filter(title__icontains=words)
        | OrganisationPage.objects.filter(abbreviation__iexact=words)
    ).values("path")
    step = Page.steplen
    pages = pages.alias(
        organisation_path=Substr("path", 1, (MINISTRY_DEPTH + 1) * step),
        unit_path=Substr("path", 1, (MINISTRY_DEPTH + 2) * step),
    )
    return pages.filter(organisation_path__in=found) | pages.filter(unit_path__in=found)


class MinistryFilterSet(WagtailFilterSet):
    """Narrows a list of pages to one ministry; for who moderates one."""

    ministerie = MinistryFilter()

    class Meta:
        model = Page
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is not None and not permission_paths(self.request.user, "publish"):
            del self.filters["ministerie"]

    def of_ministry(self, pages: QuerySet[Any], name: str, ministry: MinistryPage) -> QuerySet[Any]:
        """What hangs below one ministry, and the ministry itself."""
        return pages.filter(below([ministry.path]))


class TreeFilterSet(MinistryFilterSet):
    """Narrows a list of pages to one ministry, or to organisations by their name."""

    organisatie = OrganisationFilter()

    def of_organisation(self, pages: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """What hangs at or below the organisations with this name."""
        return of_organisations(pages, words)
