"""Some short lists found by one query."""

from typing import Any

from django.db.models import QuerySet


def ids_of(*slices: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The ids of some lists, each in its own order and cut off: to find their rows at once.

    A union of them: with "or" in between PostgreSQL goes through whole tables, to ask of each row
    whether it is in one of the lists.

    Args:
        slices: querysets of one model, with a slice taken of each.
    """
    # Each wrapped in a query of its own, because SQLite unites no slices.
    lists = [each.model._default_manager.filter(pk__in=each.values("pk")) for each in slices]
    ids = [each.order_by().values("pk") for each in lists]
    return ids[0].union(*ids[1:], all=True)
