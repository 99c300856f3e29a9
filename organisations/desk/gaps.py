"""What an administrator has to see to: parts of the tree without people."""

from django.db.models import F, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from organisations.models import Membership, MinistryPage, OrganisationPage, Role


def _pages_with(role: str) -> QuerySet[Membership]:
    return Membership.objects.active().filter(role=role, person__is_active=True)


def organisations_without_people() -> QuerySet[OrganisationPage]:
    """Organisations of today for which nobody writes; a unit is served by its organisation."""
    paths = _pages_with(Role.COMMUNICATOR).values("page__path")
    found: QuerySet[OrganisationPage] = (
        OrganisationPage.objects.live()
        .current()
        .annotate(path_above=Substr("path", 1, Length(F("path")) - Page.steplen))
        .exclude(path__in=paths)
        .exclude(path_above__in=paths)
        .defer_streamfields()
        .order_by("path")
    )
    return found


def ministries_without_moderator() -> QuerySet[MinistryPage]:
    """Ministries of today that nobody moderates: the central moderators do it meanwhile."""
    found: QuerySet[MinistryPage] = (
        MinistryPage.objects.live()
        .current()
        .exclude(pk__in=_pages_with(Role.MODERATOR).values("page_id"))
        .defer_streamfields()
        .order_by("title", "pk")
    )
    return found
