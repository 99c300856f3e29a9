"""Puts how often pages are read in the CMS: an address, a button, and a panel for writers."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import Media
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from organisations.desk.panels import TEMPLATES, DeskPanel
from organisations.desk.waiting import below
from organisations.models import OrganisationPage, ReadCount
from organisations.readership.views import ReadershipView, days_chart, may_see


class ReadersPanel(DeskPanel):
    """For a writer: how often the own organisations were read in the last thirty days."""

    name = "readers"
    template_name = f"{TEMPLATES}/readers_panel.html"
    order = 125

    def __init__(self, request: Any, organisations: list[OrganisationPage]) -> None:
        super().__init__(request)
        self.organisations = organisations

    @property
    def media(self) -> Media:
        """The style of the chart besides."""
        return super().media + Media(css={"all": ["css/cms/readership.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """One chart for all of them; one query."""
        pages = Page.objects.filter(below(page.path for page in self.organisations))
        chart = days_chart(ReadCount.objects.filter(page__in=pages), name="readers-chart")
        return {"chart": chart, "organisations": self.organisations}


@hooks.register("register_admin_urls")
def readership_urls() -> list[URLPattern]:
    """The page with the numbers; it checks itself who may see them."""
    return [path("gelezen/<key:page_id>/", ReadershipView.as_view(), name="readership")]


@hooks.register("register_page_header_buttons")
def readership_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """From the editor and the explorer to the numbers."""
    if page.pk and page.live and may_see(user, page):
        yield Button(
            _("Hoe vaak gelezen"),
            reverse("readership", args=[page.pk]),
            icon_name="view",
            priority=67,
        )
