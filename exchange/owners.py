"""Whose a published page is, as a part of a query."""

from django.db.models import OuterRef, Subquery

from search.models import Entry


def title_of(reference: str) -> Subquery:
    """The title of a published ministry or organisation, by a field that holds its page id."""
    return Subquery(Entry.objects.filter(pk=OuterRef(reference)).values("title")[:1])
