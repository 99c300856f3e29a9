"""Who was invited and signs in at the provider of their organisation needs no password here."""

from wagtail import hooks

from cms.core.models import User
from organisations.roles.invitations import accept_for


@hooks.register("account_for_invited_address")
def invited_account(email: str, first_name: str, last_name: str) -> User | None:
    """The account that an open invitation for this address makes; None when there is none.

    The provider has verified the address, which is what the link in the mail shows as well.
    """
    return accept_for(email, first_name=first_name, last_name=last_name)
