"""What every page of the site has in common."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction

from organisations.addresses import depth_of, is_reserved
from organisations.forms import SitePageForm
from organisations.models.querysets import PublishedManager
from organisations.permissions import SitePagePermissionTester

HOME_DEPTH = 2


class BasePage(Page):
    """A page of this site: published through one queryset verb, with a trail to the home page."""

    # Whether communicators write pages of this type (posts), as against the parts that the tree
    # is built of. Decides who may move, copy and delete them, and whether four eyes are needed.
    is_content: ClassVar[bool] = False

    # Set by who found the page and looked for restrictions in the same query.
    known_to_be_public = False

    # What a list adds to the pages that it shows (organisations.listing, search.listing,
    # search.highlights). Named here as well: a template searches the whole page for a name that it
    # does not have, and a list of twenty would lose six milliseconds with that.
    organisation: Page | None = None
    ministry: Page | None = None
    in_project: Page | None = None
    cities: Sequence[str] = ()
    stored_body: str = ""
    marked_title: str | None = None
    marked_text: str | None = None

    base_form_class = SitePageForm
    objects = PublishedManager()

    class Meta:
        abstract = True

    @cached_property
    def trail(self) -> list[Page]:
        """The pages above this one, from the home page down (for the breadcrumbs)."""
        if self.depth <= HOME_DEPTH:
            return []
        return list(
            self.get_ancestors()
            .filter(depth__gt=1)
            .only("title", "url_path", "slug", "path", "depth", "live", "alias_of", "content_type")
        )

    def get_view_restrictions(self) -> Any:
        """What keeps readers from this page or from a page above it.

        Wagtail asks for the pages above first; the trail, which every page shows, holds them.
        """
        if self.known_to_be_public:
            return PageViewRestriction.objects.none()
        pages = [*self.trail, self]
        if any(page.alias_of_id for page in pages):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.filter(page_id__in=[page.pk for page in pages])

    def permissions_for_user(self, user: Any) -> SitePagePermissionTester:
        """What this person may do with this page."""
        return SitePagePermissionTester(user, self)

    def clean(self) -> None:
        """Refuse a slug that is an address of the site itself, such as "zoeken"."""
        super().clean()
        depth = depth_of(self)
        if depth is not None and is_reserved(self.slug, depth):
            raise ValidationError(
                {
                    "slug": _(
                        "De site gebruikt het woord “%(slug)s” zelf in adressen. Kies een ander woord."
                    )
                    % {"slug": self.slug}
                }
            )
