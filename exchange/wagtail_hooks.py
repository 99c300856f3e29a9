"""What following adds to the CMS: who will get a post, and how many follow an organisation."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from exchange.audience import audience_of, followers_of
from exchange.digests.lines import as_html
from organisations.desk.my_posts import writes_for
from organisations.desk.panels import DeskPanel
from organisations.models import BlogPostPage, MinistryPage
from organisations.owners import owner_of
from organisations.permissions import permission_paths

SHOWN = 12


@hooks.register("insert_global_admin_css")
def audience_style() -> SafeString:
    """The look of what `who_will_get_it` gives, on whichever screen asks for it."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms/audience.css"))


@hooks.register("before_submitting")
def who_will_get_it(request: HttpRequest, page: Page) -> SafeString:
    """How many followers get this post, and its line in their mail."""
    # Through a page that knows no parent yet: one in memory may remember where it stood before.
    owner = owner_of(BlogPostPage(path=page.path, depth=page.depth))
    audience = audience_of(page, owner.title if owner else "")
    return render_to_string(
        "exchange/admin/audience.html", {"audience": audience, "line": as_html(audience.line)}
    )


class FollowersPanel(DeskPanel):
    """How many follow the own organisations, or the own ministries."""

    name = "followers"
    template_name = "exchange/admin/followers_panel.html"
    order = 125

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        organisations = list(writes_for(request.user)[:SHOWN])
        paths = permission_paths(request.user, "publish")
        ministries = list(MinistryPage.objects.filter(path__in=paths).defer_streamfields()[:SHOWN])
        self.bodies = [*ministries, *organisations]
        self.numbers = {
            **followers_of(ministries, "ministerie"),
            **followers_of(organisations, "organisatie"),
        }

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The bodies with their numbers."""
        return {"rows": [(body, self.numbers.get(body.pk, 0)) for body in self.bodies]}


@hooks.register("construct_homepage_panels", order=200)
def show_followers(request: HttpRequest, panels: list[Any]) -> None:
    """For who writes for an organisation or answers for a ministry."""
    panel = FollowersPanel(request)
    if panel.bodies:
        panels.append(panel)
