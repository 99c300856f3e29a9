"""What a ministry and an organisation have in common: a body of government in the register."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from organisations.blocks import BodyBlock


class GovernmentBody(models.Model):
    """A body of government: what the register knows of it, and how it presents itself."""

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
    successor = models.ForeignKey(
        "self",
        verbose_name=_("opvolger"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
    )
    intro = models.TextField(_("inleiding"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("tekst"), blank=True)
    # What the register said last, to tell its values from those of an editor
    # (docs/decisions/0004).
    register_values: Any = models.JSONField(default=dict, blank=True, editable=False)

    # organisations/indexing.py keeps the text index, and can wait during an import.
    search_auto_update = False
    # A copy of a page is another body: the next import must not take it for this one.
    exclude_fields_in_copy = ["register_id", "register_values", "tooi_uri"]

    search_fields = [
        *Page.search_fields,
        index.SearchField("abbreviation", boost=5),
        index.AutocompleteField("abbreviation"),
        index.SearchField("other_names"),
        index.SearchField("intro"),
        index.SearchField("body"),
    ]
    register_panel = MultiFieldPanel(
        [FieldPanel("register_id", read_only=True), FieldPanel("tooi_uri", read_only=True)],
        heading=_("Uit het register"),
    )

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
