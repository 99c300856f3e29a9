"""What keeps readers from a page, as a part of a query."""

from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def restrictions_above(path: Any) -> QuerySet[PageViewRestriction]:
    """What keeps readers from the page with this tree path, set on it or on a page above it.

    Args:
        path: an expression, such as `OuterRef("path")`.
    """
    return PageViewRestriction.objects.filter(
        page__path=Substr(path, 1, Length("page__path"), output_field=CharField())
    )
