"""Named questions that the rest of the site asks of pages."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from organisations.restrictions import restrictions_above


class PublishedQuerySet(PageQuerySet):
    """The one door to the outside: whatever is shown to readers passes `published()`."""

    def published(self) -> Self:
        """Pages that a reader may see now: live, public and not expired."""
        now = timezone.now()
        return self.live().public().filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now))

    def public(self) -> Self:
        """Pages that are not private, nor below a private page.

        Asked within the query itself. Wagtail's own `public()` first fetches every restriction of
        the site, at the moment that the query is put together.
        """
        return self.filter(~Exists(restrictions_above(OuterRef("path"))))

    def children_of(self, path: str) -> Self:
        """Pages directly below the page with this tree path.

        Asks for a range of paths, which the index on the path answers. Wagtail's `child_of` asks
        with LIKE, for which SQLite reads every page of the site.
        """
        first, last = Page.alphabet[0] * Page.steplen, Page.alphabet[-1] * Page.steplen
        return self.filter(
            depth=len(path) // Page.steplen + 1, path__range=(path + first, path + last)
        )

    def current(self) -> Self:
        """Bodies that exist today (an end date may lie in the future)."""
        today = timezone.localdate()
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))

    def ended(self) -> Self:
        """Bodies that have ceased to exist."""
        return self.filter(ended_on__lte=timezone.localdate())

    def listing(self) -> Self:
        """Newest first, without loading the bodies that a list does not show."""
        return self.defer_streamfields().order_by("-first_published_at", "-pk")


PublishedManager: Any = PageManager.from_queryset(PublishedQuerySet)
