"""Files that programs look for at a fixed address: robots, security, icons, how to search here."""

import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.navigation import surroundings

DAY = 24 * 3600
# Colours of static/css/theme.css.
THEME, GROUND = "#123f6b", "#ffffff"
ICON_SIZES = (192, 512)
# What is of no use to a search engine, or belongs to one person.
NOT_FOR_ROBOTS = ("/cms/", "/django-admin/", "/volgen/", "/zoeken/suggesties/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`. Lists of search results are kept out by a word in their own head."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    sitemap = urljoin(surroundings(request)["root"], reverse("sitemap-index"))
    return _plain("\n".join([*lines, "", f"Sitemap: {sitemap}", ""]))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt` (RFC 9116), from the settings. Raises Http404 without them."""
    if not settings.SECURITY_CONTACT or settings.SECURITY_EXPIRES is None:
        raise Http404
    root = surroundings(request)["root"]
    expires = settings.SECURITY_EXPIRES.astimezone(datetime.UTC)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {urljoin(root, request.path)}",
        f"Policy: {urljoin(root, '/kwetsbaarheid-melden/')}",
    ]
    return _plain("\n".join([*lines, ""]))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """`/manifest.webmanifest`: how the site looks on the first screen of a phone."""
    icons = [
        {
            "src": static(f"img/icons/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in ICON_SIZES
        for purpose in ("any", "maskable")
    ]
    facts: dict[str, Any] = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "description": surroundings(request)["tagline"],
        "lang": "nl",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "theme_color": THEME,
        "background_color": GROUND,
        "icons": icons,
    }
    response = JsonResponse(facts, content_type="application/manifest+json")
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """`/opensearch.xml`: lets a browser search this site from its address bar."""
    root = surroundings(request)["root"]
    context = {
        "name": settings.SITE_NAME,
        "description": _("Zoek organisaties en berichten van de rijksoverheid"),
        "search": urljoin(root, reverse("search")),
        "icon": urljoin(root, "/favicon.ico"),
    }
    response = render(
        request,
        "home/opensearch.xml",
        context,
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """`/favicon.ico`, for programs that do not read which icon the page names."""
    response = HttpResponse(status=HTTPStatus.FOUND)
    response["Location"] = static("img/icons/favicon.ico")
    patch_cache_control(response, public=True, max_age=DAY)
    return response


def _plain(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=DAY)
    return response
