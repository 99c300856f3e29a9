"""Lists of posts with the organisation and ministry they belong to, in a fixed number of queries."""

from collections.abc import Iterable
from typing import TypeVar

from wagtail.models import Page

from organisations.models import BlogPostPage, ChangeProjectPage, MinistryPage, OrganisationPage
from organisations.owners import nearest, paths_above

MINISTRY_DEPTH = 3
Written = TypeVar("Written", BlogPostPage, ChangeProjectPage)


def ministry_path(page: Page) -> str:
    """The tree path of the ministry above (or at) a page."""
    return page.path[: MINISTRY_DEPTH * Page.steplen]


def attach_owners(posts: Iterable[Written]) -> list[Written]:
    """Set `organisation` and `ministry` on every post or project: two queries, however many."""
    posts = list(posts)
    organisations = {
        page.path: page
        for page in OrganisationPage.objects.filter(
            path__in={path for post in posts for path in paths_above(post.path)}
        ).defer_streamfields()
    }
    ministries = {
        page.path: page
        for page in MinistryPage.objects.filter(
            path__in={ministry_path(post) for post in posts}
        ).defer_streamfields()
    }
    for post in posts:
        post.organisation = nearest(post.path, organisations)
        post.ministry = ministries.get(ministry_path(post))
    return posts
