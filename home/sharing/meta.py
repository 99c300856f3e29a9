"""What stands in the head of a page for others than its reader."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.models import Page

from cms.core.languages import path_in
from home.navigation import Surroundings
from home.sharing.structured import as_json, things_of
from home.sharing.words import description_of, title_of
from home.translations import addresses_by_language, canonical_path

# Views of ours that are for search engines too; what they show depends on the address alone.
FOUND_BY_NAME = frozenset(
    {
        "building",
        "compare-projects",
        "map",
        "projects",
        "regions",
        "sitemap-page",
        "topic",
        "topics",
        "week",
    }
)
# Another number when the look of the cards changes: caches keep a card for a year.
DESIGN = 1


@dataclass(frozen=True)
class Meta:
    """The head of a page. What is empty is left out."""

    title: str = ""
    description: str = ""
    canonical: str = ""
    alternates: list[tuple[str, str]] = field(default_factory=list)
    """The address for readers of each language (`x-default` for all others)."""
    kind: str = "website"
    image: str = ""
    image_text: str = ""
    language: str = "nl"
    published: str = ""
    changed: str = ""
    structured: SafeString | str = ""


def meta_of(context: dict[str, Any], around: Surroundings) -> Meta:
    """The head of what is being shown, from what its template was given.

    No query, or one for a post with a translation.

    A page that is not on the site (a draft, a preview, an error) has a title and a description only.
    """
    request: HttpRequest | None = context.get("request")
    page = context.get("page")
    if isinstance(page, Page):
        return _of_page(page, request, around, context)
    match = request.resolver_match if request else None
    if request is None or match is None or match.view_name not in FOUND_BY_NAME:
        return Meta()
    topic = context.get("topic")
    return Meta(
        title=str(capfirst(topic.name)) if match.view_name == "topic" and topic else "",
        canonical=around["root"] + request.path,
        alternates=_alternates(
            around["root"],
            {code: path_in(request.path, code) for code, _name in settings.LANGUAGES},
        ),
        image=around["root"] + reverse("site-card"),
    )


def _of_page(
    page: Any, request: HttpRequest | None, around: Surroundings, context: dict[str, Any]
) -> Meta:
    title, description = title_of(page), description_of(page)
    is_shown = page.live and page.pk and not getattr(request, "is_preview", False)
    if not is_shown:
        return Meta(title=title, description=description)
    root = around["root"]

    def address(other: Page) -> str:
        # With the request Wagtail looks up the address of the site once, not for each page.
        return root + (other.get_url(request) or "")

    image = root + card_address(page)
    is_post = page.is_content
    photo = getattr(page, "lead_image", None)
    return Meta(
        title=title,
        description=description,
        canonical=root + canonical_path(page, request) + _page_of_list(context),
        alternates=_alternates(root, addresses_by_language(page, request)),
        kind="article" if is_post else "website",
        image=image,
        image_text=photo.description if photo else page.title,
        language=getattr(page, "language", "nl"),
        published=page.first_published_at.isoformat()
        if is_post and page.first_published_at
        else "",
        changed=page.last_published_at.isoformat() if is_post and page.last_published_at else "",
        structured=as_json(things_of(page, address, image, context)),
    )


def _alternates(root: str, paths: dict[str, str]) -> list[tuple[str, str]]:
    return [
        *((code, root + path) for code, path in paths.items()),
        ("x-default", root + paths[settings.LANGUAGE_CODE]),
    ]


def _page_of_list(context: dict[str, Any]) -> str:
    """The second and later pages of a blog are pages of their own, each choice of kinds is not."""
    shown = context.get("page_obj")
    number = shown.number if shown is not None and not context.get("query") else 1
    return f"?pagina={number}" if number > 1 else ""


def card_address(page: Any) -> str:
    """The address of the picture of a page, which changes when the page does."""
    form = "jpg" if getattr(page, "lead_image_id", None) else "png"
    return f"{reverse('card', args=[page.pk, form])}?v={card_version(page)}"


def card_version(page: Page) -> str:
    """What tells one picture of a page from the next."""
    changed = page.last_published_at.isoformat() if page.last_published_at else ""
    told = f"{DESIGN}|{page.title}|{changed}"
    return hashlib.sha256(told.encode()).hexdigest()[:10]
