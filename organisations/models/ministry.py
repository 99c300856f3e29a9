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
from wagtail.models import Page

from organisations.geo.panels import LocationsPanel
from organisations.models.base import BasePage
from organisations.models.government_body import GovernmentBody


class MinistryPage(GovernmentBody, BasePage):
    """A ministry, or a group of bodies that stand outside the ministries, with its organisations."""

    is_group = models.BooleanField(
        _("geen ministerie"),
        default=False,
        help_text=_(
            "Aan voor een groep van organisaties buiten de ministeries, zoals Hoge Colleges van Staat."
        ),
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["organisations.OrganisationPage"]
    template = "organisations/ministry_page.html"

    content_panels = [
        TitleFieldPanel("title", help_text=_("De volledige naam: Ministerie van …")),
        FieldPanel("abbreviation", help_text=_("Zo noemen lezers het: BZK, OCW.")),
        FieldPanel("is_group"),
        FieldPanel("intro", help_text=_("Twee zinnen: wat doet dit ministerie?")),
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
        GovernmentBody.register_panel,
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

    class Meta:
        verbose_name = _("ministerie")
        verbose_name_plural = _("ministeries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the organisations, those of today apart from those of the past."""
        from organisations.contexts import ministry_context  # noqa: PLC0415  it reads models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | ministry_context(self)
