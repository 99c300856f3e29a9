"""The organisations that ask, help and can be chosen from."""

from collections import defaultdict

from wagtail.models import Page

from organisations.listing import ministry_path
from organisations.models import MinistryPage, OrganisationPage

Choices = list[tuple[str, list[tuple[int, str]]]]


def asking_organisation(page: Page) -> OrganisationPage | None:
    """The organisation that a need or question belongs to: the nearest one above it."""
    above = [page.path[:end] for end in range(Page.steplen, len(page.path), Page.steplen)]
    found: OrganisationPage | None = (
        OrganisationPage.objects.filter(path__in=above)
        .defer_streamfields()
        .order_by("-path")
        .first()
    )
    return found


def organisation_choices(*, but_not: int | None = None) -> Choices:
    """All organisations of today that readers may see, by name below their ministry; two queries."""
    organisations = (
        OrganisationPage.objects.published()
        .current()
        .exclude(pk=but_not)
        .order_by("title", "pk")
        .only("title", "path", "abbreviation")
    )
    by_ministry: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for organisation in organisations:
        short = organisation.abbreviation
        name = f"{organisation.title} ({short})" if short else organisation.title
        by_ministry[ministry_path(organisation)].append((organisation.pk, name))
    ministries = MinistryPage.objects.filter(path__in=by_ministry).order_by("title")
    return [(title, by_ministry[path]) for title, path in ministries.values_list("title", "path")]
