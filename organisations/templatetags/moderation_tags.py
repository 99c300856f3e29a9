"""Template tags for the mails about moderation."""

from django import template
from wagtail.models import Page

from organisations.moderation.remarks import Remark, open_remarks

register = template.Library()


@register.simple_tag
def remarks_of(page: Page) -> list[Remark]:
    """The open remarks at spots in one page."""
    return open_remarks([page]).get(page.pk, [])
