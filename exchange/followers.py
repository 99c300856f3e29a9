"""How many follow a page, for its own people only: the public page is the same for everyone."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from exchange.matching import keys_of_post
from exchange.models import Following, Frequency
from organisations.models import BlogPostPage, ChangeProjectPage, MinistryPage, OrganisationPage
from organisations.readership.views import may_see

# Under which parameter of the filter pages of these types are followed by name.
NAMED_BY = {
    MinistryPage: "ministerie",
    OrganisationPage: "organisatie",
    ChangeProjectPage: "traject",
}


@dataclass(frozen=True)
class Numbers:
    """Addresses that follow something by name. Who follows in several ways counts once in `total`."""

    total: int
    by_frequency: list[tuple[str, int]]


def can_be_followed(page: Page) -> bool:
    """Whether readers can follow this page by name."""
    return page.specific_class is BlogPostPage or page.specific_class in NAMED_BY


def keys_of_page(page: Page) -> list[str]:
    """The keys of the questions that name a page."""
    if page.specific_class is BlogPostPage:
        return keys_of_post(page.pk)
    return [f"{NAMED_BY[page.specific_class]}:{page.pk}"]


def numbers_of(page: Page) -> Numbers:
    """How many follow a page, in all and by how often they want mail: one query."""
    found = Following.objects.active().filter(question__keys__key__in=keys_of_page(page))
    totals = found.aggregate(
        total=Count("follower", distinct=True),
        **{
            frequency.name: Count("follower", distinct=True, filter=Q(frequency=frequency))
            for frequency in Frequency
        },
    )
    return Numbers(totals["total"], [(str(each.label), totals[each.name]) for each in Frequency])


class FollowersView(WagtailAdminTemplateMixin, View):
    """The numbers of one page. Who they are is shown to nobody."""

    template_name = "exchange/admin/followers.html"
    header_icon = "mail"

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The table. Raises PermissionDenied outside the person's part of the tree."""
        page: Any = get_object_or_404(Page, pk=page_id)
        if not may_see(request.user, page):
            raise PermissionDenied
        self.page_title = _("Volgers: %(title)s") % {"title": page.title}
        self.page = page
        context = self.get_context_data(page=page, numbers=numbers_of(page))
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the page."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailadmin_explore", args=[self.page.pk]), "label": self.page.title},
            {"url": "", "label": self.page_title},
        ]
