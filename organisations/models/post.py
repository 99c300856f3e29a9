"""Blog posts: one page type with a kind, which decides what the editor and the reader see."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Orderable, Page
from wagtail.search import index

from organisations.before_submitting import BEFORE_SUBMITTING, WHILE_WRITING, ToldPanel
from organisations.blocks.pictures import pictures_without_text
from organisations.forms import PostForm, TopicsWidget
from organisations.models.querysets import PostManager
from organisations.models.written import PublishedFieldPanel, WrittenPage


class Kind(models.TextChoices):
    """The six kinds of post. The values are the words in the address: `soort=bericht`."""

    MESSAGE = "bericht", _("Bericht")
    PHOTOS = "fotos", _("Foto's")
    UPDATE = "kort", _("Kort bericht")
    INITIATIVE = "initiatief", _("Initiatief")
    NEED = "behoefte", _("Behoefte")
    QUESTION = "vraag", _("Vraag")


class Phase(models.TextChoices):
    """How far an initiative is."""

    EXPLORE = "verkennen", _("Verkennen")
    PILOT = "proef", _("Proef")
    ROLLOUT = "invoeren", _("Invoeren")
    SECURE = "borgen", _("Borgen")


class State(models.TextChoices):
    """Whether a need or question still waits for an answer."""

    OPEN = "open", _("Open")
    ANSWERED = "beantwoord", _("Beantwoord")


ASKING_KINDS = (Kind.NEED, Kind.QUESTION)


# What the editor reads under the choice of kind.
KIND_HELP = {
    Kind.MESSAGE: _("Nieuws of een verhaal over uw werk. Begin met het belangrijkste."),
    Kind.PHOTOS: _("Kies bij Tekst het blok Fotoserie. Daar zet u veel foto's tegelijk neer."),
    Kind.UPDATE: _("Een paar zinnen is genoeg. Een samenvatting hoeft niet."),
    Kind.INITIATIVE: _("Vertel wat u doet, wat het oplevert en wat anderen ervoor nodig hebben."),
    Kind.NEED: _("Zet in de titel wat u zoekt. Zeg in de tekst voor wie en wanneer."),
    Kind.QUESTION: _("Zet uw vraag in de titel. Vertel in de tekst wat u al probeerde."),
}


def shown_for(*kinds: Kind) -> dict[str, str]:
    """Attributes of a panel that is shown for some kinds of post only."""
    rules = json.dumps({"kind": [str(kind) for kind in kinds]})
    return {"data-w-rules-target": "show", "data-w-rules": rules}


class BlogPostPage(WrittenPage):
    """A post on the blog of an organisation."""

    kind = models.CharField(_("soort"), max_length=12, choices=Kind, default=Kind.MESSAGE)
    summary = models.TextField(
        _("samenvatting"),
        blank=True,
        max_length=400,
        help_text=_("Eén of twee zinnen. Staat in lijsten en in de mail."),
    )
    topics = ParentalManyToManyField(
        "organisations.Topic", verbose_name=_("onderwerpen"), blank=True, related_name="posts"
    )
    place = models.ForeignKey(
        "organisations.Location",
        verbose_name=_("plaats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="posts",
        help_text=_("Eén van de locaties van uw organisatie."),
    )
    phase = models.CharField(
        _("fase"),
        max_length=12,
        choices=Phase,
        blank=True,
        help_text=_("Alleen voor een initiatief."),
    )
    # No part of what an editor writes: it says what was decided about the answer, and is set in all
    # versions at once.
    state = models.CharField(
        _("stand"),
        max_length=12,
        choices=State,
        blank=True,
        help_text=_("Alleen voor een behoefte of vraag."),
    )
    comments_enabled = models.BooleanField(_("reacties toestaan"), default=True)
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("vertaling van"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations",
        help_text=_("Het bericht waarvan dit een vertaling is. Leeg: dit is geen vertaling."),
    )
    # Kept in step with the body on every save, for the report on what posts lack.
    pictures_without_text = models.PositiveSmallIntegerField(default=0, editable=False)

    exclude_fields_in_copy = [*WrittenPage.exclude_fields_in_copy, "state", "translation_of"]
    parent_page_types = ["organisations.OrganisationPage", "organisations.ChangeProjectPage"]
    subpage_types: list[str] = []
    template = "organisations/blog_post_page.html"

    objects = PostManager()
    base_form_class = PostForm
    content_panels = [
        FieldPanel(
            "kind",
            widget=forms.RadioSelect,
            help_text=_(
                "Een behoefte of vraag blijft open tot u bij Antwoorden een antwoord kiest."
            ),
        ),
        *(HelpPanel(text, attrs=shown_for(kind)) for kind, text in KIND_HELP.items()),
        TitleFieldPanel("title", help_text=_("Zeg waar het over gaat, zo kort als het kan.")),
        FieldPanel("summary"),
        ToldPanel(
            WHILE_WRITING,
            heading=_("Dit is er al"),
            attrs=shown_for(*ASKING_KINDS, Kind.INITIATIVE),
        ),
        FieldPanel("lead_image", help_text=_("Staat boven het bericht en in lijsten.")),
        FieldPanel(
            "body",
            help_text=_("Bouw uw bericht op uit blokken. Begin met tekst en voeg foto's toe."),
        ),
        FieldPanel("phase", attrs=shown_for(Kind.INITIATIVE)),
        FieldPanel(
            "topics",
            widget=TopicsWidget,
            help_text=_("Kies één tot drie onderwerpen. Wie zo'n onderwerp volgt, vindt u."),
        ),
        FieldPanel("place"),
        InlinePanel(
            "authors",
            label=_("Auteur"),
            heading=_("Auteurs"),
            help_text=_("Wie dit schreven. Leeg: alleen de naam van de organisatie staat erbij."),
        ),
        PublishedFieldPanel("small_change"),
        MultiFieldPanel(
            [
                FieldPanel("comments_enabled"),
                FieldPanel("language"),
                PageChooserPanel("translation_of", "organisations.BlogPostPage"),
            ],
            heading=_("Instellingen"),
        ),
        ToldPanel(BEFORE_SUBMITTING, heading=_("Voor u instuurt")),
    ]
    edit_handler = TabbedInterface(
        [
            # Wagtail's own rules show a panel by what is chosen elsewhere in the form.
            ObjectList(
                content_panels,
                heading=_("Inhoud"),
                attrs={"data-controller": "w-rules", "data-action": "change->w-rules#resolve"},
            ),
            ObjectList(Page.promote_panels, heading=_("Vindbaarheid")),
            ObjectList(Page.settings_panels, heading=_("Publicatie")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("blogbericht")
        verbose_name_plural = _("blogberichten")

    def get_kind_display(self) -> str:
        """The kind in words. Django's own translates the words of all kinds to find one."""
        return str(Kind(self.kind).label)

    @cached_property
    def project(self) -> Page | None:
        """The change project that this post belongs to, if any."""
        above = self.trail[-1] if self.trail else None
        return above if above and getattr(above.specific_class, "is_content", False) else None

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Nothing is found here while the project of the post is not on the site."""
        if self.project and not self.project.live:
            raise Http404
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add whose blog this is, and the posts before and after it."""
        from organisations.contexts import post_context  # noqa: PLC0415  it reads models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | post_context(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Count the pictures without text, unless the body is not saved or was not read."""
        fields = kwargs.get("update_fields")
        if "body" not in self.get_deferred_fields() and (fields is None or "body" in fields):
            self.pictures_without_text = pictures_without_text(self.body.get_prep_value())
            if fields is not None:
                kwargs["update_fields"] = {*fields, "pictures_without_text"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """A state belongs to a need or question, a phase to an initiative.

        A translation is in another language than what it translates, and not itself translated.
        """
        super().clean()
        if self.translation_of and self.translation_of.language == self.language:
            raise ValidationError(
                {
                    "translation_of": _(
                        "Dat bericht is in dezelfde taal. Kies bij Taal de taal van dit bericht."
                    )
                }
            )
        if self.kind in ASKING_KINDS:
            self.state = self.state or State.OPEN
        else:
            self.state = ""
        if self.kind != Kind.INITIATIVE:
            self.phase = ""


class PostAuthor(Orderable):
    """Someone who wrote a post, on behalf of the organisation."""

    page = ParentalKey(BlogPostPage, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("naam"), max_length=120)
    role = models.CharField(_("functie of team"), max_length=120, blank=True)

    panels = [FieldPanel("name"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("auteur")
        verbose_name_plural = _("auteurs")

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name, self.role]))
