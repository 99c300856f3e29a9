"""Organisations: the second level of the tree, each with its place and its blog."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from organisations.forms import TopicsWidget
from organisations.geo.panels import LocationsPanel
from organisations.models.base import BasePage
from organisations.models.government_body import GovernmentBody


class OrganisationType(models.TextChoices):
    """The kinds of organisation that the register tells apart."""

    AGENCY = "agentschap", _("agentschap")
    INSPECTORATE = "inspectie", _("inspectie")
    UNIT = "organisatieonderdeel", _("organisatieonderdeel")
    ZBO = "zbo", _("zelfstandig bestuursorgaan")
    ADVISORY = "adviescollege", _("adviescollege")
    COURT = "rechterlijke-instantie", _("rechterlijke instantie")
    HIGH_COLLEGE = "hoog-college-van-staat", _("Hoog College van Staat")
    POLICE = "politie", _("politie")
    OTHER = "overig", _("andere organisatie")


class EndReason(models.TextChoices):
    """Why an organisation ceased to exist."""

    MERGED = "merged", _("samengevoegd")
    RENAMED = "renamed", _("verder onder een andere naam")
    CLOSED = "closed", _("opgeheven")
    SPLIT = "split", _("gesplitst")
    UNKNOWN = "", _("niet bekend")


class Colour(models.TextChoices):
    """The grounds that the head of an organisation can have; each is a token of the theme.

    White letters can be read on all of them, in the light and in the dark scheme.
    """

    PLAIN = "", _("Gewoon lichtblauw")
    BLUE = "blauw", _("Blauw")
    TEAL = "zeegroen", _("Zeegroen")
    GREEN = "groen", _("Groen")
    PURPLE = "paars", _("Paars")
    RED = "rood", _("Donkerrood")
    BROWN = "bruin", _("Bruin")


class OrganisationPage(GovernmentBody, BasePage):
    """An organisation or one of its units: who it is, where it sits, and its blog below it."""

    organisation_type = models.CharField(
        _("soort organisatie"),
        max_length=30,
        choices=OrganisationType,
        default=OrganisationType.OTHER,
    )
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    end_reason = models.CharField(
        _("reden van einde"),
        max_length=10,
        choices=EndReason,
        blank=True,
        default=EndReason.UNKNOWN,
    )
    visited_on = models.DateField(
        _("bezocht op"),
        null=True,
        blank=True,
        help_text=_("De dag waarop wij deze organisatie bezochten."),
    )
    visit_report = RichTextField(
        _("verslag van het bezoek"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul", "document-link"],
    )
    lead_image = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("foto"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    colour = models.CharField(
        _("kleur"),
        max_length=12,
        choices=Colour,
        blank=True,
        default=Colour.PLAIN,
        help_text=_("De kleur achter de naam. Elke kleur is goed leesbaar."),
    )
    topics = ParentalManyToManyField(
        "organisations.Topic",
        verbose_name=_("onderwerpen"),
        blank=True,
        related_name="organisations",
    )

    shows_reads = models.BooleanField(
        _("laat op de site zien hoe vaak een bericht is gelezen"),
        default=False,
        help_text=_(
            "Staat bij de berichten van uw organisatie. U ziet het zelf altijd in het CMS."
        ),
    )
    comments_enabled = models.BooleanField(
        _("reacties toestaan"),
        default=True,
        help_text=_(
            "Uit: lezers kunnen bij geen enkel bericht van uw organisatie en haar onderdelen reageren."
        ),
    )

    parent_page_types = ["organisations.MinistryPage", "organisations.OrganisationPage"]
    subpage_types = [
        "organisations.OrganisationPage",
        "organisations.BlogPostPage",
        "organisations.ChangeProjectPage",
    ]
    template = "organisations/organisation_page.html"

    content_panels = [
        TitleFieldPanel("title", help_text=_("De volledige naam van de organisatie.")),
        FieldPanel("abbreviation"),
        FieldPanel("organisation_type"),
        FieldPanel("intro", help_text=_("Twee zinnen: wat doet uw organisatie?")),
        FieldPanel("lead_image", help_text=_("Bijvoorbeeld het gebouw of mensen aan het werk.")),
        FieldPanel("colour"),
        FieldPanel("body", help_text=_("Wat doet uw organisatie, en waar bent u mee bezig?")),
        FieldPanel("topics", widget=TopicsWidget, help_text=_("Waar gaat uw organisatie over?")),
        FieldPanel("shows_reads"),
        FieldPanel("comments_enabled"),
    ]
    place_panels = [
        LocationsPanel(
            "locations",
            label=_("Locatie"),
            heading=_("Locaties"),
            help_text=_("Waar uw organisatie werkt. De eerste is de hoofdlocatie."),
        ),
        MultiFieldPanel(
            [FieldPanel("website"), FieldPanel("email"), FieldPanel("phone")], heading=_("Contact")
        ),
    ]
    register_panels = [
        MultiFieldPanel(
            [FieldPanel("visited_on"), FieldPanel("visit_report")], heading=_("Bezoek")
        ),
        MultiFieldPanel(
            [
                FieldPanel("other_names"),
                FieldRowPanel([FieldPanel("began_on"), FieldPanel("ended_on")]),
                FieldPanel("end_reason"),
                PageChooserPanel("successor", "organisations.OrganisationPage"),
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
            ObjectList(register_panels, heading=_("Bezoek en register")),
            ObjectList(Page.promote_panels, heading=_("Vindbaarheid")),
            ObjectList(Page.settings_panels, heading=_("Publicatie")),
        ]
    )
    search_fields = [
        *GovernmentBody.search_fields,
        index.RelatedFields("locations", [index.SearchField("street"), index.SearchField("city")]),
    ]

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the blog, with the kind and the page of the list that were asked for."""
        from organisations.contexts import organisation_context  # noqa: PLC0415  it reads models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | organisation_context(self, request.GET)

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Units hang one level below an organisation, not deeper."""
        return super().can_create_at(parent) and not is_unit(parent)

    def can_move_to(self, parent: Page) -> bool:
        """Moving keeps the same rule: a unit has no units of its own."""
        return super().can_move_to(parent) and not is_unit(parent)


def is_unit(page: Page) -> bool:
    """Whether a page is an organisation below another organisation."""
    return page.specific_class is OrganisationPage and (
        page.get_parent().specific_class is OrganisationPage
    )
