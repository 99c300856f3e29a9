"""Password and second factor, from the page of one's own account in the CMS."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, str]:
    """To changing, or choosing, a password."""
    return {
        "url": reverse("account_change_password"),
        "label": _("Wachtwoord"),
        "help_text": _("Verander uw wachtwoord."),
    }


@hooks.register("register_account_menu_item")
def factor_item(request: HttpRequest) -> dict[str, str]:
    """To the second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Tweede factor"),
        "help_text": _("Stel een app met codes of een toegangssleutel in."),
    }
