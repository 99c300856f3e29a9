"""The mails that go with invitations. Tasks: writing them holds nobody up.

The secret of a link is made here, and goes into the outbox together with its hash.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from wagtail.admin.utils import get_admin_base_url

from cms.core.mail import send_rendered
from organisations.models import Invitation, Membership
from organisations.roles.invitations import new_token

TEMPLATES = "organisations/mail"


@task()
@transaction.atomic
def send_invitation(pk: int) -> None:
    """Mail the link of an invitation that is still pending; the link before it stops working."""
    invitation = Invitation.objects.pending().filter(pk=pk).select_related("invited_by").first()
    if invitation is None:
        return
    link = _address(reverse("accept_invitation", args=[new_token(invitation)]))
    roles = invitation.roles.select_related("page")
    context = {"invitation": invitation, "roles": roles, "link": link}
    send_rendered(f"{TEMPLATES}/invitation", context, invitation.email, kind="uitnodiging")
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
    person = memberships[0].person
    send_rendered(f"{TEMPLATES}/roles_given", context, person.email, kind="nieuwe rol")


def _address(path: str) -> str:
    return f"{get_admin_base_url() or ''}{path}"
