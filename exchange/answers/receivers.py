"""Keeps the state of needs and questions right, whatever is published or withdrawn."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from exchange.answers import settling
from exchange.models import AnswerStatus, Comment, CommentState
from organisations.models import ASKING_KINDS, BlogPostPage
from search import receivers as search_receivers  # noqa: F401  connected first: ours corrects it


@receiver(page_published, sender=BlogPostPage, dispatch_uid="answer_state_published")
def state_follows_what_was_said(instance: BlogPostPage, **kwargs: Any) -> None:
    """A version may be older than what its organisation said; that counts, and not the version."""
    if instance.kind not in ASKING_KINDS:
        return
    said = AnswerStatus.objects.filter(pk=instance.pk).exclude(state="").first()
    if said is not None and said.state != instance.state:
        settling.write_state(instance.pk, said.state)
        instance.state = said.state


@receiver(post_save, sender=Comment, dispatch_uid="answer_comment_saved")
def answer_withdrawn(instance: Comment, raw: bool = False, **kwargs: Any) -> None:
    """The answer, or the comment that it replies to, is not for readers any more."""
    if not raw and instance.state != CommentState.PUBLISHED:
        settling.reopen_lost(instance.page_id)


@receiver(post_delete, sender=Comment, dispatch_uid="answer_comment_deleted")
def answer_deleted(instance: Comment, origin: Any = None, **kwargs: Any) -> None:
    """The answer itself was deleted. (With its page, there is nothing left to open.)"""
    what = type(origin) if isinstance(origin, Model) else getattr(origin, "model", None)
    if what is Comment:
        settling.reopen_lost(instance.page_id)
