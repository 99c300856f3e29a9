"""A small change is said of one publication; the next one starts without it."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from organisations.models.base import BasePage


@receiver(page_published, dispatch_uid="small_change_once")
def small_change_counts_once(
    instance: BasePage, revision: Revision | None = None, **kwargs: Any
) -> None:
    """Take it back in the page and in the version that the next draft is made from.

    The object in memory keeps it: other receivers still have to know.
    """
    if not getattr(instance, "small_change", False):
        return
    type(instance).objects.filter(pk=instance.pk).update(small_change=False)
    if revision:
        content = {**revision.content, "small_change": False}
        Revision.objects.filter(pk=revision.pk).update(content=content)
