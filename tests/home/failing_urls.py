"""The addresses of the site, and a few that go wrong in a way no page of it does on purpose."""

from typing import NoReturn

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from cms import urls


def forbidden(request: HttpRequest) -> NoReturn:
    """What the reader may not see."""
    raise PermissionDenied


def broken(request: HttpRequest) -> NoReturn:
    """What goes wrong."""
    raise RuntimeError


@csrf_protect
def protected(request: HttpRequest) -> HttpResponse:
    """A form that wants its cookie."""
    return HttpResponse("ok")


handler404 = urls.handler404

urlpatterns = [
    *i18n_patterns(
        path("verboden/", forbidden),
        path("stuk/", broken),
        path("formulier/", protected),
        prefix_default_language=False,
    ),
    *urls.urlpatterns,
]
