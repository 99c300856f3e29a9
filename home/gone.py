"""Remembers where public pages were, so that a reader who comes back hears that one is gone."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.core.languages import path_in
from home.models import GonePage

# The home page itself is never gone.
HOME_DEPTH = 2
# What the column holds.
LONGEST = 1000


@receiver(page_unpublished, dispatch_uid="gone_unpublished")
def remember(instance: Page, **kwargs: Any) -> None:
    """A page was withdrawn, or is about to be deleted.

    Not when it was private: who may not see a page hears nothing of it. Nor when it was an
    example: nobody relied on that.
    """
    address = address_of(instance)
    if (
        not 0 < len(address) <= LONGEST
        or instance.depth <= HOME_DEPTH
        or getattr(instance, "is_example", False)
        or instance.get_view_restrictions().exists()
    ):
        return
    GonePage.objects.update_or_create(address=address)


@receiver(page_published, dispatch_uid="gone_published")
def forget(instance: Page, **kwargs: Any) -> None:
    """There is a page at that address again."""
    GonePage.objects.at(address_of(instance)).delete()


def address_of(page: Page) -> str:
    """The Dutch address of a page without the site, or an empty string if it has none."""
    # The CMS may speak English to who withdraws it.
    return path_in(urlsplit(page.url or "").path, settings.LANGUAGE_CODE)
