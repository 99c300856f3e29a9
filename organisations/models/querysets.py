"""Named questions that the rest of the site asks of pages."""

from typing import Any, Self

from django.apps import apps
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from organisations.restrictions import restrictions_above

# The first and the last path that a child can have, and every path in between.
FIRST_STEP, LAST_STEP = Page.alphabet[0] * Page.steplen, Page.alphabet[-1] * Page.steplen


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
        return self.filter(
            depth=len(path) // Page.steplen + 1, path__range=(path + FIRST_STEP, path + LAST_STEP)
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


class PostQuerySet(PublishedQuerySet):
    """Posts, which stand below an organisation or below one of its change projects."""

    def published(self) -> Self:
        """Also not below a project that readers may not see: its name is in the address."""
        hidden = _projects().filter(Q(live=False) | Q(expire_at__lte=timezone.now()))
        return super().published()._with_path_above().exclude(path_above__in=hidden.values("path"))

    def on_blog_of(self, path: str) -> Self:
        """The posts of the organisation with this tree path, those in its projects included."""
        depth = len(path) // Page.steplen
        return (
            self._with_path_above()
            .filter(path__range=(path + FIRST_STEP, path + LAST_STEP * 2))
            .filter(
                Q(depth=depth + 1)
                | Q(depth=depth + 2, path_above__in=_projects().children_of(path).values("path"))
            )
        )

    def in_a_project(self) -> Self:
        """Posts below a change project."""
        return self._with_path_above().filter(path_above__in=_projects().values("path"))

    def _with_path_above(self) -> Self:
        above = Substr("path", 1, Length("path") - Page.steplen, output_field=CharField())
        return self.alias(path_above=above)


def _projects() -> Any:
    return apps.get_model("organisations", "ChangeProjectPage")._default_manager.order_by()


PublishedManager: Any = PageManager.from_queryset(PublishedQuerySet)
PostManager: Any = PageManager.from_queryset(PostQuerySet)
