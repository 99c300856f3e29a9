"""Template tags about pages that came back, or are gone."""

from typing import Any

from django import template
from wagtail.models import Page, PageLogEntry

from cms.core.keys import is_key
from organisations.moderation.remarks import Remark, open_remarks

register = template.Library()


@register.simple_tag
def remarks_of(page: Page) -> list[Remark]:
    """The open remarks at spots in one page."""
    return open_remarks([page]).get(page.pk, [])


@register.simple_tag(takes_context=True)
def deleted_page(context: dict[str, Any]) -> PageLogEntry | None:
    """The deletion of the page that an address of the CMS is about, for who worked on that page.

    To others the title of a page that was deleted says too much.
    """
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is None or match is None or not request.user.is_authenticated:
        return None
    page_id = str(match.kwargs.get("page_id") or match.kwargs.get("pk"))
    if not is_key(page_id):
        return None
    entries = PageLogEntry.objects.filter(page_id=page_id)
    if not entries.filter(user_id=request.user.pk).exists():
        return None
    return entries.filter(deleted=True, action="wagtail.delete").select_related("user").first()
