"""A post and its translation: two pages that point at each other, each in its own language."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language

from cms.core.languages import path_in
from organisations.models import BlogPostPage


def translated(page: Any) -> BlogPostPage | None:
    """The same post in the other language, if readers may see it.

    One query for a post that has a translation, none for any other page (home/routing.py).
    """
    if not isinstance(page, BlogPostPage) or page.pk is None:
        return None
    if not (page.translation_of_id or getattr(page, "is_translated", False)):
        return None
    if not hasattr(page, "found_translation"):
        others = BlogPostPage.objects.published().exclude(language=page.language)
        beside = Q(pk=page.translation_of_id) | Q(translation_of=page.pk)
        page.found_translation = others.filter(beside).listing().first()
    found: BlogPostPage | None = page.found_translation
    return found


def address_in_own_language(post: BlogPostPage, request: HttpRequest | None) -> str:
    """The path of a post with the interface in the language that it is written in."""
    return path_in(post.get_url(request) or "", post.language)


def addresses_by_language(page: Any, request: HttpRequest | None) -> dict[str, str]:
    """The path for readers of each language: a translation where there is one, else the page itself."""
    path = page.get_url(request) or ""
    paths = {code: path_in(path, code) for code, _name in settings.LANGUAGES}
    if other := translated(page):
        paths[page.language] = path_in(path, page.language)
        paths[other.language] = address_in_own_language(other, request)
    return paths


def canonical_path(page: Any, request: HttpRequest | None) -> str:
    """The one path for search engines of what is shown now.

    A post with a translation is known by the address in its own language alone: who wants the
    other language gets the translation.
    """
    if translated(page):
        return address_in_own_language(page, request)
    return path_in(page.get_url(request) or "", get_language() or settings.LANGUAGE_CODE)
