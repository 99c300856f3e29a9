"""Topics: the government's own list (TOOI TOP list), main themes with sub-topics."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Topic(index.Indexed, models.Model):
    """A subject of government, on one of two levels.

    Source: value list TOP of KOOP, https://identifier.overheid.nl/tooi/def/thes/top/
    """

    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(_("adres"), max_length=120, unique=True)
    uri = models.URLField(
        _("TOOI-identificatie"), max_length=255, unique=True, null=True, blank=True
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("hoofdthema"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    synonyms = models.TextField(
        _("synoniemen"),
        blank=True,
        help_text=_("Andere woorden voor dit onderwerp, één per regel."),
    )
    description = models.TextField(_("omschrijving"), blank=True)
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("beheerder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Wie vragen over dit onderwerp krijgt die blijven liggen."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("parent"),
        FieldPanel("synonyms"),
        FieldPanel("description"),
        FieldPanel("steward"),
    ]
    search_fields = [
        index.SearchField("name", boost=4),
        index.SearchField("synonyms"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this topic."""
        return reverse("topic", args=[self.slug])
