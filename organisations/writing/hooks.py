"""Tells a writer, before submitting, how the words of a post read. It keeps nothing back."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from organisations.models import BlogPostPage, ChangeProjectPage
from organisations.plain_text import running_text
from organisations.writing.level import Reading, read
from organisations.writing.links import is_bare_address, words_of_links

DUTCH = "nl"


@hooks.register("insert_global_admin_css")
def writing_style() -> SafeString:
    """The look of the hint, on whichever screen asks for it."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms/writing.css"))


@hooks.register("before_submitting", order=50)
def how_it_reads(request: HttpRequest, page: BlogPostPage | ChangeProjectPage) -> SafeString:
    """The level of the text, its hardest words and sentences, and links that are bare addresses."""
    raw = page.body.raw_data
    reading: Reading | None = None
    if page.language == DUTCH:
        # A post has a summary; a change project an introduction and a goal.
        leads = [getattr(page, name, "") for name in ("summary", "intro", "goal")]
        reading = read("\n".join(filter(None, [*leads, running_text(raw)])))
    return render_to_string(
        "organisations/admin/how_it_reads.html",
        {
            "reading": reading,
            "is_dutch": page.language == DUTCH,
            "addresses": [words for words in _links(list(raw)) if is_bare_address(words)],
        },
    )


def _links(part: Any) -> Iterator[str]:
    """The words of every link in running text, at any depth of a body."""
    if isinstance(part, str):
        if "<a" in part:
            yield from words_of_links(part)
    elif isinstance(part, dict):
        for value in part.values():
            yield from _links(value)
    elif isinstance(part, list):
        for value in part:
            yield from _links(value)
