"""Whether readers can comment on a post: switches of site, organisation and post, and a term."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from exchange.models import CommentSettings
from exchange.models.comment_settings import with_comment_rules
from organisations.models import BlogPostPage, OrganisationPage

FIRST_ORGANISATION_DEPTH = 4


def is_open(post: BlogPostPage) -> bool:
    """Whether a comment can be written now. Asks nothing about who may see the post.

    Costs no query for a post that was found by its address, else two.
    """
    if not post.comments_enabled or post.first_published_at is None:
        return False
    rules = rules_of(post)
    if not rules.enabled:
        return False
    if rules.close_after_days:
        term = timedelta(days=rules.close_after_days)
        if timezone.now() > post.first_published_at + term:
            return False
    return organisations_allow(post)


def rules_of(post: BlogPostPage) -> CommentSettings:
    """What is set for the site; the defaults when nobody set anything."""
    if not hasattr(post, "comment_rules"):
        post.comment_rules = with_comment_rules(Page.objects.filter(pk=post.pk)).get().comment_rules
    return CommentSettings(**(post.comment_rules or {}))


def organisations_allow(post: BlogPostPage) -> bool:
    """Whether no organisation above the post has switched comments off."""
    above = [
        page
        for page in post.trail
        # What stands between an organisation and its post (a change project) allows nothing.
        if page.depth >= FIRST_ORGANISATION_DEPTH and not getattr(page, "is_content", False)
    ]
    if all(isinstance(page, OrganisationPage) for page in above):
        return all(page.comments_enabled for page in above)
    steps = range(FIRST_ORGANISATION_DEPTH, post.depth)
    paths = [post.path[: depth * Page.steplen] for depth in steps]
    return not OrganisationPage.objects.filter(path__in=paths, comments_enabled=False).exists()
