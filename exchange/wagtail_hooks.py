"""What following adds to the CMS: who gets a post, how many follow, and one's own choices."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from exchange import tokens
from exchange.account import ChoicesPanel
from exchange.answers import hooks as answer_hooks  # noqa: F401  registers hooks
from exchange.audience import audience_of, followers_of
from exchange.comments.desk import hooks as comments_hooks  # noqa: F401  registers hooks
from exchange.digests.lines import as_html
from exchange.followers import FollowersView, can_be_followed, numbers_of
from exchange.models import Follower
from exchange.nearest import hooks as nearest_hooks  # noqa: F401  registers hooks
from exchange.views.manage import followings
from organisations.desk.my_posts import writes_for
from organisations.desk.panels import DeskPanel
from organisations.models import BlogPostPage, MinistryPage
from organisations.owners import owner_of
from organisations.permissions import permission_paths
from organisations.readership.views import may_see

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


class OwnFollowingsPanel(DeskPanel):
    """What somebody follows at the address of the account, and the way to the own notifications."""

    name = "own_followings"
    template_name = "exchange/admin/own_followings_panel.html"
    order = 160

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The first few followings with how often, and how many there are: two queries."""
        user: Any = self.request.user
        follower = Follower.objects.filter(email=user.email.casefold()).first()
        found = followings(follower) if follower else []
        return {
            "followings": found[:SHOWN],
            "more": len(found[SHOWN:]),
            "is_paused": bool(follower and follower.bounced_at),
            "manage_url": tokens.manage_path(follower) if follower and found else "",
        }


@hooks.register("construct_homepage_panels", order=200)
def show_followers(request: HttpRequest, panels: list[Any]) -> None:
    """How many follow for who writes or answers for a body; one's own followings for everybody."""
    panel = FollowersPanel(request)
    if panel.bodies:
        panels.append(panel)
    panels.append(OwnFollowingsPanel(request))


@hooks.register("register_admin_urls")
def followers_urls() -> list[URLPattern]:
    """The numbers of one page; the view checks itself who may see them."""
    return [path("volgers/<key:page_id>/", FollowersView.as_view(), name="followers")]


@hooks.register("register_page_header_buttons")
def followers_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """The number stands on the button, where the own people edit the page or walk through the tree."""
    if page.pk and page.live and may_see(user, page) and can_be_followed(page):
        number = numbers_of(page).total
        yield Button(
            ngettext("%(number)s volger", "%(number)s volgers", number)
            % {"number": intcomma(number)},
            reverse("followers", args=[page.pk]),
            icon_name="mail",
            priority=68,
        )


@hooks.register("register_account_settings_panel")
def choices_panel(request: HttpRequest, user: Any, profile: Any) -> ChoicesPanel:
    """Below Wagtail's own switches for mail."""
    return ChoicesPanel(request, user, profile)
