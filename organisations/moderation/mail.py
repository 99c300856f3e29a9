"""The mail to the moderators of a ministry when a page is waiting for them."""

from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from wagtail.admin.mail import EmailNotificationMixin, Notifier
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page, TaskState

from organisations.models import MinistryModerationTask
from organisations.moderation.compare_views import earlier_version

TEXT_LENGTH = 8000
TEMPLATES = "organisations/mail/submitted"


class MinistrySubmissionNotifier(EmailNotificationMixin, Notifier):
    """Mails those who are asked to look at a page, and nobody else: no superusers.

    Goes out when the submission is safely stored. Mail that fails is logged; it never undoes or
    delays what the writer did.
    """

    notification = "submitted"

    def __init__(self) -> None:
        super().__init__((TaskState,))

    def __call__(self, instance: TaskState | None = None, **kwargs: Any) -> bool:
        """Send once the transaction is through (a receiver of `task_submitted`)."""
        if instance is None or not self.can_handle(instance, **kwargs):
            return False
        # Robust: an exception, such as a mail server that refuses, is logged by Django.
        transaction.on_commit(
            partial(super().__call__, instance=instance, user=kwargs.get("user")), robust=True
        )
        return True

    def can_handle(self, instance: TaskState, **kwargs: Any) -> bool:
        """Only what waits for a ministry; Wagtail mails about its own tasks."""
        return bool(
            super().can_handle(instance, **kwargs)
            and isinstance(instance.task.specific, MinistryModerationTask)
        )

    def get_recipient_users(self, instance: TaskState, **kwargs: Any) -> set[Any]:
        """The moderators concerned, without the one who made the last change."""
        task = instance.task.specific
        page = instance.workflow_state.content_object
        return set(task.people_to_ask(page, but_not=instance.revision.user))

    def get_template_set(self, instance: TaskState, **kwargs: Any) -> dict[str, str]:
        """Subject, text and html of the mail."""
        return {
            "subject": f"{TEMPLATES}_subject.txt",
            "text": f"{TEMPLATES}.txt",
            "html": f"{TEMPLATES}.html",
        }

    def get_context(self, instance: TaskState, **kwargs: Any) -> dict[str, Any]:
        """Title, organisation, author, text and address of the version that was submitted."""
        context: dict[str, Any] = super().get_context(instance, **kwargs)
        page = instance.revision.as_object()
        author = instance.workflow_state.requested_by or instance.revision.user
        return {
            **context,
            "page": page,
            "organisation": page.get_parent() if page.is_content else page,
            "author": str(author) if author else "",
            "text": plain_text(page),
            "edit_url": f"{get_admin_base_url() or ''}"
            + reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "changes_url": f"{get_admin_base_url() or ''}" + reverse("page_changes", args=[page.pk])
            if earlier_version(page)
            else "",
        }


def plain_text(page: Page) -> str:
    """The words of a page without markup, at most 8,000 characters: introduction, then body."""
    parts = [getattr(page, "summary", ""), getattr(page, "intro", "")]
    if body := getattr(page, "body", None):
        parts += body.stream_block.get_searchable_content(body)
    text = "\n\n".join(str(part).strip() for part in parts if str(part).strip())
    return text if len(text) <= TEXT_LENGTH else f"{text[:TEXT_LENGTH].rstrip()} …"
