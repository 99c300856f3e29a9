"""Three accounts to try the CMS with, on a machine of one's own and nowhere else.

The password is made at random on the first run and kept in a file that only the owner can read,
so that a second run can print it again.
"""

import secrets
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import HomePage
from organisations.models import MinistryPage, OrganisationPage, Role
from organisations.roles.memberships import grant

MINISTRY_REGISTER_ID = "9632"
ORGANISATION_REGISTER_ID = "71428"
PASSWORD_FILE = Path(settings.BASE_DIR) / "var" / "example-password.txt"
OWNER_ONLY = 0o600


class Account(NamedTuple):
    """An example account: who it is, with what address, and where it may work."""

    role: str
    email: str
    scope: str


def example_accounts() -> list[Account]:
    """Make what is missing of the three accounts, and say what each may do.

    Raises ImproperlyConfigured where the settings do not allow example accounts.
    """
    if not settings.EXAMPLE_ACCOUNTS_ALLOWED:
        raise ImproperlyConfigured(
            _("Met deze instellingen zijn voorbeeldaccounts niet toegestaan.")
        )
    ministry = body_for(MinistryPage, MINISTRY_REGISTER_ID)
    organisation = body_for(OrganisationPage, ORGANISATION_REGISTER_ID)
    with transaction.atomic():
        make_account(
            "beheerder@voorbeeld.example",
            HomePage.objects.get(),
            Role.ADMINISTRATOR,
            superuser=True,
        )
        make_account("moderator@voorbeeld.example", ministry, Role.MODERATOR)
        make_account("communicator@voorbeeld.example", organisation, Role.COMMUNICATOR)
    return [
        Account(_("beheerder"), "beheerder@voorbeeld.example", _("mag alles")),
        Account(
            _("moderator"),
            "moderator@voorbeeld.example",
            _("keurt goed onder %(page)s") % {"page": ministry.title},
        ),
        Account(
            _("communicator"),
            "communicator@voorbeeld.example",
            _("schrijft en dient in onder %(page)s") % {"page": organisation.title},
        ),
    ]


def example_password() -> str:
    """The password of the example accounts, from its file or else new in that file."""
    if not PASSWORD_FILE.exists():
        PASSWORD_FILE.parent.mkdir(parents=True, exist_ok=True)
        PASSWORD_FILE.touch(OWNER_ONLY)
        PASSWORD_FILE.write_text(secrets.token_urlsafe(12) + "\n", encoding="ascii")
    return PASSWORD_FILE.read_text(encoding="ascii").strip()


def body_for(model: type[MinistryPage] | type[OrganisationPage], register_id: str) -> Page:
    """The body with this number in the register, or the first there is."""
    pages = model.objects.all()
    page = pages.filter(register_id=register_id).first() or pages.order_by("path").first()
    if page is None:
        raise ImproperlyConfigured(
            _("Er zijn nog geen organisaties. Draai eerst import_organisations.")
        )
    return page


def make_account(email: str, page: Page, role: str, *, superuser: bool = False) -> None:
    """Make an account with a role unless it exists; one that exists keeps what it has."""
    users = get_user_model().objects
    if users.filter(email=email).exists():
        return
    create = users.create_superuser if superuser else users.create_user
    grant(create(email, example_password()), page, role, by=None)
