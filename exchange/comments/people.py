"""Who handles the comments of a post: its organisation, and the moderators of its ministry."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from cms.core.models import User
from exchange.models import Comment
from exchange.people import speaking_for
from organisations.desk.waiting import below
from organisations.models import BlogPostPage, MailMoment, Membership, OrganisationPage, Role
from organisations.owners import owner_of
from organisations.permissions import permission_paths

# Communicators hold it for their organisation, moderators for their ministry, and so do deputies.
PERMISSION = "change"


def may_handle(user: Any, page: Page) -> bool:
    """Whether a person decides on the comments of this post."""
    return any(page.path.startswith(path) for path in permission_paths(user, PERMISSION))


def handles_somewhere(user: Any) -> bool:
    """Whether there can be comments for this person to decide on."""
    return bool(permission_paths(user, PERMISSION))


def handled_by(user: Any) -> QuerySet[Comment]:
    """All comments in a person's part of the tree, in whatever state."""
    pages = BlogPostPage.objects.filter(below(permission_paths(user, PERMISSION)))
    return Comment.objects.filter(page__in=pages.values("pk"))


def asked_about(post: BlogPostPage) -> list[User]:
    """Who is asked to look at a comment: the communicators of the organisation, or of that above it.

    An organisation without people leaves it to the moderators of the ministry, as with posts; who
    of them wants one mail a day finds it in the CMS.
    """
    return speaking_for(post, MailMoment.AT_ONCE)


def organisations_of(user: Any, post: BlogPostPage) -> list[OrganisationPage]:
    """For which organisations a person may speak under a post, that of the post first.

    Those for which they write; who answers for the post speaks for its organisation as well.
    """
    places = Membership.objects.active().filter(person_id=user.pk, role=Role.COMMUNICATOR)
    found = OrganisationPage.objects.filter(pk__in=places.values("page_id"))
    if may_handle(user, post):
        owner = owner_of(post)
        found |= OrganisationPage.objects.filter(pk=owner.pk if owner else 0)
    return sorted(
        found.distinct().defer_streamfields(),
        key=lambda page: (not post.path.startswith(page.path), page.title),
    )
