"""What the site around the tree adds to the CMS."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from home.patterns.view import patterns
from home.viewsets import MessageViewSet, message_viewset
from organisations.roles.memberships import may_manage_roles


@hooks.register("insert_global_admin_css")
def branding() -> SafeString:
    """The colours and the sign of the site on every screen of the CMS."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms/branding.css"))


@hooks.register("before_serve_page")
def refuse_who_is_known(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Tell somebody who is signed in that a page is for others.

    Wagtail would send them to the door, and the door back to the page. Raises PermissionDenied.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return
    if not all(rule.accept_request(request) for rule in page.get_view_restrictions()):
        raise PermissionDenied


@hooks.register("register_admin_viewset")
def messages_above_the_pages() -> MessageViewSet:
    """The screens of the messages above the pages."""
    return message_viewset


@hooks.register("register_admin_urls")
def pattern_urls() -> list[URLPattern]:
    """The pattern page."""
    return [path("patronen/", patterns, name="patterns")]


class PatternsMenuItem(MenuItem):
    """To the pattern page, for administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For who may open it."""
        return may_manage_roles(request.user)


@hooks.register("register_settings_menu_item")
def patterns_item() -> MenuItem:
    """In the menu of settings."""
    return PatternsMenuItem(
        _("Patronen"), reverse_lazy("patterns"), name="patterns", icon_name="view", order=900
    )
