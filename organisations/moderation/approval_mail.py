"""The mails about an approval by somebody of the management: the question, and the answer.

Tasks: writing them holds nobody up. The secret of a link is made here, and goes into the outbox
together with its hash.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from wagtail.admin.utils import get_admin_base_url

from cms.core.mail import send_rendered
from organisations.models import DirectorApproval
from organisations.moderation.approvals import new_token
from organisations.owners import owner_of

TEMPLATES = "organisations/mail"


@task()
@transaction.atomic
def send_question(pk: int) -> None:
    """Mail the link of a question that is still open; the link before it stops working."""
    approval = _get(pk)
    if approval is None or not approval.is_pending or approval.page is None:
        return
    page = approval.page.specific
    context = {
        "approval": approval,
        "organisation": owner_of(page) if page.is_content else None,
        "link": _address(reverse("director_approval", args=[new_token(approval)])),
    }
    send_rendered(
        f"{TEMPLATES}/approval_asked", context, approval.email, kind="vraag om goedkeuring"
    )
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
    link = _address(reverse("wagtailadmin_pages:edit", args=[approval.page_id]))
    context = {"approval": approval, "link": link}
    send_rendered(
        f"{TEMPLATES}/approval_answered", context, asker.email, kind="antwoord van de leiding"
    )


def _get(pk: int) -> DirectorApproval | None:
    return DirectorApproval.objects.filter(pk=pk).select_related("asked_by", "page").first()


def _address(path: str) -> str:
    return f"{get_admin_base_url() or ''}{path}"
