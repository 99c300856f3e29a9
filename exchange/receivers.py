"""Notes what is published, so that followers can be told, and what is close to it be found."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from exchange import matching
from exchange.models import Comment, Publication
from exchange.nearest import keeping
from exchange.signals import comment_published
from organisations.models import BlogPostPage, ChangeProjectPage
from search import receivers as search_receivers  # noqa: F401  connected first: matching asks the entry
from search.records import INDEXED_TYPES


@receiver(page_published, dispatch_uid="follow_published")
def page_changed(instance: Page, **kwargs: Any) -> None:
    """A post or project that is new or changed, or a body that is new, goes to who follows it.

    A small change goes to nobody, and neither does a change of a ministry or organisation.
    """
    if type(instance) not in INDEXED_TYPES or getattr(instance, "small_change", False):
        return
    is_first = instance.first_published_at == instance.last_published_at
    if not is_first and not instance.is_content:
        return
    pages = [instance.pk]
    if is_first and isinstance(instance, ChangeProjectPage):
        # Its posts were not on the site until now, whenever they were published.
        posts = BlogPostPage.objects.published().children_of(instance.path)
        pages += posts.values_list("pk", flat=True)
    for page_id in pages:
        matching.note(page_id, is_first=is_first)


@receiver(comment_published, dispatch_uid="follow_comment")
def comment_to_followers(comment: Comment, **kwargs: Any) -> None:
    """A comment goes to who follows its post or its thread, once: not again after a change."""
    if getattr(comment, "version", 0):
        return
    publication, _is_new = Publication.objects.get_or_create(comment=comment)
    transaction.on_commit(partial(matching.match.enqueue, publication.pk), robust=True)


@receiver(page_published, sender=BlogPostPage, dispatch_uid="nearest_published")
def post_changed(instance: BlogPostPage, **kwargs: Any) -> None:
    """A post goes beside what is close to it, in the background; also when it is another kind now."""
    keeping.look_for(
        instance.pk, is_first=instance.first_published_at == instance.last_published_at
    )
