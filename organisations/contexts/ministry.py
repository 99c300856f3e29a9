"""The page of a ministry: its organisations."""

from typing import Any

from organisations.models import MinistryPage, OrganisationPage


def ministry_context(ministry: MinistryPage) -> dict[str, Any]:
    """The organisations of today by name, and those that ended, the latest first.

    Adds `current`, `ended` (lists of organisations) and `places` (its own locations).
    """
    organisations = list(
        OrganisationPage.objects.published()
        .children_of(ministry.path)
        .defer_streamfields()
        .select_related("successor")
        .order_by("title")
    )
    ended = [organisation for organisation in organisations if organisation.has_ended]
    return {
        "current": [organisation for organisation in organisations if not organisation.has_ended],
        "ended": sorted(ended, key=lambda organisation: organisation.ended_on, reverse=True),
        "places": list(ministry.locations.all()),
    }
