"""The mail to the moderators of a ministry when a page is waiting for them."""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page, TaskState
from wagtail.users.models import UserProfile

from cms.core.mail import send_rendered
from organisations.asking import Asked
from organisations.models import MailMoment, MinistryModerationTask, ModeratorMail
from organisations.moderation.compare_views import earlier_version
from organisations.owners import owner_of

logger = logging.getLogger(__name__)

TEXT_LENGTH = 8000
KIND = "ter beoordeling"


def on_submitted(instance: TaskState, **kwargs: Any) -> None:
    """Mail those who are asked to look at a page, and nobody else: no superusers.

    A receiver of `task_submitted`. The mails are kept together with the submission; a mail that
    cannot be written undoes nothing of it.
    """
    if not isinstance(instance.task.specific, MinistryModerationTask):
        return
    try:
        with transaction.atomic():
            mail_about(instance)
    except Exception:
        logger.exception("The moderators could not be mailed about task state %s", instance.pk)


def mail_about(state: TaskState) -> None:
    """Write to everybody who is asked and wants to know at once."""
    page = state.workflow_state.content_object
    asked = wanting_mail(
        state.task.specific.people_to_ask(page, but_not=state.revision.user), MailMoment.AT_ONCE
    )
    if not asked:
        return
    context = context_of(state)
    for one in asked:
        send_rendered(
            "organisations/mail/submitted",
            {**context, "because_of": one.because_of},
            one.person.email,
            kind=KIND,
        )


def wanting_mail(asked: Iterable[Asked], moment: MailMoment) -> list[Asked]:
    """Those who want their mail at this moment: two queries, whatever the number.

    Who switched this mail off in the CMS gets none; who chose no moment is mailed at once.
    """
    asked = [one for one in asked if one.person.is_active and one.person.email]
    ids = [one.person.pk for one in asked]
    silent = set(
        UserProfile.objects.filter(user__in=ids, submitted_notifications=False).values_list(
            "user_id", flat=True
        )
    )
    chosen = dict(ModeratorMail.objects.filter(person__in=ids).values_list("person_id", "moment"))
    return [
        one
        for one in asked
        if one.person.pk not in silent and chosen.get(one.person.pk, MailMoment.AT_ONCE) == moment
    ]


def context_of(state: TaskState) -> dict[str, Any]:
    """Title, organisation, author, text and address of the version that was submitted."""
    page = state.revision.as_object()
    author = state.workflow_state.requested_by or state.revision.user
    return {
        "page": page,
        "organisation": owner_of(page),
        "author": str(author) if author else "",
        "text": plain_text(page),
        "edit_url": cms_address("wagtailadmin_pages:edit", page.pk),
        "changes_url": cms_address("page_changes", page.pk) if earlier_version(page) else "",
        "account_url": cms_address("wagtailadmin_account"),
    }


def cms_address(name: str, *args: Any) -> str:
    """The whole address of a screen of the CMS."""
    return f"{get_admin_base_url() or ''}{reverse(name, args=args)}"


def plain_text(page: Page) -> str:
    """The words of a page without markup, at most 8,000 characters: introduction, phases, body."""
    parts = [getattr(page, name, "") for name in ("summary", "intro", "goal")]
    if hasattr(page, "phases"):
        parts += [phase.as_text() for phase in page.phases.all()]
    if body := getattr(page, "body", None):
        parts += body.stream_block.get_searchable_content(body)
    text = "\n\n".join(str(part).strip() for part in parts if str(part).strip())
    return text if len(text) <= TEXT_LENGTH else f"{text[:TEXT_LENGTH].rstrip()} …"
