"""Change projects: how an organisation changes its way of working, step by step."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from organisations.before_submitting import BEFORE_SUBMITTING, ToldPanel
from organisations.blocks.members import MembersBlock
from organisations.forms import ProjectForm, TopicsWidget
from organisations.models.post import Phase
from organisations.models.project_parts import ProjectPhase, current_phase
from organisations.models.written import PublishedFieldPanel, WrittenPage

FINISHED = "afgerond"
"""What stands in the place of a phase when all phases of a project are done."""
PROJECT_STAGES = [*Phase.choices, (FINISHED, _("Afgerond"))]


class ChangeProjectPage(WrittenPage):
    """A change project of an organisation; posts about it stand below it."""

    intro = models.TextField(
        _("inleiding"),
        blank=True,
        max_length=400,
        help_text=_("Eén of twee zinnen. Staat in lijsten en in de mail."),
    )
    goal = models.TextField(
        _("doel"), help_text=_("Wat moet er anders zijn als dit klaar is, en voor wie?")
    )
    topics = ParentalManyToManyField(
        "organisations.Topic", verbose_name=_("onderwerpen"), blank=True, related_name="projects"
    )
    places = ParentalManyToManyField(
        "organisations.Location", verbose_name=_("plaatsen"), blank=True, related_name="projects"
    )
    # In the page itself: a list of roles needs no table, and no query, of its own.
    members = StreamField(MembersBlock(), verbose_name=_("wie werken eraan?"), blank=True)
    # Follows from the phases, and is kept in step with them on every save: lists need no more.
    phase = models.CharField(
        _("fase"), max_length=12, choices=PROJECT_STAGES, blank=True, editable=False
    )

    parent_page_types = ["organisations.OrganisationPage"]
    subpage_types = ["organisations.BlogPostPage"]
    template = "organisations/change_project_page.html"
    page_description = _("Een verandertraject: doel, fasen, mijlpalen en berichten erover.")

    base_form_class = ProjectForm
    content_panels = [
        TitleFieldPanel("title", help_text=_("Zeg wat er verandert, zo kort als het kan.")),
        FieldPanel("intro"),
        FieldPanel("goal"),
        FieldPanel("lead_image", help_text=_("Staat boven het traject en in lijsten.")),
        FieldPanel("body", help_text=_("Vertel het verhaal: waarom, hoe en met wie?")),
        FieldPanel(
            "topics",
            widget=TopicsWidget,
            help_text=_("Kies één tot drie onderwerpen. Wie zo'n onderwerp volgt, vindt u."),
        ),
        FieldPanel(
            "places",
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Waar dit gebeurt: locaties van uw organisatie."),
        ),
        PublishedFieldPanel("small_change"),
        MultiFieldPanel([FieldPanel("language")], heading=_("Instellingen")),
        ToldPanel(BEFORE_SUBMITTING, heading=_("Voor u instuurt")),
    ]
    course_panels = [
        InlinePanel(
            "phases",
            label=_("Fase"),
            heading=_("Fasen"),
            help_text=_("In de volgorde van de tijd. Een fase is klaar als de afsluitkaart er is."),
        ),
        InlinePanel(
            "milestones",
            label=_("Mijlpaal"),
            heading=_("Mijlpalen"),
            help_text=_("Wat u op een dag bereikt of bereikte. Staat op de tijdlijn."),
        ),
        FieldPanel("members", help_text=_("Rollen en teams, namens uw organisatie.")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Inhoud")),
            ObjectList(course_panels, heading=_("Fasen en mijlpalen")),
            ObjectList(Page.promote_panels, heading=_("Vindbaarheid")),
            ObjectList(Page.settings_panels, heading=_("Publicatie")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("goal"),
        index.SearchField("body"),
        index.RelatedFields(
            "phases",
            [
                index.SearchField("name"),
                index.SearchField("text"),
                index.SearchField("worked"),
                index.SearchField("failed"),
                index.SearchField("reuse"),
            ],
        ),
    ]

    class Meta:
        verbose_name = _("verandertraject")
        verbose_name_plural = _("verandertrajecten")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the course of the project, and its posts with the page that was asked for."""
        from organisations.contexts import project_context  # noqa: PLC0415  it reads models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | project_context(self, request.GET)

    def get_kind_display(self) -> str:
        """What it is, in lists where it stands among the kinds of post."""
        return str(_("Verandertraject"))

    @property
    def current_phase(self) -> ProjectPhase | None:
        """Where the project is now; None when it has not been planned or when all is done."""
        return current_phase(self.phases.all())

    def stage(self) -> str:
        """The kind of the current phase, `FINISHED`, or nothing without phases."""
        phases = list(self.phases.all())
        now = current_phase(phases)
        if now:
            return str(now.kind)
        return FINISHED if phases else ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the phase in step, unless only some fields are saved."""
        if kwargs.get("update_fields") is None:
            self.phase = self.stage()
        super().save(*args, **kwargs)
