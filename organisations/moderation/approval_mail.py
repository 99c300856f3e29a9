"""The mails about an approval by somebody of the management: the question, and the answer.

Tasks: a mail server that is slow or down holds nobody up. The secret of a link is made here, at
the last moment, so that it never waits in a queue.
"""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url

from organisations.models import DirectorApproval
from organisations.moderation.approvals import new_token


@task()
def send_question(pk: int) -> None:
    """Mail the link of a question that is still open; the link before it stops working."""
    approval = _get(pk)
    if approval is None or not approval.is_pending or approval.page is None:
        return
    path = reverse("director_approval", args=[new_token(approval)])
    page = approval.page.specific
    context = {"organisation": page.get_parent() if page.is_content else None}
    _send("approval_asked", approval.email, approval, path, context)
    DirectorApproval.objects.filter(pk=pk, secret_hash=approval.secret_hash).update(
        sent_at=timezone.now()
    )


@task()
def send_answer(pk: int) -> None:
    """Tell who asked what the answer is."""
    approval = _get(pk)
    asker = approval.asked_by if approval else None
    if approval is None or approval.page_id is None or asker is None or not asker.is_active:
        return
    path = reverse("wagtailadmin_pages:edit", args=[approval.page_id])
    _send("approval_answered", asker.email, approval, path, {})


def _get(pk: int) -> DirectorApproval | None:
    return DirectorApproval.objects.filter(pk=pk).select_related("asked_by", "page").first()


def _send(
    name: str, to: str, approval: DirectorApproval, path: str, context: dict[str, Any]
) -> None:
    template = f"organisations/mail/{name}"
    context = {
        **context,
        "approval": approval,
        "link": f"{get_admin_base_url() or ''}{path}",
        "site_name": settings.SITE_NAME,
    }
    with override(settings.LANGUAGE_CODE):
        # Wagtail's: it marks the mail as sent by a machine (Auto-Submitted).
        send_mail(
            " ".join(render_to_string(f"{template}_subject.txt", context).split()),
            render_to_string(f"{template}.txt", context),
            [to],
            html_message=render_to_string(f"{template}.html", context),
        )
