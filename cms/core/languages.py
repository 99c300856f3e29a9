"""One page in two languages of the interface: at `/…` in Dutch, at `/en/…` in English."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_from_path


@dataclass(frozen=True)
class LanguageLink:
    """The way to the same page in one language of the interface."""

    code: str
    name: str
    url: str
    is_current: bool


def interface_language() -> str:
    """The language of the interface; Dutch where the CMS speaks one that the site has not."""
    language = get_language()
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def is_spoken(language: str) -> bool:
    """Whether the interface speaks the language of some content; none is said for Dutch."""
    return (language or settings.LANGUAGE_CODE) == get_language()


def in_own_language(text: Any, language: str = settings.LANGUAGE_CODE) -> Any:
    """Content marked with its language, where the interface speaks another; else as it is."""
    if not text or is_spoken(language):
        return text
    return format_html('<span lang="{}">{}</span>', language or settings.LANGUAGE_CODE, text)


def sentence(text: str, said: Any, language: str = settings.LANGUAGE_CODE) -> str:
    """A sentence of the interface with words of an editor in it, for text that people see.

    Args:
        text: the sentence, with `%s` or with `%(name)s` for each name in `said`.
        said: those words, or a dictionary of them.
        language: the one in which they were written.
    """
    if is_spoken(language):
        return text % said
    if isinstance(said, dict):
        marked: Any = {name: in_own_language(value, language) for name, value in said.items()}
        marked = {name: conditional_escape(value) for name, value in marked.items()}
    else:
        marked = in_own_language(said, language)
    return SafeString(conditional_escape(text) % marked)


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
