"""Ministries: the first level of the tree."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from organisations.blocks import BodyBlock
from organisations.geo.panels import LocationsPanel
from organisations.models.base import BasePage, GovernmentBody


class MinistryPage(GovernmentBody, BasePage):
    """A ministry, or a group of bodies that stand outside the ministries, with its organisations."""

    is_group = models.BooleanField(
        _("geen ministerie"),
        default=False,
        help_text=_(
            "Aan voor een groep van organisaties buiten de ministeries, zoals Hoge Colleges van Staat."
        ),
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("opvolger"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
    )
    intro = models.TextField(
        _("inleiding"), blank=True, help_text=_("Twee zinnen: wat doet dit ministerie?")
    )
    body = StreamField(BodyBlock(), verbose_name=_("tekst"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["organisations.OrganisationPage"]
    template = "organisations/ministry_page.html"

    content_panels = [
        TitleFieldPanel("title", help_text=_("De volledige naam: Ministerie van …")),
        FieldPanel("abbreviation", help_text=_("Zo noemen lezers het: BZK, OCW.")),
        FieldPanel("is_group"),
        FieldPanel("intro"),
        FieldPanel("body", help_text=_("Staat boven de lijst van organisaties.")),
    ]
    place_panels = [
        LocationsPanel("locations", label=_("Locatie"), heading=_("Locaties")),
        FieldPanel("website"),
    ]
    register_panels = [
        MultiFieldPanel(
            [
                FieldPanel("other_names"),
                FieldRowPanel([FieldPanel("began_on"), FieldPanel("ended_on")]),
                PageChooserPanel("successor", "organisations.MinistryPage"),
            ],
            heading=_("Naam en duur"),
            help_text=_("Wat u hier zelf verandert, laat het register voortaan met rust."),
        ),
        MultiFieldPanel(
            [FieldPanel("register_id", read_only=True), FieldPanel("tooi_uri", read_only=True)],
            heading=_("Uit het register"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Inhoud")),
            ObjectList(place_panels, heading=_("Locaties en contact")),
            ObjectList(register_panels, heading=_("Register")),
            ObjectList(Page.promote_panels, heading=_("Vindbaarheid")),
            ObjectList(Page.settings_panels, heading=_("Publicatie")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("abbreviation", boost=5),
        index.AutocompleteField("abbreviation"),
        index.SearchField("other_names"),
        index.SearchField("intro"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("ministerie")
        verbose_name_plural = _("ministeries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the organisations, those of today apart from those of the past."""
        from organisations.contexts import ministry_context  # noqa: PLC0415  it reads models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | ministry_context(self)
