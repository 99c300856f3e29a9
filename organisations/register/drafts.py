"""Keeping drafts in step: an import changes the live page, and the draft that waits beside it.

Without this, publishing a draft from before the import would put the old name, type or address
back. Wagtail itself opens the live page when there is no draft, so only drafts need care.
"""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Page, Revision

from organisations.models import Location
from organisations.register.places import HANDED_OVER, PlaceChanges, stored_address

# Fields of a location that follow from the others when it is saved.
DERIVED = {
    "point",
    "precision",
    "latitude",
    "longitude",
    "building_key",
    "municipality",
    "province",
}


def update_drafts(page: Page, fields: dict[str, Any], places: PlaceChanges | None) -> None:
    """Write the changes of an import into the latest draft and into planned publications."""
    if not page.has_unpublished_changes and not page.latest_revision_id:
        return
    waiting = Revision.page_revisions.filter(object_id=str(page.pk)).filter(
        Q(pk=page.latest_revision_id if page.has_unpublished_changes else None)
        | Q(approved_go_live_at__isnull=False)
    )
    for revision in waiting:
        content = revision.content
        content.update({name: _as_json(value) for name, value in fields.items()})
        if "title" in fields:
            content["draft_title"] = fields["title"]
            revision.object_str = str(fields["title"])
        if places:
            content["locations"] = _locations(page, content.get("locations", []), places)
        revision.content = content
        revision.save(update_fields=["content", "object_str"])


def _locations(
    page: Page, drafted: list[dict[str, Any]], places: PlaceChanges
) -> list[dict[str, Any]]:
    """The locations of a draft after an import: changed, gone and new ones, the rest as it was.

    An address that was edited in the draft stays, and is the editor's from then on.
    """
    live = {
        row.pk: get_serializable_data_for_fields(row) for row in Location.objects.filter(page=page)
    }
    known = {row.get("pk") for row in drafted}
    rows = []
    for row in drafted:
        pk: int = row.get("pk") or 0
        touched = pk in places.delete or pk in places.update
        if touched and stored_address(row) != row.get("register_address"):
            rows.append({**row, **HANDED_OVER})
        elif pk in places.update:
            names = places.update[pk].keys() | DERIVED
            rows.append({**row, **{name: live[pk][name] for name in names}})
        elif pk not in places.delete:
            rows.append(row)
    created = {fields["register_address"] for fields in places.create}
    rows += [
        live[pk]
        for pk in sorted(live)
        if pk not in known and live[pk]["register_address"] in created
    ]
    return rows


def _as_json(value: Any) -> Any:
    """A value as a revision holds it."""
    if value is None or isinstance(value, str | int | float | dict | list):
        return value
    return DjangoJSONEncoder().default(value)
