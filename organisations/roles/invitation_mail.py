"""The mails that go with invitations. Tasks: a mail server that is slow or down holds nobody up.

The secret of a link is made here, at the last moment, so that it never waits in a queue.
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

from organisations.models import Invitation, Membership
from organisations.roles.invitations import new_token


@task()
def send_invitation(pk: int) -> None:
    """Mail the link of an invitation that is still pending; the link before it stops working."""
    invitation = Invitation.objects.pending().filter(pk=pk).select_related("invited_by").first()
    if invitation is None:
        return
    link = _address(reverse("accept_invitation", args=[new_token(invitation)]))
    roles = invitation.roles.select_related("page")
    context = {"invitation": invitation, "roles": roles, "link": link}
    _send("invitation", invitation.email, context)
    Invitation.objects.filter(pk=pk, secret_hash=invitation.secret_hash).update(
        sent_at=timezone.now()
    )


@task()
def send_roles(pks: list[int]) -> None:
    """Tell a person with an account which roles they got; the memberships are of one person."""
    memberships = list(
        Membership.objects.active().filter(pk__in=pks).select_related("person", "page")
    )
    if not memberships:
        return
    context = {"roles": memberships, "link": _address(reverse("wagtailadmin_home"))}
    _send("roles_given", memberships[0].person.email, context)


def _address(path: str) -> str:
    return f"{get_admin_base_url() or ''}{path}"


def _send(name: str, to: str, context: dict[str, Any]) -> None:
    template = f"organisations/mail/{name}"
    with override(settings.LANGUAGE_CODE):
        context = {**context, "site_name": settings.SITE_NAME}
        # Wagtail's: it marks the mail as sent by a machine (Auto-Submitted).
        send_mail(
            " ".join(render_to_string(f"{template}_subject.txt", context).split()),
            render_to_string(f"{template}.txt", context),
            [to],
            html_message=render_to_string(f"{template}.html", context),
        )
