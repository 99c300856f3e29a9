"""For which organisations somebody may write a post."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from organisations.desk.waiting import below
from organisations.models import BlogPostPage, OrganisationPage
from organisations.permissions import permission_paths

# More than these do not fit one list: the organisation is then looked up first.
LISTED = 25
FOUND = 20


def may_write_somewhere(user: Any) -> bool:
    """Whether there is a place in the tree where this person may add pages."""
    return bool(permission_paths(user, "add"))


def writable(user: Any) -> Any:
    """The organisations below which this person may add posts, ended ones too; units last."""
    return (
        OrganisationPage.objects.filter(below(permission_paths(user, "add")))
        .defer_streamfields()
        .order_by("depth", "title", "pk")
    )


def open_to(user: Any) -> QuerySet[OrganisationPage]:
    """Those of them that exist today: a post about what ended is written by its successor."""
    found: QuerySet[OrganisationPage] = writable(user).current()
    return found


def looked_up(user: Any, words: str) -> list[OrganisationPage]:
    """The first organisations with these words in their name or abbreviation."""
    found = open_to(user)
    for word in words.replace("\0", "").split():
        found = found.filter(Q(title__icontains=word) | Q(abbreviation__icontains=word))
    return list(found[:FOUND])


def unsaved_post(parent: Page, **values: Any) -> BlogPostPage:
    """A post that is not stored, with a place in the tree: below this organisation or project.

    For showing only. Its path is that of the next child, as in Wagtail's own preview.
    """
    post = BlogPostPage(depth=parent.depth + 1, **values)
    last = parent.get_last_child()
    first_path = BlogPostPage._get_path(parent.path, post.depth, 1)
    post.path = last._inc_path() if last else first_path
    post.set_url_path(parent)
    return post
