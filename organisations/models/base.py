"""What every page of the site has in common."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
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
            .only("title", "url_path", "slug", "path", "depth", "alias_of")
        )

    def get_view_restrictions(self) -> Any:
        """What keeps readers from this page or from a page above it.

        Wagtail asks for the pages above first; the trail, which every page shows, holds them.
        """
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


class GovernmentBody(models.Model):
    """What the register knows of a body of government: a ministry or an organisation."""

    abbreviation = models.CharField(_("afkorting"), max_length=50, blank=True)
    other_names = models.TextField(
        _("andere namen"),
        blank=True,
        help_text=_("Andere afkortingen en vroegere namen, één per regel. Zo vinden lezers u ook."),
    )
    register_id = models.CharField(
        _("registernummer"),
        max_length=40,
        blank=True,
        db_index=True,
        help_text=_("Nummer in het Register van Overheidsorganisaties."),
    )
    tooi_uri = models.URLField(_("TOOI-identificatie"), blank=True, max_length=255)
    website = models.URLField(_("website"), blank=True, max_length=500)
    began_on = models.DateField(_("begonnen op"), null=True, blank=True)
    ended_on = models.DateField(_("opgeheven op"), null=True, blank=True)
    # What the register said last, to tell its values from those of an editor
    # (docs/decisions/0010).
    register_values: Any = models.JSONField(default=dict, blank=True, editable=False)

    # organisations/indexing.py keeps the text index, and can wait during an import.
    search_auto_update = False
    # A copy of a page is another body: the next import must not take it for this one.
    exclude_fields_in_copy = ["register_id", "register_values", "tooi_uri"]

    class Meta:
        abstract = True

    @property
    def has_ended(self) -> bool:
        """Whether this body has ceased to exist; an end date in the future does not count yet."""
        return self.ended_on is not None and self.ended_on <= timezone.localdate()

    @property
    def register_url(self) -> str:
        """The entry in the public register, or an empty string if it has none there."""
        if not self.register_id.isdigit():
            return ""
        return f"https://organisaties.overheid.nl/{self.register_id}/x"

    @property
    def short_name(self) -> str:
        """The abbreviation where there is one, else the name."""
        return self.abbreviation or str(getattr(self, "title", ""))
