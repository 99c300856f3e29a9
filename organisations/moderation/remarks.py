"""Remarks that colleagues left at a spot in a page, for where a writer reads why it came back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Comment, Page


@dataclass(frozen=True)
class Remark:
    """An open remark: what it says, whose it is, at which field, and the address of the spot."""

    text: str
    author: str
    field: str
    url: str


def open_remarks(pages: Iterable[Page]) -> dict[int, list[Remark]]:
    """By page, oldest first, without what was dealt with; one query for all."""
    by_id = {page.pk: page for page in pages}
    found: dict[int, list[Remark]] = {}
    if not by_id:
        return found
    for comment in (
        Comment.objects.filter(page_id__in=by_id, resolved_at__isnull=True)
        .select_related("user")
        .order_by("created_at", "pk")
    ):
        remark = Remark(
            text=comment.text,
            author=str(comment.user),
            field=_field_name(by_id[comment.page_id], comment.contentpath),
            # The editor opens a remark that its address names.
            url=f"{reverse('wagtailadmin_pages:edit', args=[comment.page_id])}?comment={comment.pk}",
        )
        found.setdefault(comment.page_id, []).append(remark)
    return found


def _field_name(page: Page, contentpath: str) -> str:
    name = contentpath.split(".", 1)[0]
    try:
        field = page.specific_class._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return str(capfirst(getattr(field, "verbose_name", name)))
