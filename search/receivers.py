"""Keeps the search entries right: listens to everything that changes what readers may see."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from organisations.models import ChangeProjectPage, Topic
from organisations.signals import tree_changed
from search import indexing
from search.models import EntryTopic


@receiver(page_published, dispatch_uid="entry_published")
def page_changed(instance: Page, **kwargs: Any) -> None:
    """One page went out or changed."""
    if isinstance(instance, ChangeProjectPage):
        # Its posts are on the site only as long as it is there itself.
        indexing.write_below(instance)
    elif type(instance) in indexing.INDEXED_TYPES:
        indexing.write([instance.pk])


@receiver(page_unpublished, dispatch_uid="entry_unpublished")
def page_withdrawn(instance: Page, **kwargs: Any) -> None:
    """One page was withdrawn, or is about to be deleted.

    The database is not asked: before a deletion Wagtail says "unpublished" without saving it, and
    rows written now would be left behind when the page goes.
    """
    below = []
    if isinstance(instance, ChangeProjectPage):
        pages = Page.objects.filter(path__startswith=instance.path)
        below = list(pages.values_list("pk", flat=True))
    indexing.remove([instance.pk, *below])


@receiver(post_page_move, dispatch_uid="entry_moved")
def page_moved(instance: Page, **kwargs: Any) -> None:
    """A page and all below it have other owners, or came into or out of a private part."""
    moved = Page.objects.filter(pk=instance.pk).first()
    if moved:
        indexing.write_below(moved)


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="entry_restricted")
def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A part of the tree became private or public. (The page may be gone with the restriction.)"""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        indexing.write_below(page)


@receiver(tree_changed, dispatch_uid="entry_tree_changed")
def bulk_changed(page_ids: frozenset[int], **kwargs: Any) -> None:
    """An import changed many pages at once."""
    indexing.write(sorted(page_ids))


@receiver(post_save, sender=Topic, dispatch_uid="entry_topic_saved")
def topic_changed(instance: Topic, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A topic may have come under another main theme."""
    if created or raw:
        return
    indexing.write(EntryTopic.objects.filter(topic=instance).values_list("entry", flat=True))
