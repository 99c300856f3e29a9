"""Puts what is close in the editor, and the way to take over an initiative in the CMS."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from exchange.nearest.scoring import nearest
from exchange.nearest.shown import listed
from exchange.nearest.subject import Subject, sides_for
from exchange.views.adopt import AdoptView

SHOWN = 5


@hooks.register("register_admin_urls")
def adopting_urls() -> list[URLPattern]:
    """Wagtail lets in who may use the CMS; the view looks for whom somebody may write."""
    return [path("doen-wij-ook/<key:pk>/", AdoptView.as_view(), name="adopt")]


@hooks.register("insert_global_admin_css")
def close_style() -> SafeString:
    """The look of what `what_is_there` gives, on whichever screen asks for it."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms/close.css"))


@hooks.register("while_writing")
def what_is_there(request: HttpRequest, page: Any) -> SafeString:
    """What is close to a need, question or initiative that is being written."""
    sides = sides_for(page)
    if not sides:
        return SafeString("")
    posts = listed(nearest(Subject.of(page), sides[0], SHOWN))
    return render_to_string("exchange/admin/close.html", {"page": page, "posts": posts})
