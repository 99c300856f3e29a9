"""The home page and the plain pages around the tree."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.routing import find_page
from organisations.blocks import BodyBlock
from organisations.models import BasePage


class HomePage(BasePage):
    """The front page; the ministries hang below it."""

    headline = models.CharField(
        _("kop"), max_length=120, default="Zie hoe de rijksoverheid anders gaat werken, en doe mee"
    )
    intro = models.TextField(
        _("inleiding"),
        default=(
            "Elke rijksorganisatie heeft hier een plek op de kaart en een eigen blog. "
            "Deel wat werkt, vraag wat u nodig hebt en volg hoe anderen veranderen."
        ),
        help_text=_("Wat deze site is, in twee zinnen."),
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["organisations.MinistryPage", "home.StandardPage"]
    template = "home/home_page.html"

    content_panels = [
        TitleFieldPanel("title", help_text=_("De naam van de site, voor browser en zoekmachine.")),
        FieldPanel("headline", help_text=_("Groot boven aan de pagina.")),
        FieldPanel("intro"),
    ]

    class Meta:
        verbose_name = _("homepage")
        verbose_name_plural = _("homepages")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the page of an address at once; what is not found goes Wagtail's own way."""
        page = find_page(self, path_components) if path_components else None
        if page is None:
            return super().route(request, path_components)
        return page.route(request, [])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the lists of the front page."""
        from home.front import front_page  # noqa: PLC0415  it reads pages of this module's kind

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | front_page()


class StandardPage(BasePage):
    """A plain page: about this site, contact, privacy."""

    intro = models.TextField(_("inleiding"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("tekst"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    content_panels = [
        TitleFieldPanel("title", help_text=_("De kop van de pagina.")),
        FieldPanel("intro", help_text=_("Eén of twee zinnen boven de tekst.")),
        FieldPanel("body", help_text=_("Bouw de pagina op uit blokken.")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        verbose_name = _("gewone pagina")
        verbose_name_plural = _("gewone pagina's")
