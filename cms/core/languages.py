"""One page in two languages of the interface: at `/…` in Dutch, at `/en/…` in English."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language_from_path


@dataclass(frozen=True)
class LanguageLink:
    """The way to the same page in one language of the interface."""

    code: str
    name: str
    url: str
    is_current: bool


def home_path() -> str:
    """The path of the home page in the language of the interface."""
    return reverse("wagtail_serve", args=[""])


def path_in(path: str, language: str) -> str:
    """The path of the same page in another language of the interface."""
    prefix = f"/{get_language_from_path(path)}"
    bare = path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """This page in every language of the interface, with its filters."""
    query = request.META.get("QUERY_STRING", "")
    current = get_language_from_path(request.path) or settings.LANGUAGE_CODE
    return [
        LanguageLink(
            code=code,
            name=name,
            url=path_in(request.path, code) + (f"?{query}" if query else ""),
            is_current=code == current,
        )
        for code, name in settings.LANGUAGES
    ]
