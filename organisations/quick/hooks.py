"""Puts the quick post and the copy in the CMS: addresses, menu, and the menu of a post."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from organisations.models import BlogPostPage
from organisations.quick import gallery  # noqa: F401  registers its form
from organisations.quick.copying import CopyView
from organisations.quick.making import before_submitting
from organisations.quick.places import may_write_somewhere
from organisations.quick.upload_view import PhotoUploadView
from organisations.quick.views import QuickPostView


@hooks.register("register_admin_urls")
def quick_urls() -> list[URLPattern]:
    """Wagtail lets in who may use the CMS; each view looks where this person may write."""
    return [
        path("snel/", QuickPostView.as_view(), name="quick_post"),
        path("snel/foto/", PhotoUploadView.as_view(), name="quick_photo"),
        path("snel/voor-het-insturen/", before_submitting, name="quick_before_submitting"),
        path("snel/kopie/<key:pk>/", CopyView.as_view(), name="quick_copy"),
    ]


class QuickPostMenuItem(MenuItem):
    """For everybody who writes somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a place to write."""
        return may_write_somewhere(request.user)


@hooks.register("register_admin_menu_item")
def quick_menu_item() -> MenuItem:
    """On top: it is what most people come for."""
    return QuickPostMenuItem(
        _("Snel bericht"),
        reverse_lazy("quick_post"),
        name="quick-post",
        icon_name="edit",
        order=40,
    )


@hooks.register("before_copy_page")
def simple_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The copy in the menu of a post is the simple one, for a new post of the same organisation.

    `?elders=ja` opens Wagtail's own screen, for a copy to another organisation.
    """
    if request.method != "GET" or request.GET.get("elders"):
        return None
    if not issubclass(page.specific_class, BlogPostPage):
        return None
    return redirect("quick_copy", page.pk)
